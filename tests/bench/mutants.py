"""Programs with one thing in them changed: how many of them the tests notice, by drawing some of each package.

SEED, COUNT (of each package) and PACKAGES (with commas) come from the environment; with ALONE=1 only a package's own
tests run, which leaves more alive and takes a fraction of the time; MINUTES ends each package's turn. A mutant is
killed where a test fails, cannot be collected, or computes far longer than it did without the change. Equivalent
mutants, whose change no test could notice (`zip(…, strict=None)`, a cache of another size), count as survivors: what is
printed is less than what the tests really notice of what can be noticed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

import pytest

from provenance.audit.interval import wilson
from tests.bench.mutation import MISSING, Change, Mutant, changes, mutant
from tests.bench.warm import AROUND, ELSEWHERE

__all__ = ["SEEING", "Copy", "drawn", "mutants"]

SEED = int(os.environ.get("SEED", "1"))
COUNT = int(os.environ.get("COUNT", "40"))
MINUTES = float(os.environ.get("MINUTES", "inf"))
ALONE = os.environ.get("ALONE") == "1"
_QUICK = ("tests/test_pipeline.py", "tests/test_linking.py", "tests/test_investigation.py", "tests/cli/test_ferry.py")
SEEING: dict[str, tuple[str, ...]] = {
    "detect": ("tests/bench/test_gate.py", *_QUICK),
    "resolve": ("tests/audit", *_QUICK),
    "link": ("tests/chain", *_QUICK),
    "chain": ("tests/report/test_hops.py", "tests/report/test_graphml.py", *_QUICK),
    "audit": ("tests/report/test_statements.py", "tests/report/test_terminal.py", *_QUICK),
}
"""beside a package's own tests, which run first, those that can see it at a small price"""
_ROOT = Path(__file__).resolve().parents[2]
_COPIED = ("provenance", "tests", "examples", "db", "docs", "pyproject.toml", "README.md", "LICENSE", "Makefile")
LOADED = (
    "alembic",
    "jinja2",
    "lxml.html",
    "numpy",
    "onnxruntime",
    "playwright.sync_api",
    "prov.model",
    "py3langid",
    "rapidfuzz",
    "rich",
    "sqlmodel",
    "tld",
    "trafilatura",
    "typer",
    "warcio",
)
"""what loads slowly and comes from others"""
_LONG = 1800.0
"""seconds of computing that unchanged tests may take"""
_ARGUMENTS = "arg_removal"
"""a third or more of all, and most of them raise as soon as they run: they are also told apart"""
_PASSED = "0"
_NO_RESULT = (str(int(pytest.ExitCode.NO_TESTS_COLLECTED)), str(ELSEWHERE), str(AROUND))

_TIMEOUT = "timeout"

Outcome = Literal["own", "others", "survived"]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of tests ended, and how many seconds it computed."""

    code: str
    seconds: float


class Copy:
    """A copy of the repository in which tests run, with one file changed at a time."""

    def __init__(self, work: Path, source: Path = _ROOT, loaded: Iterable[str] = LOADED) -> None:
        self.root, self._said = work / "copy", work / "said"
        self.root.mkdir()
        for name in (one for one in _COPIED if (source / one).exists()):
            if (source / name).is_dir():
                left_out = shutil.ignore_patterns("__pycache__", "_site")
                shutil.copytree(source / name, self.root / name, ignore=left_out)
            else:
                shutil.copy2(source / name, self.root / name)
        self._source, self.late = source, 0
        command = [sys.executable, "-P", str(Path(__file__).with_name("warm.py")), *loaded]
        self._warm = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, tests: Iterable[str], seconds: float = _LONG, *, bytecode: bool = False) -> Ran:
        """Run tests until the first that fails; `bytecode` of an unchanged copy spares the runs that follow time."""
        assert self._warm.stdin is not None
        assert self._warm.stdout is not None
        what = {"root": str(self.root), "tests": list(tests), "said": str(self._said)}
        order = what | {"seconds": seconds, "bytecode": bytecode}
        self._warm.stdin.write(json.dumps(order) + "\n")
        self._warm.stdin.flush()
        code, took = self._warm.stdout.readline().split()
        if code in _NO_RESULT:
            raise AssertionError(f"the tests of the copy did not run:\n{self.said[-2000:]}")
        self.late += code == _TIMEOUT
        return Ran(code, float(took))

    def outcome(self, one: Mutant, limits: Iterable[tuple[tuple[str, ...], float]]) -> Outcome:
        """Which tests notice a mutant first; each group of them with the seconds that it may take."""
        place = self.root / one.file
        place.write_text(one.text, encoding="utf-8")
        try:
            for number, (tests, seconds) in enumerate(limits):
                if self.run(tests, seconds).code != _PASSED:
                    return "others" if number else "own"
        finally:
            shutil.copy2(self._source / one.file, place)  # with its time, by which its bytecode is known
        return "survived"

    @property
    def said(self) -> str:
        """What the last run printed."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._warm.terminate()
        self._warm.communicate()


def drawn(package: str, count: int, chance: random.Random) -> tuple[list[Mutant], int]:
    """So many mutants of a package, each change of it as likely as another, and how many changes there are.

    What does not compile, means the same to the compiler or was drawn in another guise is replaced by the next one.
    """
    files = sorted((_ROOT / "provenance" / package).rglob("*.py"))
    found = [one for file in files for one in changes(file.relative_to(_ROOT), file.read_text(encoding="utf-8"))]
    chance.shuffle(found)
    made: list[Mutant] = []
    for one in _compiled(found):
        if all((one.file, one.text) != (other.file, other.text) for other in made):
            made.append(one)
        if len(made) == count:
            break
    return made, len(found)


def _compiled(found: Iterable[Change]) -> Iterator[Mutant]:
    return (made for one in found if (made := mutant(one)) is not None)


def mutants(_: Path, work: Path) -> None:
    """Mutants of each package: how many the tests kill, with the 95 % interval, and those that they do not."""
    if MISSING:
        sys.exit("mutation testing needs mutmut: pip install mutmut")
    named = os.environ.get("PACKAGES", ",".join(SEEING)).split(",")
    print(f"seed {SEED}; equivalent mutants are not subtracted")
    with Copy(work) as tests:
        for package in named:
            _package(package, tests)


def _package(package: str, tests: Copy) -> None:
    limits = []
    for group in ((f"tests/{package}",), SEEING[package])[: 1 if ALONE else 2]:
        ran = tests.run(group, bytecode=True)
        if ran.code != _PASSED:
            raise AssertionError(f"without any change {' '.join(group)} end with {ran.code}:\n{tests.said[-2000:]}")
        limits.append((group, 10 + 3 * ran.seconds))
        print(f"{package}: unchanged, {' '.join(group)} take {ran.seconds:.0f} s of computing", flush=True)
    made, of = drawn(package, COUNT, random.Random(f"{SEED} {package}"))
    ended: list[tuple[Mutant, Outcome]] = []
    until = time.monotonic() + 60 * MINUTES
    for one in made:
        if time.monotonic() > until:
            print(f"{package}: the time is up, {len(made) - len(ended)} were not tried")
            break
        ended.append((one, tests.outcome(one, limits)))
        if ended[-1][1] == "survived":
            print(f"  {one}", flush=True)
    late, tests.late = tests.late, 0
    others = sum(outcome == "others" for _, outcome in ended)
    print(
        f"{package}: {_score(ended)}, of {of} changes; {others} killed by other tests than its own only, {late} by time"
    )
    print(f"{package}, {_ARGUMENTS} apart: {_score([one for one in ended if one[0].kind != _ARGUMENTS])}")
    kinds = Counter(one.kind for one, _ in ended)
    killed = Counter(one.kind for one, outcome in ended if outcome != "survived")
    print("  killed by kind: " + ", ".join(f"{kind} {killed[kind]}/{count}" for kind, count in kinds.most_common()))
    sys.stdout.flush()


def _score(ended: list[tuple[Mutant, Outcome]]) -> str:
    survived = sum(outcome == "survived" for _, outcome in ended)
    killed = len(ended) - survived
    low, high = wilson(killed, len(ended)) or (0.0, 1.0)
    score = killed / max(1, len(ended))
    return f"{len(ended)} mutants, {killed} killed, {survived} survived, score {score:.3f} ({low:.3f}-{high:.3f})"
