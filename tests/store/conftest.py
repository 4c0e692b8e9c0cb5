"""A place for a database, one with the schema, and an open store: on SQLite, then on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.store import Store, open_store
from tests.databases import cleared


@pytest.fixture(params=["sqlite", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the schema and no article."""
    if request.param == "sqlite":
        yield shutil.copy(request.getfixturevalue("sqlite_template"), str(tmp_path / "news.db"))
        return
    with cleared(request.getfixturevalue("postgresql_made")) as url:
        yield url


@pytest.fixture
def store(made: str) -> Iterator[Store]:
    """An open, empty store."""
    with open_store(made, wait=0.3) as opened:
        yield opened
