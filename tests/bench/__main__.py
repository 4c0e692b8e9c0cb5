"""Every figure of the documentation: ``make bench CORPORA=FOLDER`` or ``python -m tests.bench FOLDER [SECTION...]``.

FOLDER holds `data/` (pages, PolNeAR, labelled pairs, outlets) and `bench/` (the scorers); neither is part of this
repository. Each section prints its corpus and N, runs the real command line, and scores what that wrote.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from provenance.detect import DETECTORS
from tests.bench.attributions import attributions
from tests.bench.commands import CLI, cpu, run, score
from tests.bench.factcheck import factcheck
from tests.bench.killed import killed
from tests.bench.mentions import mentions, tracing
from tests.bench.mutants import mutants
from tests.bench.parallel import crawl, hostile, jobs
from tests.bench.peers import peers
from tests.bench.rates import rates
from tests.bench.serving import serve
from tests.bench.soak import soak
from tests.bench.spark import passim, spark, spark_mentions
from tests.bench.writers import writers

STORIES = "200"
# The corpus that settings were chosen on, and one that was kept aside: another seed, credits in other words.
LINEAGES: dict[str, tuple[str, ...]] = {"1": (), "31": ("--credits", str(Path(__file__).with_name("credits.txt")))}
RUNS = 5  # of a start-up time; the smallest is the one that other programs disturbed least


def pages(corpora: Path, _: Path) -> None:
    """Extraction of the real pages: text, title, authors, time, outlet, links, wire credits."""
    print(run(sys.executable, "-m", "tests.bench.pages", corpora / "data/pages/dev"))


def orphans(corpora: Path, _: Path) -> None:
    """Annotated spans of the real pages: found again by words and context, and lost after one changed character."""
    print(run(sys.executable, "-m", "tests.bench.orphans", corpora / "data/pages/dev"))


def tampering(corpora: Path, _: Path) -> None:
    """A database of the real pages and its reports, changed in one place a thousand times: what `verify` names."""
    print(run(sys.executable, "-m", "tests.bench.tampering", corpora / "data/pages/dev/pages"))


def reports(corpora: Path, _: Path) -> None:
    """A real article's audit and the example's trace, as pages in a browser."""
    print(run(sys.executable, "-m", "tests.bench.reports", corpora / "data/seed"))


def cost(corpora: Path, work: Path) -> None:
    """CPU of `add` on the pages, beside bare trafilatura on the same bytes."""
    folder = corpora / "data/pages/dev/pages"
    bare = (
        "import sys, pathlib, trafilatura\n"
        "for page in sorted(pathlib.Path(sys.argv[1]).rglob('*.html')):\n"
        "    trafilatura.bare_extraction(page.read_bytes(), with_metadata=True, include_comments=False)"
    )
    theirs = cpu([sys.executable, "-c", bare, str(folder)])
    count = len(list(folder.rglob("*.html")))
    for name in DETECTORS:
        database = str(work / f"{name}.db")
        ours = cpu([*CLI, "--db", database, "add", "--detector", name, str(folder)])
        print(f"N {count} pages: trafilatura {theirs:.2f} s, add with {name} {ours:.2f} s, ratio {ours / theirs:.2f}")
    tables = run(*CLI, "--db", database, "db", "info")
    run(*CLI, "--db", database, "add", folder)
    print(f"added twice, rows changed: {'none' if run(*CLI, '--db', database, 'db', 'info') == tables else 'SOME'}")


def archive(corpora: Path, work: Path) -> None:
    """The same pages from a WARC and from files: the same texts, digest for digest."""
    digests = []
    for name, where in (("files", "data/pages/dev/pages"), ("warc", "data/pages/dev.warc.gz")):
        database = work / f"{name}.db"
        run(*CLI, "--db", database, "add", corpora / where)
        rows = run(*CLI, "--db", database, "export", "articles").splitlines()
        digests.append(sorted(json.loads(row)["sha256"] for row in rows))
    same = len(set(digests[0]) & set(digests[1]))
    print(f"files {len(digests[0])}, warc {len(digests[1])}, same digest {same}")


def matches(corpora: Path, work: Path) -> None:
    """The same quote in other articles, on labelled pairs of real quotes."""
    quotes = corpora / "data/linking/quotes-dev.jsonl"
    found = work / "pairs.jsonl"
    began = time.perf_counter()
    run(*CLI, "match", quotes, stdout=found)
    print(f"N {sum(1 for _ in quotes.open())} quotes, {time.perf_counter() - began:.1f} s")
    print(score(corpora, "score_match.py", corpora / "data/linking/pairs-dev.jsonl", found))


def lineage(corpora: Path, work: Path) -> None:
    """Who took from whom, in corpora whose copying history is known."""
    for seed, wordings in LINEAGES.items():
        print(f"\nseed {seed}{', other wordings of credits' if wordings else ''}")
        _lineage(corpora, work / seed, seed, wordings)


def _lineage(corpora: Path, work: Path, seed: str, wordings: tuple[str, ...]) -> None:
    made = work / "cascades"
    base, outlets = corpora / "data/polnear/train.jsonl", corpora / "data/outlets/outlets.csv"
    maker = corpora / "bench/make_cascades.py"
    print(run(sys.executable, maker, base, outlets, "--seed", seed, "--stories", STORIES, *wordings, "--out", made))
    database = work / "cascades.db"
    began = time.perf_counter()
    run(*CLI, "--db", database, "add", made / "articles.jsonl")
    added = time.perf_counter()
    run(*CLI, "--db", database, "lineage", "--format", "jsonl", stdout=work / "lineage.jsonl")
    listed = time.perf_counter()
    run(*CLI, "--db", database, "trace", "--batch", made / "quotes.jsonl", stdout=work / "traces.jsonl")
    print(f"add {added - began:.0f} s, lineage {listed - added:.0f} s, traces {time.perf_counter() - listed:.0f} s")
    files = ("--lineage", work / "lineage.jsonl", "--quotes", work / "traces.jsonl")
    print(score(corpora, "score_lineage.py", made, *files))


def start(_: Path, __: Path) -> None:
    """How long a person waits for help and for the version, warm: the smallest of several runs."""
    for option in ("--help", "--version"):
        times = []
        for _run in range(RUNS + 1):
            began = time.perf_counter()
            run(*CLI, option)
            times.append(time.perf_counter() - began)
        print(f"provenance {option:10} {min(times[1:]):.2f} s, worst of {RUNS} {max(times[1:]):.2f} s")


_READING = (pages, archive, cost, attributions, jobs, crawl, hostile)
_LINKING = (matches, peers, factcheck, mentions, tracing, lineage)
_SPREADING = (rates, spark, spark_mentions, passim)
_SHOWING = (serve, writers, reports, orphans, start)
_LASTING = (killed, tampering, soak, mutants)
SECTIONS: dict[str, Callable[[Path, Path], None]] = {
    one.__name__: one for one in (*_READING, *_LINKING, *_SPREADING, *_SHOWING, *_LASTING)
}


def main(arguments: list[str]) -> None:
    """Run the sections that were named, or all of them."""
    if not arguments or not (Path(arguments[0]) / "bench").is_dir():
        sys.exit(f"usage: python -m tests.bench CORPORA [{'|'.join(SECTIONS)}]...  (CORPORA holds data/ and bench/)")
    corpora = Path(arguments[0]).resolve()
    os.environ.pop("PROVENANCE_OUTLETS", None)
    commit = run("git", "describe", "--always", "--dirty")
    print(f"commit {commit}, Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    for name in arguments[1:] or SECTIONS:
        print(f"\n== {name}: {SECTIONS[name].__doc__}")
        with tempfile.TemporaryDirectory() as work:
            SECTIONS[name](corpora, Path(work))


if __name__ == "__main__":
    main(sys.argv[1:])
