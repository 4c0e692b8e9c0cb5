"""Holds the indexes of passages against the passages: each is found by its id and its keys, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from provenance.model import Passage
from provenance.store.dialects import folded
from provenance.store.walking import streamed

__all__ = ["KeysOf", "indexed"]

KeysOf = Callable[[Sequence[Passage]], Mapping[str, frozenset[int]]]
"""the keys of passages by their ids: `link.keys_by_passage`"""

_PASSAGES = """
    SELECT p.number, p.id, p.version, p.kind, p.text, v.current, named.passage AS named, w.keys AS waiting,
           old.passage AS old, coalesce(v.url, nullif(v.name, ''), v.article) AS place, v.title
    FROM passages AS p
    LEFT JOIN article_versions AS v ON v.number = p.version
    LEFT JOIN passage_ids AS named ON named.id = p.id
    LEFT JOIN passages_to_index AS w ON w.passage = p.number
    LEFT JOIN passages_superseded AS old ON old.passage = p.number
    ORDER BY p.number
"""
_KEYS = "SELECT passage, key FROM passage_keys ORDER BY passage"
_STRAY_IDS = """
    SELECT named.id FROM passage_ids AS named LEFT JOIN passages AS p ON p.number = named.passage
    WHERE p.id IS NULL OR p.id <> named.id
"""


def indexed(connection: Connection, keys: KeysOf) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is wrong with the passages of one version after another, then with entries of no passage."""
    held = _Held(connection)
    for _, rows in groupby(streamed(connection, _PASSAGES), attrgetter("version")):
        some = list(rows)
        made = keys([Passage(str(row.id), "", row.kind, (), str(row.text)) for row in some])
        wrong = [line for row in some for line in _wrong(row, made.get(str(row.id), frozenset()), held.of(row.number))]
        title = f" “{some[0].title}”" if some[0].title else ""
        yield f"{some[0].place}{title}", tuple(wrong)
    strays = [f"passage_ids: {row.id} is the id of no such passage" for row in streamed(connection, _STRAY_IDS)]
    yield "passage_ids", tuple(strays)
    yield "passage_keys", tuple(f"passage_keys: {count} keys of no passage (number {n})" for n, count in held.rest())


def _wrong(row: Any, made: frozenset[int], held: set[Any]) -> Iterator[str]:
    """What is wrong with one passage."""
    name = f"passage {row.id}"
    if (row.old is None) != bool(row.current):
        yield f"passages_superseded: {name} is {'not ' if row.old is None else ''}among those of older versions"
    if row.waiting is None and row.named is None:
        yield f"passage_ids, passages_to_index: {name} is neither in the index nor does it wait for it"
    elif row.waiting is None and row.named != row.number:
        yield f"passage_ids: {name} is not found by its id"
    if row.waiting is not None and row.named is not None:
        yield f"passages_to_index: {name} is in the index and waits for it"
    if row.waiting is not None:
        waiting = _listed(row.waiting)
        if waiting != made and not (row.old is not None and waiting == set()):
            yield f"passages_to_index: the keys of {name} are not those of its words"
    expected = set(map(folded, made)) if row.waiting is None else set()
    if held != expected and not (row.old is not None and not held):
        yield f"passage_keys: {name} is not found by the keys of its words, or by others"


def _listed(cell: Any) -> Any:
    try:
        return set(json.loads(cell))
    except (ValueError, TypeError):
        return None


class _Held:
    """The keys that the index holds of each passage, read in the order of their numbers."""

    def __init__(self, connection: Connection) -> None:
        self._grouped = groupby(streamed(connection, _KEYS), attrgetter("passage"))
        self._strays: list[tuple[Any, int]] = []
        self._next()

    def _next(self) -> None:
        number, rows = next(self._grouped, (None, ()))
        self._head = number, {row.key for row in rows}

    def of(self, number: int) -> set[Any]:
        """Those of that passage."""
        while isinstance(self._head[0], int) and self._head[0] < number:
            self._stray()
        if self._head[0] != number:
            return set()
        found = self._head[1]
        self._next()
        return found

    def _stray(self) -> None:
        self._strays.append((self._head[0], len(self._head[1])))
        self._next()

    def rest(self) -> list[tuple[Any, int]]:
        """Passages that are not there, and how many keys there are of each, now that all were asked for."""
        while self._head[1]:
            self._stray()
        return self._strays
