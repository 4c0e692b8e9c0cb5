"""Who carries each quote, and what changed in those that an article has from its parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from provenance.chain.drift import drift
from provenance.groups import Groups
from provenance.model import Drift, Lineage, Match, Passage

__all__ = ["carriers", "copied_quotes"]


def copied_quotes(
    lineages: Iterable[Lineage], passages: Iterable[Passage], matches: Iterable[Match]
) -> dict[str, list[Drift]]:
    """For each article version with a parent, its quotes that match one of the parent's; `changes` may be none.

    Of several quotes of the parent that one matches the likest is taken.
    """
    parents = {one.article.version: one.parent.version for one in lineages if one.parent}
    quotes = {one.id: one for one in passages if one.kind == "quote"}
    best: dict[str, Match] = {}
    for match in matches:
        for child, parent in ((match.a, match.b), (match.b, match.a)):
            taken = (
                child in quotes and parent in quotes and parents.get(quotes[child].article) == quotes[parent].article
            )
            if taken and (child not in best or match.score > best[child].score):
                best[child] = match
    found: dict[str, list[Drift]] = {}
    for child, match in best.items():
        parent = match.b if match.a == child else match.a
        found.setdefault(quotes[child].article, []).append(drift(quotes[parent], quotes[child]))
    return found


def carriers(passages: Iterable[Passage], matches: Iterable[Match]) -> list[frozenset[str]]:
    """The article versions that carry each quote which more than one of them does: quotes that match hang together."""
    home = {one.id: one.article for one in passages if one.kind == "quote"}
    groups = Groups[str]()
    for match in matches:
        if match.a in home and match.b in home:
            groups.join(match.a, match.b)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quote, article in home.items():
        found[groups.of(quote)].add(article)
    return [frozenset(some) for some in found.values() if len(some) > 1]
