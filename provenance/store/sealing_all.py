"""Seals for a database that has none: what is there is taken as it is, and from then on changes are seen."""

from __future__ import annotations

from sqlalchemy import Connection

from provenance.store import sealing
from provenance.store.captures import damaged
from provenance.store.parts import REVIEWS, UNDONE, page_element, review_seal, sum_of
from provenance.store.statements import batches
from provenance.store.walking import Stored, match_sums, raw, streamed, versions, waiting_sums

__all__ = ["seal_all"]

BATCH = 1_000


def seal_all(connection: Connection) -> None:
    """Seal everything that is stored, unless there are seals."""
    if next(streamed(connection, "SELECT owner FROM seals LIMIT 1"), None) is not None:
        return
    with raw(connection):
        records = dict(map(tuple, streamed(connection, "SELECT number, record FROM outlets")))
        matches, waiting = match_sums(connection), waiting_sums(connection)
        for some in batches((one for one in versions(connection) if isinstance(one, Stored)), BATCH):
            found: dict[sealing.Key, str | None] = {}
            for one in some:
                parts = one.seals(records.__getitem__, matches, waiting)
                found |= {(one.own.number, part): sealed for part, sealed in parts.items()}
            sealing.keep(connection, {key: sealed for key, sealed in found.items() if sealed is not None})
        if added := sum(page_element(name) for name, _ in damaged(connection)):
            sealing.keep(connection, {sealing.ALL_PAGES: sum_of(added)})
        for name in (REVIEWS, UNDONE):
            rows = list(streamed(connection, f"SELECT * FROM {name}"))  # noqa: S608  # names of our own
            sealing.keep(connection, {(row[0], name): review_seal(name, row) for row in rows})
