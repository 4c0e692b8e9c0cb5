"""What cannot be stored says so in one line, and what was stored before stays."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from provenance.errors import StoreError
from provenance.shipped import shipped
from provenance.store import Store, open_store
from provenance.store.engine import database_url, shown
from tests.databases import named
from tests.store.samples import piece, rows

ROOT = Path(__file__).parents[2]
ON_SQLITE = pytest.mark.parametrize("made", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("made", ["postgresql"], indirect=True)


def refuses(message: str, action: Callable[[], object]) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        action()
    assert "\n" not in str(caught.value)


MIGRATIONS = shipped("db")


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """As somebody who may only do what everybody may, with a temporary folder: rights count for nothing with root."""
    if os.geteuid() != 0:
        yield
        return
    for above in list(folder.parents)[:3]:
        if not above.stat().st_mode & 0o001:  # a temporary folder of pytest, one of several in each other
            above.chmod(0o777)
    os.seteuid(65534)
    try:
        if not os.access(MIGRATIONS, os.R_OK, effective_ids=True):
            pytest.skip("the checkout lies where only root can read")
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[None]:
    """The whole test as somebody without rights."""
    tmp_path.chmod(0o777)
    with as_nobody(tmp_path):
        yield


# --- opening ---


def test_a_missing_database_is_not_made_unless_asked(tmp_path: Path):
    refuses("there is no such database", lambda: open_store(tmp_path / "news.db", create=False))
    assert not (tmp_path / "news.db").exists()


def test_a_folder_is_no_database(tmp_path: Path):
    refuses("is a folder", lambda: open_store(tmp_path))


def test_a_missing_folder_is_named(tmp_path: Path):
    refuses(
        r"nowhere/news\.db: cannot be opened; check that its folder exists",
        lambda: open_store(tmp_path / "nowhere/news.db"),
    )


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("Not a database. " * 100)
    refuses("is not a database", lambda: open_store(path))
    assert path.read_text() == "Not a database. " * 100


def test_a_database_of_another_program_is_left_alone(where: str):
    engine = create_engine(database_url(where))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    refuses("of another program", lambda: open_store(where))
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM recipes")).scalar() == 0
    engine.dispose()


def test_an_empty_database_is_filled_only_if_asked(where: str):
    if "://" not in where:
        Path(where).touch()
    refuses("is empty; add articles", lambda: open_store(where, create=False))
    open_store(where).close()
    open_store(where, create=False).close()


@pytest.mark.parametrize("given", ["mysql://host/name", "sqlite://", ":memory:", "", "https://harbour.example/", "://"])
def test_what_names_no_database_is_refused(given: str):
    refuses("give the path of a", lambda: open_store(given))


def test_a_path_and_its_url_are_one_database(tmp_path: Path):
    open_store(f"sqlite:///{tmp_path}/news.db").close()
    open_store(tmp_path / "news.db", create=False).close()


def test_a_password_is_never_shown():
    assert "secret" not in shown(database_url("postgresql://me:secret@host/news"))
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://me:secret@host:port/news")
    assert "secret" not in str(caught.value)


def test_a_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    refuses(r"pip install 'news-provenance\[postgres\]'", lambda: open_store("postgresql://host/news"))


def test_a_server_that_does_not_answer_is_named(tmp_path: Path):
    refuses("connection", lambda: open_store(f"postgresql+psycopg://me@/news?host={tmp_path}"))


def test_a_database_that_the_server_does_not_have_is_named(server: str):
    refuses('"nowhere" does not exist', lambda: open_store(named(server, "nowhere")))


def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path, unprivileged: None):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    refuses("cannot be opened", lambda: open_store(folder / "news.db"))


def test_a_read_only_file_stays_as_it_is(tmp_path: Path, unprivileged: None):
    path = tmp_path / "news.db"
    with open_store(path) as store:
        store.add(*piece("a"))
    path.chmod(0o444)
    before = path.read_bytes()
    with open_store(path) as store:
        refuses("read-only", lambda: store.add(*piece("b")))
        assert len(list(store.articles())) == 1
    assert path.read_bytes() == before


# --- writing ---


@pytest.mark.parametrize("bad", ["NUL \0 inside", "half \ud800 a pair"])
@pytest.mark.parametrize("field", ["text", "title", "name"])
def test_a_character_that_no_database_stores_leaves_nothing_behind(store: Store, bad: str, field: str):
    before = rows(store)
    refuses("character that no database stores", lambda: store.add(*piece("odd", **{field: bad})))  # type: ignore[arg-type]
    assert rows(store) == before
    assert store.add(*piece("even")) == "added"


def test_long_names_and_a_text_of_a_megabyte_are_stored(store: Store):
    words = " ".join(f"word{number}" for number in range(120_000))
    reading, passages, keys = piece("n" * 300, text=words, title="T" * 5_000, name="f" * 3_000)
    assert len(words) > 1_000_000
    assert store.add(reading, passages, keys) == "added"
    assert store.find("n" * 300) == reading.article
    assert len(store.search("word7")) == 1


@ON_SQLITE
def test_a_full_disk_loses_nothing_that_was_stored(store: Store):
    store.add(*piece("a"))
    with store._reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    refuses("the disk is full", lambda: store.add(*piece("b", text="word " * 50_000)))
    assert [article.id for article in store.articles()] == ["a"]
    assert store.search("storm")


def test_a_second_writer_waits_and_then_says_that_it_is_locked(made: str):
    with open_store(made) as store, open_store(made, wait=0.2) as other:
        store.add(*piece("a"))
        with store._writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE article_versions"))
            refuses("another program is writing", lambda: other.add(*piece("b")))
        assert other.add(*piece("b")) == "added"


@ON_SQLITE
def test_reading_goes_on_while_another_writes(made: str):
    with open_store(made) as store, open_store(made, wait=0.1) as other:
        store.add(*piece("a"))
        with store._writing() as connection:
            connection.execute(text("DELETE FROM passages_to_link"))
            assert len(list(other.articles())) == 1
            assert len(other.unlinked()) == 2


KILLED = """
import os, signal, sys
from provenance.store import adding, open_store
from tests.store.samples import piece
kept = adding.insert
def insert(connection, name, rows, **options):
    kept(connection, name, rows, **options)
    if name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
with open_store(sys.argv[1]) as store:
    store.add(*piece("a"))
    adding.insert = insert
    store.add(*piece("a", title="Revised"))
"""


@pytest.mark.parametrize("last", ["article_versions", "attributions", "passages_to_link"])
def test_a_process_killed_while_adding_leaves_nothing_half_written(made: str, last: str):
    done = subprocess.run([sys.executable, "-c", KILLED, made, last], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    with open_store(made, create=False) as store:
        assert [article.title for article in store.articles(every_version=True)] == ["Ferry ran aground"]
        assert len(store.unlinked()) == 2
        store.add(*piece("a", title="Revised"))
        assert [article.title for article in store.articles()] == ["Revised"]
    if "://" not in made:
        assert sqlite3.connect(made).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_several_writers_lose_and_double_nothing(made: str):
    done: list[str] = []

    def write(number: int) -> None:
        with open_store(made, wait=30) as store:
            for n in range(12):
                done.append(store.add(*piece(f"article-{(n + number * 5) % 12}")))
                done.append(store.add(*piece("shared", title=f"Version {n}")))
                store.candidates([7])

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open_store(made) as store:
        assert (done.count("added"), done.count("revised"), done.count("unchanged")) == (13, 11, 72)
        assert len(list(store.articles())) == 13
        assert len(store.candidates([7])) == 13
        assert len(store.unlinked()) == 26
