"""The schema a database has, the one this release has, and the way from one to the other."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from provenance.errors import StoreError
from provenance.shipped import shipped
from provenance.store.columns import snapshot_statements
from provenance.store.engine import WAIT, connect, database_url, shown
from provenance.store.failures import told
from provenance.store.sealing_all import seal_all

__all__ = ["current_revision", "head_revision", "migrate", "ready", "upgrade"]

_REVISIONS = "alembic_version"
_TURN = 600
"""seconds to wait for another process that brings the same database up to date"""
_LOCK = 0x70726F76  # any number that PostgreSQL's other users of advisory locks do not have


def head_revision() -> str:
    """The schema of this release: the highest number among the migrations, "0001" and up."""
    return max(path.name.partition("_")[0] for path in (shipped("db") / "versions").glob("[0-9]*_*.py"))


def current_revision(where: str | Path) -> str | None:
    """The schema of a stored database, None where it is empty; raises StoreError where there is none of ours."""
    url = database_url(where)
    require_file(url.database if url.drivername == "sqlite" else None)
    engine = connect(url, WAIT)
    try:
        with told(shown(url)), engine.connect() as connection:
            return _stored_revision(connection, shown(url))
    finally:
        engine.dispose()


def upgrade(where: str | Path) -> tuple[str | None, str]:
    """Bring a database to the schema of this release, whole or not at all; gives the revision before and after.

    Raises StoreError where there is no database, where it is not one of ours, or of a newer release.
    """
    before = current_revision(where)
    head = head_revision()
    if before is not None and before > head:
        raise StoreError(_newer(shown(database_url(where)), before))
    if before != head:
        engine = connect(database_url(where), WAIT)
        try:
            with told(shown(engine.url)):
                migrate(engine)
        finally:
            engine.dispose()
    return before, head


def migrate(engine: Engine, to: str = "head") -> None:
    """Run the migrations that are missing, in one transaction; another process that does the same waits its turn."""
    # Alembic takes as long to import as everything else together, and is needed once in a database's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("db")).replace("%", "%%"))
    with engine.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            # Another one's migrations take longer than any other change; what comes after them is waited for as ever.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_TURN}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        before = _stored_revision(connection, shown(engine.url))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        # Nothing is sealed of what another process, which made the schema a moment ago, has begun to write.
        if before is not None and before < head_revision() == _stored_revision(connection, shown(engine.url)):
            seal_all(connection)


def ready(where: str | Path, *, create: bool, wait: float) -> Engine:
    """An engine on a database that has the schema of this release; one that is empty or missing is made if `create`.

    Raises StoreError where there is none, where it is not one of ours or of another release, and where it cannot be
    reached, read or written.
    """
    url = database_url(where)
    if url.drivername == "sqlite" and (not create or Path(str(url.database)).is_dir()):
        require_file(url.database)
    engine = connect(url, wait)
    try:
        with told(shown(url)):
            require_current(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def require_current(engine: Engine, *, create: bool) -> None:
    """Make sure that the database has the schema of this release: an empty one is given it if `create`."""
    name = shown(engine.url)
    with engine.connect() as connection:
        found = _stored_revision(connection, name)
    head = head_revision()
    if found == head:
        return
    if found is not None:
        raise StoreError(_newer(name, found) if found > head else _older(name, found))
    if not create:
        raise StoreError(f"{name}: is empty; add articles with: provenance add WHERE")
    if engine.dialect.name == "sqlite":
        _make(engine)
    else:
        migrate(engine)


def _make(engine: Engine) -> None:
    """Give an empty SQLite database the schema; another process may just have done the same."""
    with engine.execution_options(writing=True).begin() as connection:
        if not inspect(connection).get_table_names():
            for sql in snapshot_statements():
                connection.exec_driver_sql(sql)


def require_file(path: str | None) -> None:
    """Raises StoreError unless `path` is a file (None: a server's database, which says itself when it is missing)."""
    if path is not None and not Path(path).is_file():
        what = "is a folder" if Path(path).is_dir() else "there is no such database"
        raise StoreError(f"{path}: {what}; give the path of a file that `provenance add` made")


def _stored_revision(connection: Connection, name: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    found = None
    if _REVISIONS in tables and "article_versions" in tables:
        found = connection.exec_driver_sql(f"SELECT max(version_num) FROM {_REVISIONS}").scalar()  # noqa: S608
    if found is None:
        raise StoreError(f"{name}: is a database of another program; give the path of another file")
    return str(found)


def _newer(name: str, found: str) -> str:
    return (
        f"{name}: was made by a newer release (schema {found}, this one has {head_revision()}); update news-provenance"
    )


def _older(name: str, found: str) -> str:
    return f"{name}: was made by an older release (schema {found}); bring it up to date with: provenance db upgrade"
