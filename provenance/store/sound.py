"""Whether an engine's own checks pass, the schema is this release's, and full-text search finds what is there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from provenance.store.columns import snapshot_statements
from provenance.store.dialects import dialect_of
from provenance.store.schema import head_revision
from provenance.store.searching import entry
from provenance.store.statements import statement
from provenance.store.walking import streamed

__all__ = ["index_damage", "sound"]

_MADE = re.compile(r"CREATE (?:UNIQUE )?(?:VIRTUAL )?(TABLE|INDEX|VIEW) (\w+)")
_BLANK = re.compile(r"\s+")
# What the index of full-text search would be, made anew beside it.
_ANEW = (
    "DROP TABLE IF EXISTS temp.search_anew",
    """
    CREATE VIRTUAL TABLE temp.search_anew
    USING fts5(title, text, content='', tokenize='porter unicode61 remove_diacritics 2')
    """,
    """
    INSERT INTO temp.search_anew (rowid, title, text)
    SELECT number, coalesce(title, ''), text FROM main.article_versions WHERE current ORDER BY number
    """,
    "DROP TABLE IF EXISTS temp.words_stored",
    "CREATE VIRTUAL TABLE temp.words_stored USING fts5vocab(main, article_search, instance)",
    "DROP TABLE IF EXISTS temp.words_anew",
    "CREATE VIRTUAL TABLE temp.words_anew USING fts5vocab(temp, search_anew, instance)",
    "DROP TABLE IF EXISTS temp.terms_anew",
    "CREATE VIRTUAL TABLE temp.terms_anew USING fts5vocab(temp, search_anew, row)",
)
_SIZES = ("SELECT id, sz FROM main.article_search_docsize", "SELECT id, sz FROM temp.search_anew_docsize")
_SAME = (
    (
        "SELECT block FROM main.article_search_data WHERE id = 1",
        "SELECT block FROM temp.search_anew_data WHERE id = 1",
    ),
    ("SELECT k, v FROM main.article_search_config", "SELECT k, v FROM temp.search_anew_config"),
)
# Rows of the index that belong to nothing: a page's number holds that of its segment, which are one without a gap, and
# each is led to by a row that names both.
_LEADING_NOWHERE = (
    """
    SELECT 1 FROM article_search_idx AS i
    LEFT JOIN article_search_data AS page ON page.id = (i.segid << 37) + (i.pgno >> 1) WHERE page.id IS NULL
    """,
    """
    SELECT 1 FROM article_search_data AS page
    WHERE page.id > 10 AND NOT EXISTS (SELECT 1 FROM article_search_idx AS i WHERE i.segid = page.id >> 37)
    """,
    """
    SELECT 1 FROM article_search_data WHERE id > 10 AND id & (1 << 36) = 0
    GROUP BY id >> 37 HAVING max(id) - min(id) + 1 <> count(*)
    """,
)
# Words that are in the index, and not found there by who looks them up: what leads to them is wrong.
_NOT_FOUND = """
    SELECT term FROM temp.terms_anew AS anew
    WHERE cnt <> (SELECT count(*) FROM temp.words_stored AS stored WHERE stored.term = anew.term)
"""
_HOLDING = "SELECT DISTINCT doc FROM temp.words_anew WHERE term = ?"


def sound(connection: Connection) -> Iterator[str]:
    """What the engine itself finds wrong, a line each."""
    checks: dict[str, Callable[[Connection], Iterator[str]]] = {"alembic_version": _revision, "article_search": _search}
    if connection.dialect.name == "sqlite":
        checks = {"the file": _file, "sqlite_master": _schema, **checks}
    for what, check in checks.items():
        try:
            yield from check(connection)
        except DBAPIError as error:
            yield f"{what}: cannot be read: {error.orig}"


def _file(connection: Connection) -> Iterator[str]:
    yield from (f"the file: {line}" for (line,) in streamed(connection, "PRAGMA integrity_check") if line != "ok")
    for name, row, parent, _ in streamed(connection, "PRAGMA foreign_key_check"):
        yield f"{name}: row {row or ''} refers to one of {parent} that is not there"


def _revision(connection: Connection) -> Iterator[str]:
    if [row[0] for row in streamed(connection, "SELECT version_num FROM alembic_version")] != [head_revision()]:
        yield f"alembic_version: is not {head_revision()}, the schema of this release, alone"


def _schema(connection: Connection) -> Iterator[str]:
    """What is not as this release makes it; tables, views and indexes of others are left alone."""
    stored = dict(map(tuple, streamed(connection, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")))
    for sql in snapshot_statements():
        made = _MADE.match(sql)
        if made and _plain(stored.get(made[2])) != _plain(sql):
            what = "not as this release makes it" if made[2] in stored else "gone"
            yield f"{made[2]}: this {made[1].lower()} is {what}"
    for (name,) in streamed(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        yield f"{name}: a trigger, which this program never makes"


def _plain(sql: Any) -> str:
    return _BLANK.sub("", str(sql))


def _search(connection: Connection) -> Iterator[str]:
    """Versions that full-text search does not find by their words, or by others."""
    differing = _sqlite_search if connection.dialect.name == "sqlite" else _server_search
    places = {}
    numbers = sorted(differing(connection))
    for number, url, name, article in streamed(connection, "SELECT number, url, name, article FROM article_versions"):
        if number in numbers:
            places[number] = url or name or article
    for number in numbers:
        what = places.get(number, f"number {number}") if number else "the index as a whole"
        yield f"article_search: {what} is not found by its words, or by others"


def _sqlite_search(connection: Connection) -> set[int]:
    for sql in _ANEW:
        connection.exec_driver_sql(sql)
    wrong = _apart(*(_words(connection, name) for name in ("words_stored", "words_anew")))
    wrong |= _apart(*(dict(map(tuple, streamed(connection, sql))) for sql in _SIZES))
    for (term,) in streamed(connection, _NOT_FOUND):
        wrong |= set(connection.exec_driver_sql(_HOLDING, (term,)).scalars())
    if any(next(streamed(connection, sql), None) for sql in _LEADING_NOWHERE):
        wrong.add(0)
    for stored, anew in _SAME:
        if list(map(tuple, streamed(connection, stored))) != list(map(tuple, streamed(connection, anew))):
            wrong.add(0)
    return wrong


def _words(connection: Connection, name: str) -> dict[Any, int]:
    """Of each version a sum over its words with their places, the same in one run."""
    sums: defaultdict[Any, int] = defaultdict(int)
    for term, number, column, place in streamed(connection, f'SELECT term, doc, col, "offset" FROM temp.{name}'):  # noqa: S608
        sums[number] += hash((term, column, place))
    return sums


def _apart(some: dict[Any, Any], others: dict[Any, Any]) -> set[Any]:
    return {key for key in some.keys() | others.keys() if some.get(key) != others.get(key)}


def _server_search(connection: Connection) -> set[int]:
    held = {number for (number,) in streamed(connection, "SELECT version FROM article_search")}
    same = statement(dialect_of(connection).same_text)
    wrong = set()
    for number, title, text in streamed(connection, "SELECT number, title, text FROM article_versions WHERE current"):
        found = connection.execute(same, entry(connection, number, title, text)).scalar()
        held.discard(number)
        if not found:
            wrong.add(number)
    return wrong | held


def index_damage(engine: Engine) -> tuple[str, ...]:
    """What SQLite finds wrong inside its index for full-text search; nothing where it may not be asked.

    It is asked in the form of a write, which changes nothing and is taken back at once.
    """
    if engine.dialect.name != "sqlite":
        return ()
    with engine.execution_options(writing=True).connect() as connection, suppress(DBAPIError):
        connection.begin()
        try:
            connection.exec_driver_sql("INSERT INTO article_search (article_search) VALUES ('integrity-check')")
        except DBAPIError as error:
            if str(getattr(error.orig, "sqlite_errorname", "")).startswith("SQLITE_CORRUPT"):
                return ("article_search: the index is damaged",)
        finally:
            connection.rollback()
    return ()
