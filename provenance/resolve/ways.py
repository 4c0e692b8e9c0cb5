"""The ways by which claims are said to have come: chains of outlets from the speaker's side to the reader's.

A way is stated by an outlet whose statement holds somebody else's ("TASS said that Smith said ..."), by the outlet that
it was said to ("told Reuters", "in an interview with CNN"), by an outlet that the source cites ("Reuters, citing TASS,
reported"), and by an outlet that speaks of somebody's words ("His statements were reported by Tass"): that one is a
further way of the claims it points at, beside the ways that they have.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from provenance.model import Attribution, Source, SourceClass, Span
from provenance.resolve.layout import Layout, hull, touches
from provenance.resolve.mentions import Placed
from provenance.resolve.outlets import speaks

__all__ = ["Draft", "Way", "chain_of", "find_ways", "pointed_at"]

_HIS_WORDS = re.compile(
    r"\b(?:his|her|their|the|these|those|this|that|[A-Z][\w-]+'s)\s(?:[a-z-]+\s){0,2}"
    r"(statements?|remarks?|comments?|words|speech|address|warnings?|announcements?|declarations?|"
    r"allegations?|claims?|interview|quotes?|assertions?)\b",
    re.IGNORECASE,
)
_CITING = re.compile(r"\b(?:citing|quoting|cited|quoted)\s(?:[\w'.-]+\s){0,5}[\"“]?$")
# Sources that can be the first of a chain; a report or a poll is what its outlet says.
_SPEAKERS: frozenset[SourceClass] = frozenset({"named-person", "unnamed-person", "named-organisation", "group"})
# How far from a source, in characters, an outlet in apposition to it may begin.
_BESIDE = 60
# How much of a sentence is looked through: a page without full stops is one sentence.
_SENTENCE = 600

Way = tuple[int, ...]
"""places in the list of mentions"""


@dataclass(frozen=True, slots=True)
class Draft:
    """Sources and placed outlets of one article, before they become claims and mentions."""

    layout: Layout
    sources: Sequence[Source]
    placed: Sequence[Placed]
    version: str
    """identity of the article version"""
    starts: tuple[int, ...]
    """where the mentions begin"""
    by_outlets: tuple[int, ...]
    """the attributions whose source is an outlet"""

    def beside(self, span: Span) -> range:
        """Places of the mentions that begin in the span or close to it."""
        return range(bisect_left(self.starts, span.start - _BESIDE), bisect_right(self.starts, span.end + _BESIDE))

    def outlets_of(self, number: int) -> list[int]:
        """Mentions that are, or stand in, the source of an attribution, and not merely where somebody works."""
        one = self.layout.attributions[number]
        whole = hull(one.source)
        near = self.beside(whole) if whole else range(0)
        return [i for i in near if self.placed[i].role in ("cited", "poll", "wire") and self._in_source(one, i)]

    def _in_source(self, attribution: Attribution, mention: int) -> bool:
        return speaks(self.layout, attribution, self.placed[mention].found)


def _venues(draft: Draft) -> dict[int, list[int]]:
    """Where each attribution was said, by the attribution's place."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(draft.placed):
        if one.role == "venue" and one.attribution is not None:
            found[one.attribution].append(i)
    return found


def _cited_beside(draft: Draft, number: int) -> list[int]:
    """Outlets that the source of an attribution itself quotes: "Reuters, citing TASS, reported"."""
    whole, at = draft.layout.sentence(draft.layout.anchors[number].start), draft.layout.anchors[number]
    sentence = Span(max(whole.start, at.start - _SENTENCE), min(whole.end, at.end + _SENTENCE))
    return [i for i in draft.beside(sentence) if sentence.covers(draft.placed[i].found.span) and _is_quoted(draft, i)]


def _is_quoted(draft: Draft, mention: int) -> bool:
    return _CITING.search(draft.layout.before(draft.placed[mention].found.span)) is not None


def _around(draft: Draft, number: int) -> list[int]:
    """Attributions of an outlet that hold this one in their content."""
    inner = draft.layout.anchors[number]
    near = draft.layout.near(inner)
    outer = draft.by_outlets[bisect_left(draft.by_outlets, near.start) : bisect_left(draft.by_outlets, near.stop)]
    holding = (i for i in outer if any(span.covers(inner) for span in draft.layout.attributions[i].content))
    return [i for i in holding if i != number]


def pointed_at(draft: Draft, number: int) -> list[int]:
    """The claims that an outlet's attribution speaks of ("his statements"): its antecedents, and the last speaker's.

    One word ("his statement") means one claim; several ("his remarks") all that this speaker says in that paragraph.
    """
    one = draft.layout.attributions[number]
    content = hull(one.content)
    words = _HIS_WORDS.search(draft.layout.text, content.start, content.end) if content else None
    if draft.sources[number].kind != "outlet" or content is None or not (one.anaphoric or words):
        return []
    near = {i for span in one.antecedent for i in draft.layout.near(span)} - {number}
    by_span = {i for i in near if any(touches(one.antecedent, span) for span in draft.layout.attributions[i].content)}
    start = min(draft.layout.anchors[number].start, content.start)
    plural = words is None or words.group(1).endswith("s")
    return sorted(by_span | set(_last_spoken(draft, start, plural=plural)))


def _last_spoken(draft: Draft, start: int, *, plural: bool) -> list[int]:
    """The claims of whoever spoke last before `start`; where nobody did, those that the same paragraph goes on with."""
    near = [i for i in draft.layout.near(Span(start, start)) if draft.sources[i].kind.endswith("person")]
    at = {i: draft.layout.anchors[i].start for i in near}
    earlier = [i for i in near if at[i] < start]
    later = [i for i in near if at[i] > start and draft.layout.same_paragraph(start, at[i])]
    if not (earlier or later):
        return []
    nearest = earlier[-1] if earlier else later[0]
    if not plural:
        return [nearest]
    speaker = draft.sources[nearest].referent
    said = [i for i in earlier or later if draft.sources[i].referent == speaker]
    return [i for i in said if draft.layout.same_paragraph(at[i], at[nearest])]


def _side_by_side(draft: Draft, numbers: Sequence[int]) -> list[Way]:
    """One way for each outlet of several: "NBC and MSNBC" are two, "CBS's 'Face the Nation'" is one."""
    seen: dict[str, Way] = {}
    for number in numbers:
        seen.setdefault(draft.placed[number].found.name, (number,))
    return list(seen.values())


def _stated_at(draft: Draft, number: int, venues: Sequence[int]) -> list[Way]:
    """The ways that an attribution itself states: where it was said, then who reports it."""
    own = draft.outlets_of(number)
    is_outlet = draft.sources[number].kind == "outlet"
    cited = _cited_beside(draft, number) if is_outlet else []
    reporting = [i for outer in _around(draft, number) for i in draft.outlets_of(outer)]
    last = _side_by_side(draft, reporting if is_outlet else [*own, *reporting]) or [()]
    first = _side_by_side(draft, venues) or [()]
    ways = [tuple(dict.fromkeys((*venue, *reported))) for venue in first for reported in last]
    return [*([tuple(dict.fromkeys((*cited, *own)))] if cited else []), *(way for way in ways if way)]


def find_ways(draft: Draft) -> list[list[Way]]:
    """The ways of every attribution, in the layout's order: stated at it, and by outlets that point at it."""
    said_at = _venues(draft)
    ways = [_stated_at(draft, number, said_at[number]) for number in range(len(draft.sources))]
    for number in range(len(draft.sources)):
        for claim in pointed_at(draft, number):
            ways[claim] += _side_by_side(draft, draft.outlets_of(number))
    return [list(dict.fromkeys(known)) for known in ways]


def chain_of(draft: Draft, mention: int, ways: Mapping[int, Sequence[Way]]) -> tuple[str, ...]:
    """Names from the first speaker to the outlet of a mention, where there is more than one step.

    `ways` are those that go through this mention, by attribution. The claim is the one that the mention stands at, else
    the last that came through it.
    """
    own = draft.placed[mention].attribution
    claim = own if own in ways or not ways else max(ways)
    if claim is None:
        return ()
    source = draft.sources[claim]
    speaker = source.referent if source.kind in _SPEAKERS else None
    way = ways[claim][0] if claim in ways else (mention,)
    names = tuple(dict.fromkeys(draft.placed[i].found.name for i in way))
    chain = names if speaker is None or speaker in names else (speaker, *names)
    return chain if len(chain) > 1 else ()
