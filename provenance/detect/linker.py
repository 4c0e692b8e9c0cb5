"""Which cue a content belongs to, and which source a cue has: choices among the few that stand near.

Both are multinomial logistic choices over plain signs of a pair: how far, what stands between, quotation marks, the
words at the borders. The signs of all pairs of an article are computed at once; a sign is a row of one table of
weights, and every choice has "none of them" beside its candidates.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.detect.columns import bucket
from provenance.detect.tags import CONTENT, CUE, SOURCE
from provenance.detect.words import CLOSES, OPENS, Words
from provenance.shipped import shipped

__all__ = [
    "CANDIDATES",
    "Choices",
    "Links",
    "Parts",
    "Vocabulary",
    "choices",
    "likelihoods",
    "links",
]

Ints = NDArray[np.int64]
Vocabulary = dict[str, int]
"""number of each word that has signs of its own, from 1; any other word is 0"""

CANDIDATES = 8
"""looked at for each part, the nearest ones"""
_FAR_CUE, _FAR_SOURCE = 6, 1
"""paragraphs between a content and its cue (a quotation goes on), a cue and its source"""
_NOBODY, _NOTHING = -1, -2
_PRONOUNS = frozenset("he she they we i it who you".split())


@dataclass(frozen=True, slots=True)
class Parts:
    """What the tags of an article spell: first word and one past the last of each source, cue and content."""

    sources: Ints
    cues: Ints
    contents: Ints

    @classmethod
    def of(cls, found: list[tuple[int, int, int]]) -> Parts:
        """From `(role, first, last)` in the order of the text."""
        by = ([part for role, *part in found if role == wanted] for wanted in (SOURCE, CUE, CONTENT))
        return cls(*(np.array(parts, dtype=np.int64).reshape(-1, 2) for parts in by))


@dataclass(frozen=True, slots=True)
class Choices:
    """For each content and then for each cue: `which` candidates there are, and the rows of weights for each.

    `which` holds indices of cues, or of sources, -1 for "none of them" (the last column), -2 where there are no more;
    `signs` is askers × (CANDIDATES + 1) × rows.
    """

    which: Ints
    signs: Ints


@dataclass(frozen=True, slots=True)
class Links:
    """The likeliest choice of each content and cue, -1 for none, and how likely it is."""

    cue: Ints
    """of each content"""
    cue_sure: NDArray[np.float32]
    source: Ints
    """of each cue"""
    source_sure: NDArray[np.float32]


@cache
def _model() -> tuple[NDArray[np.float32], Vocabulary]:
    with np.load(shipped("data") / "linker.npz", allow_pickle=False) as file:
        return file["weights"], {word: at for at, word in enumerate(str(file["words"]).split("\n"), 1)}


def _signed(difference: Ints) -> Ints:
    """The bucket of a distance, 0 to 9, and 10 to 19 for a negative one."""
    return bucket(np.abs(difference)) + 10 * (difference < 0)


@lru_cache(maxsize=1 << 16)
def _look(form: str) -> int:
    """A word as the signs see it: four bits for a comma, "that", "and" and a colon, above them its shape."""
    low = form.lower()
    bits = (low == ",") | (low == "that") << 1 | (low == "and") << 2 | (low == ":") << 3
    return bits | (2 if low in _PRONOUNS else int(form[0].isupper())) << 4


class _View:
    """What the signs ask of the words, counted once an article; one entry more than words, so that ends have one."""

    def __init__(self, words: Words, parts: Parts, numbers: Vocabulary) -> None:
        get = numbers.get
        self.length = len(words)
        self.words = len(numbers) + 1
        self.ids = np.array([get(form.lower(), 0) for form in words.forms] + [0], dtype=np.int64)
        looks = np.array([_look(form) for form in words.forms] + [0], dtype=np.int64)
        self.shape = looks >> 4
        self.quote, self.quotation, self.sentence, self.paragraph = (
            np.append(numbered, -1).astype(np.int64)
            for numbered in (words.quote, words.quotation, words.sentence, words.paragraph)
        )
        self.quote[-1] = 0
        starts = np.zeros((3, self.length + 1), dtype=np.int64)
        for row, some in enumerate((parts.sources, parts.cues, parts.contents)):
            starts[row, some[:, 0]] = 1
        flags = [looks & 1, looks >> 1 & 1, looks >> 2 & 1, looks >> 3 & 1]
        flags += [(self.quote == OPENS) | (self.quote == CLOSES), np.append(words.gap, 0) == 2, *starts]
        self.counts = np.pad(np.cumsum(np.array(flags), axis=1), ((0, 0), (1, 0)))
        """how many before each word: commas, that, and, colons, marks, paragraphs, sources, cues, contents"""

    def between(self, low: Ints, high: Ints) -> Ints:
        """Nine counts of the words from `low` up to, not including, `high`, which is no smaller."""
        found: Ints = self.counts[:, high] - self.counts[:, low]
        return found


def _near(view: _View, asking: Ints, offered: Ints, far: int) -> Ints:
    """Indices of the nearest offered parts of each asking one that share no word with it, -2 where there are fewer."""
    if not len(offered) or not len(asking):
        return np.full((len(asking), CANDIDATES), _NOTHING)
    around = np.searchsorted(offered[:, 0], asking[:, 0])[:, None] + np.arange(-CANDIDATES - 1, CANDIDATES + 1)
    inside = (around >= 0) & (around < len(offered))
    near = np.where(inside, around, 0)
    ahead = offered[near, 0] - asking[:, 1:]
    behind = asking[:, :1] - offered[near, 1]
    apart = np.abs(view.paragraph[offered[near, 0]] - view.paragraph[asking[:, :1]]) <= far
    fits = inside & apart & ((ahead >= 0) | (behind >= 0))
    distance = np.where(fits, np.maximum(ahead, behind), np.iinfo(np.int64).max)
    order = np.argsort(distance, axis=1, kind="stable")[:, :CANDIDATES]
    chosen: Ints = np.where(np.take_along_axis(fits, order, 1), np.take_along_axis(near, order, 1), _NOTHING)
    return chosen


_Sign = tuple[int, Ints]
"""how many values it has, the value of each pair"""


def _pair_signs(view: _View, part: Ints, cue: Ints, of_cue: Ints) -> list[_Sign]:
    """Signs of contents or sources beside cues; `of_cue` is 1 where a cue asks for its source.

    `part` and `cue` are askers × CANDIDATES × 2, candidates by distance.
    """
    first, last, start, end = part[..., 0], part[..., 1], cue[..., 0], cue[..., 1]
    after = (first >= end).astype(np.int64)
    low, high = np.where(after, end, last), np.where(after, first, start)
    counted = view.between(low, np.maximum(low, high))
    commas, thats, ands, colons, marks, breaks, sources, cues, contents = counted
    commas, cues, marks = np.minimum(commas, 3), np.minimum(cues, 3), np.minimum(marks, 2)
    parts = np.minimum(sources, 2) * 3 + np.minimum(contents, 2)
    breaks = np.minimum(breaks, 2)
    gap = bucket(np.maximum(high - low, 0))  # less than nothing only where there is no candidate
    ids, size, quote = view.ids, view.words, view.quote
    same = (view.sentence[first] == view.sentence[start]).astype(np.int64)
    beside = (view.paragraph[first] == view.paragraph[start]).astype(np.int64)
    rank = np.arange(part.shape[1])[None, :]
    lead, follow = ids[start], ids[end]
    quotes = quote[first] * 4 + quote[start]
    within = (view.quotation[first] == view.quotation[start]) & (view.quotation[first] >= 0)
    length = np.minimum(last - first, 5) - 1
    plain: list[_Sign] = [
        (1, np.zeros_like(first)),
        (20, _signed(view.paragraph[first] - view.paragraph[start])),
        (20, _signed(view.sentence[first] - view.sentence[start])),
        (10 * 4 * 2, (gap * 4 + cues) * 2 + same),
        (32, (rank * 2 + same) * 2 + beside),
        (size * 10, lead * 10 + gap),
        (size * 4, follow * 4 + cues),
        (size, ids[end - 1]),
        (size, ids[start - 1]),
        (size, ids[first]),
        (size, ids[last - 1]),
        (size, ids[last]),
        (size, ids[first - 1]),
        (4, np.minimum(end - start, 4) - 1),
        (2, within.astype(np.int64)),
        (36, parts * 4 + cues),
        (54, (beside * 3 + breaks) * 9 + parts),
        (64, (quotes * 2 + same) * 2 + beside),
        (48, quotes * 3 + marks),
        (4 * 2 * 2 * 2, ((commas * 2 + np.minimum(thats, 1)) * 2 + np.minimum(ands, 1)) * 2 + np.minimum(colons, 1)),
        (4, commas),
        (45, (view.shape[first] * 3 + view.shape[last - 1]) * 5 + length),
    ]
    side = after + 2 * of_cue
    return [(4 * count, value * 4 + side) for count, value in plain]


def _none_signs(view: _View, asking: Ints, which: Ints, nearest: Ints, of_cue: Ints) -> list[_Sign]:
    """Signs of a part for which no candidate may be right; arrays as long as `asking`."""
    first, last = asking[:, 0], asking[:, 1]
    has = which[:, 0] >= 0
    gap = np.where(nearest[:, 0] >= last, nearest[:, 0] - last, first - nearest[:, 1])
    gap = np.where(has, bucket(np.maximum(gap, 0)), 0)
    same = (has & (view.sentence[nearest[:, 0]] == view.sentence[first])).astype(np.int64)
    ids, size = view.ids, view.words
    plain: list[_Sign] = [
        (1, np.zeros_like(first)),
        (CANDIDATES + 1, (which >= 0).sum(1)),
        (20, gap * 2 + same),
        (size, ids[first]),
        (size, ids[last - 1]),
        (size, ids[last]),
        (size, ids[first - 1]),
        (6, np.minimum(last - first, 6) - 1),
        (8, view.quote[first] * 2 + same),
    ]
    return [(2 * count, value * 2 + of_cue) for count, value in plain]


def _rows(signs: list[_Sign], base: int) -> tuple[Ints, int]:
    """The rows of the table that the signs stand for, and the first row behind them."""
    ends = np.cumsum([base, *(size for size, _ in signs)])
    return np.stack([value + at for at, (_, value) in zip(ends[:-1], signs, strict=True)], axis=-1), int(ends[-1])


def choices(words: Words, parts: Parts, numbers: Vocabulary) -> tuple[Choices, int]:
    """The candidates of every content and cue, and how many rows of weights there are, the last of them always zero."""
    view = _View(words, parts, numbers)
    asking = np.concatenate([parts.contents, parts.cues])
    of_cue = np.repeat([0, 1], [len(parts.contents), len(parts.cues)])
    which = np.concatenate(
        [
            _near(view, parts.contents, parts.cues, _FAR_CUE),
            _near(view, parts.cues, parts.sources, _FAR_SOURCE),
        ]
    )
    own = np.repeat(asking[:, None, :], CANDIDATES, 1)
    pool = np.concatenate([parts.cues, parts.sources, np.array([[0, 1]])])
    other = pool[np.where(which >= 0, which + (of_cue * len(parts.cues))[:, None], -1)]
    asks = of_cue[:, None, None] == 1
    pair, base = _rows(_pair_signs(view, np.where(asks, other, own), np.where(asks, own, other), of_cue[:, None]), 0)
    rest, total = _rows(_none_signs(view, asking, which, other[:, 0], of_cue), base)
    padded = np.full((len(asking), 1, pair.shape[-1]), total)
    padded[:, 0, : rest.shape[-1]] = rest
    nobody = np.full((len(asking), 1), _NOBODY)
    return Choices(np.concatenate([which, nobody], 1), np.concatenate([pair, padded], 1)), total + 1


def likelihoods(found: Choices, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probability of each candidate: askers × (CANDIDATES + 1), 0 where there is none."""
    scores = weights[found.signs].sum(-1, dtype=np.float32)
    scores[found.which == _NOTHING] = -np.inf
    scores = np.exp(scores - scores.max(1, keepdims=True, initial=-np.inf))
    shares: NDArray[np.float32] = scores / scores.sum(1, keepdims=True)
    return shares


def links(words: Words, parts: Parts) -> Links:
    """The cue of each content and the source of each cue."""
    weights, numbers = _model()
    offered, _ = choices(words, parts, numbers)
    shares = likelihoods(offered, weights)
    every = np.arange(len(shares))
    column = shares.argmax(1)
    chosen, sure = offered.which[every, column], shares[every, column]
    cut = len(parts.contents)
    return Links(chosen[:cut], sure[:cut], chosen[cut:], sure[cut:])
