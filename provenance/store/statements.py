"""Shorthands for statements that both engines understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

from provenance.store.dialects import dialect_of
from provenance.store.tables import metadata

__all__ = ["batches", "insert", "table"]

T = TypeVar("T")


def table(name: str) -> Table:
    """The table of that name."""
    return metadata.tables[name]


@cache
def _insert(name: str, placeholder: str, on_conflict: str) -> str:
    columns = table(name).columns.keys()
    places = ", ".join([placeholder] * len(columns))
    # Only names of our own tables and columns go into the text; values never do.
    statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    return f"{statement} ON CONFLICT {on_conflict}" if on_conflict else statement


def insert(connection: Connection, name: str, rows: Sequence[tuple[Any, ...]], *, on_conflict: str = "") -> None:
    """Add rows, each in the order of the table's columns, past everything that SQLAlchemy does for a single row."""
    if rows:
        statement = _insert(name, dialect_of(connection).placeholder, on_conflict)
        connection.exec_driver_sql(statement, list(rows))


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of `size`: a statement takes so many values, and memory stays flat."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
