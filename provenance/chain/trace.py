"""Where some words were seen, in time order, and who took them from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from provenance.chain.credits import Credit, credits_of, outlet_keys
from provenance.chain.drift import drift
from provenance.chain.order import chance_before, lag
from provenance.groups import Groups
from provenance.model import (
    Appearance,
    Chain,
    Comparison,
    Drift,
    Edge,
    EdgeKind,
    Lineage,
    Passage,
    Reading,
    Review,
    Span,
)

__all__ = ["trace"]

_KINDS = ("sentence", "content", "quote")
"""the later, the better it stands for the words traced"""
# At this chance one article is taken to have come before another.
_SURE = 0.999
# How sure it is that words came from a credited outlet: its article carries them, does so but later, is not here.
_NAMED_INSIDE, _NAMED_LATER, _NAMED_OUTSIDE = 0.7, 0.1, 0.6
_NEAREST = 5
_LATEST = datetime.max.replace(tzinfo=UTC)

Hit = tuple[Passage, Comparison]


def trace(
    query: str,
    hits: Iterable[Hit],
    readings: Sequence[Reading],
    lineages: Iterable[Lineage],
    *,
    near: Iterable[Hit] = (),
) -> Chain:
    """The appearances of `query` in time order, with who took them from whom and what changed.

    `hits` are the passages that carry the words, each with its comparison to the query; `readings` and `lineages` those
    of the articles that hold them. Passages of articles without a reading are left out. `near` are passages that almost
    carry the words.

    `earliest` are the articles that no other surely precedes, the likeliest first; where one has no date, or two
    cannot be told apart, `order_known` is False. `independent_origins` counts the groups left when every article is
    joined to its parent, to whom it credits for these words, seen here or not, and to those that took their prose from
    the same unseen text. `missing` are those credited whose
    own article does not carry the words here.
    """
    known = {reading.article.version: reading for reading in readings}
    found = _appearances(hits, known)
    lineage = {one.article.version: one for one in lineages if one.article.version in found}
    parents = {
        child: one.parent.version for child, one in lineage.items() if one.parent and one.parent.version in found
    }
    credited = {version: _credited(known[version], one.passage) for version, one in found.items()}
    named = [edge for version in found for edge in _stated(version, credited[version], found)]
    stated, wrong = _judged(named, lineage)
    observed = [
        edge
        for one in lineage.values()
        for edge in one.edges
        if edge.kind in ("observed", "hyperlink") and edge.parent in found
    ]
    ordered = _in_time(found, parents)
    earliest = _earliest(ordered, parents)
    return Chain(
        query=query,
        appearances=tuple(ordered),
        edges=(*observed, *stated),
        drift=_drift(ordered, found, _named(stated) | parents),
        earliest=earliest,
        missing=tuple(dict.fromkeys(edge.parent_outlet for edge in stated if not edge.parent and edge.parent_outlet)),
        independent_origins=_origins(found, _together(lineage, parents), stated),
        circular=any(one.circular for one in lineage.values()),
        order_known=len(earliest) <= 1 and all(one.article.dated for one in ordered),
        near_misses=_near_misses(near, known, found),
        rejected=tuple(edge for edge in wrong if edge.parent in found),
    )


def _appearances(hits: Iterable[Hit], known: Mapping[str, Reading]) -> dict[str, Appearance]:
    """Each article's best passage."""
    best: dict[str, Hit] = {}
    for hit in hits:
        version = hit[0].article
        if version in known and (version not in best or _goodness(hit) > _goodness(best[version])):
            best[version] = hit
    return {
        version: Appearance(passage, known[version].article, seen.score, seen.kind)
        for version, (passage, seen) in best.items()
    }


def _near_misses(
    near: Iterable[Hit], known: Mapping[str, Reading], found: Mapping[str, Appearance]
) -> tuple[Appearance, ...]:
    """The nearest of the articles that do not carry the words."""
    others = (hit for hit in near if hit[0].article not in found)
    return tuple(sorted(_appearances(others, known).values(), key=lambda one: -one.score)[:_NEAREST])


def _goodness(hit: Hit) -> tuple[float, float, int, int]:
    passage, seen = hit
    return round(seen.score), round(seen.weight), _KINDS.index(passage.kind), -passage.spans[0].start


def _in_time(found: Mapping[str, Appearance], parents: Mapping[str, str]) -> list[Appearance]:
    """In time order; where a date leaves it open a child stands after its parent; undated ones last."""

    def instant(version: str, descendants: frozenset[str] = frozenset()) -> tuple[datetime, int]:
        article = found[version].article
        if article.published is None or article.dated is None:
            return _LATEST, 0
        at = article.published.at.astimezone(UTC)
        parent = parents.get(version)
        if article.published.precision in ("second", "minute") or parent is None or parent in descendants:
            return at, 0
        came, depth = instant(parent, descendants | {version})
        return (came, depth + 1) if at <= came < article.dated[1] else (at, 0)

    return sorted(found.values(), key=lambda one: (*instant(one.article.version), one.article.version))


def _earliest(ordered: Sequence[Appearance], parents: Mapping[str, str]) -> tuple[str, ...]:
    """Articles that no other surely precedes, those with no parent first; undated ones only where none has a date."""
    timed = [one.article for one in ordered if one.article.dated] or [one.article for one in ordered]
    first = [
        article.version
        for article in timed
        if not any(chance_before(other, article) > _SURE for other in timed if other is not article)
    ]
    return tuple(sorted(first, key=lambda version: version in parents))


def _credited(reading: Reading, passage: Passage) -> list[Credit]:
    """Whom the article credits for these words, or for the story as a whole."""
    of_claim = {
        mention.span
        for claim in reading.claims
        if claim.id == passage.claim or _overlap(claim.attribution.content, passage.spans)
        for way in claim.ways
        for mention in way
    }
    return [
        credit
        for credit in credits_of(reading)
        if credit.for_story
        or any(
            mention.span in of_claim or (mention.claim and _overlap((mention.claim,), passage.spans))
            for mention in credit.mentions
        )
    ]


def _overlap(some: Iterable[Span], others: Iterable[Span]) -> bool:
    return any(one.overlaps(other) for other in others for one in some)


def _stated(version: str, credited: Iterable[Credit], found: Mapping[str, Appearance]) -> Iterator[Edge]:
    """Edges to the credited outlets' own articles where they carry the words, else to the outlet alone."""
    child = found[version].article
    for credit in credited:
        kind: EdgeKind = "wire" if credit.wire else "stated"
        own = [one.article for one in found.values() if credit.keys & outlet_keys(one.article.outlet)]
        for parent in own:
            sure = _NAMED_INSIDE if chance_before(child, parent) <= _SURE else _NAMED_LATER
            name = parent.outlet.name if parent.outlet else credit.name
            yield Edge(version, parent.version, kind, sure, name, lag(parent, child), (credit.evidence,))
        if not own:
            yield Edge(version, None, kind, _NAMED_OUTSIDE, credit.name, evidence=(credit.evidence,))


def _judged(named: Iterable[Edge], lineage: Mapping[str, Lineage]) -> tuple[list[Edge], list[Edge]]:
    """Edges by name with what people said of those parents, and all edges that people found wrong."""
    wrong = {(edge.child, edge.parent, edge.kind): edge for one in lineage.values() for edge in one.rejected}
    parents = {(edge.child, edge.parent): edge.review for edge in wrong.values() if _about_parent(edge.review)}
    kept = []
    for edge in named:
        review = parents.get((edge.child, edge.parent))
        if review is not None:
            wrong.setdefault((edge.child, edge.parent, edge.kind), replace(edge, confidence=0.0, review=review))
            continue
        one = lineage.get(edge.child)
        settled = one is not None and one.parent is not None and one.parent.version == edge.parent
        kept.append(replace(edge, review=one.review) if one and settled else edge)
    return kept, list(wrong.values())


def _about_parent(review: Review | None) -> bool:
    return review is not None and review.about == "parent"


def _named(stated: Iterable[Edge]) -> dict[str, str]:
    """The article that each names as its source, where the words they share may be too few to make it a parent."""
    return {edge.child: edge.parent for edge in stated if edge.parent}


def _drift(
    ordered: Iterable[Appearance], found: Mapping[str, Appearance], parents: Mapping[str, str]
) -> tuple[Drift, ...]:
    changed = (
        drift(found[parents[one.article.version]].passage, one.passage)
        for one in ordered
        if one.article.version in parents
    )
    return tuple(one for one in changed if one.changes)


def _together(lineage: Mapping[str, Lineage], parents: Mapping[str, str]) -> list[tuple[str, str]]:
    """Articles that have the words from one another, or from one text that is not here."""
    beside = [(version, words.article) for version, one in lineage.items() for words in one.beside]
    return [*parents.items(), *((version, other) for version, other in beside if other in lineage)]


def _origins(found: Mapping[str, Appearance], together: Iterable[tuple[str, str]], stated: Iterable[Edge]) -> int:
    """Groups of articles that hang together by copying, by credits (two to one unseen outlet, too), or by outlet."""
    groups = Groups[str]()
    for one, other in together:
        groups.join(one, other)
    for version, appearance in found.items():  # an outlet does not bear itself out
        if appearance.article.outlet:
            groups.join(version, f"house {appearance.article.outlet.id}")
    for edge in stated:
        groups.join(edge.child, edge.parent or f"outlet {edge.parent_outlet}")
    return len({groups.of(version) for version in found})
