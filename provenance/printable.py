"""Words that strangers wrote, as they may be shown: nothing in them drives a terminal or turns a line around.

Control characters can move a cursor, rename a window or fill a clipboard, direction overrides can make "gpj.exe" read
as "exe.jpg", and half of a surrogate pair cannot be written at all. They are shown as signs, never passed on and never
dropped without a trace; marks that only say which way letters run are left out.
"""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["clean", "dumped", "escaped", "pictured", "plain", "storable"]

# Line ends that are no "\n", embeddings and isolates of a direction, and the byte-order mark: left out.
_LAYOUT = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
# These, and what drives a terminal, turns a line around or cannot be written.
_UNSAFE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
# In JSON they can stand as escapes; those below a blank do already.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_PICTURES, _DELETE = 0x2400, 0x7F
# No database stores these: NUL, and half of a surrogate pair, which JSON and the names of files can spell.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    r"""`text` without characters that could do something other than be read; paragraphs stay apart.

    >>> clean("\x1b[31mred")
    '␛[31mred'
    """
    return _UNSAFE.sub(_sign, text)


def plain(text: str) -> str:
    """`text` cleaned and on one line."""
    return clean(" ".join(text.split()))


def storable(text: str) -> str:
    """`text` as a database can keep it or be asked for it, as long as it was."""
    return _UNSTORABLE.sub("\ufffd", text)


def pictured(character: str) -> str:
    """The sign that stands for a character that cannot be: "␛" for an escape, "�" where there is none of its own."""
    code = ord(character)
    if code == _DELETE:
        return "␡"
    return chr(_PICTURES + code) if code < ord(" ") else "\ufffd"


def _sign(found: re.Match[str]) -> str:
    return "" if found.group() in _LAYOUT else pictured(found.group())


def dumped(value: Any, *, indent: int | None = None) -> str:
    """`value` as JSON, the letters of all languages as they are and what drives a terminal as escapes.

    It reads back as the same value and can always be written as UTF-8.
    """
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def escaped(written: str) -> str:
    """JSON that is already written, so."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
