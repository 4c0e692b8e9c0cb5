"""How many of several articles bear one another out, and how many only repeat: groups that hang together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from provenance.audit.sourcing import Sourcing
from provenance.model import Lineage, Metric

__all__ = ["circular", "independent_origins", "origins", "stories"]


class _Groups:
    """Names that were joined, directly or through others."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def top(self, name: str) -> str:
        while self._above.setdefault(name, name) != name:
            self._above[name] = self._above[self._above[name]]
            name = self._above[name]
        return name

    def join(self, one: str, other: str) -> None:
        self._above[self.top(one)] = self.top(other)


def origins(story: Iterable[Lineage]) -> int:
    """How many groups articles fall into when each is joined to what it may have its words from.

    That is its parent, what shares its prose, the outlets that it credits (two to one that is not here, too) and its
    own outlet, which does not bear itself out. One group is one origin; to join too much makes it fewer, never more.
    """
    lineages = tuple(story)
    groups = _Groups()
    for one in lineages:
        version = one.article.version
        groups.join(version, _house(one))
        if one.parent is not None:
            groups.join(version, one.parent.version)
        for words in one.beside:
            groups.join(version, words.article)
        for edge in one.edges:
            if edge.kind in ("stated", "wire"):
                groups.join(version, edge.parent or f"outlet {edge.parent_outlet}")
                groups.join(version, f"outlet {edge.parent_outlet}")
    return len({groups.top(one.article.version) for one in lineages})


def _house(one: Lineage) -> str:
    outlet = one.article.outlet
    return f"outlet {outlet.name}" if outlet else one.article.version


def stories(lineages: Sequence[Lineage]) -> list[tuple[Lineage, ...]]:
    """Articles that share words or were taken from one another, as stories; one that stands alone is a story too."""
    groups = _Groups()
    known = {one.article.version for one in lineages}
    for one in lineages:
        shared = {edge.parent for edge in one.edges if edge.kind == "observed" and edge.parent}
        shared |= {words.article for words in one.beside} | ({one.parent.version} if one.parent else set())
        for other in shared & known:
            groups.join(one.article.version, other)
    found: dict[str, list[Lineage]] = {}
    for one in lineages:
        found.setdefault(groups.top(one.article.version), []).append(one)
    return [tuple(story) for story in found.values()]


def independent_origins(facts: Sourcing) -> Metric:
    """Circular reporting: several articles that are one source."""
    carriers = Counter(_house(one) for one in facts.story)
    return Metric(
        "independent_origins",
        origins(facts.story) if len(carriers) > 1 else None,
        len(facts.story),
        "Of the articles in this corpus that share words with this one, itself included, the groups left when each is "
        "joined to its likeliest parent, to whatever shares its prose, to the outlets it credits and to its own "
        "outlet. Our own formula; no published value was found. N is the articles; nothing to count where all are of "
        "one outlet.",
    )


def circular(facts: Sourcing) -> Metric:
    """Circular reporting: credits that lead back."""
    return Metric(
        "circular",
        facts.lineage.circular if facts.lineage else None,
        len(facts.lineage.credited) if facts.lineage else 0,
        "Whether following the credits from article to article in this corpus leads back to this one. N is the outlets "
        "it credits.",
    )
