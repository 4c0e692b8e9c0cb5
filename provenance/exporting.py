"""Everything of one kind as rows, each kind in the shape that docs/reference/json.md gives; pages as a web archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from provenance import pipeline
from provenance.ingest import Archive
from provenance.report import pairs, shapes
from provenance.report.reviews import review_row
from provenance.store import Store

__all__ = ["EXPORTS", "export_pages"]

Rows = Iterator[dict[str, Any]]


def _articles(store: Store) -> Rows:
    return (shapes.article_row(article) for article in store.articles())


def _attributions(store: Store) -> Rows:
    for reading in pipeline.readings(store):
        where = shapes.address(reading.article)
        yield from ({"article": where} | shapes.attribution_row(claim, reading.article) for claim in reading.claims)


def _passages(store: Store) -> Rows:
    names = _names(store)
    return (pairs.passage_row(passage, names) for passage in store.passages())


def _names(store: Store) -> dict[str, str]:
    """Addresses by article version."""
    return {article.version: shapes.address(article) for article in store.articles()}


def _matches(store: Store) -> Rows:
    return (
        pairs.match_row(one.a, one.b, one.score, one.kind) | {"review": review_row(review)}
        for one, review in pipeline.matches(store)
    )


def _edges(store: Store) -> Rows:
    names = _names(store)
    for lineage in pipeline.lineages(store):
        yield from (shapes.edge_row(edge, names) for edge in lineage.edges)


EXPORTS: dict[str, Callable[[Store], Rows]] = {
    "articles": _articles,
    "attributions": _attributions,
    "passages": _passages,
    "matches": _matches,
    "edges": _edges,
}
"""What can be written out, by its name."""


def export_pages(store: Store, write: Callable[[bytes], object], *, packed: bool = True) -> int:
    """Write every page whose bytes were kept as a web archive (WARC), packed unless told not to; how many they are.

    Added to an empty database, it gives the same articles again.
    """
    archive = Archive(write, packed=packed)
    count = 0
    for count, page in enumerate(store.captures, 1):  # noqa: B007  # the last is how many
        archive.add_page(page)
    return count
