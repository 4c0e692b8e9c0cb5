"""The tags that a trained detector gives each word, and the ranges they spell.

Outside, or the beginning or the inside of a source, a cue, a content (Ramshaw and Marcus 1995).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.detect.words import Numbers, Words

__all__ = [
    "CONTENT",
    "CUE",
    "OUTSIDE",
    "SOURCE",
    "TAGS",
    "B",
    "I",
    "Part",
    "Scores",
    "Tagged",
    "Tagger",
    "legal",
    "parts",
]

Scores = NDArray[np.float32]
Part = tuple[int, int]
"""first word, one past the last"""

OUTSIDE = 0
SOURCE, CUE, CONTENT = range(3)
B = {SOURCE: 1, CUE: 3, CONTENT: 5}
I = {SOURCE: 2, CUE: 4, CONTENT: 6}  # noqa: E741 - the name that the scheme has in every paper
TAGS = 7


def legal() -> Scores:
    """Transitions from row to column: an inside goes on from the same role, and nothing else is ruled out."""
    table = np.zeros((TAGS, TAGS), dtype=np.float32)
    for role in (SOURCE, CUE, CONTENT):
        table[:, I[role]] = -np.inf
        table[[B[role], I[role]], I[role]] = 0
    return table


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a tagger makes of the words: one tag each, and how sure it is of it."""

    tags: Numbers
    sure: Scores
    """probability of the tag that was chosen"""


Tagger = Callable[[Words], Tagged]


def parts(tags: Numbers) -> list[tuple[int, int, int]]:
    """(role, first, one past the last) of each range that the tags spell, in order."""
    role = np.where(tags > 0, (tags - 1) // 2, -1)
    begins = (tags % 2 == 1) | (np.diff(role, prepend=-2) != 0)
    firsts = np.flatnonzero(begins)
    lasts = [*firsts[1:], len(tags)][: len(firsts)]
    return [(int(role[a]), int(a), int(b)) for a, b in zip(firsts, lasts, strict=True) if role[a] >= 0]
