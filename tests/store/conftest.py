"""Databases to test on: SQLite always, and a real PostgreSQL started from the installed binaries."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from provenance.store import Store, open_store

_names = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server without a database's name."""
    given = os.environ.get("PROVENANCE_TEST_POSTGRES")
    if given:
        yield given
        return
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI tests on PostgreSQL: install it, or set PROVENANCE_TEST_POSTGRES to a server's URL")
        pytest.skip("no PostgreSQL in /usr/lib/postgresql, and PROVENANCE_TEST_POSTGRES is not set")
    home = Path(tempfile.mkdtemp(prefix="provenance-postgres-"))
    # The server refuses to run as root.
    owner = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    if owner:
        shutil.chown(home, "nobody")
    quiet = {"check": True, "cwd": home, "stdout": subprocess.DEVNULL, **owner}
    control = [binaries.with_name("pg_ctl"), "-D", home / "data", "-w"]
    options = f"-k {home} -c listen_addresses='' -c fsync=off -c max_connections=40"
    try:
        subprocess.run([binaries, "-D", home / "data", "-U", "tester", "-A", "trust", "-E", "UTF8"], **quiet)
        subprocess.run([*control, "-l", home / "log", "-o", options, "start"], **quiet)
        yield f"postgresql+psycopg://tester@/?host={home}"
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run_on(server: str, statement: str) -> None:
    """Run one statement on the server's own database."""
    url = named(server, "postgres")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def named(server: str, database: str) -> str:
    """The URL of a database on the server."""
    start, _, options = server.partition("?")
    return start.rpartition("/")[0] + f"/{database}" + (f"?{options}" if options else "")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for a database with nothing in it: a path, then the URL of an empty database on a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    server = request.getfixturevalue("server")
    name = f"news_{os.getpid()}_{next(_names)}"
    run_on(server, f"CREATE DATABASE {name}")
    yield named(server, name)
    run_on(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An open, empty store on either engine."""
    with open_store(where, wait=0.3) as opened:
        yield opened
