"""All that lineages are read from: what articles share, whom they credit, who was taken from whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.chain.credits import Credit, addresses, credits_of, linked_addresses, outlet_keys
from provenance.chain.origin import Candidate, candidates, choose
from provenance.chain.reuse import Body, Reuse, bodies, reuses
from provenance.chain.reviewed import Settled, settled_parents
from provenance.model import Article, Evidence, Outlet, Passage, Reading

__all__ = ["Corpus", "gathered"]

# One sentence or two may be a stock paragraph, or what two reporters heard; three of prose come from one text.
_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is known of each article, by its version."""

    known: Mapping[str, Body]
    shared: Mapping[tuple[str, str], Reuse]
    related: Mapping[str, Sequence[str]]
    """the articles with which each shares a sentence"""
    credited: Mapping[str, tuple[Credit, ...]]
    links: Mapping[str, Mapping[str, Evidence]]
    """the articles of the corpus that each links to, with the anchor"""
    candidates: Mapping[str, Sequence[Candidate]]
    chosen: Mapping[str, Candidate]
    heads: Mapping[str, str]
    """each article's furthest ancestor here, which is itself where it has no parent"""
    followers: Mapping[str, int]
    """articles without a parent -> how many others go back to them"""
    beside: Mapping[str, str]
    """articles without a parent -> one with which they share prose, though neither can have it from the other"""
    settled: Settled
    """what people decided"""

    def article(self, version: str) -> Article:
        """The article of a version."""
        return self.known[version].reading.article

    def own_articles(self, version: str, credit: Credit) -> list[str]:
        """Articles of the credited outlet that share a sentence with this one or are linked to."""
        near = dict.fromkeys([*self.related.get(version, ()), *self.links[version]])
        return [other for other in near if credit.keys & outlet_keys(self.article(other).outlet)]

    def ancestors(self, version: str) -> list[str]:
        """The chosen parent, its parent and so on."""
        return list(_upward(version, self.chosen))


def gathered(readings: Sequence[Reading], passages: Iterable[Passage], settled: Settled) -> Corpus:
    """What a corpus holds, and the parents that are likeliest together beside those that people found."""
    known = bodies(readings, passages)
    shared = reuses(known, settled.matches)
    related: defaultdict[str, list[str]] = defaultdict(list)
    for child, other in shared:
        related[child].append(other)
    links = _links(known)
    credited = {
        version: credits_of(body.reading, _outlets(known[other] for other in (*related[version], *links[version])))
        for version, body in known.items()
    }
    linked = {version: frozenset(some) for version, some in links.items()}
    found = settled_parents(candidates(known, shared, credited, linked, settled.wrong), settled.parents)
    chosen = choose(found)
    heads = {version: [version, *_upward(version, chosen)][-1] for version in known}
    followers = Counter(head for version, head in heads.items() if version != head)
    beside = _beside(known, shared, found, heads)
    return Corpus(known, shared, related, credited, links, found, chosen, heads, followers, beside, settled)


def _upward(version: str, chosen: Mapping[str, Candidate]) -> Iterator[str]:
    while version in chosen:
        version = chosen[version].parent
        yield version


def _outlets(some: Iterable[Body]) -> list[Outlet]:
    """The outlets of some articles, each once."""
    return list({outlet.id: outlet for body in some if (outlet := body.reading.article.outlet)}.values())


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


def _beside(
    known: Mapping[str, Body],
    shared: Mapping[tuple[str, str], Reuse],
    found: Mapping[str, Sequence[Candidate]],
    heads: Mapping[str, str],
) -> dict[str, str]:
    """For heads of families the article of another family with which they share most prose, taken neither way."""
    pairs = [(one.child, one.parent) for some in found.values() for one in some if not one.gain]
    taken = {frozenset((one.child, one.parent)) for some in found.values() for one in some if one.gain}
    most: dict[str, tuple[int, str]] = {}
    for pair in pairs:
        if pair not in shared or frozenset(pair) in taken:
            continue
        together = sum(not known[pair[0]].sentences[ours].speech for ours in shared[pair].taken)
        for head, other in (pair, pair[::-1]):
            if together >= _TOGETHER and heads[head] == head != heads[other]:
                most[head] = max(most.get(head, (0, "")), (together, other))
    return {head: other for head, (_, other) in most.items()}
