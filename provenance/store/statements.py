"""Shorthands for statements that both engines understand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, TableClause, TextClause, text

from provenance.store.columns import tables
from provenance.store.dialects import Dialect, dialect_of

__all__ = ["batches", "insert", "numbers", "rows_with", "statement", "table"]

T = TypeVar("T")


def table(name: str) -> TableClause:
    """The table of that name."""
    return tables()[name]


@cache
def _insert(name: str, placeholder: str, on_conflict: str) -> str:
    columns = table(name).columns.keys()
    places = ", ".join([placeholder] * len(columns))
    # Only names of our own tables and columns go into the text; values never do.
    values_in = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    return f"{values_in} ON CONFLICT {on_conflict}" if on_conflict else values_in


def insert(connection: Connection, name: str, rows: Sequence[tuple[Any, ...]], *, on_conflict: str = "") -> None:
    """Add rows, each in the order of the table's columns, past everything that SQLAlchemy does for a single row.

    Raises UnicodeError for text that not every engine stores.
    """
    if rows:
        dialect = dialect_of(connection)
        if dialect.takes_nul and any("\0" in cell for row in rows for cell in row if type(cell) is str):
            raise UnicodeError("NUL")  # SQLite keeps it, cuts the text there when asked, and no other engine takes it
        connection.exec_driver_sql(_insert(name, dialect.placeholder, on_conflict), list(rows))


@cache
def statement(sql: str) -> TextClause:
    """A statement with named values, taken apart once."""
    return text(sql)


def rows_with(
    connection: Connection, name: str, columns: tuple[str, ...], some: Iterable[tuple[Any, ...]]
) -> Sequence[Row[Any]]:
    """The rows of table `name` that have one of the tuples in these columns, with which its key begins.

    Asked whether columns are IN such tuples, SQLite would walk through the whole table.
    """
    asked = json.dumps([dict(zip(columns, one, strict=True)) for one in some])
    return connection.execute(_rows_with(dialect_of(connection), name, columns), {"asked": asked}).all()


@cache
def _rows_with(dialect: Dialect, name: str, columns: tuple[str, ...]) -> TextClause:
    fields = ", ".join(map(str, table(name).columns))
    same = " AND ".join(f"{name}.{one} = {dialect.asked_for.format(column=one)}" for one in columns)
    # Only names of our own tables and columns go into the text; values never do.
    return text(f"SELECT {fields} FROM {dialect.asked.format(table=name)} JOIN {name} ON {same}")  # noqa: S608


def numbers(connection: Connection, name: str, count: int) -> list[int]:
    """Numbers for new rows of table `name` that nobody else gets."""
    counted = statement(dialect_of(connection).numbers.format(table=name))
    found: list[int] = json.loads(connection.execute(counted, {"count": count}).scalar_one())
    return found


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of `size`: a statement takes so many values, and memory stays flat."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
