"""How many of several articles bear one another out, and how many only repeat: groups that hang together."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.audit.sourcing import Sourcing
from provenance.groups import Groups
from provenance.model import Lineage, Metric

__all__ = ["circular", "house", "independent_origins", "origins"]


def origins(story: Iterable[Lineage]) -> int:
    """How many groups articles fall into when each is joined to what it may have its words from.

    That is its parent, what shares its prose, the outlets that it credits (two to one that is not here, too) and its
    own outlet, which does not bear itself out. One group is one origin; to join too much makes it fewer, never more.
    """
    lineages = tuple(story)
    groups = Groups[str]()
    for one in lineages:
        version = one.article.version
        groups.join(version, house(one))
        if one.parent is not None:
            groups.join(version, one.parent.version)
        for words in one.beside:
            groups.join(version, words.article)
        for edge in one.edges:
            if edge.kind in ("stated", "wire"):
                groups.join(version, edge.parent or f"outlet {edge.parent_outlet}")
                groups.join(version, f"outlet {edge.parent_outlet}")
    return len({groups.of(one.article.version) for one in lineages})


def house(one: Lineage) -> str:
    """Whose article it is: its outlet, else the article itself."""
    outlet = one.article.outlet
    return f"outlet {outlet.name}" if outlet else one.article.version


def independent_origins(facts: Sourcing) -> Metric:
    """Circular reporting: several articles that are one source."""
    several = len({house(one) for one in facts.story}) > 1
    return Metric(
        "independent_origins",
        origins(facts.story) if several else None,
        len(facts.story),
        "Of this article and those in this corpus that share a quote or prose with it, the groups left when each is "
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
