"""Opening a connection: what `where` means, and what each engine needs to be told."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from provenance.errors import StoreError

__all__ = ["WAIT", "connect", "database_url", "of_one_state", "shown"]

# Once per connection, after write-ahead logging, which lets others read while one writes. With it NORMAL loses nothing
# when the program dies; a log of 16 MB takes in pages that change often before they are written to their place; 64 MB
# of cache hold the upper pages of a key index of some ten million rows.
_PRAGMAS = (
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "wal_autocheckpoint=4000",
    "cache_size=-65536",
)

WAIT = 60.0
"""seconds to wait for another program that is writing: taking a large corpus into the index is one change"""

_PAUSE = 0.02
"""seconds between two looks at a file that is held"""
_FILE = "file"
_MOVED = "was moved, deleted or replaced while it was open; this was not stored: put it back, then try again"
_NO_DATABASE = "is no database; give the path of a file, or postgresql+psycopg://user@host/name"


def database_url(where: str | Path) -> URL:
    """A path or SQLAlchemy URL as URL; raises StoreError for engines other than SQLite and PostgreSQL."""
    text = str(where)
    if "://" not in text:
        if text in ("", ":memory:"):
            raise StoreError("a database in memory would be lost at once: give the path of a file")
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # it may hold a password: not shown
        raise StoreError(f"{text.partition('://')[0]}://…: {_NO_DATABASE}") from None
    engine = url.get_backend_name()
    if engine == "sqlite" and url.database and url.database != ":memory:":
        return URL.create("sqlite", database=url.database)
    if engine in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise StoreError(f"{shown(url)}: {_NO_DATABASE}")


def shown(url: URL) -> str:
    """What to call the database in a message: the path of a file, or the URL without its password."""
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def connect(url: URL, wait: float) -> Engine:
    """An engine that waits `wait` seconds for another's lock; raises StoreError where the driver is missing."""
    if url.drivername == "sqlite":
        return _sqlite(url, wait)
    try:
        # The lock time-out stands first, so that options of the URL win.
        options = f"-c lock_timeout={int(wait * 1000)} {url.query.get('options', '')}"
        return create_engine(url, connect_args={"connect_timeout": 10, "options": options})
    except ModuleNotFoundError:
        raise StoreError("PostgreSQL needs its driver: pip install 'news-provenance[postgres]'") from None


def of_one_state(engine: Engine) -> Engine:
    """The engine for reading: what a transaction sees does not change from its first look to its last.

    SQLite's are so anyway, and PostgreSQL's if they are told.
    """
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _sqlite(url: URL, wait: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": wait})

    @event.listens_for(engine, "connect")
    def configure(driver: Any, record: Any) -> None:
        driver.isolation_level = None  # the driver's own guessing about transactions off: "begin" below does it
        _log_ahead(driver, wait)
        for pragma in _PRAGMAS:
            driver.execute(f"PRAGMA {pragma}")
        record.info[_FILE] = _file(url)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock before it reads: what it decides on cannot change under it.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        # SQLite would go on writing to a file that has no name any more, and say that all is well.
        if _writes(connection) and connection.info[_FILE] != _file(url):
            raise StoreError(f"{url.database}: {_MOVED}")

    return engine


def _log_ahead(driver: sqlite3.Connection, wait: float) -> None:
    """Turn the file to write-ahead logging, if it is not; where others write to it or turn it, wait for them."""
    until = time.monotonic() + wait
    while not _turned(driver, last=time.monotonic() > until):
        time.sleep(_PAUSE)


def _turned(driver: sqlite3.Connection, *, last: bool) -> bool:
    try:
        driver.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # For this one change SQLite may refuse at once and not wait as it was told to.
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _file(url: URL) -> tuple[int, int] | None:
    """Which file has the name of the database now, as the system knows it."""
    try:
        found = Path(str(url.database)).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writing"))
