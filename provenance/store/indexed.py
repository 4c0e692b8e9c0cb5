"""Holds the indexes of passages against the passages: each is found by its id and its keys, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import Connection

from provenance.model import Passage
from provenance.store.dialects import folded
from provenance.store.walking import Grouped, streamed

__all__ = ["KeysOf", "indexed"]

KeysOf = Callable[[Sequence[Passage]], Mapping[str, frozenset[int]]]
"""the keys of passages by their ids: `link.keys_by_passage`"""

_PASSAGES = """
    SELECT p.number, p.id, p.version, p.kind, p.text, p.keys, v.current, named.passage AS named, w.keys AS waiting,
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
    held = Grouped(streamed(connection, _KEYS), itemgetter(0))
    for _, rows in groupby(streamed(connection, _PASSAGES), attrgetter("version")):
        some = list(rows)
        made = keys([Passage(str(row.id), "", row.kind, (), str(row.text)) for row in some])
        wrong: list[str] = []
        for row in some:
            under = {key for _, key in held.of(row.number)}
            wrong += _wrong(row, made.get(str(row.id), frozenset()), under)
        title = f" “{some[0].title}”" if some[0].title else ""
        yield f"{some[0].place}{title}", tuple(wrong)
    strays = [f"passage_ids: {row.id} is the id of no such passage" for row in streamed(connection, _STRAY_IDS)]
    yield "passage_ids", tuple(strays)
    lost = [f"passage_keys: {len(rows)} keys of no passage (number {number})" for number, rows in held.rest()]
    yield "passage_keys", tuple(lost)


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
    yield from _wrong_keys(row, name, made, held)


def _wrong_keys(row: Any, name: str, made: frozenset[int], held: set[Any]) -> Iterator[str]:
    """What is wrong with the keys of one passage; one of an older version may have been let go of."""
    if row.waiting is not None:
        waiting = _listed(row.waiting)
        if waiting != made and not (row.old is not None and waiting == set()):
            yield f"passages_to_index: the keys of {name} are not those of its words"
    folds = set(map(folded, made))
    if row.keys != len(folds) and not (row.old is not None and row.keys == 0):
        yield f"passages: {name} is said to have {row.keys} keys, its words make {len(folds)}"
    expected = folds if row.waiting is None else set()
    if held != expected and not (row.old is not None and not held):
        yield f"passage_keys: {name} is not found by the keys of its words, or by others"


def _listed(cell: Any) -> Any:
    try:
        return set(json.loads(cell))
    except (ValueError, TypeError):
        return None
