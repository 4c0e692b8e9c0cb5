"""Words that point back to an outlet: "the Times" after the Tampa Bay Times, "the agency", "state television"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from provenance import lexicon
from provenance.model import Outlet, Span
from provenance.resolve.layout import Layout, overlapped, touches
from provenance.resolve.outlets import Found, beside

__all__ = ["find_back_references"]

_SHORT = re.compile(
    r"(?P<word>Times|Post|Journal|Herald|Tribune|Globe|Register|Daily News|Observer|Star|Sun|"
    r"Telegraph|Guardian|Chronicle|Courier|Gazette|Examiner|Inquirer|Enquirer|Record|Review|Standard|Mail|"
    r"Mirror|Express|"
    r"Independent|Monitor|Beast|Caller|Sentinel|Dispatch|Republic|Bee|Advocate|Citizen|Leader|Democrat|Eagle|"
    r"Argus|Echo|Bulletin|Ledger|Mercury|Statesman|Courant|Sun-Times|Sun-Sentinel|Press|Lantern)\b(?! [A-Z])"
)
_THE = re.compile(r"\b[Tt]he $")
_WORK_AFTER = re.compile(
    r"^(?:'s)? (?:article|story|report|editorial|reporter|poll|columnist|investigation|interview|op-ed|profile|piece|"
    r"analysis)s?\b"
)
_SIGN_BEFORE = re.compile(
    r"\b(?:told|tells|[Aa]ccording to|reported by|interview with|published (?:by|in)|obtained by|citing|from|in) $"
)
_SIGN_AFTER = re.compile(
    r"^,? (?:\w+ ){0,2}(?:reported|reports|wrote|writes|said|says|found|noted|revealed|published|obtained|learned)\b"
)
# How many mentions a word may point back over.
_MEMORY = 200
_KINDS = {
    "newspaper": {"newspaper"},
    "paper": {"newspaper"},
    "daily": {"newspaper"},
    "tabloid": {"newspaper"},
    "broadsheet": {"newspaper"},
    "magazine": {"magazine"},
    "agency": {"news-agency"},
    "news agency": {"news-agency"},
    "wire service": {"news-agency"},
    "news service": {"news-agency"},
    "network": {"broadcaster"},
    "channel": {"broadcaster"},
    "broadcaster": {"broadcaster"},
    "station": {"broadcaster"},
    "website": {"digital", "magazine", "newspaper"},
    "site": {"digital", "magazine"},
    "outlet": set[str](),
    "publication": {"newspaper", "magazine", "digital"},
}
_GENERIC = re.compile(
    r"\b[Tt]he (" + "|".join(sorted(_KINDS, key=len, reverse=True)) + r")\b(?! (?:of|that|which|chain|owner)\b)"
)
_OTHER_AGENCY = re.compile(r"\b(?:[A-Z]{3,4}|Agency|Bureau|Department|Administration|Authority|Commission|Service)\b")
_GENERIC_SIGN = re.compile(r"\b(?:told|tells|[Aa]ccording to|reported by|interview with|statement to) $")
_STATE = re.compile(
    r"[Ss]tate(?:-run|-owned|-controlled)? (?P<kind>television|TV|radio|media|news agency|broadcaster|newspaper)\b"
)
_COUNTRY = re.compile(r"\b([A-Z][\w.]+(?: [A-Z][a-z]+)?)(?:'s)? $")
# Longer than any adjective of a country.
_BEFORE = 40
_STATE_KINDS = {
    "television": "broadcaster",
    "TV": "broadcaster",
    "radio": "broadcaster",
    "broadcaster": "broadcaster",
    "news agency": "news-agency",
    "newspaper": "newspaper",
}


def _ends_so(name: str, word: str) -> bool:
    return name.casefold().endswith(word.casefold()) and len(name) > len(word) + 4


def _antecedent(word: str, at: int, found: Sequence[Found]) -> Found | None:
    """The nearest earlier outlet whose name ends in `word`, else the first later one."""
    here = bisect_left(found, at, key=lambda one: one.span.start)
    nearest_first = (*reversed(found[max(0, here - _MEMORY) : here]), *found[here : here + _MEMORY])
    return next((one for one in nearest_first if _ends_so(one.name, word)), None)


def _own_or_default(word: str, layout: Layout) -> Outlet | None:
    own = layout.article.outlet
    if own and _ends_so(own.name, word):
        return own
    rule = lexicon.ambiguous_aliases().get(f"The {word}") or lexicon.ambiguous_aliases().get(f"the {word}")
    if rule is None or rule.type != "self-reference":
        return None
    known = [outlet for one in rule.outlet_ids if (outlet := lexicon.outlet_by_id(one))]
    at_home = [outlet for outlet in known if own and outlet.country == own.country]
    chosen = at_home[0].id if len(at_home) == 1 else rule.default
    return lexicon.outlet_by_id(chosen) if chosen else None


def _signed(layout: Layout, span: Span) -> bool:
    return bool(_SIGN_BEFORE.search(layout.before(span)) or _SIGN_AFTER.match(layout.after(span)))


def _short_form(match: re.Match[str], layout: Layout, found: Sequence[Found]) -> Found | None:
    if layout.text[match.start() - 1 : match.start()].isalnum():
        return None
    the = _THE.search(layout.text, max(0, match.start() - 5), match.start())
    span = Span(the.start() if the else match.start(), match.end())
    work = _WORK_AFTER.match(layout.after(span)) is not None
    if not the and not work:
        return None
    antecedent = _antecedent(match.group("word"), span.start, found)
    if antecedent:
        return Found(span, antecedent.outlet, antecedent.name, 0.85)
    signed = the is not None and (work or _signed(layout, span))
    outlet = _own_or_default(match.group("word"), layout) if signed else None
    return Found(span, outlet, outlet.name, 0.5) if outlet else None


def _generic(match: re.Match[str], layout: Layout, found: Sequence[Found]) -> Found | None:
    """The nearest earlier outlet of that kind, where "the agency" says something or is told it."""
    span = Span(match.start(), match.end())
    speaks = any(touches(layout.attributions[i].source, span) for i in layout.near(span))
    if not (speaks or _GENERIC_SIGN.search(layout.before(span))):
        return None
    kinds = _KINDS[match.group(1)]
    here = bisect_left(found, span.start, key=lambda one: one.span.start)
    earlier = reversed(found[max(0, here - _MEMORY) : here])
    meant = next((one for one in earlier if not kinds or _kind(one) in kinds), None)
    if meant is None or (match.group(1) == "agency" and _another_between(layout, meant.span.end, span.start, found)):
        return None
    return Found(span, meant.outlet, meant.name, 0.6, anaphor=True)


def _another_between(layout: Layout, start: int, end: int, found: Sequence[Found]) -> bool:
    """Whether an agency of another sort ("the FBI") is named between two places."""
    others = (Span(*match.span()) for match in _OTHER_AGENCY.finditer(layout.text, start, end))
    return any(not beside(found, span) for span in others)


def _kind(found: Found) -> str:
    return found.outlet.kind if found.outlet else "newspaper"


def _state_medium(match: re.Match[str], layout: Layout) -> Found | None:
    """The one state broadcaster of that country for "Iranian state television"; just these words if there are more."""
    if layout.text[match.start() - 1 : match.start()].isalnum():
        return None
    named = _COUNTRY.search(layout.text, max(0, match.start() - _BEFORE), match.start())
    country = lexicon.demonyms().get(named[1]) if named else None
    span = Span(named.start() if named and country else match.start(), match.end())
    near = (layout.attributions[i] for i in layout.near(span))
    if not any(touches(one.source + one.cue, span) for one in near) and not _signed(layout, span):
        return None
    kind = _STATE_KINDS.get(match.group("kind"))
    fitting = [
        o for o in lexicon.outlets() if (o.country, o.kind, o.state_media) == (country, kind, "state-controlled")
    ]
    outlet = fitting[0] if len(fitting) == 1 and country else None
    return Found(span, outlet, outlet.name if outlet else span.of(layout.article.text), 0.6)


def find_back_references(layout: Layout, found: Sequence[Found]) -> list[Found]:
    """What points back at the outlets `found`, or names one only by its kind; never overlapping them."""
    extra = [one for match in _SHORT.finditer(layout.text) if (one := _short_form(match, layout, found)) is not None]
    named = sorted([*found, *_free(extra, found)], key=lambda one: one.span)
    vague = [_generic(match, layout, named) for match in _GENERIC.finditer(layout.text)]
    vague += [_state_medium(match, layout) for match in _STATE.finditer(layout.text)]
    # "the Russian state news agency, Tass" is Tass.
    starts = {one.span.start - gap for one in named for gap in (1, 2)}
    alone = [one for one in vague if one is not None and one.span.end not in starts]
    return [*_free(extra, found), *_free(alone, named)]


def _free(candidates: Sequence[Found], taken: Sequence[Found]) -> list[Found]:
    """Candidates that share no character with what is taken already (both in text order)."""
    spans = [one.span for one in taken]
    return [one for one in candidates if not overlapped(spans, one.span)]
