"""Passages that share keys, the queue of those not linked yet, and the matches found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, delete, exists, func, select, tuple_

from provenance.model import Match, Passage
from provenance.store import values
from provenance.store.dialects import dialect_of, folded
from provenance.store.parts import MATCHES
from provenance.store.reading import passage_query
from provenance.store.sealing import begun, reset
from provenance.store.statements import batches, insert, rows_with, statement, table
from provenance.store.sums import Place, Sums, places_of

__all__ = [
    "candidates",
    "clear_matches",
    "earlier",
    "index_passages",
    "matches_among",
    "matches_of",
    "next_matches",
    "numbered",
    "partners",
    "passages_wait",
    "save",
    "unlink",
    "unlinked",
    "waiting",
]

BATCH = 1_000
"""identities asked for in one statement, matches handed out at once"""
INDEXED_AT_ONCE = 50_000
"""passages that go into the index in one transaction: about a million keys, some 100 MB of log"""

_PASSAGES = table("passages")
_VERSIONS = table("article_versions")
_IDS = table("passage_ids")
_TO_INDEX = table("passages_to_index")
_TO_LINK = table("passages_to_link")
_SUPERSEDED = table("passages_superseded")
_MATCHES = table("matches")
_A = _PASSAGES.alias("a")
_B = _PASSAGES.alias("b")
_FIELDS = ("score", "kind", "a_starts", "a_ends", "b_starts", "b_ends")
# The same match again touches no row; one that was scored anew takes the place of the old one.
_AGAIN = (
    "(a, b) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _FIELDS)
    + " WHERE "
    + " OR ".join(f"matches.{name} <> excluded.{name}" for name in _FIELDS)
)


def passages_wait(connection: Connection) -> bool:
    """Whether passages are not in the index yet."""
    return connection.execute(select(_TO_INDEX.c.passage).limit(1)).first() is not None


def index_passages(connection: Connection) -> None:
    """Take the next passages that wait into the index, by their ids and keys."""
    for sql in dialect_of(connection).index_passages:
        connection.execute(statement(sql), {"batch": INDEXED_AT_ONCE})


Asked = Mapping[str, Iterable[int]]


class Bounds(NamedTuple):
    """How many holders of a key count: see `Store.candidates` and `Store.earlier`."""

    per_key: int
    hubs: int


class _Stand(NamedTuple):
    """Where a passage stands among all."""

    number: int
    first: int
    """the number of the first passage of its article version, whose passages are stored in one go"""


def candidates(connection: Connection, keys: Iterable[int], bounds: Bounds, limit: int) -> list[Passage]:
    """The passages that hold some of `keys`: those with most of them first, then those stored first."""
    held = _holders(connection, {folded(key) for key in keys}, bounds.per_key + 1, 1, "ASC")
    long = {key for key, passages in held.items() if len(passages) > bounds.per_key}
    if long:
        latest = _holders(connection, long, bounds.hubs, 1, "DESC")
        held |= {key: [*held[key][: bounds.hubs], *latest[key]] for key in long}
    shared = Counter(passage for passages in held.values() for passage in set(passages))
    best = sorted(shared, key=lambda number: (-shared[number], number))[:limit]
    found = numbered(connection, best)
    return [found[number] for number in best]


def earlier(connection: Connection, asked: Asked, bounds: Bounds, share: float) -> dict[str, list[Passage]]:
    """For each stored passage, those of other articles stored before it that hold enough of its keys.

    All are answered with a handful of statements: one each would cost more than all that is done with them.
    """
    wanted = {identity: {folded(key) for key in keys} for identity, keys in asked.items()}
    shared = _shared_before(connection, wanted, bounds)
    # How many keys the other one has is asked where what both share is too little of the passage's own.
    least = {identity: share * len(keys) for identity, keys in wanted.items()}
    unsure = {number for identity, of in shared.items() for number, count in of.items() if count < least[identity]}
    counts = _key_counts(connection, unsure)
    kept = {
        identity: [
            number
            for number, count in sorted(of.items())
            if count >= least[identity] or count >= share * counts[number]
        ]
        for identity, of in shared.items()
    }
    found = numbered(connection, {number for numbers in kept.values() for number in numbers})
    return {identity: [found[number] for number in kept.get(identity, ()) if number in found] for identity in wanted}


def _shared_before(connection: Connection, wanted: Mapping[str, set[int]], bounds: Bounds) -> dict[str, Counter[int]]:
    """How many keys each passage shares with those before it; `sharing` of `link` counts all at once in this way."""
    stands = _stands(connection, wanted)
    held = _holders(connection, set().union(*wanted.values()), bounds.per_key + 1, 2, "ASC")
    shared: dict[str, Counter[int]] = {}
    crowded: list[tuple[int, str]] = []
    for identity, stand in stands.items():
        counts = shared[identity] = Counter()
        for key in wanted[identity]:
            holders = held.get(key, ())
            if len(holders) > bounds.per_key and holders[bounds.per_key] < stand.number:
                counts.update(holders[: bounds.hubs])
                crowded.append((key, identity))
            else:
                counts.update(holders)
    asked = [(key, stands[identity].number) for key, identity in crowded]
    for (_, identity), holders in zip(crowded, _last_before(connection, asked, bounds.hubs), strict=True):
        shared[identity].update(holders)
    return {
        identity: Counter({number: count for number, count in counts.items() if number < stands[identity].first})
        for identity, counts in shared.items()
    }


def _stands(connection: Connection, identities: Iterable[str]) -> dict[str, _Stand]:
    found: dict[str, tuple[int, int]] = {}
    firsts: dict[int, int] = {}
    of = select(_IDS.c.id, _PASSAGES.c.number, _PASSAGES.c.version)
    of = of.join(_PASSAGES, _PASSAGES.c.number == _IDS.c.passage)
    begins = select(_PASSAGES.c.version, func.min(_PASSAGES.c.number)).group_by(_PASSAGES.c.version)
    for batch in batches(identities, BATCH):
        found |= {row[0]: (row[1], row[2]) for row in connection.execute(of.where(_IDS.c.id.in_(batch)))}
    for some in batches({version for _, version in found.values()}, BATCH):
        firsts |= {row[0]: row[1] for row in connection.execute(begins.where(_PASSAGES.c.version.in_(some)))}
    return {identity: _Stand(number, firsts[version]) for identity, (number, version) in found.items()}


def _last_before(connection: Connection, asked: Sequence[tuple[int, int]], count: int) -> Iterator[list[int]]:
    """For each key and passage, the last passages before that one which hold the key."""
    for batch in batches(asked, INDEXED_AT_ONCE):
        last = statement(dialect_of(connection).last_before)
        rows = connection.execute(last, {"asked": json.dumps(batch), "count": count}).all()
        found = {place: json.loads(passages) for place, passages in rows}
        yield from (found.get(place, []) for place in range(len(batch)))


def _key_counts(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """How many keys passages have, by their numbers."""
    counts: dict[int, int] = {}
    for batch in batches(numbers, BATCH):
        query = select(_PASSAGES.c.number, _PASSAGES.c["keys"]).where(_PASSAGES.c.number.in_(batch))
        counts |= {row[0]: row[1] for row in connection.execute(query)}
    return counts


def numbered(connection: Connection, numbers: Iterable[int]) -> dict[int, Passage]:
    """Passages by their numbers."""
    found: dict[int, Passage] = {}
    for batch in batches(numbers, BATCH):
        query = passage_query().where(_PASSAGES.c.number.in_(batch))
        found |= {row.number: values.passage(row) for row in connection.execute(query)}
    return found


def _holders(connection: Connection, keys: set[int], count: int, least: int, end: str) -> dict[int, list[int]]:
    holders = statement(dialect_of(connection).holders.format(end=end))
    found = connection.execute(holders, {"keys": str(list(keys)), "count": count, "least": least}).all()
    return {key: sorted(json.loads(passages)) for key, passages in found}


def unlinked(connection: Connection, limit: int | None, skip: int) -> list[Passage]:
    """Passages that nobody has compared with the others yet, in the order they were stored, behind so many others."""
    # The queue first: joined to it, all passages would be walked through in search of the few that wait.
    next_ones = select(_TO_LINK.c.passage).order_by(_TO_LINK.c.passage).limit(limit)
    if skip:
        next_ones = next_ones.offset(skip)
    query = passage_query().where(_PASSAGES.c.number.in_(next_ones.scalar_subquery())).order_by(_PASSAGES.c.number)
    return [values.passage(row) for row in connection.execute(query).all()]


def waiting(connection: Connection) -> tuple[int, int]:
    """How many passages nobody has compared yet, and how many there are at most, older versions among them."""
    count = connection.execute(select(func.count()).select_from(_TO_LINK)).scalar_one()
    last = connection.execute(select(func.max(_PASSAGES.c.number))).scalar_one()
    return count, last or 0


def save(connection: Connection, matches: Sequence[Match], linked: Sequence[str]) -> int:
    """Keep matches, and take the passages `linked` from the queue; how many of these were in it."""
    begun(connection)
    named = {identity for match in matches for identity in (match.a, match.b)} | set(linked)
    places = _current_places(connection, named)
    rows = {}
    for match in matches:
        a, b = places.get(match.a), places.get(match.b)
        if a is not None and b is not None and a != b:
            row = _match_row(match, a.number, b.number)
            rows[row[:2]] = row
    before = _stored(connection, rows)
    insert(connection, "matches", [rows[pair] for pair in sorted(rows)], on_conflict=_AGAIN)
    known = {place.number: place for place in places.values()}
    sums = Sums(known)
    for pair, row in rows.items():
        if before.get(pair) != row:
            sums.match(row, 1)
            sums.match(before.get(pair), -1)
    done = [places[identity].number for identity in linked if identity in places]
    taken = 0
    for batch in batches(done, BATCH):
        gone = delete(_TO_LINK).where(_TO_LINK.c.passage.in_(batch)).returning(_TO_LINK.c.passage)
        waited = connection.execute(gone).scalars().all()
        sums.waiting(waited, -1)
        taken += len(waited)
    sums.keep(connection)
    return taken


def _stored(connection: Connection, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[Any, ...]]:
    """The rows that are there of these pairs of passages."""
    found: dict[tuple[int, int], tuple[Any, ...]] = {}
    for batch in batches(pairs, BATCH):
        rows = rows_with(connection, "matches", ("a", "b"), batch)
        found |= {(row.a, row.b): tuple(row) for row in rows}
    return found


def unlink(connection: Connection, version: int) -> None:
    """Take the passages of a version out of the queue and out of every match."""
    begun(connection)
    own = select(_PASSAGES.c.number).where(_PASSAGES.c.version == version)
    gone = [
        tuple(row)
        for side in (_MATCHES.c.a, _MATCHES.c.b)
        for row in connection.execute(delete(_MATCHES).where(side.in_(own)).returning(*_MATCHES.c))
    ]
    waited = connection.execute(delete(_TO_LINK).where(_TO_LINK.c.passage.in_(own)).returning(_TO_LINK.c.passage))
    waits = list(waited.scalars())
    sums = Sums(places_of(connection, {*waits, *(number for row in gone for number in row[:2])}))
    for row in gone:
        sums.match(row, -1)
    sums.waiting(waits, -1)
    sums.keep(connection)


def _match_row(match: Match, a: int, b: int) -> tuple[Any, ...]:
    first, second = match.a_span, match.b_span
    if a > b:
        a, b, first, second = b, a, second, first
    return a, b, match.score, match.kind, first.start, first.end, second.start, second.end


def _current_places(connection: Connection, identities: Iterable[str]) -> dict[str, Place]:
    """Where passages are; those that a newer version or another reading has replaced meanwhile are left out."""
    current = ~exists().where(_SUPERSEDED.c.passage == _IDS.c.passage)
    query = select(_IDS.c.id, _IDS.c.passage, _PASSAGES.c.version)
    query = query.join(_PASSAGES, _PASSAGES.c.number == _IDS.c.passage).where(current)
    places: dict[str, Place] = {}
    for batch in batches(identities, BATCH):
        rows = connection.execute(query.where(_IDS.c.id.in_(batch))).all()
        places |= {identity: Place(number, identity, version) for identity, number, version in rows}
    return places


def next_matches(connection: Connection, after: tuple[int, int]) -> Sequence[Row[Any]]:
    """The batch of matches that follows the pair of numbers `after`; `match` of `values` reads a row."""
    # Compared as a pair, and not number by number with OR, which no engine looks up in a key. What follows for the
    # first passage is said, too: else PostgreSQL walks through all passages before it.
    following = tuple_(_MATCHES.c.a, _MATCHES.c.b) > tuple_(*after)
    return connection.execute(_match_query().where(following, _A.c.number >= after[0]).limit(BATCH)).all()


def matches_of(connection: Connection, identities: Iterable[str]) -> Iterator[Row[Any]]:
    """Matches with any of these passages, each once."""
    seen: set[tuple[int, int]] = set()
    for batch in batches(identities, BATCH):
        asked = select(_IDS.c.passage).where(_IDS.c.id.in_(batch))
        for side in (_MATCHES.c.a, _MATCHES.c.b):
            for row in connection.execute(_match_query().where(side.in_(asked))):
                if (row.first, row.second) not in seen:
                    seen.add((row.first, row.second))
                    yield row


def matches_among(connection: Connection, versions: Iterable[str]) -> Iterator[Row[Any]]:
    """Matches of which both passages stand in some of these article versions."""
    numbers = [
        number
        for batch in batches(versions, BATCH)
        for (number,) in connection.execute(select(_VERSIONS.c.number).where(_VERSIONS.c.version.in_(batch)))
    ]
    among = set(numbers)
    for batch in batches(numbers, BATCH):
        query = _match_query().add_columns(_B.c.version.label("home")).where(_A.c.version.in_(batch))
        # One that few hold is sought there; of many most matches are among them anyway.
        if len(numbers) <= BATCH:
            query = query.where(_B.c.version.in_(numbers))
        yield from (row for row in connection.execute(query) if row.home in among)


def partners(connection: Connection, identities: Iterable[str]) -> set[str]:
    """The passages that match any of these."""
    found: set[str] = set()
    for batch in batches(identities, BATCH):
        asked = select(_IDS.c.passage).where(_IDS.c.id.in_(batch))
        for mine, other in ((_MATCHES.c.a, _MATCHES.c.b), (_MATCHES.c.b, _MATCHES.c.a)):
            query = select(_PASSAGES.c.id).join(_MATCHES, other == _PASSAGES.c.number).where(mine.in_(asked))
            found.update(row[0] for row in connection.execute(query.distinct()))
    return found


def _match_query() -> Select[Any]:
    fields = (_MATCHES.c[name] for name in _FIELDS)
    numbers = (_MATCHES.c.a.label("first"), _MATCHES.c.b.label("second"))
    return (
        select(*numbers, _A.c.id.label("a"), _B.c.id.label("b"), *fields)
        .join(_A, _A.c.number == _MATCHES.c.a)
        .join(_B, _B.c.number == _MATCHES.c.b)
        .order_by(_MATCHES.c.a, _MATCHES.c.b)
    )


def clear_matches(connection: Connection) -> None:
    """Forget every match: all passages of current versions wait to be linked again."""
    begun(connection)
    connection.execute(delete(_MATCHES))
    reset(connection, MATCHES)
    left = select(_PASSAGES.c.number, _PASSAGES.c.id, _PASSAGES.c.version).where(
        ~exists().where(_SUPERSEDED.c.passage == _PASSAGES.c.number),
        ~exists().where(_TO_LINK.c.passage == _PASSAGES.c.number),
    )
    left = left.order_by(_PASSAGES.c.number).limit(INDEXED_AT_ONCE)
    after = 0
    while found := [Place(*row) for row in connection.execute(left.where(_PASSAGES.c.number > after))]:
        after = found[-1].number
        insert(connection, "passages_to_link", [(place.number,) for place in found])
        sums = Sums({place.number: place for place in found})
        sums.waiting((place.number for place in found), 1)
        sums.keep(connection)
