"""Who said what, on PolNeAR dev: every detector beside what other tools find there, with what each costs."""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from provenance.detect import DEFAULT, DETECTORS
from tests.bench import reliability
from tests.bench.commands import CLI, Spent, one_core, run, score, spent
from tests.bench.scoring import matched, read

__all__ = ["attributions"]

RUNS = 3  # of a short command; the smallest is the one that other programs disturbed least
PUBLISHED = {
    "citron-retrained-dev": 3.8,
    "ggt-dev": 5,
    "textacy-perpara-dev": 8,
    "jai-curlyparse-dev": 6,
}  # articles per CPU second, as measured by whoever made the peers' files, on another machine
LOAD = """
import sys, time
began = time.perf_counter()
from provenance.detect import DEFAULT, DETECTORS
from tests.bench import reliability
from provenance.model import Article
DETECTORS[sys.argv[1]](Article("a", "The mayor said no."))
print(time.perf_counter() - began)
"""
MEGABYTE = 1_000_000
TRAINED = [name for name in DETECTORS if name != "rules"]
LENGTHS = (3, 8, 20)  # words of content: the last of each group


def attributions(corpora: Path, work: Path) -> None:
    """Who said what, on PolNeAR dev, beside what other tools find there."""
    gold = corpora / "data/polnear/dev.jsonl"
    systems = {peer.stem: peer for peer in sorted((corpora / "data/peers").glob("*.jsonl"))}
    costs: dict[str, Spent] = {}
    for name in DETECTORS:
        systems[name] = work / f"{name}.jsonl"
        with one_core():
            costs[name] = _detect(name, gold, systems[name])
    print("\n".join(_accuracy(corpora, gold, systems)))
    print("\n".join(_short(gold, systems[DEFAULT])))
    for name in TRAINED:
        print(f"\nconfidence of {name}\n")
        reliability.main(str(gold), str(systems[name]))
    print("\n".join(_costs(gold, costs, work)))
    print("\n".join(_long(gold, work)))
    print(f"wheel {_wheel(work):.1f} MB\n")
    for name in DETECTORS:
        outlets, sources = (corpora / "data/sourcing" / f"{kind}-dev.jsonl" for kind in ("outlets", "sources"))
        print(f"-- {name}")
        print(score(corpora, "score_outlets.py", outlets, systems[name]), "\n")
        print(score(corpora, "score_sources.py", sources, gold, systems[name]))


def _detect(name: str, texts: Path, found: Path) -> Spent:
    return spent(*CLI, "detect", "--detector", name, texts, stdout=found)


def _accuracy(corpora: Path, gold: Path, systems: Mapping[str, Path]) -> Iterator[str]:
    """A row a system."""
    yield f"{'':22} {'detection P, R, F1':>20} {'full P, R, F1':>20}  direct  {'recall':>32}"
    yield f"{'':22} {'':41}  part+s  quoted unquoted | direct mixed indirect"
    for name, found in systems.items():
        got = json.loads(score(corpora, "score_attributions.py", gold, found, "--json"))
        values = [got[key][part] for key in ("detection", "full") for part in ("p", "r", "f1")]
        values.append(got["direct_part_source"]["f1"])
        values += [got["recall"][key]["r"] for key in ("quoted", "unquoted")]
        values += [got["recall"][f"words_{kind}_in_quotes"]["r"] for kind in ("all", "some", "none")]
        yield f"{name:22} " + " ".join(f"{value:6.1f}" for value in values)


def _short(gold: Path, found: Path) -> Iterator[str]:
    """Recall by how many words the content has."""
    ours = reliability.rows(found)
    count, right = Counter[int](), Counter[int]()
    for name, row in reliability.rows(gold).items():
        expected, got = (read(row["text"], reliability.parts_of(side)) for side in (row, ours[name]))
        pairs = matched(expected, got)
        for i, one in enumerate(expected):
            group = bisect_left(LENGTHS, len(one.content))
            count[group] += 1
            right[group] += i in pairs
    shares = ", ".join(
        f"{share:.0%} of {count[group]}" for group in sorted(count) if (share := right[group] / count[group])
    )
    yield f"recall of {DEFAULT} by words of content, up to {LENGTHS} and more: {shares}"


def _costs(gold: Path, costs: Mapping[str, Spent], work: Path) -> Iterator[str]:
    """Articles a CPU second, with and without what the command costs for one article; loading; memory."""
    lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)
    one, count = work / "one.jsonl", len(lines)
    one.write_text(lines[0], encoding="utf-8")
    yield f"\nN {count} articles, one core, resolution included"
    yield f"{'':22} articles per CPU s  without start  import+load s  peak MB"
    for name, articles in PUBLISHED.items():
        yield f"{name:22} {articles:18.1f}  (published)"
    for name, cost in costs.items():
        with one_core():
            begin = min(_detect(name, one, work / "one.out").cpu for _ in range(RUNS))
            load = min(float(run(sys.executable, "-c", LOAD, name)) for _ in range(RUNS))
        without = (count - 1) / max(cost.cpu - begin, 1e-9)
        yield f"{name:22} {count / cost.cpu:18.1f} {without:14.1f} {load:14.2f} {cost.peak:8.0f}"


def _long(gold: Path, work: Path) -> Iterator[str]:
    """A text of a megabyte: news, and words without a full stop."""
    news = "\n\n".join(json.loads(line)["text"] for line in gold.open(encoding="utf-8"))
    texts = {
        "news": (news * (1 + MEGABYTE // len(news)))[:MEGABYTE],
        "no full stop": ("she said the bridge was safe and " * (1 + MEGABYTE // 33))[:MEGABYTE],
    }
    for kind, text in texts.items():
        path = work / "long.jsonl"
        path.write_text(json.dumps({"id": kind, "text": text}) + "\n", encoding="utf-8")
        for name in DETECTORS:
            cost = _detect(name, path, work / "long.out")
            yield f"1 MB of {kind:12} {name:10} {cost.wall:6.1f} s, CPU {cost.cpu:6.1f} s, peak {cost.peak:5.0f} MB"


def _wheel(work: Path) -> float:
    """Megabytes of the wheel, built now."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", work / "wheel")
    return sum(wheel.stat().st_size for wheel in (work / "wheel").glob("*.whl")) / 1e6
