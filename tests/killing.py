"""Rounds in which a command is killed: what it leaves behind, and what it makes of that when it is run again."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal
from unittest.mock import patch

from provenance import ingest, pipeline
from provenance.cli import main
from provenance.store import current_revision, head_revision, open_store
from tests.contents import Contents, changed, contents, different, faults
from tests.databases import database
from tests.store.test_schema import made_at
from tests.stories import stories, written

__all__ = ["KINDS", "Kind", "Prepared", "Ran", "Round", "begin", "orphans", "place", "prepared", "ran", "round_at"]

ROOT = Path(__file__).parents[1]
_MARK = "PROVENANCE_TEST_ROUND"
"""the variable by which all processes of a round are known, whoever started them"""
_PATIENCE = 20.0
"""seconds within which the processes that a killed one leaves behind must have ended"""
_TICK = 0.002
_SOONER = 0.8
"""part of the moment that is tried next where a command was done before it came"""

# --- a command, and its end ---


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said and how it ended; a negative code is the signal that ended it."""

    code: int
    out: str
    err: str
    seconds: float


class Begun:
    """A command under way, its output in files, so that nobody has to read it."""

    def __init__(self, arguments: list[str], folder: Path) -> None:
        self.mark = f"{os.getpid()}-{time.monotonic_ns()}"
        self._files = folder / f"{self.mark}.out", folder / f"{self.mark}.err"
        command = [sys.executable, "-m", "provenance", *arguments]
        environment = os.environ | {_MARK: self.mark, "PYTHONPATH": str(ROOT)}
        self._since = time.perf_counter()
        with self._files[0].open("wb") as out, self._files[1].open("wb") as err:
            self.process = subprocess.Popen(command, stdout=out, stderr=err, cwd=folder, env=environment)

    @property
    def out(self) -> str:
        """What it has said so far."""
        return self._files[0].read_text(encoding="utf-8")

    def computed(self) -> float | None:
        """Seconds that it has computed itself, without the processes that it started; None when it has ended.

        By the clock it would be elsewhere in its work whenever others use the machine as well.
        """
        if self.process.poll() is not None:
            return None
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9

    def end(self, *, kill: bool = False) -> Ran:
        """How it ended; with `kill` it is killed now."""
        if kill:
            self.process.kill()
        code = self.process.wait(120)
        said = Ran(code, self.out, self._files[1].read_text(encoding="utf-8"), time.perf_counter() - self._since)
        for file in self._files:
            file.unlink()
        return said


def begin(*arguments: str | Path, folder: Path) -> Begun:
    """Begin a command of the real command line."""
    return Begun([str(one) for one in arguments], folder)


def ran(*arguments: str | Path, folder: Path) -> Ran:
    """Run a command of the real command line to its end."""
    return begin(*arguments, folder=folder).end()


def orphans(mark: str) -> list[int]:
    """Processes of a round that are still there when all of them had the time to end."""
    until = time.monotonic() + _PATIENCE
    while (left := _marked(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def _marked(mark: str) -> list[int]:
    sought = f"{_MARK}={mark}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if sought in (path / "environ").read_bytes().split(b"\0"):
                found.append(int(path.name))
    return found


# --- what is killed ---


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of working on a database that is killed in the middle."""

    name: str
    make: Callable[[str, Path], None]
    """makes the database that it begins with, in a place, of the corpus in a folder"""
    arguments: Callable[[str, Path, str], list[str]]
    """what is run on a database, with the folder of the corpus; the last is a place beside it for a copy"""
    lost: Callable[[str, str], list[str]]
    """what was said to be done, in these words, and is not to be found in this database"""
    begins: bool = True
    """whether there is a database at the beginning"""
    beside: bool = False
    """whether the result is the copy beside"""


def _stored(where: str, folder: Path, file: str, *, link: bool) -> None:
    with open_store(where) as store:
        list(pipeline.add(store, ingest.read(str(folder / file)), detector=pipeline.detector_named("rules")))
        if link:
            list(pipeline.link_new(store))


def _add(file: str, *options: str) -> Callable[[str, Path, str], list[str]]:
    return lambda where, folder, _: ["--db", where, "add", str(folder / file), "-f", "jsonl", *options]


def not_stored(said: str, where: str) -> list[str]:
    """Articles that `add --format jsonl` said were stored, in whole lines, and are not."""
    rows = [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]
    if not rows:
        return []
    with open_store(where, create=False) as store:
        known = {(one.url, one.title): one.version for one in store.articles(every_version=True)}
        read = store.detectors()
    lost = [f"lost: {row}" for row in rows if (row["url"], row["title"]) not in known]
    again = [known[row["url"], row["title"]] for row in rows if row["status"] == "reread"]
    return lost + [f"not reread: {one}" for one in again if read[one] != "fast"]


def _not_linked(said: str, where: str) -> list[str]:
    if not said.endswith("\n"):
        return []
    with open_store(where, create=False) as store:
        counts = store.counts()
    whole = said.endswith(f" {counts['matches']} matches in all\n") and not counts["passages_to_link"]
    return [] if whole else [f"lost: {said} {counts}"]


def _not_upgraded(said: str, where: str) -> list[str]:
    return [f"lost: {said}"] if said and current_revision(where) != head_revision() else []


def _upgrade(revision: str) -> Kind:
    def make(where: str, _: Path) -> None:
        made_at(where, revision)

    return Kind(f"db upgrade, {revision}", make, lambda where, *_: ["db", "upgrade", "--db", where], _not_upgraded)


_SHORT = partial(_stored, file="short.jsonl", link=True)
_LINKED = partial(_stored, file="long.jsonl", link=True)
_WAITING = partial(_stored, file="long.jsonl", link=False)
_EVERY = (
    Kind("add", _SHORT, _add("short.jsonl", "--detector", "rules", "--jobs", "1"), not_stored, begins=False),
    Kind("add --jobs 2", _SHORT, _add("more.jsonl", "--detector", "fast", "--jobs", "2"), not_stored),
    Kind("link", _WAITING, lambda where, *_: ["--db", where, "link"], _not_linked),
    Kind("link --all", _LINKED, lambda where, *_: ["--db", where, "link", "--all"], _not_linked),
    _upgrade("0001"),
    _upgrade("0002"),
    # These say what they did on standard error, and whether the copy is whole is compared anyway.
    Kind("db copy", _SHORT, lambda where, _, to: ["db", "copy", where, to], lambda *_: [], beside=True),
    Kind("db backup", _SHORT, lambda where, _, to: ["db", "backup", to, "--db", where], lambda *_: [], beside=True),
)
KINDS = {one.name: one for one in _EVERY}
"""what is killed, by its name; a server's database has no `db backup`"""


# --- rounds ---


@dataclass(frozen=True, slots=True)
class Prepared:
    """What all rounds of a kind have in common."""

    kind: Kind
    folder: Path
    """holds the corpus"""
    server: str | None
    """where the databases are; None: files"""
    template: str | None
    """the database that a round begins with"""
    begun: Contents | None
    """what it holds, where it is of this release"""
    whole: Contents
    """what an undisturbed run makes"""
    seconds: float
    """that an undisturbed run computes, without the processes that it starts"""


@dataclass(frozen=True, slots=True)
class Round:
    """What one kill did."""

    moment: float
    """seconds of computing after which it came"""
    done: Literal["nothing", "some", "all"]
    """of the work by then, as far as the database shows"""
    wrong: tuple[str, ...]
    """what was not as it must be"""


@contextmanager
def prepared(kind: Kind, folder: Path, server: str | None) -> Iterator[Prepared]:
    """The database that rounds of this kind begin with, and what an undisturbed run makes of it in what time."""
    written(folder / "short.jsonl", stories(24, 6))
    written(folder / "more.jsonl", [*stories(24, 6)[:8], *stories(16, 6, revised=True)[8:], *stories(36, 6)[24:]])
    written(folder / "long.jsonl", stories(48, 41))
    with place(folder, server) as template:
        kind.make(template, folder)
        start = Prepared(kind, folder, server, template if kind.begins else None, None, {}, 0.0)
        seconds, whole = _undisturbed(start)
        begun = contents(template) if kind.begins and current_revision(template) == head_revision() else None
        yield replace(start, begun=begun, whole=whole, seconds=seconds)


@contextmanager
def place(folder: Path, server: str | None, template: str | None = None) -> Iterator[str]:
    """A place for a database, on the server or else in a file; of a `template`, a copy of that is there."""
    if server is not None:
        with database(server, template) as url:
            yield url
        return
    path = folder / f"{time.monotonic_ns()}.db"
    if template is not None:
        shutil.copy(template, path)
    yield str(path)
    for one in folder.glob(f"{path.name}*"):
        one.unlink()


@contextmanager
def _places(start: Prepared) -> Iterator[tuple[str, str]]:
    """The database of a round, and an empty place for a copy of it."""
    with (
        place(start.folder, start.server, start.template) as where,
        place(start.folder, start.server) as beside,
    ):
        yield where, beside


def _undisturbed(start: Prepared) -> tuple[float, Contents]:
    with _places(start) as (where, beside):
        begun = begin(*start.kind.arguments(where, start.folder, beside), folder=start.folder)
        seconds = 0.0
        while (computed := begun.computed()) is not None:
            seconds = computed
            time.sleep(_TICK)
        done = begun.end()
        assert done.code == 0, done.err
        return seconds, contents(beside if start.kind.beside else where)


def round_at(start: Prepared, moment: float) -> Round:
    """Kill the command when it has computed for so long, or sooner if it was done by then; look; run it again."""
    while (done := _round(start, moment)) is None:
        moment *= _SOONER
    return done


def _round(start: Prepared, moment: float) -> Round | None:
    kind = start.kind
    with _places(start) as (where, beside):
        arguments, result = kind.arguments(where, start.folder, beside), beside if kind.beside else where
        begun = begin(*arguments, folder=start.folder)
        while (computed := begun.computed()) is not None and computed < moment:
            time.sleep(_TICK)
        killed = begun.end(kill=True)
        if killed.code != -signal.SIGKILL:
            assert killed.code == 0, killed.err
            return None
        wrong = [f"still running: {number}" for number in orphans(begun.mark)]
        wrong += [*_left(where, kind), *(_left(beside, kind) if kind.beside else ()), *kind.lost(killed.out, result)]
        done = _done(start, result)
        if not (kind.beside and done == "all"):  # a copy that is there is not made again
            code, said = _again(arguments)
            wrong += [f"again: {code} {said}"] if code else []
            wrong += different(contents(result), start.whole)
        return Round(moment, done, tuple(wrong))


def _again(arguments: list[str]) -> tuple[int, str]:
    """Run the command in this process, which has loaded it: how it ended, and what it said on standard error."""
    out, err = io.StringIO(), io.StringIO()
    with patch.object(sys, "argv", ["provenance", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as stop:
            return (stop.code if isinstance(stop.code, int) else 0), err.getvalue()
    return 0, err.getvalue()


def _left(where: str, kind: Kind) -> list[str]:
    """What is wrong with what a killed run left behind."""
    if "://" not in where and not Path(where).exists():
        return []
    # What an earlier release is made to hold are invented digests, which nothing is the digest of.
    return [*faults(where), *(() if kind.name.startswith("db upgrade") else changed(where))]


def _done(start: Prepared, where: str) -> Literal["nothing", "some", "all"]:
    if ("://" not in where and not Path(where).exists()) or current_revision(where) != head_revision():
        return "nothing"
    now = contents(where)
    if now == start.whole:
        return "all"
    return "nothing" if now == start.begun or not any(now.values()) else "some"
