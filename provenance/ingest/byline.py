"""Who wrote a plain-text article and when, from its byline and its date line."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from provenance.lexicon import aliases
from provenance.model import Author, Outlet, Span
from provenance.text import words

__all__ = ["Signed", "bare", "byline_authors", "dates_of", "is_label", "known_outlet", "signed"]

_DECORATION = " \t\u00a0#*_>•·|~=-–—"


def bare(line: str) -> str:
    """`line` without what Markdown and lists put around it."""
    return line.strip(_DECORATION)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE_LABEL = re.compile(
    r"\b(?:(?:first |originally |last )?(?:published|posted|updated|modified|edited|created|issued|uploaded|released)"
    r"|(?:publish(?:ed)?|publication|pub|post(?:ed)?|upload) date|dated?|time|as of)\b(?: (?:on|at)\b)?[\s:|–—-]*",
    re.IGNORECASE,
)
_NEWER = re.compile(r"updat|modif|edit", re.IGNORECASE)
# A day alone is not enough for a date line: the year or the time stands beside it, or it says how long ago it was.
_DAY = re.compile(
    rf"(?=.*(?:(?:19|20)\d\d|\d[:.h]\d\d|\d\s?[ap]\.?m)).*(?:\b{_MONTH}\b|\b\d{{4}}[-/.]\d\d?[-/.]\d\d?|\b\d\d?[-/.]\d\d?[-/.]\d{{4}}\b)"
    r"|.*\b\d+ (?:minute|min|hour|hr|day|week|month)s? ago\b",
    re.IGNORECASE | re.DOTALL,
)
# Everything that a line may hold which is nothing but a date.
_DATE_WORD = re.compile(
    rf"\b{_MONTH}\b|\b{_WEEKDAY}\b"
    r"|\b\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\b\d+(?:st|nd|rd|th|h|hrs?)?\b|\b\d{1,2}h\d\d\b"
    r"|\b\d*[ap]\.?m\b|\b(?:at|on|of|the|local|time|noon|midnight|today|yesterday|by)\b"
    r"|\b\d+(?:[- ]min(?:ute)?s?)? read\b|\bmin(?:ute)?s? read\b|\b(?:minute|min|hour|hr|day|week|month)s? ago\b"
    r"|\b(?:eastern|central|mountain|pacific)(?: standard| daylight)?\b|\bGMT[+-]\d+|\bUTC[+-]\d+",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b[A-Z]{1,5}\b")
_DOTTED_CLOCK = re.compile(r"(?<![\d.])(\d\d?)\.(\d\d)(?=\s*(?:$|[ap]\.?m\b|[A-Z]{2,5}\b|[|,(]))")
_LONGEST_DATE_LINE = 160


def _only_a_date(text: str) -> bool:
    return not re.search(r"\w", _ZONE.sub("", _DATE_WORD.sub("", text)))


def dates_of(line: str, *, labelled: bool = False) -> dict[str, str] | None:
    """What a date line gives as {"published": words, "updated": words}, or None where it says anything else.

    `labelled`: the line must say "Published" or the like; else a date may stand alone.

    >>> dates_of("Published: 6 February 2024 at 09:15 GMT | Updated 7 February 2024")
    {'published': '6 February 2024 at 09:15 GMT', 'updated': '7 February 2024'}
    """
    text = bare(line).strip("()[]")
    if len(text) > _LONGEST_DATE_LINE or not _DAY.match(text):
        return None
    labels = list(_DATE_LABEL.finditer(text))
    if labelled and not labels:
        return None
    starts = [0, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), len(text)]
    names = ["published", *("updated" if _NEWER.search(label.group()) else "published" for label in labels)]
    found: dict[str, str] = {}
    for name, start, end in zip(names, starts, ends, strict=True):
        part = text[start:end].strip(" \t,;|·•–—-()")
        if part and not _only_a_date(part):
            return None
        if part:
            found.setdefault(name, _DOTTED_CLOCK.sub(r"\1:\2", part))
    return found or None


_BY = re.compile(
    r"(?:(?:story|written|words|reported|posted|published|text|report|reporting|analysis|opinion|article|compiled)\s+)?"
    r"by\b\s*:?\s+(?P<names>\S.*)|(?:author|by-?line|writer|reporter|correspondent|words)s?\s*:\s*(?P<listed>\S.*)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;|•·&/]|\s[-–—]\s|\band\b|\bwith\b|\n)\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\s+(?:in|at|for|of|from|special to|reports?|is)\s.*|\s*[(<\[].*|\s*@\w+.*|\s+\S+@\S+.*|\.$", re.IGNORECASE
)
_PLACE = re.compile(r"\s+in\s+(?-i:[A-Z])[\w .'’-]*$", re.IGNORECASE)
_PARTICLES = frozenset("de da do dos das del della di du la le van von der den ter ten bin ibn al el y e af zu".split())
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]*|[dDlL]['’][A-Z]\w+")
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|bureau|chief|desk|columnists?|contributors?|contributing"
    r"|journalists?|producers?|agency|agencies|team|board|newsroom|freelance|intern|analysts?|director|specialist)\b",
    re.IGNORECASE,
)
# Capitalised words that stand alone on a line without being anyone's name.
_NOT_A_NAME = frozenset(
    """news world politics sport sports business opinion breaking latest live update updates home uk us usa eu africa
    asia europe america middle east technology tech science health culture lifestyle entertainment analysis exclusive
    report press release city top story stories trending national international local economy finance markets video
    watch listen editorial feature features interview explainer environment climate travel money weather crime education
    york angeles francisco kong delhi aviv lumpur ababa aires paulo mexico cape town washington dc nations states
    kingdom arabia korea zealand county street the a an monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december""".split()
)


@cache
def _outlets_by_folded_name() -> dict[str, tuple[Outlet, ...]]:
    """Outlets by name or alias, case aside (some 20 ms once)."""
    found: dict[str, tuple[Outlet, ...]] = {}
    for alias, carriers in aliases().items():
        key = alias.casefold()
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *carriers)))
    return found


def known_outlet(name: str) -> Outlet | None:
    """The one outlet of the gazetteer with that name or alias, case and a leading "The" aside; None if several."""
    key = name.strip().casefold()
    for form in (key, key.removeprefix("the "), "the " + key):
        carriers = _outlets_by_folded_name().get(form, ())
        if len(carriers) == 1:
            return carriers[0]
    return None


def looks_like_name(text: str) -> bool:
    """Whether `text` is written as a person's name of two to five words."""
    parts = text.split()
    if not 2 <= len(parts) <= 5 or any(word in _NOT_A_NAME for word in words(text)):
        return False
    proper = sum(bool(_NAME_WORD.fullmatch(part)) for part in parts)
    return proper >= 2 and all(_NAME_WORD.fullmatch(part) or part.lower() in _PARTICLES for part in parts)


def _cased(name: str) -> str:
    """`name` with capitals at the start of its words only, if all of it is in capitals: "JANE O'DOE" is Jane O'Doe."""
    if name != name.upper() or len(name) < 4:
        return name
    spread = re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)
    spread = re.sub(r"(?<=['’])S\b", "s", spread)
    return re.sub(r"\bMc([a-z])", lambda found: "Mc" + found.group(1).upper(), spread)


def _author(piece: str, alone: bool) -> Author | None:
    outlet = known_outlet(piece)
    if outlet and alone:
        return Author(piece if piece != piece.upper() or len(piece) < 6 else outlet.name, "organisation")
    if outlet or _ROLE.search(piece) or not looks_like_name(piece):
        return None
    return Author(_cased(piece))


def _listed_authors(names: str, *, strict: bool) -> tuple[Author, ...] | None:
    """The people and organisations listed; None where the first is none, or, if `strict`, any piece is none."""
    rest = _PLACE if strict else _AFTER_NAME
    pieces = [rest.sub("", piece).strip(" .*_") for piece in _BETWEEN_NAMES.split(names)]
    pieces = [piece for piece in pieces if piece]
    if not pieces or len(names) > _LONGEST_DATE_LINE:
        return None
    found = [_author(piece, alone=at == 0) for at, piece in enumerate(pieces)]
    fits = [
        bool(author or _ROLE.search(piece) or known_outlet(piece)) for author, piece in zip(found, pieces, strict=True)
    ]
    if not fits[0] or (strict and not all(fits)):
        return None
    return tuple(dict.fromkeys(author for author in found if author))


def byline_authors(line: str, *, labelled: bool = True) -> tuple[Author, ...] | None:
    """The authors whom a byline names, () where it names none ("By our staff"), None where the line is no byline.

    `labelled`: the line must say "By" or "Author:"; else the names may stand alone.

    >>> [author.name for author in byline_authors("By JANE DOE and John Roe, Staff writers")]
    ['Jane Doe', 'John Roe']
    """
    text = bare(line)
    by = _BY.fullmatch(text)
    if by:
        return _listed_authors(by["names"] or by["listed"], strict=False)
    return None if labelled else _listed_authors(text, strict=True) or None


_LABEL = re.compile(
    r"(?:(?:written|posted|story) )?by|authors?|by-?line|date|(?:last )?(?:published|updated|posted)(?: on| at)?",
    re.IGNORECASE,
)


def is_label(line: str) -> bool:
    """Whether the line only says what the next one is: "By", "Published on:"."""
    return bool(_LABEL.fullmatch(bare(line).rstrip(" :")))


class Signed(NamedTuple):
    """One line that names authors and a date: what it says, and the columns of its two halves."""

    authors: tuple[Author, ...]
    byline: Span
    dates: dict[str, str]
    date: Span


_CUT = re.compile(
    rf"\s*[|•·]\s*|\s+[–—-]+\s+|,?\s+(?=(?:published|updated|posted|on|\d|{_MONTH}\b|{_WEEKDAY}\b))", re.IGNORECASE
)


def signed(line: str) -> Signed | None:
    """Authors and date on one line, in either order, or None: "By Jane Doe | 6 February 2024"."""
    if len(line) > _LONGEST_DATE_LINE or not _DAY.match(line):
        return None
    for cut in _CUT.finditer(line):
        halves = Span(0, cut.start()), Span(cut.end(), len(line))
        for names, date in (halves, halves[::-1]):
            dates = dates_of(date.of(line))
            authors = byline_authors(names.of(line), labelled=False) if dates else None
            if dates and authors is not None:
                return Signed(authors, names, dates, date)
    return None
