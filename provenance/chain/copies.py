"""Every quote that an article has from its parent, with what changed on the way."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.chain.drift import drift
from provenance.model import Drift, Lineage, Match, Passage

__all__ = ["copied_quotes"]


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
