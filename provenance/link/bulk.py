"""All pairs of many texts that carry the same words, found with NumPy: a million texts in a minute or two."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from provenance.lexicon import rarity
from provenance.link.candidates import LEAST_SHARE
from provenance.link.score import (
    EDITED,
    FLOORS,
    NEAR_RELIEF,
    coded,
    comparable,
    least_weight,
    likeness,
)
from provenance.link.sharing import firsts, index_of, sharing
from provenance.model import Match, MatchKind
from provenance.text import WordCodes

__all__ = ["Alike", "Pile", "Text", "match"]

# Where nothing is known of a pair but its words, only they speak for a link. The smaller the part of the longer text
# that they are, the more exactly they must stand there: an edited copy at three quarters of it, word for word at two
# fifths and less.
_UNDATED_SCORES = ((0.4, 100.0), (0.75, 85.0))
# What they must tell: where they are less than two fifths of the longer text, and where they are more.
_UNDATED_FLOORS = (35.0, 12.0)
# Cutoffs are rounded down to these, for RapidFuzz takes one for many pairs at once.
_CUTOFF_STEP = 5.0
_CUTOFFS = np.arange(FLOORS[-1][0], 100.1, _CUTOFF_STEP)
_ROUNDING = 1e-6
_TEXTS_AT_ONCE = 100_000
_WORDS = 0x110000
"""as many numbers as a character can have"""

Numbers = NDArray[Any]


class Text(NamedTuple):
    """A text to match: texts of one `group` (one article, one outlet) are not matched with each other."""

    id: str
    text: str
    group: str | None = None
    day: date | None = None


class Alike(NamedTuple):
    """Two texts with the same words, by their places in the pile, the earlier first."""

    a: int
    b: int
    score: float
    kind: MatchKind


def match(texts: Iterable[tuple[str, str, str | None] | Text]) -> Iterator[Match]:
    """Every pair of `texts` that carries the same words, in the order of the later text, then of the earlier one.

    A text is `(id, text, group)` or a `Text`, whose day makes words of the same week easier to match. Where more than
    250 texts share the same three words, not all their pairs are looked at, but enough to hold them together.
    """
    known = [Text(*one) for one in texts]
    pile = Pile()
    for one in known:
        pile.add(one.text, one.group, None if one.day is None else (one.day.toordinal(), one.day.toordinal()))
    for a, b, _, _ in pile.alike():
        found = likeness(coded(known[a].text, pile.codes), coded(known[b].text, pile.codes))
        if found:
            yield Match(known[a].id, known[b].id, found.score, found.kind, found.a_span, found.b_span)


class Pile:
    """Texts as they come, each kept as one character a word: all that is needed to say which are alike."""

    def __init__(self, *, strict: bool = True) -> None:
        """With `strict` words must be more alike where a day is missing; without, as much as those of other weeks."""
        self.codes = WordCodes()
        self._strict = strict
        self._texts: list[str] = []
        self._groups: list[int] = []
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._names: dict[str, int] = {}

    def add(self, text: str, group: str | None = None, days: tuple[float, float] | None = None) -> None:
        """Put a text on the pile; those of one `group` are never alike.

        It came out between the two `days`, counted from anywhere.
        """
        self._texts.append(self.codes.of(comparable(text)))
        self._groups.append(-1 if group is None else self._names.setdefault(group, len(self._names)))
        start, end = days or (np.nan, np.nan)
        self._starts.append(start)
        self._ends.append(end)

    def alike(self, *, longest: int = 250) -> Iterator[Alike]:
        """Every two texts that carry the same words, in the order of the later one, then of the earlier one.

        Of three words that more than `longest` texts hold, not all pairs are looked at. With days the words must tell
        as much as `compare` asks for; without, see `_UNDATED_SCORES`.
        """
        rarities = np.zeros(_WORDS)
        for word, code in self.codes.items():
            rarities[ord(code)] = rarity(word)
        days = np.array([self._starts, self._ends])
        judge = _Judge(self._texts, np.array(self._groups), days, rarities, self._strict)
        index = index_of(self._texts, rarities)
        for earlier, later, shared in sharing(index, longest):
            fewer = np.minimum(index.keys[earlier], index.keys[later])
            close = shared >= LEAST_SHARE * fewer
            yield from judge.judged(earlier[close], later[close])


class _Judge:
    """Says which pairs of texts are alike: many at once, and one by one only where that leaves it open."""

    def __init__(self, texts: Sequence[str], groups: Numbers, days: Numbers, rarities: Numbers, strict: bool) -> None:
        self._texts = texts
        self._groups = groups
        self._starts, self._ends = days
        self._unknown = np.nan if strict else np.inf
        self._rarities = rarities
        self._lengths = np.fromiter(map(len, texts), np.int32, len(texts))
        self._telling = _telling(texts, rarities)
        self._rarest = float(rarities.max(initial=0.0))

    def judged(self, a: Numbers, b: Numbers) -> Iterator[Alike]:
        """Those of the pairs that are alike."""
        group = self._groups[a]
        apart_from = (group < 0) | (group != self._groups[b])
        a, b = a[apart_from], b[apart_from]
        apart = np.maximum(0.0, np.maximum(self._starts[a] - self._ends[b], self._starts[b] - self._ends[a]))
        apart[np.isnan(apart)] = self._unknown
        cutoffs = self._cutoffs(a, b, apart)
        scores = np.zeros(len(a), np.float64)
        for cutoff in _CUTOFFS:
            some = np.flatnonzero(cutoffs == cutoff)
            scores[some] = self._scores(a[some], b[some], cutoff)
        found = np.flatnonzero(scores)
        rows = zip(*(one[found].tolist() for one in (a, b, scores, apart)), strict=True)
        for first, second, score, days in rows:
            kind = self._kind(first, second, score, None if math.isnan(days) else days)
            if kind:
                yield Alike(first, second, score, kind)

    def _cutoffs(self, a: Numbers, b: Numbers, apart: Numbers) -> Numbers:
        """The least score with which each pair can be alike, a little less at times; infinite where none will do."""
        few, many = np.minimum(self._lengths[a], self._lengths[b]), np.maximum(self._lengths[a], self._lengths[b])
        most = np.minimum(self._telling[a], self._telling[b])
        dated = np.full(len(a), np.inf)
        for score, weight in FLOORS:
            dated[most >= weight - NEAR_RELIEF] = score
        undated = np.interp(few / np.maximum(many, 1), *np.transpose(_UNDATED_SCORES))
        undated = np.floor(undated / _CUTOFF_STEP) * _CUTOFF_STEP
        return np.where(many == 0, np.inf, np.where(np.isnan(apart), undated, dated))

    def _scores(self, a: Numbers, b: Numbers, cutoff: float) -> Numbers:
        texts = self._texts
        return process.cpdist(
            [texts[one] for one in a.tolist()],
            [texts[one] for one in b.tolist()],
            scorer=fuzz.partial_ratio,
            score_cutoff=cutoff,
            workers=-1,  # one thread a core
            dtype=np.float64,
        )

    def _kind(self, a: int, b: int, score: float, days_apart: float | None) -> MatchKind | None:
        one, other = (a, b) if self._lengths[a] <= self._lengths[b] else (b, a)
        short, long = self._texts[one], self._texts[other]
        coverage = len(short) / len(long)
        needed = _least_undated(score, coverage) if days_apart is None else least_weight(score, days_apart)
        # Words of the shorter text that the longer one may lack, at most, each of them the rarest.
        lacking = (1 - score / 100) * 2 * len(short)
        if self._telling[one] < needed:
            return None
        if self._telling[one] - lacking * self._rarest < needed and self._shared(short, long, score) < needed:
            return None
        if score < 100:
            return "edited" if score >= EDITED else "reworded"
        return "verbatim" if short == long else "contained"

    def _shared(self, short: str, long: str, score: float) -> float:
        """What the words tell that stand in both where they are aligned."""
        found = fuzz.partial_ratio_alignment(short, long, score_cutoff=score - _ROUNDING)
        if found is None:
            return 0.0
        ours = short[found.src_start : found.src_end]
        runs = LCSseq.editops(ours, long[found.dest_start : found.dest_end]).as_matching_blocks()
        return float(
            sum(self._rarities[ord(word)] for word in {word for run in runs for word in ours[run.a : run.a + run.size]})
        )


def _least_undated(score: float, coverage: float) -> float:
    """`least_weight` of a pair of which one has no date; `coverage` is the shorter text's words by the longer's."""
    (little, highest), (much, lowest) = _UNDATED_SCORES
    needed = highest - (highest - lowest) * min(1.0, max(0.0, (coverage - little) / (much - little)))
    return _UNDATED_FLOORS[coverage >= little] if score >= needed else math.inf


def _telling(texts: Sequence[str], rarities: Numbers) -> Numbers:
    """What all words of each text tell together, a repeated word once."""
    told = np.zeros(len(texts))
    for first in range(0, len(texts), _TEXTS_AT_ONCE):
        some = texts[first : first + _TEXTS_AT_ONCE]
        words = np.frombuffer("".join(some).encode("utf-32-le", "surrogatepass"), np.uint32)
        owners = np.repeat(np.arange(len(some)), np.fromiter(map(len, some), np.int64, len(some)))
        distinct = np.sort(owners * _WORDS + words)
        distinct = distinct[firsts(distinct)]
        told[first : first + len(some)] = np.bincount(
            distinct // _WORDS, weights=rarities[distinct % _WORDS], minlength=len(some)
        )
    return told
