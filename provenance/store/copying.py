"""A whole database into an empty one, of the same engine or another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from provenance.errors import StoreError
from provenance.store.columns import tables
from provenance.store.dialects import dialect_of
from provenance.store.engine import WAIT, database_url, of_one_state, shown
from provenance.store.failures import told
from provenance.store.schema import ready
from provenance.store.searching import add_text
from provenance.store.statements import batches, insert, statement, table

__all__ = ["copy"]

BATCH = 5_000
"""rows read and written at once"""
_PAGES_AT_ONCE = 20
"""a page may have some megabytes"""
_VERSIONS = table("article_versions")
_MADE_WITH_THE_SCHEMA = "alembic_version"


def copy(source: str | Path, target: str | Path, *, wait: float = WAIT) -> dict[str, int]:
    """Everything of one database into another that is empty or missing, all or nothing; the rows copied, by table.

    Numbers, versions and what waits to be linked stay as they are. Raises StoreError where `source` is no database of
    this release, and where `target` holds articles already.
    """
    from_url, to_url = database_url(source), database_url(target)
    if from_url == to_url:
        raise StoreError(f"{shown(to_url)}: is the database to be copied; give another place")
    with _opened(source, wait, create=False) as reading, _opened(target, wait, create=True) as writing:
        if writing.execute(select(_VERSIONS.c.number).limit(1)).first():
            raise StoreError(f"{shown(to_url)}: holds articles already; a copy goes into an empty database")
        copied = {name: _rows(reading, writing, name) for name in tables() if name != _MADE_WITH_THE_SCHEMA}
        _make_searchable(writing)
        return copied


@contextmanager
def _opened(where: str | Path, wait: float, *, create: bool) -> Iterator[Connection]:
    """One transaction on a database: of a writer, with the schema made where it is missing, if `create`."""
    engine = ready(where, create=create, wait=wait)
    used = engine.execution_options(writing=True) if create else of_one_state(engine)
    try:
        with told(shown(engine.url)), used.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _rows(source: Connection, target: Connection, name: str) -> int:
    """The rows of one table, in its numbers' order where it has them: neighbours stay neighbours."""
    whole = select(table(name))
    if "number" in table(name).c:
        whole = whole.order_by(table(name).c.number)
    size = _PAGES_AT_ONCE if name == "pages" else BATCH
    found = source.execute(whole, execution_options={"stream_results": True, "max_row_buffer": size})
    count = 0
    for batch in batches(found, size):
        insert(target, name, [tuple(row) for row in batch])
        count += len(batch)
    counted_on = dialect_of(target).count_on
    if counted_on and "number" in table(name).c:
        target.execute(statement(counted_on.format(table=name)))
    return count


def _make_searchable(target: Connection) -> None:
    """Enter the current versions for full-text search: each engine has an index of its own kind."""
    current = select(_VERSIONS.c.number, _VERSIONS.c.title, _VERSIONS.c.text).where(_VERSIONS.c.current)
    numbers = [number for (number,) in target.execute(current.with_only_columns(_VERSIONS.c.number))]
    for batch in batches(numbers, 100):
        for number, title, text in target.execute(current.where(_VERSIONS.c.number.in_(batch))).all():
            add_text(target, number, title, text)
