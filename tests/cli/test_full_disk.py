"""A disk that is full is said in one line; what was stored stays, what was there stays, and the next run goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from provenance.store import open_store
from tests.contents import changed, contents, different, faults
from tests.databases import named, run_on
from tests.killing import Ran, not_stored, ran
from tests.stories import stories, written

ADD = ("--detector", "rules", "--jobs", "1", "--format", "jsonl")


def one_line(done: Ran, said: str) -> None:
    assert done.code == 1
    (line,) = [one for one in done.err.splitlines() if not one.startswith("note ")]
    assert line.startswith("provenance: ")
    assert said in line


class Disk:
    """A disk of its own, of so many kilobytes."""

    def __init__(self, at: Path, kilobytes: int) -> None:
        self.at = at
        self._mount(f"size={kilobytes}k,mode=0777")

    def _mount(self, options: str) -> None:
        rights = () if os.geteuid() == 0 else ("sudo", "-n")
        command = [*rights, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.at)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a disk that is small enough to fill")

    def grow(self) -> None:
        """Make room."""
        self._mount("remount,size=100m")

    def fill(self, *, but: int = 0) -> None:
        """Leave room for so many kilobytes."""
        left = os.statvfs(self.at)
        (self.at / "filling").write_bytes(bytes(left.f_bavail * left.f_frsize - (but << 10)))

    def unmount(self) -> None:
        """Take it away."""
        rights = () if os.geteuid() == 0 else ("sudo", "-n")
        subprocess.run([*rights, "umount", str(self.at)], check=True)


class Mount(Protocol):
    """Mounts a small disk."""

    def __call__(self, kilobytes: int, folder: Path = ...) -> Disk:
        """Of so many kilobytes, in a folder."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Mount]:
    """Mounts a small disk."""
    made: list[Disk] = []

    def mount(kilobytes: int, folder: Path = tmp_path) -> Disk:
        at = folder / f"disk{len(made)}"
        at.mkdir()
        made.append(Disk(at, kilobytes))
        return made[-1]

    yield mount
    for one in made:
        one.unmount()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Twenty-four articles."""
    return written(tmp_path / "articles.jsonl", stories(24, 12))


@pytest.fixture
def whole(corpus: Path, tmp_path: Path) -> str:
    """The database that they make."""
    assert ran("--db", "whole.db", "add", corpus, *ADD, folder=tmp_path).code == 0
    return str(tmp_path / "whole.db")


@pytest.mark.parametrize("kilobytes", [64, 900])
def test_a_database_on_a_full_disk_keeps_what_it_has_and_goes_on_when_there_is_room(
    corpus: Path, whole: str, tmp_path: Path, disk: Mount, kilobytes: int
):
    small = disk(kilobytes)
    where = str(small.at / "news.db")
    full = ran("--db", where, "add", corpus, *ADD, folder=tmp_path)
    one_line(full, "news.db: the disk is full; this was not stored, what was stored before is unharmed")
    assert not_stored(full.out, where) == []
    assert (full.out.count("\n") > 3) == (kilobytes > 500)
    small.grow()
    assert [*faults(where), *changed(where)] == []
    assert ran("--db", where, "add", corpus, *ADD, folder=tmp_path).code == 0
    assert different(contents(where), contents(whole)) == []


@pytest.mark.parametrize(
    "command",
    [
        ("report", "corpus", "-o"),
        ("report", "article", "https://paper1.example/1", "-o"),
        ("export", "passages", "-o"),
        ("db", "backup"),
        ("db", "copy", ""),
    ],
    ids=" ".join,
)
def test_what_is_written_to_a_full_disk_is_written_whole_or_not_at_all(
    whole: str, tmp_path: Path, disk: Mount, command: tuple[str, ...]
):
    small = disk(20)
    target = small.at / ("out.db" if command[0] == "db" else "out.json")
    if command[0] != "db":  # which refuse to write over anything
        target.write_text("what was there")
    given = [part or whole for part in command]
    options = [] if "copy" in command else ["--db", whole]
    one_line(ran(*given, target, *options, folder=tmp_path), str(target))
    assert not [path for path in small.at.iterdir() if "partial" in path.name]
    if command[0] != "db":
        assert target.read_text() == "what was there"
    small.grow()
    again = ran(*given, target, *options, folder=tmp_path)
    assert again.code == 0, again.err
    if command[0] == "db":
        assert different(contents(str(target)), contents(whole)) == []


def test_a_corpus_on_a_full_disk_is_still_read(whole: str, tmp_path: Path, disk: Mount):
    small = disk(4_000)
    copied = small.at / "news.db"
    copied.write_bytes(Path(whole).read_bytes())
    assert ran("--db", copied, "search", "pumps", folder=tmp_path).code == 0  # makes room for its log
    small.fill()
    read = ran("--db", copied, "search", "pumps", folder=tmp_path)
    assert (read.code, read.err) == (0, "") or "the disk" in read.err


@pytest.mark.parametrize(
    "command", [("export", "articles"), ("search", "pumps"), ("--version",), ("add",)], ids=" ".join
)
def test_standard_output_on_a_full_disk_is_one_line(whole: str, corpus: Path, tmp_path: Path, command: tuple[str, ...]):
    given = [*command, str(corpus), *ADD] if command == ("add",) else [*command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "provenance", "--db", whole, *given],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("provenance: standard output: cannot be written (No space left")
    assert done.stderr.count(b"\n") == 1
    assert faults(whole) == []


@pytest.mark.parametrize("kilobytes", [8, 300, 700])
def test_a_file_that_may_not_grow_further_is_an_error_of_one_line_and_no_loss(
    corpus: Path, whole: str, tmp_path: Path, kilobytes: int
):
    where = str(tmp_path / "news.db")
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, most[1]))
    try:
        limited = ran("--db", where, "add", corpus, *ADD, folder=tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    one_line(limited, "news.db")
    assert not_stored(limited.out, where) == []
    assert [*faults(where), *changed(where)] == []
    assert ran("--db", where, "add", corpus, *ADD, folder=tmp_path).code == 0
    assert different(contents(where), contents(whole)) == []


def test_a_server_whose_disk_is_full_keeps_what_it_has_and_goes_on_when_there_is_room(
    corpus: Path, whole: str, tmp_path: Path, server: str, disk: Mount
):
    if "PROVENANCE_TEST_POSTGRES" in os.environ:
        pytest.skip("the disk of a server elsewhere is not ours to fill")
    home = Path(server.partition("host=")[2])
    small = disk(50_000, home)
    place = small.at / "space"
    place.mkdir()
    os.chown(place, home.stat().st_uid, home.stat().st_gid)
    run_on(named(server, "postgres"), f"CREATE TABLESPACE small LOCATION '{place}'")
    try:
        run_on(named(server, "postgres"), "CREATE DATABASE full_one TABLESPACE small")
        where = named(server, "full_one")
        open_store(where).close()
        small.fill(but=500)
        full = ran("--db", where, "add", corpus, *ADD, folder=tmp_path)
        one_line(full, "the disk is full; this was not stored, what was stored before is unharmed")
        assert not_stored(full.out, where) == []
        assert full.out.count("\n") > 3
        small.grow()
        assert [*faults(where), *changed(where)] == []
        assert ran("--db", where, "add", corpus, *ADD, folder=tmp_path).code == 0
        assert different(contents(where), contents(whole)) == []
    finally:
        run_on(named(server, "postgres"), "DROP DATABASE IF EXISTS full_one WITH (FORCE)")
        run_on(named(server, "postgres"), "DROP TABLESPACE small")
