"""An hour of adding, tracing and serving together, on one database: what grows, and what fails."""

from __future__ import annotations

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

import httpx

from tests.bench.commands import CLI, run
from tests.bench.writers import articles_of

__all__ = ["soak"]

SECONDS = float(os.environ.get("SECONDS", "3600"))
LOOK = 10.0
"""seconds between two looks at a process"""
_AT_ONCE = 5
"""articles that are added at once"""
_QUOTE = re.compile(r"[“\"]([^”\"]{40,200})[”\"]")
_PAGES = ("/", "/articles", "/outlets", "/claims", "/api/articles?limit=20", "/api/outlets")

# One process that adds and traces for as long as it is fed files' names and quotes.
_WORKER = """
import sys, provenance
with provenance.open(sys.argv[1], wait=60) as news:
    for line in sys.stdin:
        what, _, told = line.rstrip("\\n").partition(" ")
        news.add(told, detector="fast") if what == "add" else str(news.trace(told))
        print(what, flush=True)
"""


@dataclass(slots=True)
class Looks:
    """What a process had open and in memory, look after look."""

    pid: int
    megabytes: list[float] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)

    def look(self) -> None:
        """Look once."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        self.megabytes.append(int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6)
        self.handles.append(len(list(Path(f"/proc/{self.pid}/fd").iterdir())))

    def told(self, name: str) -> None:
        """Say what they were in each quarter of the time."""
        for what, seen in (("MB", self.megabytes), ("handles", self.handles)):
            quarter = max(len(seen) // 4, 1)
            parts = [statistics.median(seen[first : first + quarter]) for first in range(0, quarter * 4, quarter)]
            told = ", ".join(f"{part:.0f}" for part in parts)
            print(f"{name}: {what}, median of each quarter of the time {told}; at most {max(seen):.0f}")


def soak(corpora: Path, work: Path) -> None:
    """An hour (SECONDS) of `add`, `trace` and `serve` on one database: memory, open handles, errors.

    In the second half the same articles come again: what still grows then does not grow with the corpus.
    """
    database, lines = str(work / "soak.db"), _then_again(articles_of(corpora, work), time.monotonic() + SECONDS / 2)
    run(*CLI, "--db", database, "add", "--detector", "fast", _file(lines, work / "first.jsonl"))
    server = _started([*CLI, "--db", database, "serve", "--port", "0"])
    worker = _started([sys.executable, "-c", _WORKER, database])
    looks = {"serve": Looks(server.pid), "one process that adds and traces": Looks(worker.pid)}
    done: Counter[str] = Counter(errors=0)
    assert server.stdout
    # A connection that lay idle as long as the server keeps one may be closed just as it is asked for the next page.
    kept = httpx.Limits(keepalive_expiry=1)
    with httpx.Client(base_url=server.stdout.readline().strip(), timeout=60, limits=kept) as client:
        until, next_look = time.monotonic() + SECONDS, time.monotonic() + LOOK
        while time.monotonic() < until:
            _round(database, worker, client, [_file(lines, work / f"{name}.jsonl") for name in "ab"], done)
            if time.monotonic() > next_look:
                next_look += LOOK
                for one in looks.values():
                    one.look()
    server.send_signal(signal.SIGINT)
    assert worker.stdin
    worker.stdin.close()
    ended = server.wait(30), worker.wait(60)
    print(f"{SECONDS:.0f} s: {', '.join(f'{count:,} {name}' for name, count in done.items())}; ended with {ended}")
    for name, one in looks.items():
        one.told(name)
    print(run(*CLI, "--db", database, "db", "info"))


def _then_again(lines: Iterator[str], until: float) -> Iterator[str]:
    """New ones until that time, then the same ones over and over."""
    seen = []
    for line in lines:
        seen.append(line)
        yield line
        if time.monotonic() > until:
            break
    yield from cycle(seen)


def _round(
    database: str, worker: subprocess.Popen[str], client: httpx.Client, files: list[Path], done: Counter[str]
) -> None:
    """Two commands after one another, and meanwhile the lasting process and the server have something to do."""
    first = json.loads(files[0].read_text(encoding="utf-8").splitlines()[0])["text"]
    quotes = _QUOTE.findall(first) or [first[:80]]
    command = [*CLI, "--db", database]
    for asked in (["add", "--detector", "fast", str(files[0])], ["trace", quotes[0]]):
        beside = subprocess.Popen([*command, *asked], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for told in (f"add {files[1]}", *(f"trace {quote}" for quote in quotes[:3])):
            _say(worker, told)
            done[f"{told.split(' ')[0]} in one process"] += 1
        for page in (*_PAGES, *(f"/trace?{urlencode({'quote': quote})}" for quote in quotes[:3])):
            status = client.get(page).status_code
            done["pages"] += 1
            if status != 200:
                _failed(f"{page}: {status}", done)
        _, said = beside.communicate()
        done[asked[0]] += 1
        if beside.returncode:
            _failed(f"{asked[0]}: {said[-300:]}", done)


def _failed(message: str, done: Counter[str]) -> None:
    done["errors"] += 1
    print(message)


def _started(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def _say(worker: subprocess.Popen[str], line: str) -> None:
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(line.replace("\n", " ") + "\n")
    worker.stdin.flush()
    if not worker.stdout.readline():
        raise RuntimeError(f"the process that adds and traces ended at: {line}")


def _file(lines: Iterator[str], path: Path) -> Path:
    """The next few articles, in this file."""
    path.write_text("".join(islice(lines, _AT_ONCE)), encoding="utf-8")
    return path
