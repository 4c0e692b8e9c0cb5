"""What a driver says, in one line that a user can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from provenance.errors import StoreError

__all__ = ["told"]

_LOCKED = "another program is writing to it; try again when that has finished"
_FULL = "the disk is full; this was not stored, what was stored before is unharmed: free some space and try again"
_UNSTORABLE = "the text holds a character that no database stores (NUL or half of a surrogate pair); clean it first"

# By the beginning of SQLite's own name of the failure.
_SQLITE = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": "the file or its folder is read-only; copy it to a folder that you may write to",
    "SQLITE_CANTOPEN": "cannot be opened; check that its folder exists and that you may write there",
    "SQLITE_NOTADB": "is not a database; give the path of another file",
    "SQLITE_CORRUPT": "the file is damaged; go back to a backup, or save what is left with: sqlite3 FILE .recover",
    "SQLITE_IOERR": "reading or writing failed; check the disk and the free space",
}
# By the beginning of the SQL state; see "PostgreSQL Error Codes" in its manual.
_POSTGRESQL = {
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "53100": _FULL,
    "42501": "this role may not do that; ask the database's owner for the right",
    "25006": "the server accepts no changes now (read-only)",
    "28": "the server refuses this user or password",
    "3D000": "there is no such database on the server; make it with: createdb NAME",
    "53300": "the server has no free connection; try again later",
    "57P": "the server is shutting down; what was stored before is unharmed",
    "22021": _UNSTORABLE,
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Failures of the driver and the file system as StoreError, with `where` in front."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{where}: {_reason(error)}") from error
    except UnicodeError as error:
        raise StoreError(f"{where}: {_UNSTORABLE}") from error
    except OSError as error:
        raise StoreError(f"{where}: {error.strerror or error}") from error


def _reason(error: DBAPIError) -> str:
    driver = error.orig
    known = [
        message
        for code, table in (
            (getattr(driver, "sqlite_errorname", None), _SQLITE),
            (getattr(driver, "sqlstate", None), _POSTGRESQL),
        )
        for prefix, message in table.items()
        if code and code.startswith(prefix)
    ]
    if known:
        return known[0]
    lines = str(driver).strip().splitlines() or [type(driver).__name__]
    if "NUL" in lines[0]:  # psycopg refuses it before the server does, without a state
        return _UNSTORABLE
    return lines[0]
