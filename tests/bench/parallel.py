"""Adding with several processes: how much faster, in how much memory, and what hostile pages do to it."""

from __future__ import annotations

import io
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from provenance import ingest
from provenance.model import Page
from tests.bench.commands import CLI, run

__all__ = ["Watched", "archive_of", "crawl", "hostile", "jobs", "watch"]

PAGES, CRAWLED = 500, 20_000
ROUNDS = 3
TAKEN = 2_000
"""pages at the start and at the end over which a rate is taken"""
_TICK = 0.1
_PARAGRAPH = re.compile(r"(<p[\s>])(.*?)(</p>)", re.DOTALL | re.IGNORECASE)
_SHOWN = re.compile(r"(?<=>)[^<>]+(?=<)")
_WORD = re.compile(r"[A-Za-z]{5,}")


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command and its processes cost."""

    wall: float
    """seconds"""
    largest: float
    """resident megabytes of the largest process at its highest"""
    together: float
    """of all of them at the same time; what they share counts in each"""
    lines: list[tuple[float, str]]
    """what it said, each line with the second in which it did"""
    ended: int
    """its exit code"""
    cpu: float
    """seconds, of all its processes"""


def watch(*command: str | Path) -> Watched:
    """Run a command and look at its processes, ten times a second."""
    before, began = _cpu(), time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    seen: list[dict[int, float]] = []
    over = threading.Event()
    watcher = threading.Thread(target=_look, args=(process.pid, seen, over))
    watcher.start()
    assert process.stdout is not None
    with process.stdout as output:
        lines = [(time.perf_counter() - began, line) for line in output]
    ended = process.wait()
    wall = time.perf_counter() - began
    over.set()
    watcher.join()
    largest = max((size for one in seen for size in one.values()), default=0.0)
    together = max((sum(one.values()) for one in seen), default=0.0)
    return Watched(wall, largest, together, lines, ended, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _look(first: int, seen: list[dict[int, float]], over: threading.Event) -> None:
    while not over.wait(_TICK):
        try:
            children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
            seen.append({number: _resident(number) for number in (first, *map(int, children))})
        except (OSError, IndexError):  # one of them has just ended
            continue


def _resident(number: int) -> float:
    status = Path(f"/proc/{number}/status").read_text(encoding="utf-8", errors="replace")
    return int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6


def archive_of(corpora: Path, where: Path, count: int) -> Path:
    """A web archive of so many pages made of the real ones: in each the longer words are exchanged for others.

    A word's place is taken by one of the same length, ending and capital, so that the pages are as long, as hard to
    extract and as full of attributions as the real ones, and say different things.
    """
    real = [item for item in ingest.items(str(corpora / "data/pages/dev.warc.gz")) if isinstance(item, Page)]
    pages = [page.data.decode("utf-8", "replace") for page in real]
    words: defaultdict[tuple[int, str, bool], list[str]] = defaultdict(list)
    for word in sorted(
        {word for page in pages for _, inside, _ in _PARAGRAPH.findall(page) for word in _WORD.findall(inside)}
    ):
        words[_form(word)].append(word)
    with where.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(count):
            page = real[number % len(real)]
            html = _exchanged(pages[number % len(real)], words, random.Random(number))
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"{page.url}{'&' if '?' in str(page.url) else '?'}copy={number}"
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(html.encode()), http_headers=headers,
                warc_headers_dict={"WARC-Date": "2026-11-01T00:00:00Z"},
            )  # fmt: skip
            writer.write_record(record)
    return where


def _form(word: str) -> tuple[int, str, bool]:
    return len(word), word[-2:], word[0].isupper()


def _exchanged(page: str, words: dict[tuple[int, str, bool], list[str]], chance: random.Random) -> str:
    instead: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        if found[0] not in instead:
            instead[found[0]] = chance.choice(words.get(_form(found[0])) or [found[0]])
        return instead[found[0]]

    def paragraph(found: re.Match[str]) -> str:
        inside = _SHOWN.sub(lambda shown: _WORD.sub(word, shown[0]), f">{found[2]}<")[1:-1]
        return f"{found[1]}{inside}{found[3]}"

    return _PARAGRAPH.sub(paragraph, page)


def jobs(corpora: Path, work: Path) -> None:
    """`add` of 500 pages by one process and by two, in turn; the best of each is the one least disturbed."""
    where = archive_of(corpora, work / "pages.warc.gz", PAGES)
    best: dict[str, Watched] = {}
    for number in range(ROUNDS):
        for count in ("1", "2"):
            done = watch(*CLI, "--db", work / f"{count}-{number}.db", "add", where, "--jobs", count)
            said = (
                f"{done.wall:.1f} s, of them {done.wall - done.lines[-1][0]:.1f} for linking; {done.cpu:.1f} s of CPU"
            )
            print(f"--jobs {count}: {said}, {done.together:.0f} MB together, {len(done.lines)} outcomes")
            best[count] = min(best.get(count, done), done, key=lambda one: one.wall)
    print(f"N {PAGES} pages: {best['1'].wall / best['2'].wall:.2f} times as fast with two")
    tables = [run(*CLI, "--db", work / f"{count}-0.db", "export", "attributions") for count in ("1", "2")]
    print(f"the same attributions: {'yes' if tables[0] == tables[1] else 'NO'}")


def crawl(corpora: Path, work: Path) -> None:
    """`add` of 20,000 different pages by two processes with the fast detector: memory, and the rate as it goes on."""
    where = archive_of(corpora, work / "crawl.warc.gz", CRAWLED)
    add = ("add", where, "--jobs", "2", "--detector", "fast", "--format", "jsonl")
    done = watch(*CLI, "--db", work / "crawl.db", *add)
    times = [second for second, _ in done.lines]
    outcomes = [json.loads(line) for _, line in done.lines]
    for one in outcomes:
        if one["status"] == "skipped":
            print(one["message"])
    last = len(times) // 100 * 100
    for first in range(0, last, max(last // 10, 1)):
        step = times[first : first + last // 10]
        print(f"pages {first:6,} to {first + len(step):6,}: {(len(step) - 1) / (step[-1] - step[0]):.1f} a second")
    start, end = (TAKEN / (times[at + TAKEN - 1] - times[at]) for at in (100, len(times) - TAKEN))
    print(f"N {len(times)}: {done.wall:.0f} s, then linked after {done.wall - times[-1]:.0f} s; rate {end / start:.0%}")
    print(f"largest process {done.largest:.0f} MB, all together {done.together:.0f} MB, exit code {done.ended}")


def hostile(corpora: Path, work: Path) -> None:
    """Every file that means ill, with a good one behind it: how it ended, how long that took, in how much memory."""
    shutil.copy(corpora / "data/bad-input/make_bad.py", work)
    subprocess.run([sys.executable, work / "make_bad.py", "--big"], cwd=work, check=True)
    good = work / "00_good_reference.html"
    worst = (0.0, 0.0, 0.0)
    for path in sorted([*work.glob("*.html"), *(work / "big").iterdir(), *_more(work)]):
        done = watch(*CLI, "--db", work / "bad.db", "add", path, good, "--format", "jsonl")
        outcomes = [json.loads(line) for _, line in done.lines]
        (work / "bad.db").unlink()
        passed = outcomes[-1]["where"] == "https://courier.example/news/bridge" and outcomes[-1]["status"] != "skipped"
        print(
            f"{path.name:40} {done.wall:5.1f} s {done.largest:4.0f} MB, together {done.together:4.0f} MB; "
            f"{outcomes[0].get('reason') or outcomes[0]['status']:16} the next one: {'read' if passed else 'NOT READ'}"
        )
        worst = (max(worst[0], done.wall), max(worst[1], done.largest), max(worst[2], done.together))
    print("at most {:.1f} s, {:.0f} MB in one process, {:.0f} MB together".format(*worst))


def _more(work: Path) -> Iterator[Path]:
    row, levels = "<div><p>some text here for a row</p></div>", 100_000
    words = "The bridge over the river stays shut until March, engineers said. " * 40
    made = {
        "siblings_50mb": row * (50_000_000 // len(row)),
        "levels_100k_unclosed": "<div>" * levels + words,
        "siblings_as_many_as_may_be": row * 24_900,
        "levels_as_many_as_may_be": "<div>" * 9_999 + words + "</div>" * 9_999,
        "text_13mb_240_levels": "<div>" * 240 + f"<p>{words}</p>" * 5_000,
        "spans_in_spans_10mb": "<p>" + ("<span>" + words[:900]) * 240 + f"</p><p>{words}</p>" * 3_700,
    }
    for name, body in made.items():
        path = work / f"more_{name}.html"
        path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        yield path
