"""Outlets by the number of their row: each record is stored once and remembered while the store is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from provenance.model import Outlet
from provenance.store.rows import outlet_record, outlet_row
from provenance.store.statements import insert, numbers, table
from provenance.store.values import outlet as outlet_value

__all__ = ["Outlets"]

_ROWS = table("outlets")


class Outlets:
    """What is known of the table `outlets`: its rows are added and never changed, so nothing here goes stale.

    Several threads may read with one of these. A transaction that writes has one of its own, `begun` from it: what a
    failed one added is not there, and must not be remembered.
    """

    def __init__(self) -> None:
        self._numbers: dict[Outlet, int] = {}
        self._outlets: dict[int, Outlet] = {}
        self._records: dict[int, str] = {}

    def begun(self) -> Outlets:
        """The same for a transaction that writes."""
        own = Outlets()
        own._numbers, own._outlets, own._records = self._numbers.copy(), self._outlets.copy(), self._records.copy()
        return own

    def take(self, own: Outlets) -> None:
        """Remember what a transaction learned that is now committed."""
        self._numbers.update(own._numbers)
        self._outlets.update(own._outlets)
        self._records.update(own._records)

    def store(self, connection: Connection, outlets: Iterable[Outlet]) -> None:
        """Make sure that every one of `outlets` has a row."""
        missing = {outlet_record(outlet): outlet for outlet in outlets if outlet not in self._numbers}
        if not missing:
            return
        self._learn(connection, select(_ROWS).where(_ROWS.c.record.in_(missing)))
        # In the order of their digests: two writers that add the same ones would else wait for each other for ever.
        fresh = sorted((record, outlet) for record, outlet in missing.items() if outlet not in self._numbers)
        if fresh:
            numbered = zip(numbers(connection, "outlets", len(fresh)), fresh, strict=True)
            rows = [outlet_row(number, outlet) for number, (_, outlet) in numbered]
            insert(connection, "outlets", rows, on_conflict="(record) DO NOTHING")
            self._learn(connection, select(_ROWS).where(_ROWS.c.record.in_(missing)))

    def number(self, outlet: Outlet) -> int:
        """The number of an outlet that was stored."""
        return self._numbers[outlet]

    def record(self, number: int) -> str:
        """The digest of a record that was stored, by its number."""
        return self._records[number]

    def load(self, connection: Connection, numbers: Iterable[int | None]) -> None:
        """Have the outlets of these rows at hand for `get`."""
        missing = {number for number in numbers if number is not None and number not in self._outlets}
        if missing:
            self._learn(connection, select(_ROWS).where(_ROWS.c.number.in_(missing)))

    def get(self, number: int) -> Outlet:
        """The outlet of a row that was loaded."""
        return self._outlets[number]

    def _learn(self, connection: Connection, query: Select[Any]) -> None:
        for row in connection.execute(query):
            outlet = outlet_value(row)
            self._numbers[outlet] = row.number
            self._outlets[row.number] = outlet
            self._records[row.number] = row.record
