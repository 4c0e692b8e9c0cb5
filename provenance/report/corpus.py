"""A whole corpus as a report sees it: every article's lineage, summed up by outlet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from provenance.model import Article, Lineage

__all__ = ["UNKNOWN_OUTLET", "Corpus", "OutletCounts", "Taking"]

UNKNOWN_OUTLET = "outlet unknown"


@dataclass(frozen=True, slots=True)
class OutletCounts:
    """One outlet: its articles, how many were taken from others, and how many of others were taken from it."""

    name: str
    articles: int
    taken: int
    given: int
    credit_gaps: int
    circular: int


@dataclass(frozen=True, slots=True)
class Taking:
    """One outlet took so many articles from another."""

    child: str
    parent: str
    articles: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every article with its most likely parent; the counts follow from them."""

    lineages: tuple[Lineage, ...]

    @property
    def takes(self) -> tuple[Taking, ...]:
        """Who took from whom and how often, the most frequent first; an outlet's own earlier articles are left out."""
        pairs = Counter(
            (_outlet(one.article), _parent_outlet(one) or UNKNOWN_OUTLET) for one in self.lineages if _took(one)
        )
        ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Taking(child, parent, count) for (child, parent), count in ordered if child != parent)

    @property
    def outlets(self) -> tuple[OutletCounts, ...]:
        """Outlets that published or were taken from, those with most articles first."""
        articles = Counter(_outlet(one.article) for one in self.lineages)
        gaps = Counter(_outlet(one.article) for one in self.lineages if one.credit_gap)
        circular = Counter(_outlet(one.article) for one in self.lineages if one.circular)
        taken: Counter[str] = Counter()
        given: Counter[str] = Counter()
        for take in self.takes:
            taken[take.child] += take.articles
            given[take.parent] += take.articles
        names = sorted({*articles, *given}, key=lambda name: (-articles[name], -given[name], name))
        return tuple(
            OutletCounts(name, articles[name], taken[name], given[name], gaps[name], circular[name]) for name in names
        )


def _outlet(article: Article) -> str:
    return article.outlet.name if article.outlet else UNKNOWN_OUTLET


def _took(lineage: Lineage) -> bool:
    return lineage.parent is not None or lineage.parent_outlet is not None


def _parent_outlet(lineage: Lineage) -> str | None:
    if lineage.parent is not None and lineage.parent.outlet is not None:
        return lineage.parent.outlet.name
    return lineage.parent_outlet
