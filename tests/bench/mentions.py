"""Matching and tracing at scale: a million mentions of quotes whose clusters are known."""

from __future__ import annotations

import json
import math
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TypeVar

from provenance import link, pipeline
from provenance.ingest.verbatim import article_from_row
from provenance.model import Reading
from provenance.store import Store, open_store
from tests.bench.commands import CLI, run, score, spent

__all__ = ["SEED", "SIZES", "TRACED", "drawn", "fill", "made", "mentions", "timed", "told", "tracing"]

T = TypeVar("T")

SIZES = (100_000, 1_000_000)
SEED = "1"
AN_ARTICLE = 40
"""mentions in one article"""
OUTLETS = 400
TRACED, ADDED = 300, 30
_PROTOTYPE = ("inv", "3", "40", "4", "8")


def made(corpora: Path, work: Path, size: int) -> Path:
    """So many mentions of quotes whose clusters are known, in a file."""
    path = work / f"data/synth_{size}.jsonl"
    path.parent.mkdir(exist_ok=True)
    maker, base = corpora / "bench/make_mentions.py", corpora / "data/polnear/train.jsonl"
    run(sys.executable, maker, base, "--n", str(size), "--seed", SEED, stdout=path)
    return path


def mentions(corpora: Path, work: Path) -> None:
    """All pairs of many mentions: what is connected, what is pure, time and memory, beside a prototype of the index."""
    walls = []
    for size in SIZES:
        texts = made(corpora, work, size)
        cost = spent(*CLI, "match", texts, stdout=work / "pairs.jsonl")
        walls.append(cost.wall)
        print(f"\nN {size:,}: {cost.wall:.1f} s, {cost.cpu:.1f} s of CPU, {cost.peak / 1000:.2f} GB at most")
        print(score(corpora, "score_mentions.py", texts, work / "pairs.jsonl"))
        _prototype(corpora, work, size, cost.wall)
    exponent = math.log(walls[-1] / walls[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"\ntime grows with the number of mentions to the power of {exponent:.2f}")


def _prototype(corpora: Path, work: Path, size: int, wall: float) -> None:
    script = corpora / "lab/linking/scale.py"
    if not script.exists() or find_spec("scipy") is None:
        print("prototype: not measured; it needs lab/linking/scale.py and: pip install scipy")
        return
    method, *options = _PROTOTYPE
    code = f"import os, runpy, sys; os.chdir({str(work)!r}); sys.path.insert(0, {str(script.parent)!r}); "
    code += f"sys.argv = ['scale.py', {method!r}, {str(size)!r}, *{options!r}]; runpy.run_path({str(script)!r})"
    cost = spent(sys.executable, "-c", code, stdout=work / "prototype.txt")
    found = json.loads((work / "prototype.txt").read_text(encoding="utf-8").splitlines()[-1])
    theirs = found["total_s"]
    print(
        f"prototype {theirs} s without reading, writing and scoring itself, {cost.wall:.1f} s as a process, "
        f"{found['accepted']:,} pairs: ours takes {wall / theirs:.2f} and {wall / cost.wall:.2f} of that"
    )


def tracing(corpora: Path, work: Path) -> None:
    """Tracing a quote and adding an article in a database of a million mentions, start and detection apart."""
    chance = random.Random(SEED)
    texts, quotes = drawn(corpora, work, SIZES[-1], chance)
    extra = [_article(-1 - at, chance.sample(texts, AN_ARTICLE), chance) for at in range(ADDED)]
    with open_store(work / "mentions.db") as store:
        fill(store, texts, chance)
        measure(store, texts, quotes, extra, chance)


def drawn(corpora: Path, work: Path, size: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """The words of so many mentions in any order, and those of one mention of each quote."""
    rows = [json.loads(line) for line in made(corpora, work, size).open(encoding="utf-8")]
    texts = [row["text"] for row in rows]
    chance.shuffle(texts)
    return texts, list({row["cluster"]: row["text"] for row in rows}.values())


def fill(store: Store, texts: list[str], chance: random.Random) -> None:
    """Store mentions in articles, and link them; prints how long both take."""
    began = time.perf_counter()
    at = iter(texts)
    for number in range(len(texts) // AN_ARTICLE):
        _keep(store, _article(number, list(islice(at, AN_ARTICLE)), chance))
    kept = time.perf_counter()
    done = sum(pipeline.link_new(store))
    linked = time.perf_counter()
    print(f"N {len(texts):,} mentions, {done:,} passages: stored {kept - began:.0f} s, linked {linked - kept:.0f} s")


def measure(store: Store, texts: list[str], quotes: list[str], extra: list[Reading], chance: random.Random) -> None:
    """Print how long one trace and one added article take, and what memory that leaves behind."""
    for quote in chance.sample(texts, 20):  # the first ones fill the caches
        pipeline.trace(store, quote)
    before = _memory()
    for what, some in (("each quote as likely", quotes), ("each mention as likely", texts)):
        times = timed(lambda quote: pipeline.trace(store, quote), chance.sample(some, TRACED))
        told(f"trace, {what}", times)
    told("store an article", timed(lambda one: _keep(store, one), extra[: ADDED // 2]))
    list(pipeline.link_new(store))
    linked = []
    for one in extra[ADDED // 2 :]:
        _keep(store, one)
        linked += timed(lambda _: list(pipeline.link_new(store)), [one])
    told("link an article", linked)
    print(f"memory {before:.0f} MB before, {_memory():.0f} MB after")


def _article(number: int, texts: Iterable[str], chance: random.Random) -> Reading:
    body = "\n\n".join(f"“{text.strip(' .,')},” the minister said." for text in texts)
    when = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 365 * 3))
    outlet = number % OUTLETS
    row = {"id": f"a{number}", "url": f"https://site{outlet}.example/{number}", "outlet": f"Site {outlet}"}
    row |= {"published": when.isoformat(), "title": f"Article {number}", "text": body}
    return Reading(article_from_row(row), (), ())


def _keep(store: Store, reading: Reading) -> None:
    pieces = link.passages(reading)
    store.add(reading, pieces, link.keys_by_passage(pieces))


def timed(done: Callable[[T], object], things: Iterable[T]) -> list[float]:
    times = []
    for one in things:
        began = time.perf_counter()
        done(one)
        times.append((time.perf_counter() - began) * 1000)
    return times


def told(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    print(f"{what}: median {statistics.median(ordered):.0f} ms, p95 {late:.0f} ms, N {len(ordered)}")


def _memory() -> float:
    """Resident megabytes, at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
