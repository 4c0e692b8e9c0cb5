"""Holds what is stored against its seals and against itself; what was changed past this program is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine

from provenance.model import digest
from provenance.store import sealing
from provenance.store.captures import damaged
from provenance.store.engine import shown
from provenance.store.failures import told
from provenance.store.indexed import KeysOf, indexed
from provenance.store.parts import (
    CAPTURES,
    MATCHES,
    OF_PAGE,
    OF_READING,
    PAGES,
    REVIEWS,
    STATE,
    UNDONE,
    WAITING,
    page_element,
    review_seal,
    sum_of,
)
from provenance.store.rows import outlet_record
from provenance.store.sound import index_damage, sound
from provenance.store.values import outlet as outlet_value
from provenance.store.walking import Grouped, Stored, Stray, match_sums, streamed, unchanging, versions, waiting_sums

__all__ = ["Checked", "verify"]

_OF_DECISIONS = (REVIEWS, UNDONE)
_SAID = {
    "article_versions": "its own row is not as written",
    STATE: "article_versions.current or article_versions.detector is not as written",
    CAPTURES: "some of its retrievals were changed, removed or added",
    MATCHES: "some of its matches were changed, removed or added",
    WAITING: "some of its passages that wait to be linked were removed or added",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A version, or another part of the database, that was held against its seals."""

    what: str
    """the address and title of an article, or the name of a table"""
    changed: tuple[str, ...] = ()
    """what is no longer as it was written, a line each"""
    seal: str | None = None
    """of the whole database, with its last part: `sha256:<hex>` over all seals"""


def verify(engine: Engine, keys: KeysOf) -> Iterator[Checked]:
    """Everything that is stored, part by part; `keys` gives those of passages. Nothing is changed."""
    with told(shown(engine.url)):
        yield Checked("article_search", index_damage(engine))
        with unchanging(engine) as connection:
            yield from _parts(connection, keys)


def _parts(connection: Connection, keys: KeysOf) -> Iterator[Checked]:
    yield Checked("the database itself", tuple(sound(connection)))
    records, wrong = _outlets(connection)
    yield Checked("outlets", tuple(wrong))
    yield from _versions(connection, records)
    yield Checked(PAGES, tuple(_pages(connection)))
    for what, changed in indexed(connection, keys):
        yield Checked(what, changed)
    for name in _OF_DECISIONS:
        yield Checked(name, tuple(_decisions(connection, name)))
    changed, sealed = _all_seals(connection)
    yield Checked("seals", changed, sealed)


def _outlets(connection: Connection) -> tuple[dict[int, str], list[str]]:
    """The digest of every outlet record by its number, and what is wrong with them."""
    records: dict[int, str] = {}
    wrong = []
    for row in streamed(connection, "SELECT * FROM outlets ORDER BY number"):
        records[row.number] = row.record
        if not _is_record(row):
            wrong.append(f"outlets: the record of {row.name} ({row.id}) is not as it was written")
    return records, wrong


def _is_record(row: Any) -> bool:
    try:
        return bool(outlet_record(outlet_value(row)) == row.record)
    except (ValueError, TypeError):  # a list that is no list any more
        return False


def _versions(connection: Connection, records: Mapping[int, str]) -> Iterator[Checked]:
    matches, waiting = match_sums(connection), waiting_sums(connection)
    sealed = _sealed(connection)
    for one in versions(connection):
        if isinstance(one, Stray):
            yield Checked(one.name, (f"{one.name}: a row of an article that is not stored: {tuple(one.row[:2])}",))
            continue
        found = one.seals(lambda at: records.get(at, ""), matches, waiting)
        known = {part: one_seal for _, part, one_seal in sealed.of(one.own.number)}
        yield Checked(_described(one.own), (*_identities(one.own), *_differing(found, known, one)))
    for number, rows in sealed.rest():
        parts = ", ".join(str(part) for _, part, _ in rows)
        yield Checked("seals", (f"seals: {parts} of an article that is not stored (number {number})",))


def _sealed(connection: Connection) -> Grouped:
    """The seals of versions."""
    others = ", ".join(f"'{name}'" for name in (*_OF_DECISIONS, PAGES, sealing.TOTAL[1]))
    sql = f"SELECT owner, part, digest FROM seals WHERE part NOT IN ({others}) ORDER BY owner"  # noqa: S608
    return Grouped(streamed(connection, sql), itemgetter(0))


def _pages(connection: Connection) -> Iterator[str]:
    """A line for every page whose bytes are not those that came, and one if pages are gone or were added."""
    added = 0
    for name, changed in damaged(connection):
        added += page_element(str(name))
        if changed:
            yield f"pages: the bytes kept as {name} are others"
    sealed = [row.digest for row in streamed(connection, f"SELECT digest FROM seals WHERE part = '{PAGES}'")]  # noqa: S608
    if sealed != ([sum_of(added)] if added or sealed else []):
        yield "pages: not those that were kept: some were removed or added"


def _described(own: Any) -> str:
    """The address of an article and its title."""
    title = f" “{own.title}”" if own.title else ""
    return f"{own.url or own.name or own.article}{title}"


def _identities(own: Any) -> Iterator[str]:
    """What of a version's own digests is not that of its text."""
    text, title, article = str(own.text), own.title or "", str(own.article)
    data = text.encode("utf-8", "surrogateescape")
    if own.text_sha256 != f"sha256:{hashlib.sha256(data).hexdigest()}":
        yield f"article_versions.text: its digest is not the one that was stored, {own.text_sha256}"
    if own.version != digest("version", article, str(title), text):
        yield f"article_versions.version: {own.version} is not the digest of its article, title and text"


def _differing(found: Mapping[str, str | None], sealed: Mapping[str, str], one: Stored) -> Iterator[str]:
    """A line for every part whose rows are not those that were sealed."""
    for part in sorted(found.keys() | sealed.keys()):
        if found.get(part) != sealed.get(part):
            yield f"{part}: {_difference(part, found.get(part), sealed.get(part), one)}"


def _difference(part: str, found: str | None, sealed: str | None, one: Stored) -> str:
    rows = one.rows.get(part, ())
    if sealed is None:
        return f"{len(rows) or 'what is stored'} has no seal: it was added, or its seal was removed"
    if found is None:
        return "all its rows are gone" if part in (*OF_PAGE, *OF_READING) else "a seal of nothing that is known"
    if part in _SAID:
        return _SAID[part]
    return f"its {counted(len(rows))} not as written: changed, removed or added"


def counted(rows: int) -> str:
    """So many rows."""
    return "row is" if rows == 1 else f"{rows} rows are"


def _decisions(connection: Connection, name: str) -> Iterator[str]:
    """A line for every decision that is not as it was written."""
    sealed = dict(map(tuple, streamed(connection, f"SELECT owner, digest FROM seals WHERE part = '{name}'")))  # noqa: S608
    for row in streamed(connection, f"SELECT * FROM {name} ORDER BY 1"):  # noqa: S608  # names of our own
        if sealed.pop(row[0], None) != review_seal(name, row):
            yield f"{name}: decision {row[0]} is not as written: changed or added"
    yield from (f"{name}: decision {number} is gone" for number in sealed)


def _all_seals(connection: Connection) -> tuple[tuple[str, ...], str]:
    """Whether no seal is gone, changed or added, and one digest over all."""
    count = added = 0
    counted_as = sealing.total(0, 0)
    state_of_all = hashlib.sha256()
    for _, rows in groupby(streamed(connection, "SELECT owner, part, digest FROM seals ORDER BY owner"), itemgetter(0)):
        for number, part, sealed in sorted(rows, key=repr):
            if (number, part) == sealing.TOTAL:
                counted_as = sealed
                continue
            count += 1
            added += sealing.contribution((number, str(part)), str(sealed))
            state_of_all.update(f"{number} {part} {sealed}\n".encode("utf-8", "surrogateescape"))
    name = f"sha256:{state_of_all.hexdigest()}"
    if counted_as == sealing.total(count, added):
        return (), name
    there = f"there are {count:,} and there were {str(counted_as).partition(' ')[0]}"
    return (f"seals: not those that were written ({there}): an article or a decision may be gone whole",), name
