"""Spark beside the local engine: the same rows, the time of a million mentions, and passim on the same articles.

passim is not installed with the tests: ``pip install git+https://github.com/dasmiq/passim.git``.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any, NamedTuple

from provenance import pipeline
from provenance.report import shapes
from provenance.store import open_store
from tests.bench.commands import CLI, run, score, spent
from tests.bench.mentions import SIZES, made

__all__ = ["passim", "spark", "spark_mentions"]

STORIES = os.environ.get("STORIES", "200")
CLUSTER = "local-cluster[2,1,1024]"


def spark(corpora: Path, work: Path) -> None:
    """Matches and lineage of a corpus whose copying history is known: on two executors, row for row as here."""
    made_in = work / "cascades"
    base, outlets = corpora / "data/polnear/train.jsonl", corpora / "data/outlets/outlets.csv"
    maker = corpora / "bench/make_cascades.py"
    print(run(sys.executable, maker, base, outlets, "--seed", "1", "--stories", STORIES, "--out", made_in))
    articles, out, database = made_in / "articles.jsonl", work / "out", work / "local.db"
    ours = spent(*CLI, "--db", database, "add", "--detector", "fast", articles)
    linked = spent(*CLI, "--db", database, "link", "--all")
    theirs = spent(*CLI, "spark", articles, "-o", out, "--master", CLUSTER, "--detector", "fast")
    print(f"add and link --all {ours.wall + linked.wall:.0f} s; {CLUSTER} {theirs.wall:.0f} s")
    _families(out)
    for name, local, found in zip(("matches", "lineages"), _local(database), _spark(out), strict=True):
        same = sum(one == other for one, other in zip(local, found, strict=False))
        print(f"{name}: {len(local):,} local, {len(found):,} on Spark, {same:,} the same row in the same place")


def _families(out: Path) -> None:
    """How articles hang together, and what the lineage of one family costs: all of these as if they were one."""
    from pyarrow import dataset

    from provenance.spark import linking

    names = dataset.dataset(out / "families").to_table()["family"].to_pylist()
    sizes = sorted(Counter(names).values(), reverse=True)
    print(f"{len(names):,} articles in {len(sizes):,} families, the largest of {sizes[0]:,}, then {sizes[1]:,}")
    articles = dataset.dataset(out / "articles").to_table(columns=["number", "reading"])
    matches = dataset.dataset(out / "matches").to_table()
    before, began = getrusage(RUSAGE_SELF).ru_maxrss, time.process_time()
    linking.lineage(articles, matches)
    spent_on, more = time.process_time() - began, getrusage(RUSAGE_SELF).ru_maxrss - before
    print(f"lineage: {spent_on / len(names) * 1000:.1f} ms and {more / len(names):.0f} kB of memory an article")


def _local(database: Path) -> tuple[list[Any], list[Any]]:
    with open_store(database, create=False) as store:
        return (
            [(one.a, one.b, one.score, one.kind, one.a_span, one.b_span) for one in store.matches()],
            [
                (shapes.lineage_row(one), [shapes.edge_row(edge) for edge in one.edges])
                for one in pipeline.lineages(store)
            ],
        )


def _spark(out: Path) -> tuple[list[Any], list[Any]]:
    from pyarrow import dataset

    from provenance.spark.columns import match

    matches = dataset.dataset(out / "matches").to_table().sort_by([("first", "ascending"), ("second", "ascending")])
    lineage = dataset.dataset(out / "lineage").to_table().sort_by("number")
    return (
        [(one.a, one.b, one.score, one.kind, one.a_span, one.b_span) for one in map(match, matches.to_pylist())],
        [(json.loads(row["row"]), json.loads(row["edges"])) for row in lineage.to_pylist()],
    )


def spark_mentions(corpora: Path, work: Path) -> None:
    """All pairs of many mentions, `spark --texts` on two cores beside `match`: time, and what is connected."""
    walls = []
    sizes = tuple(map(int, os.environ["SIZES"].split(","))) if "SIZES" in os.environ else SIZES
    for size in sizes:
        texts, out = made(corpora, work, size), work / f"out-{size}"
        local = spent(*CLI, "match", texts, stdout=work / "local.jsonl")
        ours = spent(*CLI, "spark", texts, "-o", out, "--texts", "--master", "local[2]")
        walls.append(ours.wall)
        print(
            f"\nN {size:,}: match {local.wall:.1f} s, local[2] {ours.wall:.1f} s, {ours.wall / local.wall:.2f} of that"
        )
        _written(out, work / "spark.jsonl")
        for name in ("local", "spark"):
            print(name, score(corpora, "score_mentions.py", texts, work / f"{name}.jsonl"))
    if len(walls) > 1:
        print(f"\ntime grows to the power of {math.log(walls[-1] / walls[0]) / math.log(sizes[-1] / sizes[0]):.2f}")


def _written(out: Path, to: Path) -> None:
    """The pairs of a run as `match` prints them."""
    from pyarrow import dataset

    with to.open("w", encoding="utf-8") as file:
        for batch in dataset.dataset(out / "matches").to_batches(columns=["a", "b", "score", "kind"]):
            file.writelines(json.dumps(row) + "\n" for row in batch.to_pylist())


# --- passim ---


class Quote(NamedTuple):
    """A labelled quote and where it stands in its article."""

    id: str
    start: int
    end: int


_SETTINGS: dict[str, tuple[str, ...]] = {
    "as it comes": (),
    "short runs of characters": ("--n", "15", "--min-match", "2", "--min-align", "20", "--maxDF", "1000"),
}
_ALL_PAIRS = ("--all-pairs", "--fields", "xxhash64(series) as gid", "--filterpairs", "gid < gid2", "--pairwise")
# passim is written for functions that are handed rows, as Spark 4.0 has it.
_ROWS = "spark.sql.execution.pythonUDF.arrow.enabled"
LONG = "8"
"""words in a row that a report takes for a quotation; passim sees little that is shorter"""
_HALF = 0.5
"""of the shorter quote, so much must be aligned with the other one"""


def passim(corpora: Path, work: Path) -> None:
    """The same quote in other articles: ours, and passim on whole articles, its alignments read as pairs of quotes."""
    quotes, gold = corpora / "data/linking/quotes-dev.jsonl", corpora / "data/linking/pairs-dev.jsonl"
    for options in ((), ("--words", LONG)):
        began = time.perf_counter()
        run(*CLI, "match", quotes, *options, stdout=work / "ours.jsonl")
        seconds = time.perf_counter() - began
        _tell(" ".join(("provenance match", *options)), seconds, corpora, gold, work / "ours.jsonl")
    began = time.perf_counter()
    run(*CLI, "spark", quotes, "-o", work / "ours", "--texts", "--master", "local[2]")
    seconds = time.perf_counter() - began
    _written(work / "ours", work / "spark.jsonl")
    _tell("provenance spark --texts, local[2]", seconds, corpora, gold, work / "spark.jsonl")
    if find_spec("passim") is None:
        print("passim: not measured; pip install git+https://github.com/dasmiq/passim.git")
        return
    articles = work / "articles.json"
    with articles.open("w", encoding="utf-8") as file:
        for name in ("train", "dev"):
            for line in (corpora / f"data/polnear/{name}.jsonl").open(encoding="utf-8"):
                row = json.loads(line)
                file.write(json.dumps({"id": row["id"], "series": row["id"], "text": row["text"]}) + "\n")
    known: defaultdict[str, list[Quote]] = defaultdict(list)
    for line in quotes.open(encoding="utf-8"):
        whole = json.loads(line)["id"]
        article, _, at = whole.rpartition("#")
        known[article].append(Quote(whole, *map(int, at.split("-"))))
    for at, (setting, chosen) in enumerate(_SETTINGS.items()):
        out, found = work / f"passim-{at}", work / f"passim-{at}.jsonl"
        seconds = _passim(articles, out, chosen)
        _paired(out / "align.json", known, found)
        _tell(f"passim, {setting}", seconds, corpora, gold, found)


def _passim(articles: Path, out: Path, options: tuple[str, ...]) -> float:
    """Seconds until the alignments are written; what passim does after that, clusters, is not asked for."""
    code = "import sys; from passim.seriatim import main; main(sys.argv[1:])"
    environment = os.environ | {
        "PYSPARK_SUBMIT_ARGS": f"--master local[2] --driver-memory 4g --conf {_ROWS}=false pyspark-shell",
        "PYSPARK_PYTHON": sys.executable,
    }
    began = time.perf_counter()
    log = out.with_suffix(".log")
    process = subprocess.Popen(
        [sys.executable, "-c", code, *_ALL_PAIRS, *options, "--log-level", "ERROR", str(articles), str(out)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=log.open("wb"),
    )
    while not (out / "align.json" / "_SUCCESS").exists():
        if process.poll() is not None:
            raise RuntimeError(log.read_text(encoding="utf-8")[-500:])
        time.sleep(0.1)
    seconds = time.perf_counter() - began
    process.kill()
    process.wait()
    return seconds


def _paired(alignments: Path, known: dict[str, list[Quote]], to: Path) -> None:
    """The pairs of labelled quotes that alignments lay over each other."""
    with to.open("w", encoding="utf-8") as file:
        for part in sorted(alignments.glob("part-*")):
            for line in part.open(encoding="utf-8"):
                for a, b in _laid_over(json.loads(line), known):
                    file.write(json.dumps({"a": a, "b": b}) + "\n")


def _laid_over(row: dict[str, Any], known: dict[str, list[Quote]]) -> Iterator[tuple[str, str]]:
    ours, theirs = known.get(row["id"], ()), known.get(row["id2"], ())
    places = list(_places(row)) if ours and theirs else []
    for one in ours:
        for other in theirs:
            shared = sum(one.start <= a < one.end and other.start <= b < other.end for a, b in places)
            if shared >= _HALF * min(one.end - one.start, other.end - other.start):
                yield one.id, other.id


def _places(row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Which character of one article stands over which of the other; gaps are hyphens."""
    a, b = row["begin"], row["begin2"]
    for one, other in zip(row["s1"], row["s2"], strict=False):
        if one != "-" and other != "-":
            yield a, b
        a, b = a + (one != "-"), b + (other != "-")


def _tell(name: str, seconds: float, corpora: Path, gold: Path, path: Path) -> None:
    print(f"\n{name}: {seconds:.1f} s")
    print(score(corpora, "score_match.py", gold, path))
