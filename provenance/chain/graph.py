"""Who took from whom: one lineage an article, with every edge that speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from provenance.chain.corpus import Corpus, gathered
from provenance.chain.credits import Credit
from provenance.chain.judged import SURELY, credit_gap, disagreements, from_outside, outside, shared_words, ties
from provenance.chain.order import chance_before, lag
from provenance.chain.origin import Candidate
from provenance.chain.reviewed import settled
from provenance.model import Decision, Edge, EdgeKind, Evidence, Lineage, Match, Passage, Reading

__all__ = ["lineages"]

# Candidates less likely than this are not worth an edge.
_LEAST_CHANCE = 0.05
# How sure an edge can be that rests on a name or a link alone: neither says what was taken.
_NAMED_ONLY, _NAMED_LATER, _NAMED_OUTSIDE, _LINK_ONLY = 0.5, 0.1, 0.6, 0.4
_SUREST = 0.99


def lineages(
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    matches: Sequence[Match],
    decisions: Sequence[Decision] = (),
) -> list[Lineage]:
    """For each article, in the order of `readings`, where it most likely came from.

    `passages` are those of the articles, `matches` between them (matches of other passages are left out of account).
    The parent is an article of the corpus or None. `origin_outside_corpus` where the chain ends with prose that also
    stands in an article from which it cannot have come, or with a credit to an outlet whose own article is not here.
    `credited` is what the text says, `credit_gap` that an article was taken from another, seen here or not, and credits
    none of those before it, `disagreements` that a credit names another than the one it was taken from, `circular`
    that credits lead back to the article itself. Dates that leave the order open lower the confidence; candidates
    equally likely share it, and are given as `ties`.
    What people decided wins: a parent that was accepted or named is chosen whatever speaks for it (unless two of them
    form a circle), one that was rejected never is, and links that were rejected count as if they were not there.
    """
    corpus = gathered(readings, passages, settled(readings, passages, matches, decisions))
    round_about = _in_circles(_stated(corpus))
    return [_lineage(corpus, reading.article.version, round_about) for reading in readings]


def _lineage(corpus: Corpus, version: str, round_about: set[str]) -> Lineage:
    edges = tuple(corpus.settled.edge(edge) for edge in _edges(corpus, version))
    chosen = corpus.chosen.get(version)
    decided = corpus.settled.parents.get(version)
    giver = _giver(corpus, version)
    supporting = [edge for edge in edges if edge.parent == (chosen.parent if chosen else None)]
    if not chosen:
        supporting = [edge for edge in supporting if giver is not None and (not decided or edge.parent_outlet == giver)]
    kinds = {edge.kind for edge in supporting if edge.evidence}
    ways: tuple[EdgeKind, ...] = ("stated", "observed", "hyperlink", "wire")
    before = corpus.ancestors(version)
    head = corpus.heads[version]
    beside = corpus.beside.get(version)
    return Lineage(
        article=corpus.article(version),
        parent=corpus.article(chosen.parent) if chosen else None,
        parent_outlet=giver,
        basis=tuple(kind for kind in ways if kind in kinds),
        confidence=max((edge.confidence for edge in supporting), default=0.0),
        credited=tuple(dict.fromkeys(credit.name for credit in corpus.credited[version])),
        credit_gap=credit_gap(corpus, version, before),
        circular=version in round_about,
        origin_outside_corpus=head in corpus.settled.parents or from_outside(corpus, head),
        edges=edges,
        disagreements=disagreements(corpus, version, before),
        ties=() if decided else ties(corpus, version),
        beside=shared_words(corpus, version, beside) if beside else (),
        review=decided.review if decided else None,
        rejected=tuple(_wrong(corpus, version)),
    )


def _giver(corpus: Corpus, version: str) -> str | None:
    """The outlet that an article was taken from, as far as that is known."""
    chosen = corpus.chosen.get(version)
    if chosen:
        outlet = corpus.article(chosen.parent).outlet
        return outlet.name if outlet else None
    decided = corpus.settled.parents.get(version)
    if decided:
        return decided.outlet
    unseen = outside(corpus, version)
    return unseen[0].name if unseen else None


def _wrong(corpus: Corpus, version: str) -> Iterator[Edge]:
    """The edges from an article that people found wrong: they say nothing any more."""
    wrong = {parent: review for (child, parent), review in corpus.settled.wrong.items() if child == version}
    told = [edge for edge in _credits_and_links(corpus, version, {}) if edge.parent in wrong]
    for parent in wrong:
        if (version, parent) in corpus.shared or parent not in {edge.parent for edge in told}:
            told.append(_edge(corpus, version, parent, "observed", 0.0, shared_words(corpus, version, parent)))
    yield from (replace(edge, confidence=0.0, review=wrong[edge.parent]) for edge in told if edge.parent)
    yield from (edge for edge in corpus.settled.unlinked if edge.child == version)


def _edges(corpus: Corpus, version: str) -> Iterator[Edge]:
    """Observed, then by name, then by link; of each kind the surest first. Those that people found wrong are left out.

    Who found a parent where nothing in the words tells of it says that the text was taken: that edge has no evidence.
    """
    some = corpus.candidates.get(version, [])
    chosen = corpus.chosen.get(version)
    for one in some:
        if (version, one.parent) in corpus.shared and (one.chance >= _LEAST_CHANCE or one is chosen):
            yield _observed(corpus, one)
    told = list(_credits_and_links(corpus, version, {one.parent: one.chance for one in some}))
    yield from (edge for edge in told if (version, edge.parent) not in corpus.settled.wrong)
    if chosen and (version, chosen.parent) not in corpus.shared and chosen.parent not in {edge.parent for edge in told}:
        yield _edge(corpus, version, chosen.parent, "observed", 0.0, ())


def _credits_and_links(corpus: Corpus, version: str, chance: Mapping[str, float]) -> Iterator[Edge]:
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
