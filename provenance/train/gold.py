"""Annotated articles as words with labels, what every model here is trained on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from provenance.detect.tags import CONTENT, CUE, SOURCE, B, I, Part
from provenance.detect.words import Numbers, Words, words

__all__ = ["Annotated", "annotated", "read_gold"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with what annotators marked: `labels` a word, and the parts of each attribution as word ranges."""

    id: str
    words: Words
    labels: Numbers
    attributions: tuple[dict[int, tuple[Part, ...]], ...]
    """role (SOURCE, CUE, CONTENT) -> word ranges"""


def _parts(words: Words, spans: list[list[int]]) -> tuple[Part, ...]:
    """Word ranges that the character spans touch, neighbours joined."""
    found: list[Part] = []
    for start, end in sorted(map(tuple, spans)):
        first = int(np.searchsorted(words.ends, start, "right"))
        last = int(np.searchsorted(words.starts, end, "left"))
        if first >= last:
            continue
        if found and first <= found[-1][1]:
            first, last = found[-1][0], max(last, found.pop()[1])
        found.append((first, last))
    return tuple(found)


def annotated(name: str, text: str, attributions: list[dict[str, list[list[int]]]]) -> Annotated:
    """The article as words with labels; where roles overlap a cue wins over a source, a source over content."""
    read = words(text)
    named = {CONTENT: "content", SOURCE: "source", CUE: "cue"}
    parts = tuple({role: _parts(read, one[name]) for role, name in named.items()} for one in attributions)
    labels = np.zeros(len(read), dtype=np.int32)
    starts = np.zeros(len(read), dtype=bool)
    for role in named:
        for one in parts:
            for first, last in one[role]:
                labels[first:last] = I[role]
                starts[first:last] = False
                starts[first] = True
    inside = {I[role]: B[role] for role in named}
    before = np.concatenate([[0], labels[:-1]]) if len(labels) else labels
    for at in np.flatnonzero(starts | (labels != before)):
        labels[at] = inside.get(int(labels[at]), 0)
    return Annotated(name, read, labels, parts)


def read_gold(path: Path) -> Iterator[Annotated]:
    """Articles of a JSONL file with `id`, `text` and `attributions`."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            yield annotated(given["id"], given["text"], given["attributions"])
