"""Whether confidence means what it says: of what was found with 0.8, is eight in ten right?

    python -m tests.bench.reliability GOLD.jsonl PRED.jsonl

Both hold `id`, `text` and `attributions`, PRED with `confidence` (as `provenance detect` writes it). Right is what
matches a marked attribution in half of the words of its content and, where that has a source, of its source.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provenance.model import Span
from tests.bench.markup import Parts
from tests.bench.scoring import ENOUGH, KINDS, Kind, matched, overlap, read

__all__ = ["Bin", "Judged", "bins", "calibration_error", "judged", "main", "parts_of", "rows"]

BINS = 10  # of equal width: the usual number, so that the error compares with published ones


@dataclass(frozen=True, slots=True)
class Judged:
    """One attribution that was found."""

    confidence: float
    right: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Bin:
    """What was found with a confidence from `low` up to the next bin's."""

    low: float
    count: int
    confidence: float
    """mean"""
    right: float
    """share"""


def _parts(row: Mapping[str, Any]) -> Parts:
    return Parts(*(tuple(Span(*pair) for pair in row.get(name) or ()) for name in ("source", "cue", "content")))


def parts_of(row: Mapping[str, Any]) -> list[Parts]:
    """The attributions of an article's row."""
    return [_parts(one) for one in row["attributions"]]


def judged(gold: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Judged]:
    """What was found in one article, each with whether it is right."""
    text, rows = gold["text"], found["attributions"]
    expected, ours = (read(text, parts_of(side)) for side in (gold, found))
    pairs = matched(expected, ours)
    right = {
        j for i, j in pairs.items() if not expected[i].source or overlap(expected[i].source, ours[j].source) >= ENOUGH
    }
    for j, one in enumerate(ours):
        yield Judged(rows[one.at]["confidence"], j in right, one.kind)


def bins(found: Iterable[Judged]) -> list[Bin]:
    """Bins of equal width that hold anything; a confidence of 1 belongs to the last."""
    held: dict[int, list[Judged]] = {}
    for one in found:
        held.setdefault(min(int(one.confidence * BINS), BINS - 1), []).append(one)
    return [
        Bin(at / BINS, len(of), sum(one.confidence for one in of) / len(of), sum(one.right for one in of) / len(of))
        for at, of in sorted(held.items())
    ]


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance between confidence and share right (Naeini et al. 2015)."""
    count = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.right) for one in found) / max(1, count)


def table(found: Sequence[Judged]) -> Iterator[str]:
    """Markdown: the bins of all, then the error of each kind."""
    yield "| confidence | found | mean confidence | share right |"
    yield "|---|---|---|---|"
    for one in bins(found):
        yield f"| {one.low:.1f}–{one.low + 1 / BINS:.1f} | {one.count} | {one.confidence:.2f} | {one.right:.2f} |"
    yield ""
    yield "| kind | found | mean confidence | share right | expected calibration error |"
    yield "|---|---|---|---|---|"
    for name in ("all", *KINDS):
        of = [one for one in found if name in {"all", one.kind}]
        mean, right = (sum(values) / max(1, len(of)) for values in ([x.confidence for x in of], [x.right for x in of]))
        yield f"| {name} | {len(of)} | {mean:.2f} | {right:.2f} | {calibration_error(bins(of)):.3f} |"


def rows(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def main(gold: str, predicted: str) -> None:
    """Print the tables."""
    found = rows(Path(predicted))
    pairs = ((row, found[name]) for name, row in rows(Path(gold)).items() if name in found)
    print("\n".join(table([one for pair in pairs for one in judged(*pair)])))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m tests.bench.reliability GOLD.jsonl PRED.jsonl")
    main(*sys.argv[1:])
