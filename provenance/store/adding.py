"""Adding one article, or another reading of it: all of it or nothing, in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, select, update

from provenance.model import Article, Moment, Outlet, Passage, Reading, digest
from provenance.store.addresses import addresses
from provenance.store.dialects import dialect_of, folded
from provenance.store.outlets import Outlets
from provenance.store.rows import article_row, page_rows, passage_row, stated_rows
from provenance.store.searching import add_text, remove_text
from provenance.store.statements import insert, numbers, statement, table

__all__ = ["Status", "add", "is_stored", "read_by", "reread"]

Status = Literal["added", "unchanged", "revised"]

_VERSIONS = table("article_versions")
_PASSAGES = table("passages")
_KEYS = table("passage_keys")
# A version that is not current is read, and neither waits for anything nor matches anything.
_SET_ASIDE = (
    "INSERT INTO passages_superseded (passage) SELECT number FROM passages WHERE version = :version",
    "DELETE FROM passages_to_link WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "UPDATE passages_to_index SET keys = '[]' WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM matches WHERE a IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM matches WHERE b IN (SELECT number FROM passages WHERE version = :version)",
)
# All that a reading states. What waits for the index goes first: whoever takes it in meanwhile is waited for.
_FORGET = (
    "DELETE FROM passages_to_index WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM passages_to_link WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM passages_superseded WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM matches WHERE a IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM matches WHERE b IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM passage_ids WHERE id IN (SELECT id FROM passages WHERE version = :version)",
    "DELETE FROM passages WHERE version = :version",
    "DELETE FROM attribution_ways WHERE version = :version",
    "DELETE FROM attribution_spans WHERE version = :version",
    "DELETE FROM attributions WHERE version = :version",
    "DELETE FROM outlet_mentions WHERE version = :version",
)


def is_stored(connection: Connection, version: str) -> bool:
    """Whether this very version is there, current or not."""
    return connection.execute(select(_VERSIONS.c.number).where(_VERSIONS.c.version == version)).first() is not None


def readers(connection: Connection) -> dict[str, str]:
    """What looked for the attributions of each current version, where that was said."""
    query = select(_VERSIONS.c.version, _VERSIONS.c.detector).where(_VERSIONS.c.current)
    return {version: name for version, name in connection.execute(query) if name is not None}


def read_by(connection: Connection, version: str) -> str | None:
    """What looked for the attributions of a version; None where that was not said, and where it is not stored."""
    found: str | None = connection.execute(select(_VERSIONS.c.detector).where(_VERSIONS.c.version == version)).scalar()
    return found


def add(
    connection: Connection,
    reading: Reading,
    passages: Sequence[Passage],
    keys: Mapping[str, frozenset[int]],
    outlets: Outlets,
    detector: str | None,
) -> Status:
    """Store a reading with its passages and their keys, unless this version is there already."""
    article = reading.article
    _take_turn(connection, article)
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
    outlet = None if article.outlet is None else outlets.number(article.outlet)
    row = article_row(number, article, current=current, outlet=outlet, detector=detector)
    insert(connection, "article_versions", [row])
    _add_page(connection, number, article, outlets)
    _add_stated(connection, number, reading, outlets)
    _add_passages(connection, number, passages, keys)
    if not current:
        _retire(connection, number)
    return "added" if former is None else "revised"


def reread(
    connection: Connection,
    reading: Reading,
    passages: Sequence[Passage],
    keys: Mapping[str, frozenset[int]],
    outlets: Outlets,
    detector: str | None,
) -> None:
    """Put another reading of a stored version in the place of what is stored; the article itself stays as it is.

    `keys` are those of the passages that go, too, by which they are found in the index.
    """
    article = reading.article
    _take_turn(connection, article)
    number, current = connection.execute(
        select(_VERSIONS.c.number, _VERSIONS.c.current).where(_VERSIONS.c.version == article.version)
    ).one()
    _forget(connection, number, keys)
    outlets.store(connection, _outlets_of(reading))
    _add_stated(connection, number, reading, outlets)
    _add_passages(connection, number, passages, keys)
    if not current:
        _set_aside(connection, number)
    connection.execute(update(_VERSIONS).where(_VERSIONS.c.number == number).values(detector=detector))


def _take_turn(connection: Connection, article: Article) -> None:
    dialect = dialect_of(connection)
    if dialect.take_turn:
        connection.execute(statement(dialect.take_turn), {"article": int(digest(article.id)[:16], 16) >> 1})


def _forget(connection: Connection, version: int, keys: Mapping[str, frozenset[int]]) -> None:
    stored = connection.execute(select(_PASSAGES.c.id, _PASSAGES.c.number).where(_PASSAGES.c.version == version)).all()
    for sql in _FORGET:
        connection.execute(statement(sql), {"version": version})
    indexed = [{"held": folded(key), "by": number} for identity, number in stored for key in keys.get(identity, ())]
    if indexed:
        one = delete(_KEYS).where(_KEYS.c.key == bindparam("held"), _KEYS.c.passage == bindparam("by"))
        connection.execute(one, indexed)


def _seen_before(seen: Moment | None, former: str | None) -> bool:
    """Whether an older capture comes after a newer one: it is kept, and does not take its place."""
    return seen is not None and former is not None and seen.at < datetime.fromisoformat(former)


def _retire(connection: Connection, version: int) -> None:
    _set_aside(connection, version)
    remove_text(connection, version)


def _set_aside(connection: Connection, version: int) -> None:
    for sql in _SET_ASIDE:
        connection.execute(statement(sql), {"version": version})


def _outlets_of(reading: Reading) -> Iterator[Outlet]:
    article = reading.article
    named = (
        article.outlet,
        *(credit.outlet for credit in article.wire),
        *(mention.outlet for mention in reading.mentions),
        *(claim.source.outlet for claim in reading.claims),
    )
    return (outlet for outlet in named if outlet is not None)


def _add_page(connection: Connection, number: int, article: Article, outlets: Outlets) -> None:
    for name, rows in page_rows(number, article, outlets.number).items():
        insert(connection, name, rows)
    found_by = [(where, number, rank) for where, rank in addresses(article).items()]
    insert(connection, "article_addresses", found_by)
    add_text(connection, number, article.title, article.text)


def _add_stated(connection: Connection, number: int, reading: Reading, outlets: Outlets) -> None:
    for name, rows in stated_rows(number, reading, outlets.number).items():
        insert(connection, name, rows)


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
