"""Who took from whom: one lineage an article, with every edge that speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from provenance.chain.corpus import Corpus, gathered
from provenance.chain.credits import Credit
from provenance.chain.judged import SURELY, credit_gap, disagreements, from_outside, outside, shared_words, ties
from provenance.chain.order import chance_before, lag
from provenance.chain.origin import Candidate
from provenance.model import Edge, EdgeKind, Evidence, Lineage, Match, Passage, Reading

__all__ = ["lineages"]

# Candidates less likely than this are not worth an edge.
_LEAST_CHANCE = 0.05
# How sure an edge can be that rests on a name or a link alone: neither says what was taken.
_NAMED_ONLY, _NAMED_LATER, _NAMED_OUTSIDE, _LINK_ONLY = 0.5, 0.1, 0.6, 0.4
_SUREST = 0.99


def lineages(readings: Sequence[Reading], passages: Sequence[Passage], matches: Sequence[Match]) -> list[Lineage]:
    """For each article, in the order of `readings`, where it most likely came from.

    `passages` are those of the articles, `matches` between them (matches of other passages are left out of account).
    The parent is an article of the corpus or None. `origin_outside_corpus` where the chain ends with prose that also
    stands in an article from which it cannot have come, or with a credit to an outlet whose own article is not here.
    `credited` is what the text says, `credit_gap` that an article was taken from another, seen here or not, and credits
    none of those before it, `disagreements` that a credit names another than the one it was taken from, `circular`
    that credits lead back to the article itself. Dates that leave the order open lower the confidence; candidates
    equally likely share it, and are given as `ties`.
    """
    corpus = gathered(readings, passages, matches)
    round_about = _in_circles(_stated(corpus))
    return [_lineage(corpus, reading.article.version, round_about) for reading in readings]


def _lineage(corpus: Corpus, version: str, round_about: set[str]) -> Lineage:
    edges = tuple(_edges(corpus, version))
    chosen = corpus.chosen.get(version)
    unseen = outside(corpus, version)
    parent_outlet = None
    if chosen:
        outlet = corpus.article(chosen.parent).outlet
        parent_outlet = outlet.name if outlet else None
    elif unseen:
        parent_outlet = unseen[0].name
    supporting = [edge for edge in edges if edge.parent == (chosen.parent if chosen else None)]
    kinds = {edge.kind for edge in supporting if chosen or unseen}
    ways: tuple[EdgeKind, ...] = ("stated", "observed", "hyperlink", "wire")
    before = corpus.ancestors(version)
    beside = corpus.beside.get(version)
    return Lineage(
        article=corpus.article(version),
        parent=corpus.article(chosen.parent) if chosen else None,
        parent_outlet=parent_outlet,
        basis=tuple(kind for kind in ways if kind in kinds),
        confidence=max((edge.confidence for edge in supporting if chosen or unseen), default=0.0),
        credited=tuple(dict.fromkeys(credit.name for credit in corpus.credited[version])),
        credit_gap=credit_gap(corpus, version, before),
        circular=version in round_about,
        origin_outside_corpus=from_outside(corpus, corpus.heads[version]),
        edges=edges,
        disagreements=disagreements(corpus, version, before),
        ties=ties(corpus, version),
        beside=shared_words(corpus, version, beside) if beside else (),
    )


def _edges(corpus: Corpus, version: str) -> Iterator[Edge]:
    """Observed, then by name, then by link; of each kind the surest first."""
    some = corpus.candidates.get(version, [])
    chosen = corpus.chosen.get(version)
    for one in some:
        if (version, one.parent) in corpus.shared and (one.chance >= _LEAST_CHANCE or one is chosen):
            yield _observed(corpus, one)
    chance = {one.parent: one.chance for one in some}
    for credit in corpus.credited[version]:
        yield from _by_name(corpus, version, credit, chance)
    for other, anchor in corpus.links[version].items():
        sure = max(_LINK_ONLY, chance.get(other, 0.0))
        yield _edge(corpus, version, other, "hyperlink", sure, (anchor,))


def _by_name(corpus: Corpus, version: str, credit: Credit, chance: Mapping[str, float]) -> Iterator[Edge]:
    kind: EdgeKind = "wire" if credit.wire else "stated"
    own = corpus.own_articles(version, credit)
    for other in own:
        later = chance_before(corpus.article(version), corpus.article(other)) > SURELY
        sure = _NAMED_LATER if later else max(_NAMED_ONLY, chance.get(other, 0.0))
        yield _edge(corpus, version, other, kind, sure, (credit.evidence,))
    if not own:
        yield Edge(version, None, kind, _NAMED_OUTSIDE, parent_outlet=credit.name, evidence=(credit.evidence,))


def _observed(corpus: Corpus, one: Candidate) -> Edge:
    sure = one.chance * chance_before(corpus.article(one.parent), corpus.article(one.child))
    return _edge(corpus, one.child, one.parent, "observed", sure, shared_words(corpus, one.child, one.parent))


def _edge(
    corpus: Corpus, child: str, parent: str, kind: EdgeKind, confidence: float, evidence: tuple[Evidence, ...]
) -> Edge:
    came, went = corpus.article(parent), corpus.article(child)
    return Edge(
        child,
        parent,
        kind,
        round(min(_SUREST, confidence), 3),
        parent_outlet=came.outlet.name if came.outlet else None,
        lag=lag(came, went),
        evidence=evidence,
    )


def _stated(corpus: Corpus) -> dict[str, set[str]]:
    """For each article the articles that it credits by the name of their outlet."""
    return {
        version: {other for credit in some for other in corpus.own_articles(version, credit)}
        for version, some in corpus.credited.items()
    }


def _in_circles(leads: Mapping[str, set[str]]) -> set[str]:
    """Those from which credits lead back to themselves."""
    found = set()
    for start in leads:
        seen: set[str] = set()
        ahead = list(leads[start])
        while ahead and start not in seen:
            step = ahead.pop()
            if step not in seen:
                seen.add(step)
                ahead += leads.get(step, ())
        if start in seen:
            found.add(start)
    return found
