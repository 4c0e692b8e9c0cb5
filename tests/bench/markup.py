"""Articles whose attributions are marked in the text itself, so that a person can check them by eye.

    {s1:Ann Lee} {c1:said} {n1:the bridge was safe}.

A label is a letter, `s` for the source, `c` for the cue, `n` for the content, and the number of the attribution.
The same label again is a further span of that part; brackets nest, hold paragraphs, and one bracket may carry several
labels: `{s1,s2:Lee} {c1:said} {n1:no} and {c2:left it at} {n2:that}`. Braces stand for nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from provenance.model import Span, Spans

__all__ = ["GOLD", "Marked", "Parts", "mark_up", "marked", "read_gold"]

GOLD = Path(__file__).parent / "gold"
_LETTERS = {"s": "source", "c": "cue", "n": "content"}
_BRACKET = re.compile(r"\{((?:[scn][1-9]\d*)(?:,[scn][1-9]\d*)*):|[{}]")


@dataclass(frozen=True, slots=True)
class Parts:
    """The three parts of one marked attribution."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A plain text and the attributions that were marked in it, in the order of their numbers."""

    id: str
    text: str
    attributions: tuple[Parts, ...]


def marked(source: str, name: str = "") -> Marked:
    """Read the mark-up; ValueError says which brace is wrong.

    >>> marked("{s1:Ann} {c1:said} {n1:yes}.").attributions[0].content
    (Span(start=9, end=12),)
    """
    text: list[str] = []
    length = last = 0
    open_: list[tuple[list[str], int]] = []
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for brace in _BRACKET.finditer(source):
        text.append(source[last : brace.start()])
        length, last = length + brace.start() - last, brace.end()
        if brace[1]:
            open_.append((brace[1].split(","), length))
            continue
        if brace[0] == "{" or not open_:
            raise ValueError(
                f"{name}: a brace that is no mark at {source[max(0, brace.start() - 30) : brace.end() + 30]!r}"
            )
        labels, start = open_.pop()
        if start == length:
            raise ValueError(f"{name}: nothing is marked as {','.join(labels)}")
        for label in labels:
            spans[int(label[1:])][_LETTERS[label[0]]].append(Span(start, length))
    if open_:
        raise ValueError(f"{name}: {open_[-1][0]} is not closed")
    if wrong := sorted({*range(1, len(spans) + 1)} ^ {number for number, one in spans.items() if one["content"]}):
        raise ValueError(f"{name}: numbers run from 1 without a gap, each with a content; look at {wrong}")
    made = (Parts(**{name: tuple(sorted(of)) for name, of in spans[number].items()}) for number in sorted(spans))
    return Marked(name, "".join((*text, source[last:])), tuple(made))


def mark_up(text: str, attributions: Iterable[Parts]) -> str:
    """The reverse of `marked`, for spans that nest or lie apart and a text without braces."""
    labels: dict[Span, list[str]] = defaultdict(list)
    for number, one in enumerate(attributions, 1):
        for letter, name in _LETTERS.items():
            for span in getattr(one, name):
                labels[span].append(f"{letter}{number}")
    opens: dict[int, list[str]] = defaultdict(list)
    closes: dict[int, int] = defaultdict(int)
    for span in sorted(labels, key=lambda one: (one.start, -one.end)):
        opens[span.start].append("{" + ",".join(labels[span]) + ":")
        closes[span.end] += 1
    pieces = ("}" * closes[at] + "".join(opens[at]) + text[at : at + 1] for at in range(len(text) + 1))
    return "".join(pieces)


def read_gold(part: str, folder: Path = GOLD) -> tuple[Marked, ...]:
    """The articles of one part of the gold (`open` or `aside`), by name."""
    paths = sorted((folder / part).glob("*.txt"))
    return tuple(marked(path.read_text(encoding="utf-8").rstrip("\n"), path.stem) for path in paths)
