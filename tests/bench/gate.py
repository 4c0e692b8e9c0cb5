"""The gate: every detector, scored on our own gold, against the floors that were pinned.

    python -m tests.bench.gate [--pin]

Prints the figures and fails where one fell. `--pin` writes today's figures as the new floors: do that on purpose, in
the change that earns them. The `open` articles may be looked at while a detector is made, those `aside` may not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from provenance.detect import DETECTORS
from provenance.model import Article
from tests.bench.markup import read_gold
from tests.bench.scoring import KINDS, Scores, score, total

__all__ = ["EPSILON", "FLOORS", "Figure", "fallen", "figures", "main", "measured", "pinned"]

FLOORS = Path(__file__).with_name("floors.json")
PARTS = ("open", "aside")
SHORT = {"precision": "P", "recall": "R", "f1": "F1"}
EPSILON = 1.0
"""Points that a figure may lie below its floor, or one attribution where that is more: a network in 8-bit integers
rounds differently on processors with and without VNNI."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A percentage, and of how many marked attributions."""

    percent: float
    of: int

    def fell_below(self, floor: float) -> bool:
        """Whether it lies further below than noise explains."""
        return self.percent < floor - max(EPSILON, 100 / max(1, self.of))


Figures = Mapping[str, Mapping[str, Figure]]
"""part of the gold -> name of the figure -> figure"""
Floors = Mapping[str, Mapping[str, float]]


def measured(detector: str, part: str) -> Scores:
    """The tallies of one detector over one part of the gold."""
    detect = DETECTORS[detector]
    return total(score(one.text, one.attributions, detect(Article(one.id, one.text))) for one in read_gold(part))


def _figures(scores: Scores) -> dict[str, Figure]:
    wanted = [(name, "f1") for name in ("detection", "full", "direct part")]
    wanted += [("detection", "precision"), *((name, "recall") for name in ("detection", *KINDS))]
    return {
        f"{name} {SHORT[measure]}": Figure(round(getattr(scores[name], measure), 1), scores[name].expected)
        for name, measure in wanted
    }


def figures(detector: str) -> Figures:
    """What the gate compares and prints."""
    return {part: _figures(measured(detector, part)) for part in PARTS}


def fallen(now: Figures, floors: Floors) -> Iterator[str]:
    """What lies below its floor, as lines for a person; a figure without a floor has fallen too."""
    for part, values in now.items():
        for name, figure in values.items():
            floor = floors.get(part, {}).get(name)
            if floor is None:
                yield f"{part}: {name} has no floor; run `python -m tests.bench.gate --pin`"
            elif figure.fell_below(floor):
                yield f"{part}: {name} {figure.percent:.1f}, floor {floor:.1f}"


def pinned() -> dict[str, Floors]:
    """The floors by detector."""
    floors: dict[str, Floors] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def pin(now: Mapping[str, Figures]) -> None:
    """Make today's figures the floors."""
    floors = {
        detector: {part: {name: figure.percent for name, figure in values.items()} for part, values in found.items()}
        for detector, found in now.items()
    }
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def table(by_detector: Mapping[str, Figures]) -> Iterator[str]:
    """Lines: a figure a column, a detector and part a row."""
    names = list(next(iter(by_detector.values()))[PARTS[0]])
    width = [max(len(name), 5) for name in names]
    yield " " * 18 + "  ".join(name.rjust(wide) for name, wide in zip(names, width, strict=True))
    for detector, found in by_detector.items():
        for part, values in found.items():
            cells = (f"{values[name].percent:{wide}.1f}" for name, wide in zip(names, width, strict=True))
            yield f"{detector:10} {part:6} " + "  ".join(cells)


def main(arguments: list[str]) -> None:
    """Print the table; pin, or exit with what has fallen."""
    now = {detector: figures(detector) for detector in DETECTORS}
    print("\n".join(table(now)))
    if arguments == ["--pin"]:
        pin(now)
        return
    floors = pinned()
    if lines := [f"{name}, {line}" for name, found in now.items() for line in fallen(found, floors.get(name, {}))]:
        sys.exit("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
