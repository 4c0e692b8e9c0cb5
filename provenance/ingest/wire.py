"""Agencies and outlets that a text credits for itself: datelines, bylines, taglines, credit and copyright lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from provenance import lexicon
from provenance.model import Outlet, Span, WireCredit
from provenance.text import fold, paragraphs

__all__ = ["credit_named", "outlet_named", "outlets_in", "unique_credits", "wire_credits"]

# How far from the first and the last paragraph bylines, datelines and credit lines stand.
_HEAD = 6
_FOOT = 8
_CREDIT_LENGTH = 600

_DATELINE = re.compile(r"(?P<place>[^()\n]{0,70}?)\s?\((?P<who>[^()\n]{2,60})\)\s*(?:[-–—―:|]|(?=[A-Z“\"]))")
_PIPED_DATELINE = re.compile(r"(?P<place>[A-Z][^|\n]{1,40})\|\s*(?P<who>[^|\n]{2,40}?)\s*\|")
_CASED = re.compile(r"[\s,./|–—-]+")
_SMALL = frozenset("de la le les el al of the and on y del dos da du bin by in".split())
_BYLINE = re.compile(r"(?:(?:written |story |text )?by|from)\s+(?P<who>[^\n]{2,100})", re.IGNORECASE)
# Reuters signs so, and does not name itself: "(Reporting by A in Paris; Editing by B)".
_REUTERS = re.compile(
    r"\(?(?:additional )?reporting (?:and writing )?by [^\n]{3,300}?[;,] ?(?:editing|writing) by [^\n]{3,200}",
    re.IGNORECASE,
)
_NAMES = r"(?P<who>[^\n.;]{2,160}(?:\.(?=\w)[^\n.;]{1,40})?)"
_TAGLINES = tuple(
    (re.compile("".join(pattern), re.IGNORECASE), basis, open_world)
    for basis, open_world, *pattern in (
        (
            "tagline",
            False,
            r"\bwith (?:additional )?(?:files?|reporting|materials?|inputs?|reports?) (?:from|by) ",
            _NAMES,
        ),
        ("tagline", False, r"\badditional (?:reporting|material|report|inputs?) (?:from|by) ", _NAMES),
        ("tagline", False, r"^\W*contributing\s*:\s*", _NAMES),
        (
            "tagline",
            False,
            r"^(?:.{0,300}[a-z)”\"][.!?] )?(?P<who>[^\n]{2,400}),? (?:has |have |also )?",
            r"contributed (?:to (?:this|the)\b|reporting\b|from\b)",
        ),
        (
            "tagline",
            True,
            r"\b(?:this|the) (?:article|story|report|piece|post|essay|column|interview|feature|content|text|excerpt)\b",
            r"[^\n.]{0,60}?\b(?:originally|first|previously|was|is|been) (?:originally |first |also )?",
            r"(?:published|appeared|posted|ran|reported|produced|written|republished|syndicated|reprinted|provided)\b",
            r"[^\n.]{0,50}?\b(?:by|on|in|at|from|for|with) ",
            _NAMES,
        ),
        (
            "tagline",
            True,
            r"^\W*(?:originally|first|re-?published|reprinted|syndicated|distributed|cross-?posted|courtesy|provided)",
            r"(?: (?:published|appeared|posted|ran))?\b[^\n.]{0,40}?\b(?:by|on|in|at|from|of) ",
            _NAMES,
        ),
        ("credit-line", False, r"^\W*(?:source|via|credit|agency|agencies)\s*[:–—-]\s*", _NAMES),
        ("credit-line", False, r"(?:©|\(c\)|\bcopyright\b)[\s©(c),]*(?:(?:19|20)\d\d\W{0,3})?(?:by )?", _NAMES),
    )
)
# No tagline is without one of these, and most lines have none.
_CUE = re.compile(
    r"contribut|files? from|(?:reporting|material|inputs?|reports?) (?:from|by)|publish|appear|posted|reprint|syndicat"
    r"|courtesy|provided|produced|reported|©|copyright|\(c\)|^\W*(?:source|via|credit|agenc)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"\(\s*(?P<who>[^()\n]{2,60})\s*\)\W*$|(?:^|[.!?”\"]\s*)[–—-]+\s*(?P<after>[^\n–—]{2,40})$")
_AGENCY_PARTS = re.compile(r"\s*(?:[/,;&|+]|\band\b|\bwith\b|\s[-–—]\s)\s*")
_END_OF_NAME = re.compile(
    r"\s+(?:and (?:is|was)|under|with (?:permission|their)|as part|(?:on|in|at) [A-Z0-9]|here\b|to (?:this|stay|read))"
    r"|[,:(\[“\"]|\bread the\b|\s+[–—|-]\s",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\b(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE)
_LONGEST_NAME = 6


def wire_credits(text: str, own: Outlet | None) -> tuple[WireCredit, ...]:
    """The outlets that `text` credits for itself, each span on the words that say so, in the order of the text.

    Of `own`, the outlet that publishes it, only an agency's own dateline or tagline counts.
    """
    lines = paragraphs(text)
    found: list[WireCredit] = []
    for number, line in enumerate(lines):
        if number < max(1, min(_HEAD, len(lines) - 1)):
            found += _opening(text, line)
        if number < _HEAD or number >= len(lines) - _FOOT:
            found += _closing(text, line, last=number >= len(lines) - 3)
    return unique_credits(credit for credit in found if _counts(credit.outlet, own))


def unique_credits(credits_: Iterable[WireCredit]) -> tuple[WireCredit, ...]:
    """One credit for each outlet and basis, the first of each."""
    return tuple({(credit.outlet.id, credit.basis): credit for credit in reversed(list(credits_))}.values())[::-1]


def _counts(outlet: Outlet, own: Outlet | None) -> bool:
    return own is None or outlet.id != own.id or own.kind == "news-agency"


def _opening(text: str, line: Span) -> Iterator[WireCredit]:
    words = line.of(text)
    dateline = _DATELINE.match(words) or _PIPED_DATELINE.match(words)
    if dateline and _is_place(dateline["place"]):
        yield from _credits(line, dateline, "dateline", agencies=False)
    if len(words) <= 120:
        byline = _BYLINE.fullmatch(words)
        if byline:
            yield from _credits(line, byline, "byline", agencies=False)
        elif len(words) <= 60:
            whole = re.fullmatch(r"(?P<who>.+)", words)
            if whole and _all_agencies(words):
                yield from _credits(line, whole, "byline", agencies=True)


def _closing(text: str, line: Span, *, last: bool) -> Iterator[WireCredit]:
    words = line.of(text)
    if len(words) <= _CREDIT_LENGTH:
        reuters = _REUTERS.search(words)
        if reuters and (agency := lexicon.outlet_by_id("reuters")):
            yield _credit(agency, "tagline", Span(line.start + reuters.start(), line.start + reuters.end()), words)
        for pattern, basis, open_world in _TAGLINES if _CUE.search(words) else ():
            for match in pattern.finditer(words):
                found = list(_credits(line, match, basis, agencies=basis == "credit-line"))
                yield from found or (_unlisted(line, match, basis) if open_world else ())
    if last:
        sign = _SIGNATURE.search(words) or (re.fullmatch(r"(?P<who>.{2,40})", words) if _all_agencies(words) else None)
        if sign and _all_agencies(next(filter(None, sign.groups()), "")):
            yield from _credits(line, sign, "credit-line", agencies=True)


def _is_place(words: str) -> bool:
    """Whether words before a parenthesis are a place and perhaps a day: every word of weight begins with a capital."""
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in _CASED.split(words) if word)


def _credits(line: Span, match: re.Match[str], basis: str, *, agencies: bool) -> Iterator[WireCredit]:
    group = next(name for name, value in match.groupdict().items() if value and name != "place")
    evidence = Span(line.start + match.start(), line.start + match.end())
    for outlet in outlets_in(match[group]):
        if not agencies or outlet.kind == "news-agency":
            yield _credit(outlet, basis, evidence, match.group())


def _credit(outlet: Outlet, basis: str, span: Span, evidence: str) -> WireCredit:
    return WireCredit(outlet, basis, span, evidence.strip())


def _unlisted(line: Span, match: re.Match[str], basis: str) -> Iterator[WireCredit]:
    """A credited outlet that the gazetteer does not know, by its own name."""
    name = _END_OF_NAME.split(match["who"])[0].strip(" .'’”\"")
    outlet = credit_named(name)
    if outlet:
        yield _credit(
            outlet, basis, Span(line.start + match.start(), line.start + match.start("who") + len(name)), match.group()
        )


def credit_named(name: str) -> Outlet | None:
    """The outlet that a credit names: of the gazetteer, else one of that name alone; None if it is no name."""
    known = outlet_named(name)
    if known:
        return known
    domain = _DOMAIN.search(name)
    if domain:
        return lexicon.outlet_by_domain(domain.group()) or Outlet(domain.group().lower(), name)
    tokens = name.split()
    capital = [token for token in tokens if token[0].isupper() or token.lower() in _SMALL]
    if not 0 < len(tokens) <= _LONGEST_NAME or len(capital) < len(tokens) or not name[0].isupper():
        return None
    return Outlet("-".join(fold(name).split()), name)


def outlet_named(name: str, country: str | None = None) -> Outlet | None:
    """The outlet whose name or alias `name` is, where it stands for an outlet for sure, as it does in a credit."""
    carriers = lexicon.aliases().get(name) or lexicon.aliases().get(name.removeprefix("the ").removeprefix("The "), ())
    if len(carriers) == 1:
        return carriers[0]
    agencies = [outlet for outlet in carriers if outlet.kind == "news-agency"]
    at_home = [outlet for outlet in carriers if outlet.country == country]
    chosen = at_home if len(at_home) == 1 else agencies
    return chosen[0] if len(chosen) == 1 else None


def _all_agencies(words: str) -> bool:
    """Whether a line holds nothing but agencies' names: "AFP", "- AP, Reuters"."""
    parts = [part for part in _AGENCY_PARTS.split(words.strip(" ()-–—.|")) if part]
    named = [outlet_named(part) for part in parts]
    return bool(parts) and all(outlet and outlet.kind == "news-agency" for outlet in named)


def outlets_in(phrase: str) -> list[Outlet]:
    """Outlets named in a credit, the longest name first; a name that also means other things only if an agency's."""
    tokens = list(re.finditer(r"[^\s,;/|()]+", phrase))
    found: dict[str, Outlet] = {}
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
            name = phrase[tokens[at].start() : tokens[at + size - 1].end()]
            outlet = outlet_named(name.rstrip(".,:'’\"”")) or outlet_named(name)
            if outlet and _sure(name, outlet):
                found[outlet.id] = outlet
                at += size - 1
                break
        at += 1
    return list(found.values())


def _sure(name: str, outlet: Outlet) -> bool:
    ambiguous = lexicon.ambiguous_aliases().get(name)
    return outlet.kind == "news-agency" or not (ambiguous and ambiguous.weak)
