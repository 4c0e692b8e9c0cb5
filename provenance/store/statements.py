"""Shorthands for statements that both engines understand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, TableClause, TextClause, text

from provenance.store.columns import tables
from provenance.store.dialects import dialect_of

__all__ = ["batches", "insert", "numbers", "statement", "table"]

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
