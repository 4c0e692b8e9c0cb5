"""Every version with its rows in all tables, read side by side in the order of their numbers: memory stays flat.

Rows come as the engine has them, past what would make a text of a broken one or True of a 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine

from provenance.store.engine import of_one_state
from provenance.store.parts import (
    CAPTURES,
    MATCHES,
    OF_PAGE,
    OF_READING,
    STATE,
    WAITING,
    Record,
    capture_element,
    element,
    match_element,
    seal,
    state,
    sum_of,
)
from provenance.store.statements import table

__all__ = ["Grouped", "Stored", "Stray", "match_sums", "raw", "streamed", "unchanging", "versions", "waiting_sums"]

Rows = Sequence[Sequence[Any]]

_MATCHES = """
    SELECT a.id, b.id, a.version, b.version, m.score, m.kind, m.a_starts, m.a_ends, m.b_starts, m.b_ends
    FROM matches AS m JOIN passages AS a ON a.number = m.a JOIN passages AS b ON b.number = m.b
"""
_WAITING = "SELECT p.id, p.version FROM passages_to_link AS w JOIN passages AS p ON p.number = w.passage"


@contextmanager
def unchanging(engine: Engine) -> Iterator[Connection]:
    """One state of the database to read, whatever others write meanwhile."""
    with of_one_state(engine).begin() as connection, raw(connection):
        yield connection


@contextmanager
def raw(connection: Connection) -> Iterator[None]:
    """Let texts that are no UTF-8 through meanwhile, as SQLite holds them once a byte was changed."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def streamed(connection: Connection, sql: str, *, at_once: int = 1_000) -> Iterator[Any]:
    """The rows of a statement as they are read, so many held at once."""
    # The options are the statement's: as the connection's they would hold for what is written over it, too.
    rows = connection.exec_driver_sql(sql, execution_options={"stream_results": True, "yield_per": at_once})
    for some in rows.partitions():
        yield from some


@dataclass(frozen=True, slots=True)
class Stored:
    """A version's own row, and its rows by table."""

    own: Any
    rows: Mapping[str, Rows]

    def seals(self, record: Record, matches: dict[int, int], waiting: dict[int, int]) -> dict[str, str | None]:
        """The seals of what is there; the sums of this version are taken out of those of all."""
        number, version = self.own.number, str(self.own.version)
        found = {name: seal(name, version, rows, record) for name, rows in self.rows.items() if name != CAPTURES}
        if captures := self.rows[CAPTURES]:
            found[CAPTURES] = sum_of(sum(capture_element(version, row) for row in captures))
        found[STATE] = state(version, self.own.current, self.own.detector)
        return found | {MATCHES: sum_of(matches.pop(number, 0)), WAITING: sum_of(waiting.pop(number, 0))}


@dataclass(frozen=True, slots=True)
class Stray:
    """A row of a version that is not there."""

    name: str
    row: Sequence[Any]


class Grouped:
    """Rows that come in the order of a number, handed out by that number: two orders are gone through side by side."""

    def __init__(self, rows: Iterable[Any], number: Callable[[Any], Any]) -> None:
        self._groups = groupby(rows, number)
        self._strays: list[tuple[Any, list[Any]]] = []
        self._head = self._next()

    def _next(self) -> tuple[Any, list[Any]] | None:
        number, rows = next(self._groups, (None, ()))
        some = list(rows)
        return (number, some) if some else None

    def of(self, number: int) -> list[Any]:
        """The rows of that number, which is greater than the one asked for before."""
        while self._head and _passed(self._head[0], number):
            self._strays.append(self._head)
            self._head = self._next()
        if self._head is None or self._head[0] != number:
            return []
        found, self._head = self._head[1], self._next()
        return found

    def rest(self) -> Iterator[tuple[Any, list[Any]]]:
        """Rows of numbers that nobody asked for, with these, now that all others were."""
        yield from self._strays
        while self._head:
            yield self._head
            self._head = self._next()


def _passed(one: Any, number: int) -> bool:
    """Whether a number comes before another; engines put what is null first, and what is no number last."""
    return one is None or (isinstance(one, int) and one < number)


def versions(connection: Connection) -> Iterator[Stored | Stray]:
    """Every version with its rows, in the order of their numbers, then the rows of no version."""
    names = [name for name in (*OF_PAGE, *OF_READING, CAPTURES) if name != "article_versions"]
    grouped = {name: _table(connection, name) for name in names}
    for own in streamed(connection, "SELECT * FROM article_versions ORDER BY number"):
        yield Stored(own, {"article_versions": [own]} | {name: some.of(own.number) for name, some in grouped.items()})
    for name, some in grouped.items():
        yield from (Stray(name, row) for _, rows in some.rest() for row in rows)


def _table(connection: Connection, name: str) -> Grouped:
    columns = table(name).columns.keys()
    sql = f"SELECT {', '.join(columns)} FROM {name} ORDER BY version"  # noqa: S608  # names of our own
    return Grouped(streamed(connection, sql), itemgetter(columns.index("version")))


def match_sums(connection: Connection) -> dict[int, int]:
    """Of each version the sum over its matches."""
    sums: defaultdict[int, int] = defaultdict(int)
    for a, b, one, other, *fields in streamed(connection, _MATCHES):
        added = match_element(str(a), str(b), fields)
        sums[one] += added
        sums[other] += added
    return sums


def waiting_sums(connection: Connection) -> dict[int, int]:
    """Of each version the sum over its passages that wait to be linked."""
    sums: defaultdict[int, int] = defaultdict(int)
    for identity, version in streamed(connection, _WAITING):
        sums[version] += element(str(identity))
    return sums
