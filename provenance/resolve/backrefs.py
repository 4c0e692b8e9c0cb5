"""Words that point back to an outlet named before: "the Times" after the Tampa Bay Times, "the agency", "state television"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provenance import lexicon
from provenance.model import Outlet, Span
from provenance.resolve.layout import Layout, touches
from provenance.resolve.outlets import Found

__all__ = ["find_back_references"]

_SHORT = re.compile(
    r"\b(?P<the>[Tt]he )?(?P<word>Times|Post|Journal|Herald|Tribune|Globe|Register|Daily News|Observer|Star|Sun|"
    r"Telegraph|Guardian|Chronicle|Courier|Gazette|Examiner|Inquirer|Enquirer|Record|Review|Standard|Mail|Mirror|Express|"
    r"Independent|Monitor|Beast|Caller|Sentinel|Dispatch|Republic|Bee|Advocate|Citizen|Leader|Democrat|Eagle|Argus|Echo|"
    r"Bulletin|Ledger|Mercury|Statesman|Courant|Sun-Times|Sun-Sentinel|Press|Lantern)\b(?! [A-Z])"
)
_WORK_AFTER = re.compile(
    r"^(?:'s)? (?:article|story|report|editorial|reporter|poll|columnist|investigation|interview|op-ed|profile|piece|analysis)s?\b"
)
_SIGN_BEFORE = re.compile(r"(?:\b(?:told|tells|[Aa]ccording to|reported by|interview with|published (?:by|in)|obtained by|citing|from|in) )$")
_SIGN_AFTER = re.compile(r"^(?:,? (?:\w+ ){0,2}(?:reported|reports|wrote|writes|said|says|found|noted|revealed|published|obtained|learned)\b)")
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
_GENERIC = re.compile(r"\b[Tt]he (" + "|".join(sorted(_KINDS, key=len, reverse=True)) + r")\b(?! (?:of|that|which|chain|owner)\b)")
_GENERIC_SIGN = re.compile(r"\b(?:told|tells|[Aa]ccording to|reported by|interview with|statement to) $")
_STATE = re.compile(
    r"\b(?:(?P<country>[A-Z][\w.]+(?: [A-Z][a-z]+)?)(?:'s)? )?(?P<state>[Ss]tate|state-run|state-owned|state-controlled) "
    r"(?P<kind>television|TV|radio|media|news agency|broadcaster|newspaper)\b"
)
_STATE_KINDS = {"television": "broadcaster", "TV": "broadcaster", "radio": "broadcaster", "broadcaster": "broadcaster",
                "news agency": "news-agency", "newspaper": "newspaper"}


def _ends_so(name: str, word: str) -> bool:
    return name.casefold().endswith(word.casefold()) and len(name) > len(word) + 4


def _antecedent(word: str, at: int, found: Sequence[Found]) -> Found | None:
    """The nearest earlier outlet whose name ends in `word`, else the first later one."""
    same = [one for one in found if _ends_so(one.name, word)]
    earlier = [one for one in same if one.span.start < at]
    return earlier[-1] if earlier else same[0] if same else None


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
    span = Span(match.start(), match.end())
    signed = _signed(layout, span) or bool(_WORK_AFTER.match(layout.after(span)))
    if not match.group("the") and not _WORK_AFTER.match(layout.after(span)):
        return None
    antecedent = _antecedent(match.group("word"), span.start, found)
    if antecedent:
        return Found(span, antecedent.outlet, antecedent.name, 0.85)
    outlet = _own_or_default(match.group("word"), layout) if signed and match.group("the") else None
    return Found(span, outlet, outlet.name, 0.5) if outlet else None


def _generic(match: re.Match[str], layout: Layout, found: Sequence[Found]) -> Found | None:
    """ "The agency" as the source of a statement or the one it was told to: the nearest earlier outlet of that kind."""
    span = Span(match.start(), match.end())
    speaks = any(touches(layout.attributions[i].source, span) for i in layout.near(span))
    if not (speaks or _GENERIC_SIGN.search(layout.before(span))):
        return None
    kinds = _KINDS[match.group(1)]
    fitting = [one for one in found if one.span.end < span.start and (not kinds or _kind(one) in kinds)]
    return Found(span, fitting[-1].outlet, fitting[-1].name, 0.6, anaphor=True) if fitting else None


def _kind(found: Found) -> str:
    return found.outlet.kind if found.outlet else "newspaper"


def _state_medium(match: re.Match[str], layout: Layout) -> Found | None:
    """ "Iranian state television": the one state broadcaster of that country, or just these words if there are more."""
    start = match.start("country") if match.group("country") else match.start("state")
    country = lexicon.demonyms().get(match.group("country") or "")
    if match.group("country") and country is None:
        start = match.start("state")
    span = Span(start, match.end())
    beside = (layout.attributions[i] for i in layout.near(span))
    if not any(touches(one.source + one.cue, span) for one in beside) and not _signed(layout, span):
        return None
    kind = _STATE_KINDS.get(match.group("kind"))
    fitting = [o for o in lexicon.outlets() if (o.country, o.kind, o.state_media) == (country, kind, "state-controlled")]
    outlet = fitting[0] if len(fitting) == 1 and country else None
    return Found(span, outlet, outlet.name if outlet else span.of(layout.article.text), 0.6)


def find_back_references(layout: Layout, found: Sequence[Found]) -> list[Found]:
    """What points back at the outlets `found`, or names one only by its kind; never overlapping them."""
    taken = {offset for one in found for offset in range(one.span.start, one.span.end)}
    extra: list[Found] = []
    for match in _SHORT.finditer(layout.text):
        one = _short_form(match, layout, found)
        extra += [one] if one and taken.isdisjoint(range(one.span.start, one.span.end)) else []
    named = sorted([*found, *extra], key=lambda one: one.span)
    for pattern, read in ((_GENERIC, lambda m: _generic(m, layout, named)), (_STATE, lambda m: _state_medium(m, layout))):
        for match in pattern.finditer(layout.text):
            one = read(match)
            free = one and not any(other.span.overlaps(one.span) for other in named)
            apposed = one and any(0 <= other.span.start - one.span.end <= 2 for other in named)
            extra += [one] if one and free and not apposed else []
    return extra
