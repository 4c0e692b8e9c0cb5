"""What is sealed of an article version, and the form in which its rows are digested.

Here stands, in one place, which tables hold rows of a version. Digested are the names and values of their columns, the
same on every engine; numbers that only join tables are left out, and an outlet counts with the digest of its record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Float

from provenance.model import digest
from provenance.store.statements import table

__all__ = [
    "CAPTURES",
    "MATCHES",
    "OF_PAGE",
    "OF_READING",
    "PAGES",
    "REVIEWS",
    "STATE",
    "UNDONE",
    "WAITING",
    "Record",
    "capture_element",
    "element",
    "match_element",
    "page_element",
    "review_seal",
    "seal",
    "state",
    "sum_of",
]

OF_PAGE = ("article_versions", "article_addresses", "authors", "links", "wire_credits", "furniture")
"""tables that say what an article's page says: written once, and sealed for ever"""
OF_READING = ("outlet_mentions", "attributions", "attribution_spans", "attribution_ways", "passages")
"""tables that say what an article states: another reading replaces them"""
STATE = "state"
"""whether a version is the current one, and what read it"""
WAITING = "passages_to_link"
MATCHES = "matches"
CAPTURES = "captures"
"""tables whose rows come, and some go, one by one: the seal of a version is the sum of their digests"""
PAGES = "pages"
"""kept bytes, which are no version's own: their seal is the sum over all of them"""
REVIEWS, UNDONE = "reviews", "reviews_undone"

Record = Callable[[int], str]
"""the digest of the outlet record of that number"""

_OUTLET = "outlet"
_INTERNAL = frozenset({"number", "version"})
_INTERNAL_OF = {
    # A version's own row: `version` is its identity here, and what changes with its state is sealed apart.
    "article_versions": frozenset({"number", "current", "detector"}),
    # How many keys the words make is counted again with them: see `indexed`.
    "passages": _INTERNAL | {"keys"},
}
_MODULUS = 1 << 128
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode


@dataclass(frozen=True, slots=True)
class Column:
    """A sealed column: where it stands in a row, and what makes its values the same on every engine."""

    place: int
    name: str
    plain: Callable[[Any], Any] | None


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _broken(value: Any) -> Any:
    return float(value) if isinstance(value, int) else value


@cache
def _columns(name: str) -> tuple[Column, ...]:
    """The sealed columns of a table."""
    internal = _INTERNAL_OF.get(name, _INTERNAL)
    plain = {Boolean: _whole, Float: _broken}
    return tuple(
        Column(place, one.name, plain.get(type(one.type)))
        for place, one in enumerate(table(name).columns)
        if one.name not in internal
    )


def seal(name: str, version: str, rows: Sequence[Sequence[Any]], record: Record) -> str | None:
    """The seal of a version's rows of a table, whatever order they come in; None where there are none."""
    if not rows:
        return None
    return digest(name, version, _encode(_form(name, _ordered(rows), record)))


def _ordered(rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    if len(rows) == 1:
        return rows
    try:
        return sorted(map(tuple, rows))  # rows begin with their key, so nothing behind it is compared
    except TypeError:  # a key of another type than it had
        return sorted(rows, key=repr)


def _form(name: str, rows: Sequence[Sequence[Any]], record: Record) -> dict[str, Sequence[Any]]:
    """Values by column; one that is empty in all rows is left out, so that a later schema may add such."""
    columns = list(zip(*rows, strict=True))
    found: dict[str, Sequence[Any]] = {}
    for one in _columns(name):
        values: Sequence[Any] = columns[one.place]
        if values.count(None) == len(values):
            continue
        if one.name == _OUTLET:
            values = [None if value is None else record(value) for value in values]
        elif one.plain:
            values = list(map(one.plain, values))
        found[one.name] = values
    return found


def state(version: str, current: object, detector: object) -> str:
    """The seal of a version's state."""
    return digest(STATE, version, _encode([_whole(current), detector]))


def review_seal(name: str, row: Iterable[Any]) -> str:
    """The seal of a decision, or of its being taken back."""
    return digest(name, _encode(list(row)))


def element(passage: str) -> int:
    """What a passage that waits to be linked adds to the sum of its version."""
    return int(digest(WAITING, passage), 16)


def match_element(a: str, b: str, fields: Iterable[Any]) -> int:
    """What a match of two passages adds to the sums of their versions."""
    return int(digest(MATCHES, a, b, _encode(list(map(_broken, fields)))), 16)


def capture_element(version: str, row: Iterable[Any]) -> int:
    """What a retrieval adds to the sum of its version."""
    return int(digest(CAPTURES, version, _encode(list(row))), 16)


def page_element(sha256: str) -> int:
    """What kept bytes add to the sum of all pages."""
    return int(digest(PAGES, sha256), 16)


def sum_of(number: int) -> str:
    """A sum as it is stored."""
    return f"{number % _MODULUS:032x}"
