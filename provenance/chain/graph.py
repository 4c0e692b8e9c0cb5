"""Who took from whom: one lineage an article, with every edge that speaks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.chain.credits import Credit, addresses, credits_of, linked_addresses, outlet_keys
from provenance.chain.order import chance_before, lag
from provenance.chain.origin import Candidate, candidates, choose
from provenance.chain.reuse import Body, Reuse, bodies, reuses
from provenance.model import Article, Edge, EdgeKind, Evidence, Lineage, Match, Outlet, Passage, Reading, Span, Spans

__all__ = ["lineages"]

# Candidates less likely than this are not worth an edge.
_LEAST_CHANCE = 0.05
# How sure an edge can be that rests on a name or a link alone: neither says what was taken.
_NAMED_ONLY, _NAMED_LATER, _NAMED_OUTSIDE, _LINK_ONLY = 0.5, 0.1, 0.6, 0.4
_SUREST = 0.99
_SURELY = 0.99
"""chance from which an order counts as known"""


@dataclass(frozen=True, slots=True)
class _Corpus:
    """Everything that the lineages of a corpus are read from, by article version."""

    known: Mapping[str, Body]
    shared: Mapping[tuple[str, str], Reuse]
    related: Mapping[str, Sequence[str]]
    """the articles with which each shares a sentence"""
    credited: Mapping[str, tuple[Credit, ...]]
    links: Mapping[str, Mapping[str, Evidence]]
    """the articles of the corpus that each links to, with the anchor"""
    candidates: Mapping[str, Sequence[Candidate]]
    chosen: Mapping[str, Candidate]

    def article(self, version: str) -> Article:
        return self.known[version].reading.article

    def own_articles(self, version: str, credit: Credit) -> list[str]:
        """Articles of the credited outlet that share a sentence with this one or are linked to."""
        near = dict.fromkeys([*self.related.get(version, ()), *self.links[version]])
        return [other for other in near if credit.keys & outlet_keys(self.article(other).outlet)]

    def ancestors(self, version: str) -> list[str]:
        """The chosen parent, its parent and so on."""
        found: list[str] = []
        while version in self.chosen:
            version = self.chosen[version].parent
            found.append(version)
        return found


def _corpus(readings: Sequence[Reading], passages: Iterable[Passage], matches: Iterable[Match]) -> _Corpus:
    known = bodies(readings, passages)
    shared = reuses(known, matches)
    related: defaultdict[str, list[str]] = defaultdict(list)
    for child, other in shared:
        related[child].append(other)
    links = _links(known)
    credited = {
        version: credits_of(body.reading, _outlets(known[other] for other in (*related[version], *links[version])))
        for version, body in known.items()
    }
    linked = {version: frozenset(some) for version, some in links.items()}
    found = candidates(known, shared, credited, linked)
    return _Corpus(known, shared, related, credited, links, found, choose(found))


def _outlets(some: Iterable[Body]) -> list[Outlet]:
    """The outlets of some articles, each once."""
    return list({outlet.id: outlet for body in some if (outlet := body.reading.article.outlet)}.values())


def lineages(readings: Sequence[Reading], passages: Sequence[Passage], matches: Sequence[Match]) -> list[Lineage]:
    """For each article, in the order of `readings`, where it most likely came from.

    `passages` are those of the articles, `matches` between them (matches of other passages are left out of account).
    The parent is an article of the corpus or None; `origin_outside_corpus` where the chain ends with a credit to an
    outlet whose own article is not in the corpus, or with prose that must have come from something unseen.
    `credited` is what the text says, `credit_gap` that an article was taken from another and credits none of those
    before it, `circular` that credits lead back to the article itself. Dates that leave the order open lower the
    confidence; two candidates equally likely share it.
    """
    corpus = _corpus(readings, passages, matches)
    round_about = _in_circles(_stated(corpus))
    return [_lineage(corpus, reading.article.version, round_about) for reading in readings]


def _lineage(corpus: _Corpus, version: str, round_about: set[str]) -> Lineage:
    edges = tuple(_edges(corpus, version))
    chosen = corpus.chosen.get(version)
    outside = _outside(corpus, version)
    parent_outlet = None
    if chosen:
        outlet = corpus.article(chosen.parent).outlet
        parent_outlet = outlet.name if outlet else None
    elif outside:
        parent_outlet = outside[0].name
    supporting = [edge for edge in edges if edge.parent == (chosen.parent if chosen else None)]
    kinds = {edge.kind for edge in supporting if chosen or outside}
    ways: tuple[EdgeKind, ...] = ("stated", "observed", "hyperlink", "wire")
    before = corpus.ancestors(version)
    last = before[-1] if before else version
    return Lineage(
        article=corpus.article(version),
        parent=corpus.article(chosen.parent) if chosen else None,
        parent_outlet=parent_outlet,
        basis=tuple(kind for kind in ways if kind in kinds),
        confidence=max((edge.confidence for edge in supporting if chosen or outside), default=0.0),
        credited=tuple(dict.fromkeys(credit.name for credit in corpus.credited[version])),
        credit_gap=bool(before) and not _acknowledged(corpus, version, before),
        circular=version in round_about,
        origin_outside_corpus=bool(_outside(corpus, last)) or _unseen_source(corpus, last),
        edges=edges,
    )


def _acknowledged(corpus: _Corpus, version: str, before: list[str]) -> bool:
    """Whether a credit names one of the articles before this one, or an outlet that may stand between unseen."""
    named = frozenset(key for one in before for key in outlet_keys(corpus.article(one).outlet))
    copied = frozenset(key for credit in corpus.credited[before[0]] for key in credit.keys)
    unseen = any(not credit.keys & copied for credit in _outside(corpus, version))
    return unseen or any(credit.keys & named for credit in corpus.credited[version])


def _unseen_source(corpus: _Corpus, version: str) -> bool:
    """Whether the article shares prose with an earlier one that it cannot have had it from."""
    return version not in corpus.chosen and any(
        chance_before(corpus.article(one.parent), corpus.article(version)) > _SURELY
        for one in corpus.candidates.get(version, ())
    )


def _outside(corpus: _Corpus, version: str) -> list[Credit]:
    """Credits for the story as a whole to outlets that have no article of it in the corpus, an agency's line first."""
    unseen = [
        credit for credit in corpus.credited[version] if credit.for_story and not corpus.own_articles(version, credit)
    ]
    return sorted(unseen, key=lambda credit: not credit.wire)


def _edges(corpus: _Corpus, version: str) -> Iterator[Edge]:
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


def _by_name(corpus: _Corpus, version: str, credit: Credit, chance: Mapping[str, float]) -> Iterator[Edge]:
    kind: EdgeKind = "wire" if credit.wire else "stated"
    own = corpus.own_articles(version, credit)
    for other in own:
        later = chance_before(corpus.article(version), corpus.article(other)) > _SURELY
        sure = _NAMED_LATER if later else max(_NAMED_ONLY, chance.get(other, 0.0))
        yield _edge(corpus, version, other, kind, sure, (credit.evidence,))
    if not own:
        yield Edge(version, None, kind, _NAMED_OUTSIDE, parent_outlet=credit.name, evidence=(credit.evidence,))


def _observed(corpus: _Corpus, one: Candidate) -> Edge:
    taken = corpus.shared[one.child, one.parent].taken
    ours, theirs = corpus.known[one.child], corpus.known[one.parent]
    evidence = (
        Evidence(one.child, _in_order(ours.sentences[mine].span for mine in taken), "taken"),
        Evidence(one.parent, _in_order(theirs.sentences[of].span for _, of in taken.values()), "from"),
    )
    sure = one.chance * chance_before(corpus.article(one.parent), corpus.article(one.child))
    return _edge(corpus, one.child, one.parent, "observed", sure, evidence)


def _edge(
    corpus: _Corpus, child: str, parent: str, kind: EdgeKind, confidence: float, evidence: tuple[Evidence, ...]
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


def _in_order(spans: Iterable[Span]) -> Spans:
    return tuple(sorted(set(spans)))


def _links(known: Mapping[str, Body]) -> dict[str, dict[str, Evidence]]:
    """For each article the others of the corpus that it links to, with the anchor."""
    at: defaultdict[str, list[str]] = defaultdict(list)
    for version, body in known.items():
        for address in addresses(body.reading.article):
            at[address].append(version)
    return {
        version: {
            other: anchor
            for address, anchor in linked_addresses(body.reading.article).items()
            for other in at.get(address, ())
            if other != version
        }
        for version, body in known.items()
    }


def _stated(corpus: _Corpus) -> dict[str, set[str]]:
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
