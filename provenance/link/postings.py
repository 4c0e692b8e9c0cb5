"""An inverted index of numbered terms in arrays, and how well texts answer to some terms (BM25)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Postings", "postings"]

# BM25's usual saturation of repeated terms, and less than its usual malus (0.75) on length: a claim that is told at
# length tells no less. Chosen among 1.2/0.75, 1.2/0.4 and 0.6/0.5 on labelled pairs of posts and checked claims.
_SATURATION, _MALUS = 1.2, 0.4

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Which texts hold each term, and how much that counts."""

    starts: Numbers
    """where the holders of a term begin, by its number; those of the next follow"""
    holders: NDArray[np.int32]
    counts: NDArray[np.float32]
    """of each holder: how often it holds the term, saturated and set against its length; about 1 for once"""
    texts: int

    def held(self, terms: Numbers) -> Values:
        """How many texts hold each of these terms."""
        return (self.starts[terms + 1] - self.starts[terms]).astype(np.float64)

    def scores(self, terms: Numbers, weights: Values) -> Values:
        """For every text the weights of those `terms` that it holds, times how much each counts there."""
        found = np.zeros(self.texts)
        for term, weight in zip(terms.tolist(), weights.tolist(), strict=True):
            part = slice(self.starts[term], self.starts[term + 1])
            found[self.holders[part]] += self.counts[part] * weight
        return found


def postings(terms: NDArray[np.integer], of: NDArray[np.integer], *, texts: int, kinds: int) -> Postings:
    """The index of the `terms`, below `kinds`, that stand in the texts `of`, below `texts`."""
    keys = terms.astype(np.int64)
    keys *= max(1, texts)
    keys += of
    keys.sort()  # in place: `np.unique` would hold all of it three times
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    times = np.diff(first, append=len(keys))
    term, holder = np.divmod(keys[first], max(1, texts))
    lengths = np.bincount(of, minlength=texts)
    length = lengths[holder] / max(1.0, lengths.mean() if texts else 1.0)
    counts = times * (_SATURATION + 1) / (times + _SATURATION * (1 - _MALUS + _MALUS * length))
    starts = np.zeros(kinds + 1, np.int64)
    np.cumsum(np.bincount(term, minlength=kinds), out=starts[1:])
    return Postings(starts, holder.astype(np.int32), counts.astype(np.float32), texts)
