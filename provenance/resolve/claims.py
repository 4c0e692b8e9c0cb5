"""Claims: attributions with their source and ways, beside the mentions of outlets that they came by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from provenance.model import Claim, OutletMention, Reading, Spans, digest
from provenance.resolve.anonymity import declined_comment
from provenance.resolve.backrefs import find_back_references
from provenance.resolve.layout import Layout, hull
from provenance.resolve.mentions import place
from provenance.resolve.outlets import Found, find_outlets
from provenance.resolve.people import find_people
from provenance.resolve.pictures import find_credited
from provenance.resolve.sources import read_sources
from provenance.resolve.unlisted import find_unlisted
from provenance.resolve.ways import Draft, Way, chain_of, find_ways, pointed_at

__all__ = ["read_claims"]


def _find(layout: Layout) -> list[Found]:
    """Every outlet named or pointed back at, in text order."""
    listed = find_outlets(layout)
    listed += find_credited(layout, listed)
    named = sorted([*listed, *find_unlisted(layout, listed)], key=lambda one: one.span)
    return sorted([*named, *find_back_references(layout, named)], key=lambda one: one.span)


def _mentions(draft: Draft, ways: Sequence[Sequence[Way]]) -> tuple[OutletMention, ...]:
    """The mentions as the model has them: the claim of each is the content of the attribution it belongs to."""
    through: dict[int, dict[int, list[Way]]] = defaultdict(lambda: defaultdict(list))
    for claim, known in enumerate(ways):
        for way in known:
            for mention in way:
                through[mention][claim].append(way)
    found = []
    for i, placed in enumerate(draft.placed):
        one, number = placed.found, placed.attribution
        content = hull(draft.layout.attributions[number].content) if number is not None else None
        chain = chain_of(draft, i, through[i])
        found.append(OutletMention(one.span, placed.role, one.outlet, one.name, one.confidence, content, chain))
    return tuple(found)


def _claim(draft: Draft, number: int, ways: Sequence[Way], mentions: Sequence[OutletMention]) -> Claim:
    one = draft.layout.attributions[number]
    words = " ".join(span.of(draft.layout.text) for span in (*one.source, *one.cue, *one.content))
    if one.anaphoric and not one.antecedent:
        one = replace(one, antecedent=_contents(draft, pointed_at(draft, number)))
    parts = (" ".join(f"{span.start}-{span.end}" for span in part) for part in (one.source, one.cue, one.content))
    return Claim(
        id=digest("claim", draft.version, *parts),
        attribution=one,
        source=draft.sources[number],
        ways=tuple(tuple(mentions[i] for i in way) for way in ways),
        declined_comment=declined_comment(words),
    )


def _contents(draft: Draft, numbers: Sequence[int]) -> Spans:
    return tuple(sorted({span for i in numbers for span in draft.layout.attributions[i].content}))


def read_claims(layout: Layout) -> Reading:
    """The claims and outlet mentions of an article, from its layout."""
    found = _find(layout)
    speaking = [span for one in layout.attributions for span in one.source]
    people = find_people(layout.text, [one.span for one in found], speaking)
    sources = read_sources(layout, people, found)
    draft = Draft(
        layout,
        sources,
        place(layout, found),
        version=layout.article.version,
        starts=tuple(one.span.start for one in found),
        by_outlets=tuple(i for i, source in enumerate(sources) if source.kind == "outlet"),
    )
    ways = find_ways(draft)
    mentions = _mentions(draft, ways)
    claims = tuple(_claim(draft, i, known, mentions) for i, known in enumerate(ways))
    return Reading(layout.article, claims, mentions)
