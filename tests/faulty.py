"""A store that fails on purpose: at any statement or commit of what it does, before or after the engine has done it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal
from unittest.mock import patch

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

__all__ = ["When", "failing"]

When = Literal["before", "after"]
"""whether the engine has done a statement or commit when it fails: a server's answer can be lost, too"""


@contextmanager
def failing(at: int, when: When) -> Iterator[Callable[[], str | None]]:
    """Inside, the statement or commit of that number fails, counted from 0 over every engine of this process.

    Gives what says which one it was, None as long as it has not come to it.
    """
    seen: list[str] = []
    commit = DefaultDialect.do_commit

    def count(what: str, driver: Any) -> None:
        seen.append(what)
        if len(seen) == at + 1:
            raise _failure(driver)

    def execute(_: Any, cursor: Any, statement: str, *__: Any) -> None:
        count(statement, cursor)

    def do_commit(dialect: DefaultDialect, connection: Any) -> None:
        if when == "before":
            count("COMMIT", connection.driver_connection)
        commit(dialect, connection)
        if when == "after":
            count("COMMIT", connection.driver_connection)

    event.listen(Engine, f"{when}_cursor_execute", execute)
    try:
        with patch.object(DefaultDialect, "do_commit", do_commit):
            yield lambda: seen[at] if len(seen) > at else None
    finally:
        event.remove(Engine, f"{when}_cursor_execute", execute)


def _failure(driver: Any) -> Exception:
    """What the driver raises where the disk fails."""
    if isinstance(driver, sqlite3.Cursor | sqlite3.Connection):
        failure: Exception = sqlite3.OperationalError("disk I/O error")
        failure.sqlite_errorname = "SQLITE_IOERR_WRITE"  # type: ignore[attr-defined]
        return failure
    from psycopg.errors import IoError

    return IoError("could not write to file: Input/output error")
