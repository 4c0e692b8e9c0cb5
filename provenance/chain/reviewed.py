"""Links and parents after people have looked at them, as far as they are about the articles at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, cast

from provenance.chain.order import chance_before, lag
from provenance.chain.origin import Candidate
from provenance.model import (
    Decision,
    Edge,
    Evidence,
    Match,
    MatchKind,
    Passage,
    Reading,
    Review,
    Spans,
    length,
    shared_length,
)

__all__ = ["Parent", "Settled", "settled", "settled_parents"]

# Of a passage's words so much must lie in the one that was decided on: a quote goes with its sentence, and a long
# sentence not with a few words of it.
_SHARED = 0.5
# What a person found to be the parent is worth more than all that words can tell; two such may still form a circle.
_GAIN = 1e6

Pair = frozenset[str]
"""the ids of two passages"""


class Parent(NamedTuple):
    """What a person found to be an article's parent: a version at hand, or else an outlet by name, if that is known."""

    version: str | None
    outlet: str | None
    review: Review


@dataclass(frozen=True, slots=True)
class Settled:
    """What people decided, in terms of the article versions at hand."""

    matches: Sequence[Match]
    """those that nobody found wrong"""
    parents: Mapping[str, Parent] = field(default_factory=dict)
    """child -> what it was taken from"""
    wrong: Mapping[tuple[str, str], Review] = field(default_factory=dict)
    """child and what it was not taken from"""
    said: Mapping[Pair, Review] = field(default_factory=dict)
    """two passages that match -> what was said of their link"""
    links: Mapping[Pair, Review] = field(default_factory=dict)
    """two article versions -> what was said of a link between them that holds"""
    unlinked: Sequence[Edge] = ()
    """links that do not hold, from the later article to the earlier one"""

    def edge(self, edge: Edge) -> Edge:
        """An edge with what a person said of it: of the parent, else of the words shared."""
        if edge.parent is None:
            return edge
        parent = self.parents.get(edge.child)
        if parent is not None and parent.version == edge.parent:
            return replace(edge, review=parent.review)
        wrong = self.wrong.get((edge.child, edge.parent))
        if wrong is not None:
            return replace(edge, review=wrong)
        link = self.links.get(frozenset((edge.child, edge.parent))) if edge.kind == "observed" else None
        return edge if link is None else replace(edge, review=link)


def settled(
    readings: Sequence[Reading], passages: Sequence[Passage], matches: Sequence[Match], decisions: Sequence[Decision]
) -> Settled:
    """What `decisions` say of the links and parents of these articles; later ones win over earlier ones."""
    if not decisions:
        return Settled(matches)
    here = {reading.article.id: reading.article.version for reading in readings}
    parents, wrong = _parents(here, decisions)
    about = _said(passages, [one for one in decisions if one.review.about == "link"], here)
    if not about:
        return Settled(matches, parents, wrong)
    said = {pair: about[pair] for pair in map(_pair, matches) if pair in about}
    kept, rejected = _relinked(matches, said)
    known = {one.id: one for one in passages}
    links = {_articles(match, known): said[_pair(match)] for match in kept if _pair(match) in said}
    return Settled(kept, parents, wrong, said, links, tuple(_unlinked(rejected, known, readings, said)))


def _relinked(matches: Iterable[Match], said: Mapping[Pair, Review]) -> tuple[list[Match], list[Match]]:
    """The matches that hold, of the kind that a person gave them, and those that were found wrong."""
    kept, wrong = [], []
    for match in matches:
        review = said.get(_pair(match))
        if review is not None and review.verdict == "rejected":
            wrong.append(match)
        elif review is None or review.label is None:
            kept.append(match)
        else:
            kept.append(replace(match, kind=cast("MatchKind", review.label)))  # checked where it came in
    return kept, wrong


def _pairs_of(decision: Decision, passages: Iterable[Passage], here: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs of passages that a decision about a link is about; `here` gives the version of an article's id.

    They are those with the very words, and others of the same articles of whose words half are among these.
    """
    one, other = decision.passages
    versions = (here.get(decision.article), here.get(decision.other or ""))
    ours, theirs = [], []
    for passage in passages:
        if passage.article == versions[0] and _alike(passage, one):
            ours.append(passage.id)
        if passage.article == versions[1] and _alike(passage, other):
            theirs.append(passage.id)
    return (frozenset((a, b)) for a in ours for b in theirs if a != b)


def settled_parents(found: Mapping[str, list[Candidate]], parents: Mapping[str, Parent]) -> dict[str, list[Candidate]]:
    """Candidates so that those win that people found to be the parents; with a parent elsewhere none wins."""
    made = dict(found)
    for child, parent in parents.items():
        some = [replace(one, gain=0.0) for one in found.get(child, ()) if one.parent != parent.version]
        if parent.version is not None:
            known = [one for one in found.get(child, ()) if one.parent == parent.version]
            likeliest = known[0] if known else Candidate(child, parent.version, 0.0, None, linked=False)
            some.insert(0, replace(likeliest, gain=_GAIN))
        made[child] = some
    return made


def _said(passages: Iterable[Passage], decisions: Sequence[Decision], here: Mapping[str, str]) -> dict[Pair, Review]:
    """What was said of each pair of passages."""
    if not decisions:
        return {}
    versions = {here.get(name) for one in decisions for name in (one.article, one.other or "")}
    near: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.article in versions:
            near[passage.article].append(passage)
    said: dict[Pair, Review] = {}
    for one in decisions:
        ends = {here.get(name, "") for name in (one.article, one.other or "")}
        both = [passage for version in ends for passage in near.get(version, ())]
        said |= dict.fromkeys(_pairs_of(one, both, here), one.review)
    return said


def _alike(passage: Passage, decided: Passage) -> bool:
    if passage.id == decided.id:
        return True
    if passage.article != decided.article:  # another version of the article: offsets say nothing
        words, known = passage.text, decided.text
        return words in known or (known in words and len(known) >= _SHARED * len(words))
    return shared_length(passage.spans, decided.spans) >= _SHARED * length(passage.spans)


def _pair(match: Match) -> Pair:
    return frozenset((match.a, match.b))


def _articles(match: Match, known: Mapping[str, Passage]) -> Pair:
    return frozenset((known[match.a].article, known[match.b].article))


def _parents(
    here: Mapping[str, str], decisions: Iterable[Decision]
) -> tuple[dict[str, Parent], dict[tuple[str, str], Review]]:
    """What each child was taken from and what it was not, after all decisions in their order."""
    parents: dict[str, Parent] = {}
    wrong: dict[tuple[str, str], Review] = {}
    for one in decisions:
        review, child = one.review, here.get(one.article)
        if review.about != "parent" or child is None:
            continue
        other = here.get(one.other or "")
        if review.verdict == "rejected":
            if other is not None:
                wrong[child, other] = review
            if child in parents and parents[child].version == other:
                del parents[child]
            continue
        if review.verdict == "relabelled" and review.subject[1] in here.values():
            wrong[child, review.subject[1]] = review
        wrong.pop((child, other or ""), None)
        parents[child] = Parent(other, None if one.other else review.label, review)
    return parents, wrong


def _unlinked(
    rejected: Iterable[Match], known: Mapping[str, Passage], readings: Sequence[Reading], said: Mapping[Pair, Review]
) -> Iterator[Edge]:
    """An edge for each two articles and review, with all the words that were taken to be the same."""
    articles = {reading.article.version: reading.article for reading in readings}
    grouped: defaultdict[tuple[str, str, Review], list[tuple[Passage, Passage]]] = defaultdict(list)
    for match in rejected:
        one, other = known[match.a], known[match.b]
        if chance_before(articles[one.article], articles[other.article]) > 0.5:
            one, other = other, one
        grouped[one.article, other.article, said[_pair(match)]].append((one, other))
    for (child, parent, review), pairs in grouped.items():
        came, went = articles[parent], articles[child]
        yield Edge(
            child,
            parent,
            "observed",
            0.0,
            parent_outlet=came.outlet.name if came.outlet else None,
            lag=lag(came, went),
            evidence=(
                Evidence(child, _all_spans(one for one, _ in pairs), "taken"),
                Evidence(parent, _all_spans(other for _, other in pairs), "from"),
            ),
            review=review,
        )


def _all_spans(passages: Iterable[Passage]) -> Spans:
    return tuple(sorted({span for passage in passages for span in passage.spans}))
