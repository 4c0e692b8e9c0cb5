"""Databases to test on: SQLite always, and a real PostgreSQL started from the installed binaries."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from provenance.store import open_store
from provenance.store.tables import metadata

__all__ = [
    "Server",
    "cleared",
    "database",
    "named",
    "postgresql_made",
    "run_on",
    "running",
    "server",
    "sqlite_template",
    "started",
    "where",
]

_names = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server without a database's name."""
    given = os.environ.get("PROVENANCE_TEST_POSTGRES")
    if given:
        yield given
        return
    if _initdb() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI tests on PostgreSQL: install it, or set PROVENANCE_TEST_POSTGRES to a server's URL")
        pytest.skip("no PostgreSQL is installed, and PROVENANCE_TEST_POSTGRES is not set")
    with running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for a database with nothing in it: a path, then the URL of an empty database on a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    with database(request.getfixturevalue("server")) as url:
        yield url


def _initdb() -> Path | None:
    found = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=shutil.which("initdb"))
    return None if found is None else Path(found)


@dataclass(frozen=True, slots=True)
class Server:
    """A server of our own in a folder of its own, started from the installed binaries."""

    home: Path

    @property
    def url(self) -> str:
        """Its URL without a database's name."""
        return f"postgresql+psycopg://tester@/?host={self.home}"

    def make(self) -> None:
        """Make the files that it works on."""
        self._run("initdb", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-k {self.home} -c listen_addresses='' -c fsync=off -c max_connections=40"
        self._run("pg_ctl", "-w", "-l", str(self.home / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop it in the middle of whatever it does; what it has committed it finds again when it starts."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        initdb = _initdb()
        assert initdb is not None, "no PostgreSQL is installed"
        dropped: dict[str, Any] = {}
        if os.geteuid() == 0:
            owner = _owner()
            dropped = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        command = [str(initdb.with_name(program)), "-D", str(self.home / "data"), *arguments]
        subprocess.run(command, check=True, cwd=self.home, stdout=subprocess.DEVNULL, **dropped)


def _owner() -> pwd.struct_passwd:
    """Who runs a server: it refuses to run as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


@contextmanager
def started() -> Iterator[Server]:
    """A server of our own that may be stopped and started again."""
    home = Path(tempfile.mkdtemp(prefix="provenance-postgres-"))
    owner = _owner()
    os.chown(home, owner.pw_uid, owner.pw_gid)
    server = Server(home)
    try:
        server.make()
        server.start()
        yield server
    finally:
        if (home / "data" / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def running() -> Iterator[str]:
    """A server of its own in a temporary folder, started from the installed binaries; its URL."""
    with started() as server:
        yield server.url


def run_on(url: str, statement: str) -> None:
    """Run one statement, at once and for good."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def named(server: str, database: str) -> str:
    """The URL of a database on the server."""
    start, _, options = server.partition("?")
    return start.rpartition("/")[0] + f"/{database}" + (f"?{options}" if options else "")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the schema and nothing else, to be copied: the migrations take half a second."""
    path = tmp_path_factory.mktemp("template") / "news.db"
    open_store(path).close()
    return path


@pytest.fixture(scope="session")
def postgresql_made(server: str) -> Iterator[str]:
    """A database with the schema and nothing else, to be emptied after use: making one takes longer than a test."""
    with database(server) as url:
        open_store(url).close()
        yield url


@contextmanager
def cleared(url: str) -> Iterator[str]:
    """The database that has the schema, without a row once it has been used."""
    yield url
    run_on(url, f"TRUNCATE article_search, {', '.join(metadata.tables)} RESTART IDENTITY")


@contextmanager
def database(server: str, template: str | None = None) -> Iterator[str]:
    """The URL of a database of its own on the server: an empty one, or a copy of `template`, which nobody has open."""
    name = f"news_{os.getpid()}_{next(_names)}"
    made_of = f" TEMPLATE {make_url(template).database}" if template else ""
    run_on(named(server, "postgres"), f"CREATE DATABASE {name}{made_of}")
    yield named(server, name)
    run_on(named(server, "postgres"), f"DROP DATABASE {name} WITH (FORCE)")
