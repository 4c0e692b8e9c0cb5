"""Reading back: articles, readings and passages, in batches, so that memory stays flat and writers can go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, select

from provenance.model import Article, Claim, Moment, OutletMention, Passage, Reading, Span, Spans
from provenance.store import values
from provenance.store.outlets import Outlets
from provenance.store.statements import table

__all__ = [
    "BATCH",
    "PASSAGES",
    "Issued",
    "articles_of",
    "current_of",
    "current_versions",
    "issued",
    "next_passages",
    "next_versions",
    "passage_query",
    "passages_with",
    "readings_of",
    "versions_numbered",
    "versions_of",
]

BATCH = 200
PASSAGES = 2_000
"""versions and passages held at once: some megabytes"""

_VERSIONS = table("article_versions")
_PASSAGES = table("passages")
_IDS = table("passage_ids")
_OUTLETS = table("outlets")
_PARTS: dict[str, Callable[[Row[Any], Outlets], Any]] = {
    "authors": lambda row, _: values.author(row),
    "links": lambda row, _: values.link(row),
    "wire_credits": lambda row, outlets: values.wire_credit(row, outlets.get(row.outlet)),
    "furniture": lambda row, _: values.furniture(row),
}


def next_versions(connection: Connection, after: int, *, every_version: bool) -> Sequence[Row[Any]]:
    """The batch of version rows that follows number `after`."""
    query = select(_VERSIONS).where(_VERSIONS.c.number > after).order_by(_VERSIONS.c.number).limit(BATCH)
    return connection.execute(query if every_version else query.where(_VERSIONS.c.current)).all()


def current_versions(connection: Connection) -> list[str]:
    """The digests of the current versions, in the order stored; nothing else of them is read."""
    query = select(_VERSIONS.c.version).where(_VERSIONS.c.current).order_by(_VERSIONS.c.number)
    return list(connection.execute(query).scalars())


def versions_of(connection: Connection, versions: Sequence[str]) -> Sequence[Row[Any]]:
    """Version rows by their digests, in that order; what is not there is left out."""
    found = {row.version: row for row in connection.execute(select(_VERSIONS).where(_VERSIONS.c.version.in_(versions)))}
    return [found[version] for version in versions if version in found]


def current_of(connection: Connection, articles: Sequence[str]) -> Sequence[Row[Any]]:
    """The current version rows of articles by their ids; what is not there is left out."""
    query = select(_VERSIONS).where(_VERSIONS.c.article.in_(articles), _VERSIONS.c.current)
    return connection.execute(query.order_by(_VERSIONS.c.number)).all()


def versions_numbered(connection: Connection, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    """Version rows by their numbers, in that order."""
    found = {row.number: row for row in connection.execute(select(_VERSIONS).where(_VERSIONS.c.number.in_(numbers)))}
    return [found[number] for number in numbers]


@dataclass(frozen=True, slots=True)
class Issued:
    """How an article version stands among the others: its `series` is its outlet's, else its article's own."""

    series: str
    published: Moment | None


def issued(connection: Connection, versions: Sequence[str]) -> dict[str, Issued]:
    """Series and time of versions, by their digests; what is not there is left out."""
    stamp = (
        _VERSIONS.c.published,
        _VERSIONS.c.published_precision,
        _VERSIONS.c.published_basis,
        _VERSIONS.c.published_zoned,
    )
    query = select(_VERSIONS.c.version, _VERSIONS.c.article, _OUTLETS.c.id, *stamp).outerjoin(
        _OUTLETS, _OUTLETS.c.number == _VERSIONS.c.outlet
    )
    rows = connection.execute(query.where(_VERSIONS.c.version.in_(versions))).all()
    return {version: Issued(outlet or article, values.moment(*at)) for version, article, outlet, *at in rows}


def articles_of(connection: Connection, rows: Sequence[Row[Any]], outlets: Outlets) -> list[Article]:
    """The articles of some version rows."""
    parts = {name: _grouped(connection, name, rows) for name in _PARTS}
    outlets.load(connection, (row.outlet for row in rows))
    outlets.load(connection, (credit.outlet for some in parts["wire_credits"].values() for credit in some))
    return [
        values.article(
            row,
            None if row.outlet is None else outlets.get(row.outlet),
            {name: [value(part, outlets) for part in parts[name][row.number]] for name, value in _PARTS.items()},
        )
        for row in rows
    ]


def readings_of(connection: Connection, rows: Sequence[Row[Any]], outlets: Outlets) -> list[Reading]:
    """The readings of some version rows."""
    stated = {
        name: _grouped(connection, name, rows)
        for name in ("attributions", "attribution_spans", "attribution_ways", "outlet_mentions")
    }
    for name in ("attributions", "outlet_mentions"):
        outlets.load(connection, (row.outlet for some in stated[name].values() for row in some))
    readings = []
    for row, article in zip(rows, articles_of(connection, rows, outlets), strict=True):
        mentions = tuple(values.mention(one, _outlet(one, outlets)) for one in stated["outlet_mentions"][row.number])
        spans = _spans(stated["attribution_spans"][row.number])
        ways = _ways(stated["attribution_ways"][row.number], mentions)
        claims = tuple(_claim(one, spans, ways, outlets) for one in stated["attributions"][row.number])
        readings.append(Reading(article, claims, mentions))
    return readings


def passage_query() -> Select[Any]:
    """Passages with the digest of their version."""
    return select(_PASSAGES, _VERSIONS.c.version.label("article")).join(
        _VERSIONS, _VERSIONS.c.number == _PASSAGES.c.version
    )


def passages_with(connection: Connection, field: Literal["id", "article"], wanted: Sequence[str]) -> list[Passage]:
    """Passages by their ids, or by the digests of their versions; in the order stored."""
    query = passage_query().order_by(_PASSAGES.c.number)
    if field == "id":
        query = query.join(_IDS, _IDS.c.passage == _PASSAGES.c.number).where(_IDS.c.id.in_(wanted))
    else:
        query = query.where(_VERSIONS.c.version.in_(wanted))
    return [values.passage(row) for row in connection.execute(query).all()]


def next_passages(connection: Connection, after: int) -> Sequence[Row[Any]]:
    """The batch of passages of current versions that follows number `after`."""
    query = passage_query().where(_PASSAGES.c.number > after, _VERSIONS.c.current)
    return connection.execute(query.order_by(_PASSAGES.c.number).limit(PASSAGES)).all()


def _grouped(connection: Connection, name: str, rows: Sequence[Row[Any]]) -> defaultdict[int, list[Row[Any]]]:
    """The rows of table `name` that belong to these versions, by version and in their order there."""
    part = table(name)
    # Its columns begin with the key; an engine that is not told gives rows as they happen to lie.
    query = select(part).where(part.c.version.in_([row.number for row in rows])).order_by(*part.c)
    grouped: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query).all():
        grouped[row.version].append(row)
    return grouped


def _outlet(row: Row[Any], outlets: Outlets) -> Any:
    return None if row.outlet is None else outlets.get(row.outlet)


def _spans(rows: Iterable[Row[Any]]) -> dict[int, dict[str, Spans]]:
    spans: defaultdict[int, dict[str, Spans]] = defaultdict(dict)
    for row in rows:
        parts = spans[row.attribution]
        parts[row.part] = (*parts.get(row.part, ()), Span(row.starts, row.ends))
    return spans


def _ways(rows: Iterable[Row[Any]], mentions: Sequence[OutletMention]) -> dict[int, dict[int, list[OutletMention]]]:
    ways: defaultdict[int, dict[int, list[OutletMention]]] = defaultdict(dict)
    for row in rows:
        steps = ways[row.attribution].setdefault(row.way, [])
        if row.mention is not None:
            steps.append(mentions[row.mention])
    return ways


def _claim(
    row: Row[Any],
    spans: dict[int, dict[str, Spans]],
    ways: dict[int, dict[int, list[OutletMention]]],
    outlets: Outlets,
) -> Claim:
    stated = values.attribution(row, spans.get(row.position, {}))
    return values.claim(row, stated, _outlet(row, outlets), list(ways.get(row.position, {}).values()))
