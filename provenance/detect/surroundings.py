"""What the linear tagger knows of a word once cues are found: the cues around it, and the quotation it stands in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.detect.columns import (
    NONE,
    Column,
    Columns,
    Flags,
    bucket,
    coming,
    counter,
    latest,
    moved,
    stretches,
)
from provenance.detect.signals import STOPS, number
from provenance.detect.words import CLOSES, OPENS, Words

__all__ = ["surroundings"]

_LIKELY = 0.35
"""share from which a word counts as a cue: below one half, a cue that is missed costs more than one too many"""
_LEVELS = 5
"""steps in which the share itself is told"""
_THAT = 6
"""words behind a cue in which "that" belongs to it"""
_TAIL = 8
"""words at the end of a sentence that ", she said on Monday." takes"""
_NEAR = 8
"""words before and after a quotation in which its cue stands"""


def _read(column: Column, at: Column) -> Column:
    """What stands at those words, NONE for one outside the text."""
    last = len(column) - 1
    found: Column = np.where((at >= 0) & (at <= last), column[np.clip(at, 0, last)], NONE)
    return found


def _between(columns: Columns, start: Column, end: Column) -> Column:
    """What stands between two words, as bits: opening marks, closing marks, commas up to two."""
    quote = columns["quote"]
    opens, closes, commas = map(counter, (quote == OPENS, quote == CLOSES, columns["stop"] == STOPS[","]))
    found: Column = (opens(start, end) > 0) + 2 * (closes(start, end) > 0) + 4 * np.minimum(commas(start, end), 2)
    return found


def _left(columns: Columns, heads: Flags) -> Columns:
    """The cue at or before each word in its sentence."""
    at = np.arange(len(heads))
    found = latest(heads)
    has = found >= columns["first"]
    place = np.where(has, found, NONE)
    next_to, that = place + 1, counter(columns["stop"] == STOPS["that"])
    between = _between(columns, next_to, at) + 16 * (that(next_to, np.minimum(at, next_to + _THAT)) > 0)
    told = {
        "left_distance": bucket(at - found),
        "left_between": between,
        "left_next": _read(columns["low"], next_to),
        "left_before": _read(columns["low"], place - 1),
        "left_from_first": bucket(place - columns["first"]),
    }
    told = {name: np.where(has, column, NONE) for name, column in told.items()}
    return told | {"left": place, "left_stem": _read(columns["stem"], place)}


def _right(columns: Columns, heads: Flags) -> Columns:
    """The cue after each word in its sentence."""
    total = len(heads)
    at = np.arange(total)
    found = moved(coming(heads), 1, total)
    has = found < columns["end"]
    place = np.where(has, found, at)
    told = {
        "right_distance": bucket(place - at),
        "right_between": _between(columns, at + 1, place),
        "right_next": _read(columns["low"], place + 1),
        "right_before": _read(columns["low"], place - 1),
        "right_to_end": bucket(columns["end"] - place),
        "right_stem": columns["stem"][place],
    }
    return {name: np.where(has, column, NONE) for name, column in told.items()} | {"has_right": has.astype(np.int64)}


def _sentence(columns: Columns, heads: Flags, side: Column) -> Columns:
    """The first and the last cue of the sentence."""
    first, end = columns["first"], columns["end"]
    count = counter(heads)(first, end)
    last = np.maximum(latest(heads)[end - 1], 0)
    tail = end - last <= _TAIL
    comma = counter(columns["stop"] == STOPS[","])(np.maximum(first, last - _TAIL), last) > 0
    according = counter(columns["low"] == number("according"))(first, end) > 0
    some = count > 0
    return {
        "cues": np.minimum(count, 3),
        "tail": np.where(some, tail + 2 * comma + 4 * side, NONE),
        "from_last": np.where(some, bucket(np.arange(len(heads)) - last), NONE),
        "first_cue": np.where(some, bucket(coming(heads)[first] - first), NONE),
        "according": np.where(according, side, NONE),
    }


def _ends(quotation: Column) -> tuple[Column, Column]:
    """First and last word of the quotation that each word stands in, also where that goes on in another paragraph."""
    total = len(quotation)
    at = np.arange(total)
    first, last = np.full(total + 2, total), np.full(total + 2, NONE)
    np.minimum.at(first, quotation, at)
    np.maximum.at(last, quotation, at)
    return first[quotation], last[quotation]


def _quotation(words: Words, columns: Columns, heads: Flags) -> Columns:
    """The quotation around each word, and the cues near it."""
    start, last = _ends(words.quotation.astype(np.int64))
    end = np.minimum(last + 1, len(words))
    count = counter(heads)
    before, after = np.maximum(start - _NEAR, 0), np.minimum(end + _NEAR, len(words))
    ahead, behind = _read(latest(heads), start - 1), _read(coming(heads), end)
    nearest = np.where(ahead >= before, ahead, np.where((behind >= 0) & (behind < after), behind, NONE))
    low = columns["low"]
    told = {
        "quote_length": bucket(last - start),
        "quote_gap": columns["gap"][start],
        "quote_last": _read(low, last - 1),
        "quote_next": _read(low, end),
        "quote_before": _read(low, start - 1),
        "quote_near": np.minimum(count(before, start) + count(end, after), 2),
        "quote_cue": _read(columns["stem"], nearest),
        "quote_within": np.minimum(count(start, end), 2),
    }
    return {name: np.where(words.quotation >= 0, column, NONE) for name, column in told.items()}


def surroundings(words: Words, columns: Columns, cue: NDArray[np.float64]) -> Columns:
    """Columns for finding parts: those of `signals` and more, given how likely each word belongs to a cue."""
    likely = cue >= _LIKELY
    heads = likely & ~np.concatenate([[False], likely[:-1]])
    left, right = _left(columns, heads), _right(columns, heads)
    side = 2 * (left["left"] >= 0) + right["has_right"]
    first, end = stretches(words.paragraph.astype(np.int64))
    return {
        **columns,
        **left,
        **right,
        **_sentence(columns, heads, side),
        **_quotation(words, columns, heads),
        "side": side,
        "chance": (cue * _LEVELS + 0.5).astype(np.int64),
        "paragraph_cues": np.minimum(counter(heads)(first, end), 3),
        "paragraph_before": _read(columns["low"], first - 1),
    }
