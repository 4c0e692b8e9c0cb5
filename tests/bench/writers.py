"""Several programs that add overlapping articles to one database at once, beside one program that adds them all."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path

from tests.bench.commands import CLI, run
from tests.databases import database, running

__all__ = ["articles_of", "writers"]

EACH, APART = 2_000, 1_500  # articles that a program adds, and from one program's first to the next one's
STORIES = "230"
_OWN = ("first_seen", "file")  # when an article was read, and from where


def writers(corpora: Path, work: Path) -> None:
    """Four programs at once on PostgreSQL, two on SQLite: no error, nothing twice, nothing lost, the same result.

    The same as that of one program that adds the articles in the order in which they came to be stored; one that adds
    them in the order of the files finds other pairs among texts whose every shared word many others share too.
    """
    lines = list(islice(articles_of(corpora, work), EACH + 3 * APART))
    for name, programs in (("sqlite", 2), ("postgresql", 4)):
        parts = [lines[first : first + EACH] for first in range(0, APART * programs, APART)]
        every = lines[: (programs - 1) * APART + EACH]
        with _place(name, work) as together, _place(name, work) as alone:
            wall = _add(together, parts, work)
            single = _add(alone, [_in_order(every, together)], work)
            found, expected = _stored(together), _stored(alone)
        print(f"{name}: {programs} programs of {EACH:,} articles {wall:.0f} s, one of all {single:.0f} s", flush=True)
        for what, rows in found.items():
            odd = sorted(set(rows) ^ set(expected[what]))
            print(f"  {len(rows):,} {what}: {'the same' if rows == expected[what] else f'DIFFERENT, {odd[:2]}'}")
        if name == "sqlite":
            with _place(name, work) as otherwise:
                _add(otherwise, [every], work)
                others = {what: set(rows) ^ set(found[what]) for what, rows in _stored(otherwise).items()}
            print("  in the order of the files:", *(f"{len(odd)} {what} are others;" for what, odd in others.items()))


def _in_order(lines: list[str], where: str) -> list[str]:
    """The articles in the order in which they are stored there, those that are not at the end."""
    urls = [json.loads(line)["url"] for line in run(*CLI, "--db", where, "export", "articles").splitlines()]
    places = {url: place for place, url in enumerate(urls)}
    return sorted(lines, key=lambda line: places.get(json.loads(line)["url"], len(places)))


def articles_of(corpora: Path, work: Path) -> Iterator[str]:
    """Articles of several corpora with copies, each at addresses of its own."""
    base, outlets = corpora / "data/polnear/train.jsonl", corpora / "data/outlets/outlets.csv"
    maker = corpora / "bench/make_cascades.py"
    for seed in count(1):
        made = work / f"made{seed}"
        run(sys.executable, maker, base, outlets, "--seed", str(seed), "--stories", STORIES, "--out", made)
        for line in (made / "articles.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row |= {"url": f"{row['url']}/{seed}"} | ({"id": f"{row['id']}/{seed}"} if "id" in row else {})
            yield json.dumps(row) + "\n"


@contextmanager
def _place(name: str, work: Path) -> Iterator[str]:
    if name == "sqlite":
        yield str(work / f"{time.monotonic_ns()}.db")
        return
    with running() as server, database(server) as url:
        yield url


def _add(where: str, parts: list[list[str]], work: Path) -> float:
    """Seconds that it takes to add each part by a program of its own, all at once; any failure is raised."""
    began = time.perf_counter()
    programs = []
    for number, part in enumerate(parts):
        path = work / f"part{number}.jsonl"
        path.write_text("".join(part), encoding="utf-8")
        command = [*CLI, "--db", where, "add", "--detector", "fast", str(path)]
        programs.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))
    for program in programs:
        _, said = program.communicate()
        if program.returncode:
            raise RuntimeError(said)
    return time.perf_counter() - began


def _stored(where: str) -> dict[str, list[str]]:
    """What is stored, in an order that does not tell who was first."""
    found = {}
    for what in ("articles", "attributions", "passages", "matches"):
        rows = [json.loads(line) for line in run(*CLI, "--db", where, "export", what).splitlines()]
        found[what] = sorted(json.dumps(_bare(row), sort_keys=True) for row in rows)
    return found


def _bare(row: dict[str, object]) -> dict[str, object]:
    """A row without what depends on who was first: a match has its two sides in the order of their ids."""
    bare = {name: value for name, value in row.items() if name not in _OWN}
    sides = sorted({name.partition("_")[2] for name in bare if name.startswith("a_")})
    if "a" in bare and "b" in bare and str(bare["a"]) > str(bare["b"]):
        for name in ("", *sides):
            a, b = ("a_" + name, "b_" + name) if name else ("a", "b")
            bare[a], bare[b] = bare[b], bare[a]
    return bare
