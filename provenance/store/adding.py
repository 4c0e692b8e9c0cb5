"""Adding one article, or another reading of it: all of it or nothing, in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from provenance.model import Article, Moment, Outlet, Passage, Reading, digest
from provenance.store import sealing
from provenance.store.addresses import addresses
from provenance.store.dialects import dialect_of, folded
from provenance.store.linking import unlink
from provenance.store.outlets import Outlets
from provenance.store.rows import Rows, article_row, page_rows, passage_row, stated_rows
from provenance.store.searching import add_text, remove_text
from provenance.store.statements import insert, numbers, statement, table

__all__ = ["Status", "add", "is_stored", "read_by", "reread"]

Status = Literal["added", "unchanged", "revised"]

_VERSIONS = table("article_versions")
_PASSAGES = table("passages")
_KEYS = table("passage_keys")
_STANDING: Any = select(
    _VERSIONS.c.number, _VERSIONS.c.version, _VERSIONS.c.current, _VERSIONS.c.first_seen, _VERSIONS.c.detector
)
# A version that is not current is read, and neither waits for anything nor matches anything.
_SET_ASIDE = (
    "INSERT INTO passages_superseded (passage) SELECT number FROM passages WHERE version = :version",
    "UPDATE passages_to_index SET keys = '[]' WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
)
# All that a reading states. What waits for the index goes first: whoever takes it in meanwhile is waited for.
_FORGET = (
    "DELETE FROM passages_to_index WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
    "DELETE FROM passages_superseded WHERE passage IN (SELECT number FROM passages WHERE version = :version)",
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
    former = connection.execute(_STANDING.where(_VERSIONS.c.article == article.id, _VERSIONS.c.current)).first()
    current = former is None or not _seen_before(article.first_seen, former.first_seen)
    outlets.store(connection, _outlets_of(reading))
    if former is not None and current:
        _retire(connection, former)
        connection.execute(update(_VERSIONS).where(_VERSIONS.c.number == former.number).values(current=False))
    # Passages are compared with those of lower numbers: nobody else may get numbers until these are there to be seen.
    sealing.begun(connection)
    number = numbers(connection, "article_versions", 1)[0]
    rows = _page_rows(number, article, outlets, current=current, detector=detector)
    rows |= _stated_rows(connection, number, reading, passages, keys, outlets)
    _insert(connection, rows)
    _queue(connection, rows["passages"], keys)
    add_text(connection, number, article.title, article.text)
    sealing.seal_version(connection, rows, outlets.record, detector=detector)
    if not current:
        _retire(connection, connection.execute(_STANDING.where(_VERSIONS.c.number == number)).one())
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
    outlets.store(connection, _outlets_of(reading))
    known = connection.execute(_STANDING.where(_VERSIONS.c.version == article.version)).one()
    _forget(connection, known.number, keys)
    rows = _stated_rows(connection, known.number, reading, passages, keys, outlets)
    _insert(connection, rows)
    _queue(connection, rows["passages"], keys)
    connection.execute(update(_VERSIONS).where(_VERSIONS.c.number == known.number).values(detector=detector))
    sealing.replace_reading(connection, known, rows, outlets.record, detector=detector)
    if not known.current:
        _set_aside(connection, known.number)


def _take_turn(connection: Connection, article: Article) -> None:
    dialect = dialect_of(connection)
    if dialect.take_turn:
        connection.execute(statement(dialect.take_turn), {"article": int(digest(article.id)[:16], 16) >> 1})


def _forget(connection: Connection, version: int, keys: Mapping[str, frozenset[int]]) -> None:
    unlink(connection, version)
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


def _retire(connection: Connection, known: Row[Any]) -> None:
    _set_aside(connection, known.number)
    remove_text(connection, known.number)
    sealing.retire(connection, known)


def _set_aside(connection: Connection, version: int) -> None:
    unlink(connection, version)
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


def _page_rows(number: int, article: Article, outlets: Outlets, *, current: bool, detector: str | None) -> Rows:
    """Rows of what a page says, the article's own among them."""
    outlet = None if article.outlet is None else outlets.number(article.outlet)
    own = article_row(number, article, current=current, outlet=outlet, detector=detector)
    found_by = [(where, number, rank) for where, rank in addresses(article).items()]
    return {"article_versions": [own], **page_rows(number, article, outlets.number), "article_addresses": found_by}


def _stated_rows(
    connection: Connection,
    number: int,
    reading: Reading,
    passages: Sequence[Passage],
    keys: Mapping[str, frozenset[int]],
    outlets: Outlets,
) -> Rows:
    """Rows of what an article states, its passages among them."""
    given = numbers(connection, "passages", len(passages)) if passages else []
    counts = [len(set(map(folded, keys.get(one.id, ())))) for one in passages]
    numbered = [passage_row(own, number, one, count) for own, one, count in zip(given, passages, counts, strict=True)]
    return stated_rows(number, reading, outlets.number) | {"passages": numbered}


def _insert(connection: Connection, rows: Rows) -> None:
    for name, some in rows.items():
        insert(connection, name, some)


def _queue(connection: Connection, passages: Iterable[tuple[Any, ...]], keys: Mapping[str, frozenset[int]]) -> None:
    """Let new passages wait for the index and for being linked."""
    waiting = [(number, str(list(keys.get(identity, ())))) for number, identity, *_ in passages]
    insert(connection, "passages_to_index", waiting)
    insert(connection, "passages_to_link", [(number,) for number, _ in waiting])
