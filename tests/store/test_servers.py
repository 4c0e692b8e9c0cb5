"""A server that goes away, and roles that may not do all: one line, and nothing half-written."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from provenance import pipeline
from provenance.cli import main
from provenance.errors import StoreError
from provenance.store import Store, open_store, upgrade
from tests.contents import contents, different, faults
from tests.databases import Server, database, run_on, started
from tests.killing import begin, not_stored, ran
from tests.store.samples import piece
from tests.store.test_failures import ON_POSTGRESQL, refuses
from tests.store.test_schema import made_at
from tests.stories import stories, written

GONE = "the server has ended the connection; what was stored before is unharmed"


# --- the connection ---


def _backend(store: Store) -> int:
    with store._reading() as connection:
        number: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    return number


@ON_POSTGRESQL
def test_a_connection_that_ends_in_the_middle_of_a_transaction_leaves_nothing_of_it(made: str):
    with open_store(made) as store:
        store.add(*piece("a"))
        before = contents(made)

        def cut() -> None:
            with store._writing() as connection:
                number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
                connection.execute(text("DELETE FROM passages_to_link"))
                run_on(made, f"SELECT pg_terminate_backend({number}, 5000)")
                connection.execute(text("DELETE FROM passages_to_index"))

        refuses(GONE, cut)
        assert contents(made) == before
        assert store.add(*piece("b")) == "added"


@ON_POSTGRESQL
def test_a_connection_that_ended_while_nothing_was_asked_is_said_once_and_made_anew(made: str):
    with open_store(made) as store:
        run_on(made, f"SELECT pg_terminate_backend({_backend(store)}, 5000)")
        refuses(GONE, lambda: store.add(*piece("a")))
        assert store.add(*piece("a")) == "added"


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that may be stopped."""
    if "PROVENANCE_TEST_POSTGRES" in os.environ:
        pytest.skip("a server elsewhere is not ours to stop")
    with started() as server:
        yield server


def _kill_backends(server: Server) -> None:
    """End every process that serves a client, as if the machine had."""
    first = int((server.home / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    for child in children:
        if b"tester" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)


@pytest.mark.parametrize("end", [Server.stop, _kill_backends])
def test_a_server_that_ends_while_articles_are_added_loses_none_that_was_said_to_be_stored(
    own: Server, tmp_path: Path, end: Callable[[Server], None]
):
    corpus = written(tmp_path / "articles.jsonl", stories(36, 8))
    add = ("add", corpus, "--detector", "rules", "--jobs", "2", "-f", "jsonl")
    assert ran("--db", "whole.db", *add, folder=tmp_path).code == 0
    with database(own.url) as where:
        begun = begin("--db", where, *add, folder=tmp_path)
        while begun.out.count("\n") < 8:
            assert begun.process.poll() is None
            time.sleep(0.005)
        end(own)
        done = begun.end()
        if end is Server.stop:
            own.start()
        assert done.code == 1, done.out
        assert "Traceback" not in done.err, done.err
        (line,) = [one for one in done.err.splitlines() if one.startswith("provenance: ")]
        assert line.startswith("provenance: postgresql")
        assert GONE in line or "check the address" in line
        assert 8 <= done.out.count("\n") < 36
        _wait_for(where)
        assert not_stored(done.out, where) == []
        assert faults(where) == []
        assert ran("--db", where, *add, folder=tmp_path).code == 0
        assert different(contents(where), contents(str(tmp_path / "whole.db"))) == []


def _wait_for(where: str) -> None:
    """A server that has lost a process to a signal puts itself in order first."""
    for _ in range(100):
        try:
            open_store(where, create=False).close()
        except StoreError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError


def test_a_server_that_is_down_is_said_with_what_to_check(own: Server):
    with database(own.url) as where:
        open_store(where).close()
        own.stop()
        try:
            refuses("; check the address, the user and that the server runs", lambda: open_store(where))
        finally:
            own.start()
        open_store(where, create=False).close()


@pytest.mark.parametrize(
    "given", ["postgresql://nobody@no-such-host.invalid/news", "postgresql://nobody@127.0.0.1:1/news"]
)
def test_a_server_that_there_is_not_is_said_with_what_to_check(given: str):
    refuses("; check the address, the user and that the server runs", lambda: open_store(given))


# --- the rights ---


@contextmanager
def _role(where: str, *rights: str) -> Iterator[str]:
    """The URL of a database for a role that has these rights."""
    name = f"reader_{os.getpid()}_{threading.get_ident()}"
    run_on(where, f"CREATE ROLE {name} LOGIN")
    for right in rights:
        run_on(where, right.replace("READER", name))
    try:
        start, _, rest = where.partition("tester@")
        yield f"{start}{name}@{rest}"
    finally:
        run_on(where, f"DROP OWNED BY {name}")
        run_on(where, f"DROP ROLE {name}")


_MAY_READ = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO READER"
_MAY_COUNT = "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO READER"
_MAY_SEAL = "GRANT INSERT, UPDATE ON seals TO READER"
_MAY_NOT = "this role may not do that (permission denied for {}); ask the database's owner for the right"


def _may_not(what: str, action: Callable[[], object]) -> None:
    with pytest.raises(StoreError) as caught:
        action()
    assert _MAY_NOT.format(what) in str(caught.value)
    assert "\n" not in str(caught.value)


@ON_POSTGRESQL
def test_a_role_that_may_only_read_reads_and_stores_nothing(made: str):
    with open_store(made) as store:
        store.add(*piece("a"))
        store.candidates([7])
        before = contents(made)
        with _role(made, _MAY_READ) as where, open_store(where, create=False) as reader:
            assert [hit.article.id for hit in reader.search("storm")] == ["a"]
            assert pipeline.trace(reader, "The bridge was never inspected").near_misses
            _may_not("table seals", lambda: reader.add(*piece("b")))
            _may_not("table seals", lambda: reader.save_matches([], [piece("a")[1][0].id]))
        with _role(made, _MAY_READ, _MAY_COUNT, _MAY_SEAL) as where, open_store(where, create=False) as reader:
            _may_not("table article_versions", lambda: reader.add(*piece("b", outlet=None)))
        assert contents(made) == before


@ON_POSTGRESQL
def test_a_role_that_may_only_read_is_told_who_puts_new_passages_into_the_index(made: str):
    with open_store(made) as store:
        store.add(*piece("a"))
        with _role(made, _MAY_READ) as where, open_store(where, create=False) as reader:
            refuses("`provenance link` does that", lambda: pipeline.trace(reader, "The bridge was never inspected"))
        store.candidates([7])
        with _role(made, _MAY_READ) as where, open_store(where, create=False) as reader:
            assert pipeline.trace(reader, "The bridge was never inspected").near_misses


@ON_POSTGRESQL
def test_a_role_that_may_read_nothing_is_told_so(made: str):
    with _role(made) as where:
        _may_not("table alembic_version", lambda: open_store(where, create=False))


def test_a_role_that_may_make_no_tables_leaves_an_empty_database_empty(server: str):
    with database(server) as empty, _role(empty) as where:
        _may_not("schema public", lambda: open_store(where))
        refuses("is empty; add articles", lambda: open_store(empty, create=False))


def test_a_role_that_may_not_upgrade_leaves_the_former_release(server: str):
    with database(server) as older:
        made_at(older, "0001")
        with _role(older, _MAY_READ) as where:
            refuses("must be owner of table article_versions", lambda: upgrade(where))
        assert upgrade(older)[0] == "0001"


@ON_POSTGRESQL
def test_a_server_that_accepts_no_changes_is_read_from(made: str):
    with open_store(made) as store:
        store.add(*piece("a"))
        store.candidates([7])
    may_all = "GRANT ALL ON ALL TABLES IN SCHEMA public TO READER"
    all_counts = "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO READER"
    changes_off = "ALTER ROLE READER SET default_transaction_read_only = on"
    with _role(made, may_all, all_counts, changes_off) as where, open_store(where, create=False) as reader:
        refuses("accepts no changes now", lambda: reader.add(*piece("b")))
        assert pipeline.trace(reader, "The bridge was never inspected").near_misses


def test_a_command_says_what_a_role_may_not_do_in_one_line(server: str, capsys, monkeypatch):
    with database(server) as where:
        with open_store(where) as store:
            store.add(*piece("a"))
            store.candidates([7])
        with _role(where, _MAY_READ) as given:
            monkeypatch.setattr("sys.argv", ["provenance", "--db", given, "link", "--all"])
            with pytest.raises(SystemExit) as ended:
                main()
        assert ended.value.code == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "this role may not do that (permission denied for table seals)" in said
