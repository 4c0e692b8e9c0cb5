"""Which of many pairs of texts carry the same words: scored by RapidFuzz, weighed with NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from provenance.link.candidates import LEAST_SHARE
from provenance.link.score import EDITED, FLOORS, NEAR_DAYS, NEAR_RELIEF
from provenance.link.sharing import firsts
from provenance.model import MatchKind

__all__ = ["KINDS", "WORDS", "Alikes", "Judge"]

# Where nothing is known of a pair but its words, only they speak for a link. The smaller the part of the longer text
# that they are, the more exactly they must stand there: an edited copy at three quarters of it, word for word at two
# fifths and less.
_UNDATED_SCORES = ((0.4, 100.0), (0.75, 85.0))
# What they must tell: where they are less than two fifths of the longer text, and where they are more.
_UNDATED_FLOORS = (35.0, 12.0)
# So much alike, pairs share more of their keys than others do: one in two thousand does not.
_UNDATED_SHARE = 0.25
# Cutoffs are rounded down to these, for RapidFuzz takes one for many pairs at once.
_CUTOFF_STEP = 5.0
_CUTOFFS = np.arange(FLOORS[-1][0], 100.1, _CUTOFF_STEP)
_ROUNDING = 1e-6
_TEXTS_AT_ONCE = 20_000
_PAIRS_AT_ONCE = 50_000
WORDS = 0x110000
"""as many numbers as a character can have"""

KINDS: tuple[MatchKind, ...] = get_args(MatchKind)

Numbers = NDArray[Any]


class Alikes(NamedTuple):
    """Pairs of texts that are alike, by the texts' places."""

    a: Numbers
    b: Numbers
    scores: Numbers
    """0 to 100"""
    kinds: Numbers
    """places in `KINDS`"""


class Judge:
    """Says which pairs of texts are alike; the texts are strings of one character a word.

    `groups`: those of one group, from 0, never are; `days`: the first and the last on which each may have come out;
    `rarities` by the characters' numbers. With `strict` words must be more alike where a day is missing.
    """

    def __init__(self, texts: Sequence[str], groups: Numbers, days: Numbers, rarities: Numbers, strict: bool) -> None:
        self._texts = texts
        self._groups = groups
        self._starts, self._ends = days
        self._unknown = np.nan if strict else np.inf
        self._rarities = rarities
        self._lengths = np.fromiter(map(len, texts), np.int32, len(texts))
        self._telling = _telling(texts, rarities)
        self._rarest = float(rarities.max(initial=0.0))

    def alike(self, a: Numbers, b: Numbers, share: Numbers) -> Alikes:
        """Those of the pairs that are alike; `share` is what both share of the keys of the one that has fewer."""
        group = self._groups[a]
        worth = (share >= LEAST_SHARE) & ((group < 0) | (group != self._groups[b]))
        a, b, share = a[worth], b[worth], share[worth]
        apart = np.maximum(0.0, np.maximum(self._starts[a] - self._ends[b], self._starts[b] - self._ends[a]))
        apart[np.isnan(apart)] = self._unknown
        short, long = (np.where(self._lengths[a] <= self._lengths[b], *pair) for pair in ((a, b), (b, a)))
        cutoffs = self._cutoffs(short, long, apart)
        cutoffs[np.isnan(apart) & (share < _UNDATED_SHARE)] = np.inf
        scores = np.zeros(len(a))
        for cutoff in _CUTOFFS:
            some = np.flatnonzero(cutoffs == cutoff)
            scores[some] = self._scores(short[some], long[some], cutoff)
        some = np.flatnonzero(scores)
        kept = some[self._enough(short[some], long[some], scores[some], apart[some])]
        return Alikes(a[kept], b[kept], scores[kept], self._kinds(short[kept], long[kept], scores[kept]))

    def _coverage(self, short: Numbers, long: Numbers) -> Numbers:
        covered: Numbers = self._lengths[short] / np.maximum(self._lengths[long], 1)
        return covered

    def _cutoffs(self, short: Numbers, long: Numbers, apart: Numbers) -> Numbers:
        """The least score with which each pair can be alike, a little less at times; infinite where none will do."""
        most = np.minimum(self._telling[short], self._telling[long])
        dated = np.full(len(short), np.inf)
        for score, weight in FLOORS:
            dated[most >= weight - NEAR_RELIEF] = score
        undated = np.interp(self._coverage(short, long), *np.transpose(_UNDATED_SCORES))
        undated = np.floor(undated / _CUTOFF_STEP) * _CUTOFF_STEP
        return np.where(self._lengths[short] == 0, np.inf, np.where(np.isnan(apart), undated, dated))

    def _scores(self, short: Numbers, long: Numbers, cutoff: float) -> Numbers:
        texts = self._texts
        scores = np.zeros(len(short))
        for first in range(0, len(short), _PAIRS_AT_ONCE):
            some = slice(first, first + _PAIRS_AT_ONCE)
            scores[some] = process.cpdist(
                [texts[one] for one in short[some].tolist()],
                [texts[one] for one in long[some].tolist()],
                scorer=fuzz.partial_ratio,
                score_cutoff=cutoff,
                workers=-1,  # one thread a core
                dtype=np.float64,
            )
        return scores

    def _enough(self, short: Numbers, long: Numbers, scores: Numbers, apart: Numbers) -> Numbers:
        """Whether the shared words tell enough; worked out one by one only where the bounds leave it open."""
        needed = self._needed(short, long, scores, apart)
        at_most = self._telling[short]
        # Words of the shorter text that the longer one may lack, at most, each of them the rarest.
        at_least = at_most - (1 - scores / 100) * 2 * self._lengths[short] * self._rarest
        enough: Numbers = at_least >= needed
        for at in np.flatnonzero(~enough & (at_most >= needed)).tolist():
            enough[at] = self._shared(self._texts[short[at]], self._texts[long[at]], scores[at]) >= needed[at]
        return enough

    def _needed(self, short: Numbers, long: Numbers, scores: Numbers, apart: Numbers) -> Numbers:
        """What the shared words must tell at least, infinite where they score too little."""
        dated = np.full(len(scores), np.inf)
        for score, weight in reversed(FLOORS):
            dated[scores >= score] = weight
        dated -= NEAR_RELIEF * (apart <= NEAR_DAYS)
        coverage = self._coverage(short, long)
        undated = np.where(coverage >= _UNDATED_SCORES[0][0], *reversed(_UNDATED_FLOORS))
        undated[scores < np.interp(coverage, *np.transpose(_UNDATED_SCORES))] = np.inf
        return np.where(np.isnan(apart), undated, dated)

    def _kinds(self, short: Numbers, long: Numbers, scores: Numbers) -> Numbers:
        loose = np.where(scores >= EDITED, KINDS.index("edited"), KINDS.index("reworded"))
        whole = self._lengths[short] == self._lengths[long]
        exact = np.where(whole, KINDS.index("verbatim"), KINDS.index("contained"))
        kinds: Numbers = np.where(scores >= 100, exact, loose)
        return kinds

    def _shared(self, short: str, long: str, score: float) -> float:
        """What the words tell that stand in both where they are aligned."""
        found = fuzz.partial_ratio_alignment(short, long, score_cutoff=score - _ROUNDING)
        if found is None:
            return 0.0
        ours = short[found.src_start : found.src_end]
        runs = LCSseq.editops(ours, long[found.dest_start : found.dest_end]).as_matching_blocks()
        told = {word for run in runs for word in ours[run.a : run.a + run.size]}
        return float(sum(self._rarities[ord(word)] for word in told))


def _telling(texts: Sequence[str], rarities: Numbers) -> Numbers:
    """What all words of each text tell together, a repeated word once."""
    told = np.zeros(len(texts))
    for first in range(0, len(texts), _TEXTS_AT_ONCE):
        some = texts[first : first + _TEXTS_AT_ONCE]
        words = np.frombuffer("".join(some).encode("utf-32-le", "surrogatepass"), np.uint32)
        owners = np.repeat(np.arange(len(some)), np.fromiter(map(len, some), np.int64, len(some)))
        distinct = np.sort(owners * WORDS + words)
        distinct = distinct[firsts(distinct)]
        told[first : first + len(some)] = np.bincount(
            distinct // WORDS, weights=rarities[distinct % WORDS], minlength=len(some)
        )
    return told
