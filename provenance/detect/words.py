"""A text as words for the trained detectors: parallel arrays, one entry a word or mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.detect.runs import runs
from provenance.model import Span
from provenance.text import sentences

__all__ = ["CLOSES", "INSIDE", "MARKS", "OPENS", "OUTSIDE", "Words", "words"]

Numbers = NDArray[np.int32]

OUTSIDE, INSIDE, OPENS, CLOSES = range(4)
"""where a word stands to the quotation marks: `OPENS` and `CLOSES` are the marks themselves"""
MARKS = "\"“”„«»'‘’`"

_TITLES = "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|St|Sept|Oct|Nov|Dec|Jan|Feb|Aug|Rev|Lt|Col|Sgt|Prof|Inc|Corp|Co|No|vs"
_WORD = re.compile(
    rf"""(?:[A-Za-z]\.){{2,}} | (?:{_TITLES})\. | \d+(?:[.,:]\d+)*%?
       | [’']s\b | [’'](?:re|ve|ll|d|m)\b | n[’']t\b | [^\W\d_]{{1,20}}?(?=n[’']t\b)
       | [^\W_]+(?:[-&][^\W_]+)* | \.\.\. | --+ | '' | `` | \S""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel arrays over one text, an entry for each word, number or mark."""

    text: str
    forms: list[str]
    starts: Numbers
    ends: Numbers
    gap: Numbers
    """what stands before: 0 nothing, 1 a blank, 2 a new paragraph"""
    paragraph: Numbers
    sentence: Numbers
    quote: Numbers
    """OUTSIDE, INSIDE, OPENS or CLOSES"""
    quotation: Numbers
    """counts quotations, one that goes on over paragraphs is one; -1 outside"""
    resumed: Numbers
    """1 where the quotation began in a paragraph before"""

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Characters from word `first` up to, not including, word `last` (`first < last`)."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))


def _numbers(values: list[int]) -> Numbers:
    return np.array(values, dtype=np.int32)


def _at(borders: Numbers, starts: Numbers) -> Numbers:
    """For each start, how many borders stand at or before it."""
    return np.searchsorted(borders, starts, "right").astype(np.int32)


def _quotes(text: str, starts: Numbers, ends: Numbers, paragraph: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """State, quotation and resumption of each word."""
    state, number, again = (np.full(len(starts), value, dtype=np.int32) for value in (OUTSIDE, -1, 0))
    count, resumed = 0, 0
    left_open = -2  # the paragraph whose quotation was not closed
    found = runs(text)
    firsts = np.searchsorted(starts, _numbers([run.start for run in found])).tolist()
    lasts = np.searchsorted(starts, _numbers([run.end for run in found])).tolist()
    for first, last in zip(firsts, lasts, strict=True):
        if first >= last:
            continue
        resumed = int(left_open == paragraph[first] - 1 and (first == 0 or paragraph[first - 1] != paragraph[first]))
        count += not resumed
        state[first:last] = INSIDE
        state[first] = OPENS
        closed = ends[last - 1] - starts[last - 1] <= 2 and text[ends[last - 1] - 1] in MARKS and last - 1 > first
        if closed:
            state[last - 1] = CLOSES
        left_open = -2 if closed else int(paragraph[first])
        number[first:last] = count
        again[first:last] = resumed
    return state, number, again


def words(text: str) -> Words:
    """The words of `text` with what a detector needs to know of each; empty arrays for an empty text."""
    found = [match.span() for match in _WORD.finditer(text)]
    starts, ends = _numbers([start for start, _ in found]), _numbers([end for _, end in found])
    lines = _at(_numbers([match.start() for match in re.finditer("\n", text)]), starts)
    before = np.concatenate([np.zeros(1, np.int32), ends])[: len(found)]
    gap = (starts > before).astype(np.int32)
    fresh = np.diff(lines, prepend=-1) > 0
    gap[fresh] = 2
    if len(gap):
        gap[0] = 2
    paragraph = np.cumsum(fresh, dtype=np.int32)
    sentence = _at(_numbers([one.start for one in sentences(text)]), starts)
    state, number, again = _quotes(text, starts, ends, paragraph)
    forms = [text[start:end] for start, end in found]
    return Words(text, forms, starts, ends, gap, paragraph, sentence, state, number, again)
