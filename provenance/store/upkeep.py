"""What the database holds as a whole, and a copy of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.sql.expression import ColumnElement

from provenance.errors import StoreError
from provenance.model import Outlet
from provenance.store.dialects import dialect_of
from provenance.store.engine import shown
from provenance.store.failures import reason
from provenance.store.outlets import Outlets
from provenance.store.schema import head_revision
from provenance.store.statements import statement, table

__all__ = ["OutletCounts", "backup", "counts", "info", "outlets"]

_VERSIONS = table("article_versions")
_MENTIONS = table("outlet_mentions")
_COUNTED = (
    "article_versions",
    "outlets",
    "attributions",
    "outlet_mentions",
    "passages",
    "passages_to_link",
    "matches",
    "reviews",
)


class OutletCounts(NamedTuple):
    """How an outlet stands in the corpus, in current articles."""

    articles: int
    """articles of its own"""
    cited: int
    """articles that cite it"""


def outlets(connection: Connection, known: Outlets) -> list[tuple[Outlet, OutletCounts]]:
    """Outlets that current articles come from or name; an outlet whose record changed is the newest one."""
    own = _by_outlet(connection, select(_VERSIONS.c.outlet, func.count()).where(_VERSIONS.c.current), _VERSIONS)
    named = (
        select(_MENTIONS.c.outlet, func.count(_MENTIONS.c.version.distinct()).filter(_MENTIONS.c.role == "cited"))
        .join(_VERSIONS, _VERSIONS.c.number == _MENTIONS.c.version)
        .where(_VERSIONS.c.current)
    )
    cited = _by_outlet(connection, named, _MENTIONS)
    known.load(connection, own.keys() | cited.keys())
    newest = {known.get(number).id: known.get(number) for number in sorted(own.keys() | cited.keys())}
    totals: dict[str, list[int]] = {identity: [0, 0] for identity in newest}
    for place, numbers in enumerate((own, cited)):
        for number, count in numbers.items():
            totals[known.get(number).id][place] += count
    found = [(newest[identity], OutletCounts(*total)) for identity, total in totals.items()]
    return sorted(found, key=lambda one: (-one[1].cited, -one[1].articles, one[0].name))


def _by_outlet(connection: Connection, query: Any, of: Any) -> dict[int, int]:
    outlet: ColumnElement[int] = of.c.outlet
    return {row[0]: row[1] for row in connection.execute(query.where(outlet.is_not(None)).group_by(outlet))}


def counts(connection: Connection) -> dict[str, int]:
    """Rows by table. The key index is left out, for counting it takes as long as reading it."""
    current = select(func.count()).select_from(_VERSIONS).where(_VERSIONS.c.current)
    found = {"articles": connection.execute(current).scalar_one()}
    for name in _COUNTED:
        found[name] = connection.execute(select(func.count()).select_from(table(name))).scalar_one()
    return found


def info(connection: Connection) -> dict[str, str | int]:
    """Engine, schema and size."""
    return {
        "engine": connection.dialect.name,
        "schema": head_revision(),
        "bytes": connection.execute(statement(dialect_of(connection).size)).scalar_one(),
    }


def backup(connection: Connection, path: Path) -> None:
    """Copy an SQLite database to a new file: first beside it, then, whole, to its name."""
    if connection.dialect.name != "sqlite":
        where = shown(connection.engine.url)
        raise StoreError(f"{where}: a server's database is copied with pg_dump, or into a file by: provenance db copy")
    if path.exists():
        raise StoreError(f"{path}: exists already; a backup overwrites nothing, give another name")
    partial = path.with_name(path.name + ".partial")
    _remove(partial)  # one that was killed has left it
    try:
        target = sqlite3.connect(partial)
        try:
            source: Any = connection.connection.driver_connection
            source.backup(target)
        finally:
            target.close()
        partial.rename(path)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: no copy was made: {reason(error)}") from error
    finally:
        _remove(partial)


def _remove(partial: Path) -> None:
    for path in (partial, partial.with_name(partial.name + "-journal")):
        path.unlink(missing_ok=True)
