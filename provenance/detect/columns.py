"""Columns of whole numbers, one a word, and the few steps that make new ones of them without a loop over words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "BEYOND",
    "NONE",
    "Column",
    "Columns",
    "Flags",
    "bucket",
    "coming",
    "counter",
    "latest",
    "moved",
    "stretches",
]

Column = NDArray[np.int64]
Columns = dict[str, Column]
Flags = NDArray[np.bool_]

NONE = -1
"""where there is nothing to tell of"""
BEYOND = -99
"""what stands before the first word and after the last"""
_BORDERS = np.array([0, 1, 2, 3, 5, 8, 12, 20, 40])


def bucket(distance: Column) -> Column:
    """A distance, coarser the longer it is; its sign is kept.

    >>> bucket(np.array([0, 2, -2, 7, 1000])).tolist()
    [0, 2, -2, 5, 9]
    """
    return np.sign(distance) * np.searchsorted(_BORDERS, np.abs(distance))


def moved(column: Column, by: int, fill: int = NONE) -> Column:
    """For each word what the column holds `by` words further on, `fill` beyond either end.

    >>> moved(np.array([5, 6, 7]), 1).tolist(), moved(np.array([5, 6, 7]), -1).tolist()
    ([6, 7, -1], [-1, 5, 6])
    """
    edge = np.full(min(abs(by), len(column)), fill, column.dtype)
    return np.concatenate([column[by:], edge] if by >= 0 else [edge, column[:by]])


def latest(flags: Flags) -> Column:
    """For each word the last flagged one up to and with it, NONE before the first.

    >>> latest(np.array([False, True, False])).tolist()
    [-1, 1, 1]
    """
    found: Column = np.maximum.accumulate(np.where(flags, np.arange(len(flags)), NONE))
    return found


def coming(flags: Flags) -> Column:
    """For each word the first flagged one from it on, the number of words after the last.

    >>> coming(np.array([False, True, False])).tolist()
    [1, 1, 3]
    """
    end = len(flags)
    found: Column = np.minimum.accumulate(np.where(flags, np.arange(end), end)[::-1])[::-1]
    return found


def stretches(numbers: Column) -> tuple[Column, Column]:
    """First word and one past the last of the stretch of equal numbers that each word stands in.

    >>> [column.tolist() for column in stretches(np.array([4, 4, 9]))]
    [[0, 0, 2], [2, 2, 3]]
    """
    firsts = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 1))
    lengths = np.diff(firsts, append=len(numbers))
    return np.repeat(firsts, lengths), np.repeat(firsts + lengths, lengths)


def counter(flags: Flags) -> Callable[[Column, Column], Column]:
    """Counts the flagged words from one word up to, not including, another, 0 if that stands before it.

    >>> counter(np.array([True, False, True]))(np.array([0, 1, 2]), np.array([3, 2, 1])).tolist()
    [2, 0, 0]
    """
    total = np.concatenate([[0], np.cumsum(flags)])
    return lambda start, end: np.maximum(total[end] - total[start], 0)
