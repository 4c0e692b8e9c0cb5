"""How alike two texts are: RapidFuzz over words, and a floor on what the shared words tell."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from provenance.lexicon import rarity
from provenance.model import Comparison, MatchKind
from provenance.text import WordCodes, spoken, words_once, words_span

__all__ = [
    "EDITED",
    "FLOORS",
    "NEAR_DAYS",
    "NEAR_RELIEF",
    "Coded",
    "Overlap",
    "align",
    "coded",
    "comparable",
    "compare",
    "comparison",
    "least_weight",
    "likeness",
    "overlap",
]

# The weaker the likeness, the more the shared words must tell: score at least, rarity of the shared words at least.
# Set on pairs of real quotes: below 19 stand stock phrases ("make America great again"), whatever the score.
FLOORS = ((85.0, 19.0), (70.0, 26.0), (60.0, 45.0))
EDITED = 70.0
# Words said within a week of each other are likelier the same words: the floor is lower by this much.
NEAR_DAYS, NEAR_RELIEF = 7.0, 4.0


@dataclass(frozen=True, slots=True)
class Coded:
    """A text with its words as one character each, in codes that the texts compared with it share."""

    text: str
    words: tuple[str, ...]
    codes: str


def comparable(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared: folded, "ISIS's" as "ISIS", what an editor put in left out."""
    found = words_once(spoken(text))
    if text.isascii() and "'" not in text and "`" not in text:
        return tuple(found)
    return tuple([word.removesuffix("'s") for word in found])


@lru_cache(maxsize=1 << 16)  # the same passages come up as candidates again and again
def _kept(text: str) -> tuple[str, ...]:
    """The same, kept for the next comparison, each word once."""
    return tuple(map(sys.intern, comparable(text)))


def coded(text: str, codes: WordCodes) -> Coded:
    """`text` made ready to be aligned with others of the same `codes`."""
    found = _kept(text)
    return Coded(text, found, codes.of(found))


def telling(some: Iterable[str]) -> float:
    """What sharing these words tells: the rarity of each, a repeated word once."""
    return sum(map(rarity, set(some)))


def compare(a: str, b: str, *, days_apart: float | None = None) -> Comparison | None:
    """How the shorter of two texts is found in the other, or None where they do not carry the same words.

    `score` (0 to 100) does not depend on which comes first. `days_apart` lowers what the shared words must tell where
    both were published within a week. Stock phrases do not compare, however exact.

    >>> said = "We will rebuild the harbour bridge before the winter storms arrive, whatever it costs."
    >>> found = compare(said, "He promised to 'rebuild the harbour bridge before the winter storms arrive'.")
    >>> found.kind, found.a_span.of(said)
    ('edited', 'rebuild the harbour bridge before the winter storms arrive')
    >>> compare("We are going to make America great again!", "And let’s make America great again.") is None
    True
    """
    codes = WordCodes()
    return align(coded(a, codes), coded(b, codes), days_apart=days_apart)


def align(a: Coded, b: Coded, *, days_apart: float | None = None) -> Comparison | None:
    """`compare` for texts that are coded already."""
    found = overlap(a, b)
    if found is None or found.weight < least_weight(found.score, days_apart):
        return None
    return comparison(a, b, found)


def likeness(a: Coded, b: Coded, *, least: float = FLOORS[-1][0]) -> Comparison | None:
    """How the shorter of two texts is found in the other, however little the shared words tell.

    None where they score below `least`.
    """
    found = overlap(a, b, least=least)
    return comparison(a, b, found) if found else None


class Overlap(NamedTuple):
    """What the shorter of two texts shares with the longer, in words."""

    score: float
    weight: float
    here: tuple[int, int]
    """from which of its words to behind which"""
    there: tuple[int, int]
    """the same of the longer"""


def _in_order(a: Coded, b: Coded) -> tuple[Coded, Coded]:
    """The shorter first."""
    return (b, a) if (len(a.codes), a.text) > (len(b.codes), b.text) else (a, b)


def overlap(a: Coded, b: Coded, *, least: float = FLOORS[-1][0]) -> Overlap | None:
    """What two texts share, counted in words; None where they score below `least`."""
    short, long = _in_order(a, b)
    if not short.codes:
        return None
    found = fuzz.partial_ratio_alignment(short.codes, long.codes, score_cutoff=least)
    if found is None:
        return None
    here, there = found.src_start, found.dest_start
    shared = LCSseq.editops(short.codes[here : found.src_end], long.codes[there : found.dest_end]).as_matching_blocks()[
        :-1
    ]
    weight = telling(word for run in shared for word in short.words[here + run.a : here + run.a + run.size])
    first, last = shared[0], shared[-1]
    ours, theirs = (here + first.a, here + last.a + last.size), (there + first.b, there + last.b + last.size)
    return Overlap(found.score, weight, ours, theirs)


def comparison(a: Coded, b: Coded, found: Overlap) -> Comparison:
    """The overlap in characters: to find where the words stand costs most, and most overlaps are not kept."""
    short, long = _in_order(a, b)
    ours, theirs = words_span(spoken(short.text), *found.here), words_span(spoken(long.text), *found.there)
    a_span, b_span = (ours, theirs) if short is a else (theirs, ours)
    return Comparison(found.score, _kind_of(short.codes, long.codes, found.score), a_span, b_span, found.weight)


def least_weight(score: float, days_apart: float | None) -> float:
    """What shared words must tell at least, infinite where they score too little."""
    floor = next((weight for least, weight in FLOORS if score >= least), math.inf)
    near = days_apart is not None and days_apart <= NEAR_DAYS
    return floor - NEAR_RELIEF if near else floor


def _kind_of(short: str, long: str, score: float) -> MatchKind:
    """The kind of a match of two texts in codes."""
    if short == long:
        return "verbatim"
    if short in long:
        return "contained"
    return "edited" if score >= EDITED else "reworded"
