"""Adding one article: all of it or nothing, in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select, update

from provenance.model import Article, Moment, Outlet, Passage, Reading, digest
from provenance.store.addresses import addresses
from provenance.store.dialects import dialect_of
from provenance.store.outlets import Outlets
from provenance.store.rows import article_row, passage_row, reading_rows
from provenance.store.searching import add_text, remove_text
from provenance.store.statements import insert, numbers, statement, table

__all__ = ["Status", "add", "is_stored"]

Status = Literal["added", "unchanged", "revised"]

_VERSIONS = table("article_versions")
# A version that is not current is read, and neither waits for anything nor matches anything.
_RETIRE = (
    "INSERT INTO passages_superseded (passage) SELECT number FROM passages WHERE version = :version",
    "DELETE FROM passages_to_link WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "UPDATE passages_to_index SET keys = '[]' WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM matches WHERE a IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM matches WHERE b IN (SELECT number FROM passages WHERE version = :version)",
)


def is_stored(connection: Connection, version: str) -> bool:
    """Whether this very version is there, current or not."""
    return connection.execute(select(_VERSIONS.c.number).where(_VERSIONS.c.version == version)).first() is not None


def add(
    connection: Connection,
    reading: Reading,
    passages: Sequence[Passage],
    keys: Mapping[str, frozenset[int]],
    outlets: Outlets,
) -> Status:
    """Store a reading with its passages and their keys, unless this version is there already."""
    article = reading.article
    dialect = dialect_of(connection)
    if dialect.take_turn:
        connection.execute(statement(dialect.take_turn), {"article": int(digest(article.id)[:16], 16) >> 1})
    if is_stored(connection, article.version):
        return "unchanged"
    former = connection.execute(
        select(_VERSIONS.c.number, _VERSIONS.c.first_seen).where(_VERSIONS.c.article == article.id, _VERSIONS.c.current)
    ).first()
    current = former is None or not _seen_before(article.first_seen, former.first_seen)
    if former is not None and current:
        _retire(connection, former.number)
        connection.execute(update(_VERSIONS).where(_VERSIONS.c.number == former.number).values(current=False))
    outlets.store(connection, _outlets_of(reading))
    number = numbers(connection, "article_versions", 1)[0]
    _add_version(connection, number, reading, outlets, current=current)
    _add_passages(connection, number, passages, keys)
    if not current:
        _retire(connection, number)
    return "added" if former is None else "revised"


def _seen_before(seen: Moment | None, former: str | None) -> bool:
    """Whether an older capture comes after a newer one: it is kept, and does not take its place."""
    return seen is not None and former is not None and seen.at < datetime.fromisoformat(former)


def _retire(connection: Connection, version: int) -> None:
    for sql in _RETIRE:
        connection.execute(statement(sql), {"version": version})
    remove_text(connection, version)


def _outlets_of(reading: Reading) -> Iterator[Outlet]:
    article = reading.article
    named = (
        article.outlet,
        *(credit.outlet for credit in article.wire),
        *(mention.outlet for mention in reading.mentions),
        *(claim.source.outlet for claim in reading.claims),
    )
    return (outlet for outlet in named if outlet is not None)


def _add_version(connection: Connection, number: int, reading: Reading, outlets: Outlets, *, current: bool) -> None:
    article: Article = reading.article
    outlet = None if article.outlet is None else outlets.number(article.outlet)
    insert(connection, "article_versions", [article_row(number, article, current=current, outlet=outlet)])
    for name, rows in reading_rows(number, reading, outlets.number).items():
        insert(connection, name, rows)
    found_by = [(where, number, rank) for where, rank in addresses(article).items()]
    insert(connection, "article_addresses", found_by)
    add_text(connection, number, article)


def _add_passages(
    connection: Connection, version: int, passages: Sequence[Passage], keys: Mapping[str, frozenset[int]]
) -> None:
    if not passages:
        return
    numbered = list(zip(numbers(connection, "passages", len(passages)), passages, strict=True))
    insert(connection, "passages", [passage_row(number, version, passage) for number, passage in numbered])
    waiting = [(number, str(list(keys.get(passage.id, ())))) for number, passage in numbered]
    insert(connection, "passages_to_index", waiting)
    insert(connection, "passages_to_link", [(number,) for number, _ in numbered])
