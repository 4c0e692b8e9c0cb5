"""The command line as a person runs it, in this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from provenance.cli import main
from provenance.store import copy
from tests.databases import cleared

Run = Callable[..., "Ran"]

FERRY = Path(__file__).resolve().parents[2] / "examples" / "ferry"


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture(params=["sqlite", "postgresql"])
def run(request, capsys, monkeypatch, tmp_path) -> Iterator[Run]:
    """Run `provenance ARGS` in an empty folder, on the default database and on a server's: code, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PROVENANCE_DB", raising=False)
    if request.param == "sqlite":
        yield _runner(capsys, monkeypatch)
        return
    with cleared(request.getfixturevalue("postgresql_made")) as url:
        monkeypatch.setenv("PROVENANCE_DB", url)
        yield _runner(capsys, monkeypatch)


def _runner(capsys, monkeypatch) -> Run:
    def call(*args: str | Path) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["provenance", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def told(tmp_path_factory) -> Path:
    """A database that holds the example story, added once."""
    database: Path = tmp_path_factory.mktemp("ferry") / "provenance.db"
    command = [sys.executable, "-m", "provenance", "--db", str(database), "add", str(FERRY)]
    added = subprocess.run(command, capture_output=True, text=True, check=False)
    assert added.returncode == 0, added.stderr
    return database


@pytest.fixture
def ferry(run: Run, told: Path, tmp_path: Path) -> Run:
    """The same, on a database that holds the example story."""
    copy(told, os.environ.get("PROVENANCE_DB", tmp_path / "provenance.db"))
    return run
