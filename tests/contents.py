"""What a database holds, by content, and whether it is sound: to compare databases that were written in other ways."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table, inspect, select, text

from provenance.link import keys_by_passage
from provenance.store import current_revision, head_revision, open_store
from provenance.store.engine import connect, database_url
from provenance.store.tables import metadata
from provenance.text import fold

__all__ = ["Contents", "changed", "contents", "different", "faults", "of_versions"]

Contents = dict[str, list[dict[str, Any]]]
"""rows by table"""

_NAMED_BY = {"article_versions": "version", "outlets": "record", "passages": "id"}
"""what a row is called outside of its database"""
_SEALS = "seals"
"""digests of rows with the moments in them: `changed` holds them against their rows"""
_WHEN = "first_seen"
"""the columns that say when an article was read, which no two runs have in common"""
_WORDS = """
    SELECT v.number, setweight(to_tsvector('provenance_english', :title), 'A')
                     || to_tsvector('provenance_english', left(:text, 200000)) = s.words
    FROM article_versions AS v LEFT JOIN article_search AS s ON s.version = v.number WHERE v.number = :number
"""


def contents(where: str) -> Contents:
    """Every row of every table, with the names of what its numbers stand for."""
    engine = connect(database_url(where), wait=10)
    try:
        with engine.connect() as connection:
            names: dict[str, dict[int, Any]] = {}
            # The tables that have numbers first, for the others point at them, in part without a foreign key.
            tables = sorted(metadata.sorted_tables, key=lambda table: "number" not in table.columns)
            found = {table.name: _rows(connection, table, names) for table in tables if table.name != _SEALS}
    finally:
        engine.dispose()
    return {name: sorted(rows, key=lambda row: repr([*row.values()])) for name, rows in found.items()}


def _rows(connection: Connection, table: Table, names: dict[str, dict[int, Any]]) -> list[dict[str, Any]]:
    kept = [one for one in table.columns if one.name != "number" and not one.name.startswith(_WHEN)]
    pointing = {one.name: at for one in kept if (at := _target(one)) is not None}
    found = []
    query = select(*kept).order_by(*table.primary_key)
    for row in connection.execute(query):
        named = row._asdict()
        for column, target in pointing.items():
            if named[column] is not None:
                named[column] = names[target][named[column]]
        found.append(named)
    if "number" in table.columns:
        numbers = connection.execute(select(table.columns["number"]).order_by("number")).scalars()
        name = _NAMED_BY.get(table.name)
        names[table.name] = {
            number: row[name] if name else repr(row) for number, row in zip(numbers, found, strict=True)
        }
    if table.name == "passages_to_index":
        return [row | {"keys": sorted(json.loads(row["keys"]))} for row in found]
    return found


def _target(column: Column[Any]) -> str | None:
    """The table whose number stands in a column."""
    for key in column.foreign_keys:
        if key.column.name == "number":
            return key.column.table.name
    # The biggest table does without a foreign key.
    return "passages" if column.name == "passage" else None


def different(found: Contents, expected: Contents) -> list[str]:
    """The tables in which these are not the same, with the first rows that only one of them has."""
    lines = []
    for name in sorted(found.keys() | expected.keys()):
        ours, theirs = ({repr(row) for row in one.get(name, ())} for one in (found, expected))
        if found.get(name) != expected.get(name):
            lines.append(
                f"{name}: {len(ours - theirs)} rows too many {sorted(ours - theirs)[:1]}"
                f", {len(theirs - ours)} too few {sorted(theirs - ours)[:1]}"
            )
    return lines


def of_versions(whole: Contents, versions: set[str]) -> Contents:
    """The rows that belong to some article versions, of the tables whose rows do."""
    tables = [name for name in whole if "version" in metadata.tables[name].columns]
    return {name: [row for row in whole[name] if row["version"] in versions] for name in tables}


def faults(where: str) -> list[str]:
    """What is not as it must be: the engine's own checks, rows that point nowhere, words that are not found."""
    if current_revision(where) is None:  # nothing in it
        return []
    engine = connect(database_url(where), wait=10)
    try:
        with engine.connect() as connection:
            engines = _of_sqlite if connection.dialect.name == "sqlite" else _of_postgresql
            return [*engines(connection), *_of_ours(connection)]
    finally:
        engine.dispose()


def changed(where: str) -> list[str]:
    """What of real articles is not as it was sealed when it was written; nothing in an earlier release's database."""
    if current_revision(where) != head_revision():
        return []
    with open_store(where, create=False) as store:
        return [f"{one.what}: {line}" for one in store.verify(keys_by_passage) for line in one.changed]


def _of_sqlite(connection: Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield str(row[0])
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{row[0]}: row {row[1]} points nowhere"
    # A full-text index of the same articles, made anew, must be the same term by term.
    make = "CREATE VIRTUAL TABLE temp.anew USING fts5(title, text, tokenize='porter unicode61 remove_diacritics 2')"
    connection.exec_driver_sql(make)
    connection.exec_driver_sql(
        "INSERT INTO temp.anew (rowid, title, text)"
        " SELECT number, coalesce(title, ''), text FROM article_versions WHERE current"
    )
    found = []
    for schema, name in (("main", "article_search"), ("temp", "anew")):
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.v_{name} USING fts5vocab({schema}, {name}, instance)")
        found.append(set(connection.exec_driver_sql(f"SELECT * FROM temp.v_{name}").all()))
    if found[0] != found[1]:
        yield f"full-text index: {len(found[0] ^ found[1])} words too many or too few"
    connection.rollback()


def _of_postgresql(connection: Connection) -> Iterator[str]:
    looked = inspect(connection)
    for name in looked.get_table_names():
        for key in looked.get_foreign_keys(name):
            columns, target = key["constrained_columns"], key["referred_table"]
            pairs = zip(columns, key["referred_columns"], strict=True)
            there = " AND ".join(f"other.{theirs} = one.{ours}" for ours, theirs in pairs)
            said = " AND ".join(f"one.{ours} IS NOT NULL" for ours in columns)
            nowhere = f"NOT EXISTS (SELECT 1 FROM {target} AS other WHERE {there})"
            lost = connection.exec_driver_sql(
                f"SELECT count(*) FROM {name} AS one WHERE {said} AND {nowhere}"
            ).scalar_one()
            if lost:
                yield f"{name}.{', '.join(columns)}: {lost} rows point nowhere"
    current = "SELECT number, coalesce(title, '') AS title, text FROM article_versions WHERE current"
    versions = {row.number: row for row in connection.exec_driver_sql(current)}
    held = set(connection.exec_driver_sql("SELECT version FROM article_search").scalars())
    if held != versions.keys():
        yield f"full-text index: {len(held ^ versions.keys())} articles too many or too few"
    yield from _other_words(connection, versions)


def _other_words(connection: Connection, versions: dict[int, Any]) -> Iterator[str]:
    for number, row in versions.items():
        asked = {"number": number, "title": fold(row.title), "text": fold(row.text)}
        (_, same) = connection.execute(text(_WORDS), asked).one()
        if not same:
            yield f"full-text index: other words of version {number}"


def _of_ours(connection: Connection) -> Iterator[str]:
    """What no engine knows of: an article has one current version, a passage is in the index or waits for it."""
    several = "SELECT article FROM article_versions GROUP BY article HAVING sum(CAST(current AS integer)) <> 1"
    for (article,) in connection.exec_driver_sql(several):
        yield f"{article}: not exactly one current version"
    counts: defaultdict[int, int] = defaultdict(int)
    for name in ("passage_ids", "passages_to_index"):
        for (number,) in connection.exec_driver_sql(f"SELECT passage FROM {name}"):
            counts[number] += 1
    passages = set(connection.exec_driver_sql("SELECT number FROM passages").scalars())
    lost = sum(counts[number] != 1 for number in passages) + len(counts.keys() - passages)
    if lost:
        yield f"passages: {lost} neither in the index nor waiting for it, or both"
    strange = set(connection.exec_driver_sql("SELECT DISTINCT passage FROM passage_keys").scalars()) - passages
    if strange:
        yield f"passage_keys: {len(strange)} passages that there are not"
