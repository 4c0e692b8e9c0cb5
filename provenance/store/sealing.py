"""Seals are written with what they seal, in the same transaction; here they are made, renewed and counted.

A seal is no secret: who can write to the database can write seals. It shows what was changed past this program: a
damaged disk, a slip, a hand that did not know. What binds is a digest that others hold: see `provenance timestamp`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from provenance.model import digest
from provenance.store.parts import (
    MATCHES,
    OF_PAGE,
    OF_READING,
    PAGES,
    STATE,
    WAITING,
    Record,
    element,
    seal,
    state,
    sum_of,
)
from provenance.store.statements import batches, insert, rows_with, table

__all__ = [
    "ALL_PAGES",
    "TOTAL",
    "Key",
    "add_to",
    "begun",
    "contribution",
    "keep",
    "replace_reading",
    "reset",
    "retire",
    "seal_version",
    "total",
]

Key = tuple[int, str]
"""owner and part: see the table"""

TOTAL: Key = (0, "seals")
"""the row that holds how many seals there are, and their sum: one that is gone with all that it sealed is missed"""
ALL_PAGES: Key = (0, PAGES)
BATCH = 400
"""seals asked for in one statement"""

_SEALS = table("seals")
_IS_TOTAL = (_SEALS.c.owner == TOTAL[0], _SEALS.c.part == TOTAL[1])
_ASKED = select(_SEALS.c.digest).where(*_IS_TOTAL).with_for_update()
_COUNTED = update(_SEALS).where(*_IS_TOTAL).values(digest=bindparam("now"))
_THERE = (_SEALS.c.owner == bindparam("at"), _SEALS.c.part == bindparam("of"))


def contribution(key: Key, sealed: str) -> int:
    """What a seal adds to the sum of all."""
    return int(digest(str(key[0]), key[1], sealed), 16)


def total(count: int, added: int) -> str:
    """How many seals there are, and their sum, as it is stored."""
    return f"{count} {sum_of(added)}"


def begun(connection: Connection) -> str:
    """How many seals there are, and their sum; whoever asks is the only one to change seals until the transaction ends.

    Who reads what is sealed in order to change it asks before that, and after every wait for another writer. (On SQLite
    there is one writer at a time anyway.)
    """
    found: str | None = connection.execute(_ASKED).scalar()
    if found is None:
        insert(connection, "seals", [(*TOTAL, total(0, 0))], on_conflict="(owner, part) DO NOTHING")
        found = connection.execute(_ASKED).scalar_one()
    return found


def _count(connection: Connection, more: int, added: int) -> None:
    count, _, summed = begun(connection).partition(" ")
    connection.execute(_COUNTED, {"now": total(int(count) + more, int(summed, 16) + added)})


def keep(connection: Connection, seals: Mapping[Key, str]) -> None:
    """Add seals of what is new."""
    if seals:
        insert(connection, "seals", [(*key, sealed) for key, sealed in seals.items()])
        _count(connection, len(seals), sum(contribution(*one) for one in seals.items()))


def _stored(connection: Connection, keys: Iterable[Key]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for batch in batches(keys, BATCH):
        rows = rows_with(connection, "seals", ("owner", "part"), batch)
        found |= {(row.owner, row.part): row.digest for row in rows}
    return found


def _put(connection: Connection, before: Mapping[Key, str], after: Mapping[Key, str | None]) -> None:
    """Put seals in the place of those that were there, or of none; None takes one away."""
    gone = [{"at": key[0], "of": key[1]} for key in before if after[key] is None]
    changed = [
        {"at": key[0], "of": key[1], "to": after[key]} for key in before if after[key] not in (None, before[key])
    ]
    fresh = [(*key, sealed) for key, sealed in after.items() if sealed is not None and key not in before]
    if gone:
        connection.execute(delete(_SEALS).where(*_THERE), gone)
    if changed:
        connection.execute(update(_SEALS).where(*_THERE).values(digest=bindparam("to")), changed)
    insert(connection, "seals", fresh)
    came = sum(contribution(key, sealed) for key, sealed in after.items() if sealed is not None)
    _count(connection, len(fresh) - len(gone), came - sum(contribution(*one) for one in before.items()))


def add_to(connection: Connection, changes: Mapping[Key, int]) -> None:
    """Change the sums of versions: what came counts, what went counts negative."""
    changed = {key: change for key, change in sorted(changes.items()) if change}
    if changed:
        before = _stored(connection, changed)
        _put(connection, before, {key: sum_of(_number(before.get(key)) + one) for key, one in changed.items()})


def _number(sealed: str | None) -> int:
    """A sum as a number; one that somebody changed into no number stays wrong as 0."""
    try:
        return int(sealed or "0", 16)
    except ValueError:
        return 0


def reset(connection: Connection, part: str) -> None:
    """Make all sums of that part 0."""
    empty = sum_of(0)
    query = select(_SEALS.c.owner, _SEALS.c.digest).where(_SEALS.c.part == part, _SEALS.c.digest != empty)
    for batch in batches(connection.execute(query).all(), BATCH):
        before = {(number, part): sealed for number, sealed in batch}
        _put(connection, before, dict.fromkeys(before, empty))


def seal_version(
    connection: Connection, rows: Mapping[str, Sequence[Sequence[Any]]], record: Record, *, detector: str | None
) -> None:
    """Seal a new version, whose passages wait to be linked; `rows` by table, its own among them."""
    number, version, _, current, *_ = rows["article_versions"][0]
    found = _seals(number, version, rows, record, (*OF_PAGE, *OF_READING))
    found |= _state_seals(number, version, rows, current=current, detector=detector)
    keep(connection, {key: sealed for key, sealed in found.items() if sealed is not None})


def replace_reading(
    connection: Connection,
    known: Row[Any],
    rows: Mapping[str, Sequence[Sequence[Any]]],
    record: Record,
    *,
    detector: str | None,
) -> None:
    """Seal another reading of a version, `known` by its number, digest, state and former detector."""
    found = _seals(known.number, known.version, rows, record, OF_READING)
    found |= _state_seals(known.number, known.version, rows, current=known.current, detector=detector)
    _renew(connection, known, found)


def retire(connection: Connection, known: Row[Any]) -> None:
    """Seal that a version, known as above, is not the current one."""
    _renew(connection, known, {(known.number, STATE): state(known.version, False, known.detector)})


def _renew(connection: Connection, known: Row[Any], found: dict[Key, str | None]) -> None:
    before = _stored(connection, found)
    key = (known.number, STATE)
    if before.get(key) != state(known.version, known.current, known.detector):
        found[key] = before.get(key)  # it was changed past this program: what shows that stays
    _put(connection, before, found)


def _seals(
    number: int, version: str, rows: Mapping[str, Sequence[Sequence[Any]]], record: Record, names: Iterable[str]
) -> dict[Key, str | None]:
    return {(number, name): seal(name, version, rows.get(name, ()), record) for name in names}


def _state_seals(
    number: int, version: str, rows: Mapping[str, Sequence[Sequence[Any]]], *, current: bool, detector: str | None
) -> dict[Key, str | None]:
    """Those of a version that nothing matches yet, and of which every passage waits."""
    waiting = sum(element(identity) for _, identity, *_ in rows["passages"])
    return {
        (number, STATE): state(version, current, detector),
        (number, WAITING): sum_of(waiting),
        (number, MATCHES): sum_of(0),
    }
