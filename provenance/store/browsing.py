"""Lists to leaf through: articles as they were stored, the versions of one, and the quotes that most articles carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from provenance.groups import Groups
from provenance.model import Passage
from provenance.store.linking import numbered
from provenance.store.statements import table

__all__ = ["Carried", "carried", "count", "latest", "versions_of_article"]

_FEWEST = 2
"""articles that carry a quote: one that a single article has is no copy of anything"""

_VERSIONS = table("article_versions")
_OUTLETS = table("outlets")
_PASSAGES = table("passages")
_MATCHES = table("matches")


@dataclass(frozen=True, slots=True)
class Carried:
    """A quote, by the mention that most others match, and how many articles carry it."""

    passage: Passage
    articles: int


def latest(connection: Connection, outlet: str | None, limit: int, offset: int) -> Sequence[Row[Any]]:
    """Current version rows, what was stored last first."""
    query = _current(select(_VERSIONS), outlet).order_by(_VERSIONS.c.number.desc())
    return connection.execute(query.limit(limit).offset(offset)).all()


def count(connection: Connection, outlet: str | None) -> int:
    """How many current articles there are."""
    found: int = connection.execute(_current(select(func.count()).select_from(_VERSIONS), outlet)).scalar_one()
    return found


def _current(query: Select[Any], outlet: str | None) -> Select[Any]:
    query = query.where(_VERSIONS.c.current)
    if outlet is None:
        return query
    # An outlet whose record has changed has a row for each.
    return query.where(_VERSIONS.c.outlet.in_(select(_OUTLETS.c.number).where(_OUTLETS.c.id == outlet)))


def versions_of_article(connection: Connection, article: str) -> Sequence[Row[Any]]:
    """Every version row of the article of that id, in the order stored."""
    query = select(_VERSIONS).where(_VERSIONS.c.article == article)
    return connection.execute(query.order_by(_VERSIONS.c.number)).all()


def carried(connection: Connection) -> list[Carried]:
    """Quotes that several articles carry, those of most articles first.

    A quote is all mentions that hang together by matches; the one with most matches stands for it.
    """
    groups, partners = _together(connection.execute(select(_MATCHES.c.a, _MATCHES.c.b)))
    homes = _homes(connection)
    best: list[tuple[int, int]] = []
    for mentions in groups:
        articles = len({homes[one][0] for one in mentions if one in homes})
        said = [one for one in mentions if one in homes and homes[one][1] != "sentence"]
        if said and articles >= _FEWEST:
            best.append((max(said, key=lambda one: (partners[one], -one)), articles))
    best.sort(key=lambda one: (-one[1], one[0]))
    passages = numbered(connection, (number for number, _ in best))
    return [Carried(passages[number], articles) for number, articles in best]


def _together(pairs: Iterable[Any]) -> tuple[list[list[int]], Counter[int]]:
    """The groups that hang together, and how many each one is paired with."""
    hanging = Groups[int]()
    partners = Counter[int]()
    for a, b in pairs:
        partners[a] += 1
        partners[b] += 1
        hanging.join(a, b)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for one in partners:
        groups[hanging.of(one)].append(one)
    return list(groups.values()), partners


def _homes(connection: Connection) -> dict[int, tuple[int, str]]:
    """The version and the kind of every passage of a current version."""
    query = select(_PASSAGES.c.number, _PASSAGES.c.version, _PASSAGES.c.kind).join(
        _VERSIONS, _VERSIONS.c.number == _PASSAGES.c.version
    )
    return {number: (version, kind) for number, version, kind in connection.execute(query.where(_VERSIONS.c.current))}
