"""The command line as a person runs it, in this process."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from provenance.cli import main

Run = Callable[..., "Ran"]

FERRY = Path(__file__).resolve().parents[2] / "examples" / "ferry"


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch, tmp_path) -> Run:
    """Run `provenance ARGS` in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PROVENANCE_DB", raising=False)

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
    """The same, in a folder whose database holds the example story."""
    shutil.copy(told, tmp_path)
    return run
