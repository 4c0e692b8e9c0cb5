"""Writes `db/sqlite.sql`, the schema of a new SQLite database: ``python -m provenance.store.snapshot``.

It is what the migrations make, without the half second that they take. To be run after a migration was added; a test
keeps the two equal.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from provenance.shipped import shipped
from provenance.store.columns import SNAPSHOT, STATEMENT_END
from provenance.store.engine import connect, database_url
from provenance.store.schema import migrate

__all__ = ["snapshot"]

# The full-text index makes tables of its own, and tables their own indexes.
_STATEMENTS = """
    SELECT sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'article_search_*'
    ORDER BY rowid
"""


def snapshot() -> str:
    """The statements that make the schema which the migrations of this release make."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(database_url(Path(folder) / "new.db"), wait=10)
        migrate(engine)
        with engine.connect() as connection:
            made = [str(sql).strip() for (sql,) in connection.exec_driver_sql(_STATEMENTS)]
            (revision,) = connection.exec_driver_sql("SELECT version_num FROM alembic_version").one()
        engine.dispose()
    made.append(f"INSERT INTO alembic_version (version_num) VALUES ('{revision}')")  # noqa: S608
    return STATEMENT_END.join([*made, ""])


if __name__ == "__main__":
    (shipped("db") / SNAPSHOT).write_text(snapshot(), encoding="utf-8")
