"""Which signals the linear tagger weighs, alone and together, and the number that each such feature goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from provenance.detect.columns import BEYOND, Column, Columns

__all__ = ["CUES", "FEATURES", "PARTS", "REACH", "feature", "features", "lone"]

_BITS = 22
FEATURES = 1 << _BITS
"""a feature is a number below this; a model gives a weight to some hundred thousand of the four million"""
REACH = 4
"""how many words away a signal may stand"""
_MOST = 3
"""signals in one template"""


def _around(name: str, reach: int) -> tuple[str, ...]:
    return tuple(f"{name}[{by}]" for by in range(-reach, reach + 1))


CUES = (
    *_around("low", 3),
    *_around("shape", 2),
    *_around("cue", 2),
    *_around("source", 2),
    *_around("look", 2),
    *("stem", "suffix", "ending", "name", "gap", "resumed", "from_first", "to_end", "quote[-1] quote"),
    *("low[-1] low", "low low[1]", "shape[-1] stem", "stem shape[1]", "shape[-1] cue shape[1]"),
    *("look[-1] stem", "stem look[1]", "look[-1] cue look[1]", "look[-2] look[-1] cue", "cue look[1] look[2]"),
    *("look[-1] look look[1]", "quote cue", "quote stem", "from_best cue", "who_before cue", "who_after cue"),
    *("stop_after cue", "stop_before cue", "stop_before stop_after cue", "stop_after stem", "stop_before stem"),
)
"""for finding cues: signals with how many words further on they stand"""
PARTS = (
    *_around("low", 2),
    *_around("shape", 2),
    *_around("chance", 2),
    *_around("source", 1),
    *_around("look", 2),
    *("low[3]", "suffix", "name", "called", "gap", "resumed", "from_first", "to_end"),
    *("low[-1] low", "low low[1]", "look[-1] look", "look look[1]", "quote[-1] quote quote[1]"),
    *("side quote", "side cues", "tail from_last", "first_cue side", "according low", "left_stem right_stem"),
    *("left_distance", "left_distance shape quote", "left_distance look", "left_stem", "left_before"),
    *("left_next left_distance", "left_next left_stem", "left_between", "left_between low", "left_between left_stem"),
    "left_from_first",
    *("right_distance", "right_distance shape quote", "right_distance look", "right_stem", "right_to_end"),
    *("right_before right_distance", "right_between", "right_between low", "right_between right_stem"),
    "right_between right_next",
    *("quote_length", "quote_gap", "quote_last", "quote_next", "quote_before", "quote_cue", "quote_within"),
    *("quote_near quote", "quote_near quote_length quote_gap"),
    *("paragraph_cues", "paragraph_before", "paragraph_before paragraph_cues quote"),
)
"""for finding sources, cues and contents"""

_SLOT = re.compile(r"(\w+)(?:\[(-?\d+)\])?")


def _factors(template: str) -> NDArray[np.uint64]:
    """A multiplier for each slot and a number to add, for ever the same for a template."""
    digest = blake2b(template.encode(), digest_size=8 * (_MOST + 1)).digest()
    return np.frombuffer(digest, dtype="<u8").astype(np.uint64) | np.uint64(1)


def lone(templates: tuple[str, ...], names: frozenset[str]) -> dict[str, tuple[str, int]]:
    """The templates that read one signal, of those `names`: which one, and how many words further on."""
    found = {template: _SLOT.findall(template) for template in templates}
    return {
        template: (slots[0][0], int(slots[0][1] or 0))
        for template, slots in found.items()
        if len(slots) == 1 and slots[0][0] in names
    }


def feature(template: str, values: Column) -> NDArray[np.intp]:
    """The number of the feature that a template which reads one signal makes of each value."""
    factors = _factors(template)
    found: NDArray[np.uint64] = values.astype(np.int64).view(np.uint64) * factors[0] + factors[-1]
    return (found >> np.uint64(64 - _BITS)).astype(np.intp)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Templates as arrays: the columns, the signals read from them, which ones each template takes, its multipliers."""

    names: tuple[str, ...]
    reads: tuple[tuple[int, int], ...]
    """column, words further on"""
    slots: NDArray[np.intp]
    """templates × _MOST: signals, from 1; 0 where a template takes fewer"""
    factors: NDArray[np.uint64]


@cache
def _plan(templates: tuple[str, ...]) -> _Plan:
    names: dict[str, int] = {}
    reads: dict[tuple[int, int], int] = {}
    slots = np.zeros((len(templates), _MOST), dtype=np.intp)
    for row, template in enumerate(templates):
        for at, (name, by) in enumerate(_SLOT.findall(template)):
            signal = names.setdefault(name, len(names)), int(by or 0)
            slots[row, at] = reads.setdefault(signal, len(reads) + 1)
    factors = np.array([_factors(template) for template in templates])
    return _Plan(tuple(names), tuple(reads), slots, factors)


def features(columns: Columns, templates: tuple[str, ...], first: int, end: int) -> NDArray[np.intp]:
    """Templates × words: the number of each feature of the words from `first` up to, not including, `end`.

    The signals of a template are hashed together (multilinear, Carter and Wegman 1979), and so is which template it
    is: features that share a number by chance are few, and training sees them share it too.
    """
    plan = _plan(templates)
    total = end - first
    held = np.full((len(plan.names), total + 2 * REACH), BEYOND, dtype=np.int64)
    start = max(first - REACH, 0)
    for row, name in enumerate(plan.names):
        near = columns[name][start : end + REACH]
        held[row, start - first + REACH :][: len(near)] = near
    values = np.zeros((len(plan.reads) + 1, total), dtype=np.int64)
    for row, (column, by) in enumerate(plan.reads, 1):
        values[row] = held[column, REACH + by : REACH + by + total]
    bits = values.view(np.uint64)
    found = bits.take(plan.slots[:, 0], 0) * plan.factors[:, :1] + plan.factors[:, -1:]
    for at in range(1, _MOST):
        more = np.flatnonzero(plan.slots[:, at])
        found[more] += bits.take(plan.slots[more, at], 0) * plan.factors[more, at : at + 1]
    return (found >> np.uint64(64 - _BITS)).astype(np.intp)
