"""SQLite files that something happens to: locked, read-only, moved, cut short, overwritten, or left by a crash."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from provenance import ingest, pipeline
from provenance.errors import StoreError
from provenance.store import open_store, upgrade
from tests.contents import contents, faults
from tests.killing import ran
from tests.store.samples import piece
from tests.store.test_failures import as_nobody, refuses, unprivileged
from tests.store.test_schema import made_at
from tests.stories import stories, written

__all__ = ["unprivileged"]

ROOT = Path(__file__).parents[2]
HELD = "another program is writing to it; try again when that has finished"
DAMAGED = ("the file is damaged", "is not a database", "a row holds what was never stored", "there is no such database")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with two articles and nothing in its log."""
    with open_store(tmp_path / "news.db") as store:
        store.add(*piece("a"))
        store.add(*piece("b"))
    return tmp_path / "news.db"


# --- locked ---

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process holds the right to write."""
    command = [sys.executable, "-c", HOLD, str(path)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "held\n"
        yield
    finally:
        other.communicate("")


def test_a_file_that_another_process_writes_to_for_too_long_is_read_and_not_changed(path: Path):
    before = contents(str(path))
    with held(path), open_store(path, wait=0.2) as store:
        assert len(list(store.articles())) == 2
        refuses(HELD, lambda: store.add(*piece("c")))
        refuses(HELD, store.clear_matches)
        store.backup(path.with_name("copy.db"))
    assert contents(str(path)) == contents(str(path.with_name("copy.db"))) == before
    with open_store(path) as store:
        assert store.add(*piece("c")) == "added"


def test_a_file_of_an_earlier_release_that_is_held_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made_at(str(tmp_path / "news.db"), "0001")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3.dbapi2, "connect", lambda where, **given: connect(where, **given | {"timeout": 0.2}))
    with held(tmp_path / "news.db"):
        refuses(HELD, lambda: upgrade(tmp_path / "news.db"))
    assert upgrade(tmp_path / "news.db")[0] == "0001"


ADD = """
import sys
from provenance.store import open_store
from tests.store.samples import piece
print("ready", flush=True)
sys.stdin.readline()
with open_store(sys.argv[1]) as store:
    print(store.add(*piece(sys.argv[2])))
"""


def test_a_new_file_that_another_program_writes_to_is_waited_for(tmp_path: Path):
    path = tmp_path / "new.db"
    with ThreadPoolExecutor(1) as beside:
        with held(path):
            opened = beside.submit(open_store, path)
            time.sleep(0.5)
            assert not opened.done()
        with opened.result() as store:
            assert store.add(*piece("a")) == "added"


def test_a_new_file_that_another_program_writes_to_for_too_long_is_refused(tmp_path: Path):
    path = tmp_path / "new.db"
    with held(path):
        refuses(HELD, lambda: open_store(path, wait=0.3))


def test_several_programs_may_make_the_same_file_at_once(tmp_path: Path):
    for attempt in range(3):
        where = str(tmp_path / f"{attempt}.db")
        commands = [[sys.executable, "-c", ADD, where, name] for name in "abc"]
        several = [
            subprocess.Popen(
                one, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for one in commands
        ]
        time.sleep(1)  # all of them are ready
        for one in several:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in several:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        assert [one.communicate() for one in several] == [("added\n", "")] * 3
        assert faults(where) == []
        assert len(contents(where)["article_versions"]) == 3


# --- read-only ---


@pytest.mark.usefixtures("unprivileged")
def test_a_folder_in_which_nothing_may_be_written_is_said_to_be_one(path: Path):
    closed = path.parent / "closed"
    closed.mkdir()
    shutil.copy(path, closed / "news.db")
    before = (closed / "news.db").read_bytes()
    closed.chmod(0o555)
    try:
        refuses(
            r"closed/news\.db: .*(read-only; copy it|cannot be opened; check)", lambda: open_store(closed / "news.db")
        )
        with open_store(path) as store:
            refuses(r"closed/copy\.db: no copy was made: cannot be opened", lambda: store.backup(closed / "copy.db"))
        assert [one.name for one in closed.iterdir()] == ["news.db"]
        assert (closed / "news.db").read_bytes() == before
    finally:
        closed.chmod(0o755)
    with open_store(closed / "news.db", create=False) as store:
        assert store.add(*piece("c")) == "added"


def test_a_read_only_file_whose_passages_wait_says_who_may_put_them_into_the_index(unprivileged: None, tmp_path: Path):
    path = tmp_path / "news.db"
    for readable in (False, True):
        with open_store(path) as store:
            store.add(*piece("a"))
            if readable:
                store.candidates([7])
        path.chmod(0o444)
        with open_store(path) as store:
            if readable:
                assert len(store.candidates([7])) == 1
            else:
                refuses("read-only; .*`provenance link` does that", lambda: store.candidates([7]))
        path.chmod(0o644)
        for name in tmp_path.glob("news.db-*"):
            name.unlink()  # which are as read-only as the file was


# --- moved, cut short, damaged ---


@pytest.mark.parametrize("by", ["moved", "deleted", "replaced"])
def test_a_file_that_is_no_longer_where_it_was_is_not_written_to(path: Path, by: str):
    kept = path.with_name("kept.db")
    with open_store(path) as store:
        shutil.copy(path, kept)
        if by == "moved":
            path.rename(path.with_name("elsewhere.db"))
        else:
            path.unlink()
        if by == "replaced":
            shutil.copy(kept, path)
        refuses("was moved, deleted or replaced while it was open; this was not stored", lambda: store.add(*piece("c")))
    assert path.exists() == (by == "replaced")
    for name in path.parent.glob("news.db?*"):
        name.unlink()  # the log of a file that is gone
    shutil.copy(kept, path)
    with open_store(path) as store:
        assert [article.id for article in store.articles()] == ["a", "b"]
        assert store.add(*piece("c")) == "added"


@pytest.mark.parametrize("size", [0, 100, 4_096, 40_000])
def test_a_file_that_is_cut_short_while_it_is_open_is_said_to_be_damaged(path: Path, size: int):
    kept = shutil.copy(path, path.with_name("kept.db"))
    with open_store(path) as store:
        os.truncate(path, size)
        for use in (lambda: list(store.readings()), lambda: store.search("storm"), lambda: store.add(*piece("c"))):
            with pytest.raises(StoreError, match=r"damaged|reading or writing failed|is not a database") as caught:
                use()
            assert "\n" not in str(caught.value)
    shutil.copy(kept, path)
    for name in path.parent.glob("news.db-*"):
        name.unlink()
    with open_store(path, create=False) as store:
        assert len(list(store.articles())) == 2


def failure(path: Path, quote: str) -> str:
    """What is said when all of a file is read and an article is added to it; nothing if all went well."""
    try:
        with open_store(path, create=False) as store:
            list(pipeline.readings(store))
            list(store.passages())
            list(store.matches())
            store.search("pumps")
            store.counts()
            store.outlets()
            pipeline.trace(store, quote)
            store.add(*piece("more"))
            list(pipeline.link_new(store))
    except StoreError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("seed", range(4))
def test_a_file_with_bytes_of_others_is_said_to_be_damaged_in_one_line_if_they_are_met(tmp_path: Path, seed: int):
    corpus, good, bad = written(tmp_path / "a.jsonl", stories(6, 4)), tmp_path / "good.db", tmp_path / "bad.db"
    with open_store(good) as store:
        list(pipeline.add(store, ingest.read(str(corpus)), detector=pipeline.detector_named("rules")))
        list(pipeline.link_new(store))
        quote = next(one.text for one in store.passages() if one.kind == "quote")
    whole, chance, met = good.read_bytes(), random.Random(seed), 0
    for length in (64, 512, 4_096) * 5:
        for old in tmp_path.glob("bad.db*"):
            old.unlink()
        at = chance.randrange(len(whole) - length)
        bad.write_bytes(whole[:at] + chance.randbytes(length) + whole[at + length :])
        said = failure(bad, quote)
        assert "\n" not in said
        assert not said or any(one in said for one in DAMAGED), said
        met += bool(said)
    assert met > 3


def test_a_row_that_was_changed_by_hand_is_said_to_be_what_was_never_stored(path: Path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE passages SET spans = '[[0,' WHERE number = 1")
        other.commit()
    with open_store(path) as store:
        refuses(
            r"news\.db: a row holds what was never stored \(.*\); go back to a backup", lambda: list(store.passages())
        )
    done = ran("--db", path, "export", "passages", folder=path.parent)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "a row holds what was never stored" in done.err


def test_a_damaged_file_gives_the_rest_of_it_back(path: Path):
    """As the message says: the shell of SQLite saves what is left."""
    if shutil.which("sqlite3") is None:
        pytest.skip("the shell of SQLite is not installed")
    whole = bytearray(path.read_bytes())
    whole[4_096 * 3 : 4_096 * 4] = bytes(4_096)
    path.write_bytes(whole)
    saved = subprocess.run(["sqlite3", str(path), ".dump"], capture_output=True, check=True).stdout
    assert b"The bridge was never inspected" in saved


# --- left by a crash ---

CRASH = """
import os, signal, sys
from provenance.store import open_store
from tests.store.samples import piece
with open_store(sys.argv[1]) as store:
    store.add(*piece("c"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def crashed(path: Path) -> None:
    """An article is added by a process that is killed then: it stands in the log only."""
    done = subprocess.run([sys.executable, "-c", CRASH, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("news.db-wal").stat().st_size > 0


def test_what_a_killed_process_has_left_in_the_log_is_there(path: Path):
    crashed(path)
    with open_store(path, create=False) as store:
        assert [article.id for article in store.articles()] == ["a", "b", "c"]
    assert faults(str(path)) == []
    assert not path.with_name("news.db-wal").exists()


def test_a_log_that_breaks_off_gives_what_was_whole_in_it(path: Path):
    crashed(path)
    log = path.with_name("news.db-wal")
    os.truncate(log, log.stat().st_size - 2_000)
    with open_store(path, create=False) as store:
        assert [article.id for article in store.articles()] == ["a", "b"]
        assert store.add(*piece("c")) == "added"
    assert faults(str(path)) == []


def test_a_log_in_a_folder_that_may_only_be_read_is_kept_for_one_who_may_write(path: Path):
    crashed(path)
    path.parent.chmod(0o555)
    path.chmod(0o444)
    with as_nobody(path.parent), open_store(path, create=False) as store:
        assert [article.id for article in store.articles()] == ["a", "b", "c"]
        refuses("read-only", lambda: store.add(*piece("d")))
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with open_store(path, create=False) as store:
        assert [article.id for article in store.articles()] == ["a", "b", "c"]


def test_what_a_killed_backup_has_left_beside_is_no_hindrance(path: Path):
    copy = path.with_name("copy.db")
    for ending in (".partial", ".partial-journal"):
        copy.with_name(copy.name + ending).write_bytes(os.urandom(9_000))
    with open_store(path) as store:
        store.backup(copy)
    assert contents(str(copy)) == contents(str(path))
    assert sorted(one.name for one in path.parent.glob("copy*")) == ["copy.db"]
    assert time.time() - copy.stat().st_mtime < 60
