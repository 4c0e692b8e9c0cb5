"""Claims: attributions with their source, and the ways they are said to have come.

A way is a chain of outlets from the speaker's side to the reader's. It is stated by: an outlet whose statement holds
somebody else's ("TASS said that Smith said ..."); the outlet it was said to ("told Reuters", "in an interview with CNN");
an outlet cited by the source ("Reuters, citing TASS, reported"); an outlet that speaks of somebody's words ("His
statements were reported by Tass"), which then is one more way of the claims that it points at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from provenance.model import Attribution, Claim, OutletMention, Reading, Source, SourceClass, Span, Spans, digest
from provenance.resolve.anonymity import declined_comment
from provenance.resolve.backrefs import find_back_references
from provenance.resolve.layout import Layout, hull, touches
from provenance.resolve.mentions import Placed, as_mention, place
from provenance.resolve.outlets import find_outlets, speaks
from provenance.resolve.people import find_people
from provenance.resolve.sources import read_sources
from provenance.resolve.unlisted import find_unlisted

__all__ = ["read_claims"]

_HIS_WORDS = re.compile(
    r"\b(?P<whose>his|her|their|the|these|those|this|that|[A-Z][\w-]+'s)\s(?:[a-z-]+\s){0,2}"
    r"(?P<what>statements?|remarks?|comments?|words|speech|address|warnings?|announcements?|declarations?|"
    r"allegations?|claims?|interview|quotes?|assertions?)\b",
    re.IGNORECASE,
)
_CITING = re.compile(r"\b(?:citing|quoting|cited|quoted)\s(?:[\w'.-]+\s){0,5}[\"“]?$")

_SPEAKERS: frozenset[SourceClass] = frozenset({"named-person", "unnamed-person", "named-organisation", "group"})

Way = tuple[int, ...]
"""places in the list of mentions"""


@dataclass(frozen=True, slots=True)
class _Draft:
    layout: Layout
    sources: Sequence[Source]
    placed: Sequence[Placed]
    starts: tuple[int, ...]
    """where the mentions begin"""
    anchors: Spans
    """source and cue of each attribution, or its content"""

    def beside(self, span: Span) -> range:
        """Places of the mentions that begin in the span or close to it."""
        starts = self.starts
        return range(bisect_left(starts, span.start - 60), bisect_right(starts, span.end + 60))

    def outlets_of(self, number: int) -> list[int]:
        """Mentions that are the source of an attribution."""
        one = self.layout.attributions[number]
        whole = hull(one.source)
        return [i for i in self.beside(whole) if speaks(self.layout, one, self.placed[i].found)] if whole else []


def _venues(draft: _Draft) -> dict[int, list[int]]:
    """Where each attribution was said, by the attribution's place."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(draft.placed):
        if one.role == "venue" and one.attribution is not None:
            found[one.attribution].append(i)
    return found


def _cited_beside(draft: _Draft, number: int) -> list[int]:
    """Outlets that the source of an attribution itself quotes: "Reuters, citing TASS, reported"."""
    sentence = draft.layout.sentence(draft.anchors[number].start)
    return [i for i in draft.beside(sentence) if sentence.covers(draft.placed[i].found.span) and _is_quoted(draft, i)]


def _is_quoted(draft: _Draft, mention: int) -> bool:
    return bool(_CITING.search(draft.layout.before(draft.placed[mention].found.span)))


def _anchor(attribution: Attribution) -> Span:
    return hull(attribution.source + attribution.cue) or hull(attribution.content) or Span(0, 0)


def _around(draft: _Draft, number: int) -> list[int]:
    """Attributions of an outlet that hold this one in their content."""
    anchor = draft.anchors[number]
    outer = [i for i in draft.layout.near(anchor) if draft.sources[i].kind == "outlet" and i != number]
    return [i for i in outer if any(span.covers(anchor) for span in draft.layout.attributions[i].content)]


def _pointed_at(draft: _Draft, number: int) -> list[int]:
    """Earlier claims that an outlet's attribution speaks of ("his statements"): the antecedents, else the speaker's nearest.

    One word ("his statement") means one claim; several ("his remarks") all of that speaker in the paragraph, else in the
    last paragraph where that speaker says something.
    """
    one = draft.layout.attributions[number]
    content = hull(one.content)
    words = _HIS_WORDS.search(draft.layout.text, content.start, content.end) if content else None
    if not (one.anaphoric or words) or draft.sources[number].kind != "outlet" or content is None:
        return []
    start = min(draft.anchors[number].start, content.start)
    earlier = (i for span in one.antecedent for i in draft.layout.near(span))
    by_span = [i for i in earlier if i != number and _overlap(draft.layout.attributions[i].content, one.antecedent)]
    plural = words is None or words.group("what").endswith("s")
    return sorted({*by_span, *_spoken_before(draft, start, plural=plural)})


def _spoken_before(draft: _Draft, start: int, *, plural: bool) -> list[int]:
    """The claims of whoever spoke last before `start`; where nobody did, those that the same paragraph goes on with."""
    anchors = [anchor.start for anchor in draft.anchors]
    speakers = [i for i, source in enumerate(draft.sources) if source.kind.endswith("person")]
    earlier = [i for i in speakers if anchors[i] < start]
    later = [i for i in speakers if anchors[i] > start and draft.layout.same_paragraph(start, anchors[i])]
    if not (earlier or later):
        return []
    nearest = earlier[-1] if earlier else later[0]
    whose = draft.sources[nearest].referent
    beside = [
        i
        for i in earlier or later
        if draft.sources[i].referent == whose and draft.layout.same_paragraph(anchors[i], anchors[nearest])
    ]
    return beside if plural else [nearest]


def _overlap(spans: Spans, others: Spans) -> bool:
    return any(touches(others, span) for span in spans)


def _ways(draft: _Draft) -> dict[int, list[Way]]:
    """The ways of each attribution, as stated at the attribution itself."""
    ways: dict[int, list[Way]] = defaultdict(list)
    said_at = _venues(draft)
    for number, source in enumerate(draft.sources):
        own = draft.outlets_of(number)
        venues = _runs(draft, said_at[number])
        reporting = own if source.kind != "outlet" else []
        for outer in _around(draft, number):
            reporting = reporting + draft.outlets_of(outer)
        cited = _cited_beside(draft, number) if source.kind == "outlet" else []
        if cited:
            ways[number] += [tuple(dict.fromkeys((*cited, *own)))]
        for venue in venues or [()]:
            ways[number] += [tuple(dict.fromkeys((*venue, *last))) for last in _runs(draft, reporting) or [()]]
    for number in range(len(draft.sources)):
        for claim in _pointed_at(draft, number):
            ways[claim] += _runs(draft, draft.outlets_of(number))
    return ways


def _runs(draft: _Draft, numbers: Sequence[int]) -> list[Way]:
    """Outlets named in one run are one place ("CBS's 'Face the Nation'") or stand side by side ("NBC and MSNBC")."""
    seen: dict[str, Way] = {}
    for number in numbers:
        seen.setdefault(draft.placed[number].found.name, (number,))
    return list(seen.values())


def _carried(draft: _Draft, number: int, through: Sequence[int]) -> int | None:
    """The attribution whose claim came by this mention: the last that it is a way of, else the one that it stands in."""
    own = draft.placed[number].attribution
    return own if own in through or not through else max(through)


def _chain(draft: _Draft, number: int, through: Sequence[int], ways: dict[int, list[Way]]) -> tuple[str, ...]:
    """From the first speaker to the outlet of this mention, where there is more than one step."""
    claim = _carried(draft, number, through)
    if claim is None:
        return ()
    source = draft.sources[claim]
    speaker = source.referent if source.kind in _SPEAKERS else None
    way = next((way for way in ways[claim] if number in way), (number,))
    names = tuple(dict.fromkeys(draft.placed[i].found.name for i in way))
    chain = names if speaker is None or speaker in names else (speaker, *names)
    return chain if len(chain) > 1 else ()


def _claim(draft: _Draft, number: int, ways: Sequence[Way], mentions: Sequence[OutletMention], version: str) -> Claim:
    one = draft.layout.attributions[number]
    text = draft.layout.text
    words = " ".join(text[span.start : span.end] for span in (*one.source, *one.cue, *one.content))
    spans = "|".join(" ".join(f"{s.start}-{s.end}" for s in part) for part in (one.source, one.cue, one.content))
    if one.anaphoric and not one.antecedent:
        one = replace(one, antecedent=_contents(draft, _pointed_at(draft, number)))
    return Claim(
        id=digest("claim", version, spans),
        attribution=one,
        source=draft.sources[number],
        ways=tuple(tuple(mentions[i] for i in way) for way in dict.fromkeys(ways) if way),
        declined_comment=declined_comment(words),
    )


def _contents(draft: _Draft, numbers: Sequence[int]) -> Spans:
    return tuple(sorted({span for i in numbers for span in draft.layout.attributions[i].content}))


def read_claims(layout: Layout) -> Reading:
    """The claims and outlet mentions of an article, from its layout."""
    listed = find_outlets(layout)
    found = sorted([*listed, *find_unlisted(layout, listed)], key=lambda one: one.span)
    found = sorted([*found, *find_back_references(layout, found)], key=lambda one: one.span)
    speaking = [span for one in layout.attributions for span in one.source]
    people = find_people(layout.text, [one.span for one in found], speaking)
    draft = _Draft(
        layout,
        read_sources(layout, people, found),
        place(layout, found),
        starts=tuple(one.span.start for one in found),
        anchors=tuple(_anchor(one) for one in layout.attributions),
    )
    ways = _ways(draft)
    through: dict[int, list[int]] = defaultdict(list)
    for claim, known in ways.items():
        for mention in {i for way in known for i in way}:
            through[mention].append(claim)
    mentions = tuple(as_mention(layout, one, _chain(draft, i, through[i], ways)) for i, one in enumerate(draft.placed))
    version = layout.article.version
    claims = tuple(_claim(draft, i, ways[i], mentions, version) for i in range(len(layout.attributions)))
    return Reading(layout.article, claims, mentions)
