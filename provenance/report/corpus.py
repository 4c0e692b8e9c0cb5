"""A whole corpus as a report sees it: every article's lineage, summed up by outlet."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from provenance.model import Article, Lineage, Metric

__all__ = ["UNKNOWN_OUTLET", "Corpus", "Matrix", "OutletCounts", "Taking", "parent_lag"]

UNKNOWN_OUTLET = "outlet unknown"
_WIDEST = 12
"""outlets on each side of the matrix: more do not fit a page"""


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
    """One outlet took so many articles from another, so long after, and credited none of those before it so often."""

    child: str
    parent: str
    articles: int
    credit_gaps: int
    median_lag: timedelta | None
    """None where the order is not known of any of them"""


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many articles those that take most (a row each) took from those that give most (a column each)."""

    takers: tuple[str, ...]
    givers: tuple[str, ...]
    articles: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every article with its most likely parent; the counts follow from them."""

    lineages: tuple[Lineage, ...]
    figures: tuple[Metric, ...] = ()
    """what the sourcing of all of them together is worth"""

    @property
    def takes(self) -> tuple[Taking, ...]:
        """Who took from whom and how often, the most frequent first; an outlet's own earlier articles are left out."""
        pairs: defaultdict[tuple[str, str], list[Lineage]] = defaultdict(list)
        for one in self.lineages:
            if _took(one):
                pairs[_outlet(one.article), _parent_outlet(one) or UNKNOWN_OUTLET].append(one)
        ordered = sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(_taking(child, parent, some) for (child, parent), some in ordered if child != parent)

    @property
    def matrix(self) -> Matrix:
        """The same as rows and columns, of the dozen outlets that take most and the dozen that give most."""
        takes = self.takes
        taken, given = Counter[str](), Counter[str]()
        for one in takes:
            taken[one.child] += one.articles
            given[one.parent] += one.articles
        takers, givers = _most(taken), _most(given)
        counts = {(one.child, one.parent): one.articles for one in takes}
        return Matrix(takers, givers, tuple(tuple(counts.get((row, to), 0) for to in givers) for row in takers))

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


def _most(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:_WIDEST])


def _taking(child: str, parent: str, some: list[Lineage]) -> Taking:
    lags = [lag.total_seconds() for one in some if (lag := parent_lag(one)) is not None]
    usual = timedelta(seconds=median(lags)) if lags else None
    return Taking(child, parent, len(some), sum(one.credit_gap for one in some), usual)


def parent_lag(lineage: Lineage) -> timedelta | None:
    """Time from the parent to the article, None where it is not known."""
    parent = lineage.parent.version if lineage.parent else None
    return next((edge.lag for edge in lineage.edges if edge.parent == parent and edge.lag is not None), None)


def _took(lineage: Lineage) -> bool:
    return lineage.parent is not None or lineage.parent_outlet is not None


def _parent_outlet(lineage: Lineage) -> str | None:
    if lineage.parent is not None and lineage.parent.outlet is not None:
        return lineage.parent.outlet.name
    return lineage.parent_outlet
