"""The seals of what comes and goes row by row: of each version the sum over its matches and its waiting passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from provenance.store import sealing
from provenance.store.parts import MATCHES, WAITING, element, match_element
from provenance.store.statements import batches, table

__all__ = ["Place", "Sums", "places_of"]

BATCH = 1_000

_PASSAGES = table("passages")


class Place(NamedTuple):
    """A passage's number, its identity, and the number of its version."""

    number: int
    identity: str
    version: int


def places_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Place]:
    """Passages by their numbers."""
    found: dict[int, Place] = {}
    for batch in batches(numbers, BATCH):
        query = select(_PASSAGES.c.number, _PASSAGES.c.id, _PASSAGES.c.version).where(_PASSAGES.c.number.in_(batch))
        found |= {row.number: Place(*row) for row in connection.execute(query)}
    return found


class Sums:
    """What matches and waiting passages add to the sums of their versions."""

    def __init__(self, places: Mapping[int, Place]) -> None:
        """`places`: those of all passages that will be named."""
        self._places = places
        self.of: dict[str, defaultdict[int, int]] = {MATCHES: defaultdict(int), WAITING: defaultdict(int)}

    def match(self, row: Sequence[Any] | None, times: int) -> None:
        """Count a row of `matches`, if there is one, so many times: -1 where it goes."""
        if row is None:
            return
        a, b = self._places[row[0]], self._places[row[1]]
        change = match_element(a.identity, b.identity, row[2:]) * times
        self.of[MATCHES][a.version] += change
        self.of[MATCHES][b.version] += change

    def waiting(self, numbers: Iterable[int], times: int) -> None:
        """Count passages that wait to be linked, or that did."""
        for number in numbers:
            place = self._places[number]
            self.of[WAITING][place.version] += element(place.identity) * times

    def keep(self, connection: Connection) -> None:
        """Change the seals by what was counted."""
        changes = {(number, part): change for part, of in self.of.items() for number, change in of.items()}
        sealing.add_to(connection, changes)
