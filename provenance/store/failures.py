"""What a driver says, in one line that a user can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from provenance.errors import StoreError

__all__ = ["reason", "sound", "told"]

_LOCKED = "another program is writing to it; try again when that has finished"
_FULL = "the disk is full; this was not stored, what was stored before is unharmed: free some space and try again"
_UNSTORABLE = "the text holds a character that no database stores (NUL or half of a surrogate pair); clean it first"
_READONLY = "the file, its log beside it (-wal) or its folder is read-only; copy it to a folder that you may write to"
_DAMAGED = "the file is damaged; go back to a backup, or save what is left with sqlite3 FILE, by .recover or .dump"
_CUT = "the server has ended the connection; what was stored before is unharmed: run it again when the server answers"

# By the beginning of SQLite's own name of the failure.
_SQLITE = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READONLY,
    "SQLITE_CANTOPEN": "cannot be opened; check that its folder exists and that you may write there",
    "SQLITE_NOTADB": "is not a database; give the path of another file",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR": "reading or writing failed; what was stored before is unharmed: check the disk and its free space",
}
# By the beginning of the SQL state; see "PostgreSQL Error Codes" in its manual.
_POSTGRESQL = {
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "53100": _FULL,
    "42501": "this role may not do that ({}); ask the database's owner for the right",
    "25006": "the server accepts no changes now (read-only)",
    "57P": _CUT,
    "58": "reading or writing failed on the server ({}); its administrator must look at it",
    "XX001": "the server says that the database is damaged ({}); its administrator must look at it",
    "XX002": "the server says that an index is damaged ({}); its administrator must look at it",
    "22021": _UNSTORABLE,
}


@contextmanager
def told(where: str, also: str = "") -> Iterator[None]:
    """Failures of the driver and the file system as StoreError, with `where` in front and `also` behind."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{where}: {reason(error.orig)}{also}") from error
    except UnicodeError as error:
        why = _DAMAGED if isinstance(error, UnicodeDecodeError) else _UNSTORABLE
        raise StoreError(f"{where}: {why}") from error
    except OSError as error:
        raise StoreError(f"{where}: {error.strerror or error}{also}") from error


@contextmanager
def sound(where: str) -> Iterator[None]:
    """What can stand in no row that was written here, as StoreError: somebody or something has changed it."""
    try:
        yield
    except (ValueError, LookupError, TypeError) as error:
        said = " ".join(str(error).split())[:80]
        raise StoreError(f"{where}: a row holds what was never stored ({said}); go back to a backup") from error


def reason(driver: BaseException | None) -> str:
    """What a driver's failure means and what to do about it, in one line."""
    lines = str(driver).strip().splitlines() or [type(driver).__name__]
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
        return known[0].format(lines[0])
    return _by_words(lines[0])


def _by_words(line: str) -> str:
    """The same for what comes without a code."""
    if "NUL" in line:  # psycopg refuses it before the server does
        return _UNSTORABLE
    if "decode to UTF-8" in line:
        return _DAMAGED
    if "closed the connection" in line or "connection is closed" in line:
        return _CUT
    if line.startswith(("connection ", "failed to resolve")):
        return f"{line}; check the address, the user and that the server runs"
    return line
