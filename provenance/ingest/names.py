"""Names in bylines: cleaned of what content systems put around them, told apart into people and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from provenance import lexicon
from provenance.model import Author
from provenance.text import fold

__all__ = ["authors_of", "name_key", "names_line", "plain", "split_names"]

_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_LEAD = re.compile(
    r"^(?:(?:(?:written|posted|published|reported|words|story|text|analysis|opinion|review|report|exclusive|comment)\s+)?"
    r"(?:by|from)|words|author|authors|reporter)\b[\s:]+",
    re.IGNORECASE,
)
_URL = re.compile(r"^(?:https?:)?//|^www\b|@|\.(?:com|org|net|co\.\w\w)\b|\s(?:com|org|net|co uk)$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|columnist|producer|journalist|contributor|presenter|analyst|freelance\w*"
    r"|photographer|fellow|professor|chief|head of|director|bureau|special to|intern|critic|blogger|senior|digital"
    r"|published|updated|posted|minutes? read|min read)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:staff|staffs|news|newsroom|desk|team|press|agency|agencies|bureau|service|editorial|editors|reporters|board"
    r"|times|post|media|network|wire|wires|admin|correspondent|correspondents|contributors|radio|tv|magazine|journal"
    r"|special to|foundation|institute|university|council|ltd|inc)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[;|•·]\s*|\s*\n\s*|\s+/\s+|(?<=\w)/(?=[A-Z])")
_JOIN = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|with)\s+|\s*&\s*", re.IGNORECASE)
_AND = re.compile(r"\band\b|&|\bwith\b", re.IGNORECASE)
_PLACE = re.compile(r",?\s+in(?:\s+[A-Z][\w .'’-]*)?$")
_NO_NAME = re.compile(r"\d{4}|\d:\d|\b(?:image|picture|getty)\b|photo\b|^\W*$", re.IGNORECASE)
# A byline often goes on with its time: "Jane Porter 30 August 2023", "Jane Porter Today 5:00 am".
_AFTER_NAME = re.compile(
    r"\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d"
    r"|(?:^|\s)(?:\d{1,2}[:.]\d\d(?!\d)|\d{4}-|today\b|yesterday\b|(?:last )?updated\b|published\b|posted\b)",
    re.IGNORECASE,
)
# A name is short; a longer text is a biography or a headline that stands in the wrong field.
_LONGEST = 80
_PARAGRAPH = 100


def plain(markup: str) -> str:
    """`markup` as a reader sees it: entities resolved (twice escaped ones too), tags taken out, blanks single."""
    return " ".join(_untagged(markup).split())


def _untagged(markup: str) -> str:
    text = unescape(unescape(markup)) if "&" in markup else markup
    if "<" not in text:
        return text
    without = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    return text if without == text else without.replace('">', " ")


def split_names(byline: str) -> list[str]:
    """The names of one byline, in order; roles, places and employers behind a comma are left out.

    >>> split_names("By Jane Porter and Sam Field in Paris, Senior Reporters")
    ['Jane Porter', 'Sam Field']
    """
    found: list[str] = []
    for piece in _SEPARATOR.split(_untagged(byline)):
        text = _AFTER_NAME.split(_LEAD.sub("", " ".join(piece.split())))[0].strip(" ,.:-–—|")
        found += [_PLACE.sub("", name) for name in _joined(text)]
    return found


def _joined(text: str) -> list[str]:
    parts = [part for part in (_LEAD.sub("", part).strip() for part in _JOIN.split(text)) if part]
    if len(parts) < 2 or text in lexicon.aliases():
        return [text] if text else []
    people = [part for part in parts if _is_person(part)]
    if people and not _AND.search(text):
        return people  # "Jane Porter, CNN Business": the second is whom she works for
    named = [part for part in parts if part in people or part in lexicon.aliases()]
    if not named or (len(named) < len(parts) and "," not in text):
        return [text]  # "Health and Science Desk"
    return named


def _is_person(part: str) -> bool:
    if part in lexicon.aliases() or _ROLE.search(part) or _ORGANISATION.search(part):
        return False
    return 2 <= len(part.split()) <= 6 and part[0].isalpha() and not any(map(str.isdigit, part))


def authors_of(bylines: Iterable[tuple[str, bool]]) -> tuple[Author, ...]:
    """The authors that bylines name, each once; the flag says that the page calls it an organisation."""
    found: dict[str, Author] = {}
    for byline, organisation in bylines:
        if "//" in byline:
            continue
        names = [plain(byline)] if organisation else split_names(byline)
        for name in names:
            if name and len(name) <= _LONGEST and not _URL.search(name) and not _NO_NAME.search(name):
                found.setdefault(
                    name_key(name), Author(name, "organisation" if organisation or _is_organisation(name) else "person")
                )
    return tuple(found.values())


def name_key(name: str) -> str:
    """What two ways to write one name have in common."""
    return fold(name).replace("-", " ").replace(".", "")


def names_line(lines: list[str]) -> str:
    """The first line of a body if it is nothing but names of people above a paragraph, else nothing."""
    if len(lines) < 2 or len(lines[0]) > _LONGEST or len(lines[1]) < _PARAGRAPH:
        return ""
    names = split_names(lines[0])
    titled = (
        2 <= len(name.split()) <= 4 and all(word[0].isupper() and not word.isupper() for word in name.split())
        for name in names
    )
    return lines[0] if names and all(map(_is_person, names)) and all(titled) and lines[0][-1].isalpha() else ""


def _is_organisation(name: str) -> bool:
    return name in lexicon.aliases() or bool(_ORGANISATION.search(name)) or (name.isupper() and " " not in name)
