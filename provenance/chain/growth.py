"""Whether an article has what another lacks, inside what they share: copies are cut far more often than they grow.

A copy drops sentences, clauses and words anywhere, and adds its own in few places. Two that were both copied from a
third, which is not seen here, differ the other way too: each has kept what the other cut.
"""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from provenance.chain.reuse import Body, Piece, Reuse

__all__ = ["Growth", "copied", "growth"]

# Shares of sentences, as beta distributions (those with, those without), for every desk has its own habits.
# A copy: with words put in between those of the original; own sentences put in between those taken.
_ADDS_WORDS, _ADDS_SENTENCES = (1.0, 40.0), (1.0, 40.0)
# Another copy of the same text: sentences that lost words or a clause; sentences that were dropped.
_CUTS_WORDS, _CUTS_SENTENCES = (2.0, 8.0), (1.0, 2.0)
# A sentence that tells less may have been taken, and changed beyond recognition.
_TELLING = 40.0


@dataclass(frozen=True, slots=True)
class Growth:
    """Of a child's sentences that a parent has: how many, how many hold added words, how many others stand between."""

    taken: int
    compared: int
    longer: int
    inserted: int


def growth(child: Body, parent: Body, reuse: Reuse, left_out: AbstractSet[str] = frozenset()) -> Growth:
    """What `child` has more than `parent`; sentences `left_out` say whom the child credits, which no parent says."""
    pairs = [(mine, theirs) for mine, (_, theirs) in reuse.taken.items() if mine not in left_out]
    longer = sum(_longer(child.pieces[mine], parent.pieces[theirs]) for mine, theirs in pairs)
    return Growth(len(reuse.taken), len(pairs), longer, _inserted(child, reuse))


def _longer(child: Piece, parent: Piece) -> bool:
    """Whether words stand in the child's sentence where the parent has none."""
    runs = LCSseq.editops(child.codes, parent.codes).as_matching_blocks()
    at = there = 0
    for run in runs:
        if run.a > at and run.b == there:
            return True
        at, there = run.a + run.size, run.b + run.size
    return False


def _inserted(child: Body, reuse: Reuse) -> int:
    """Sentences before the last one taken that were not, those that tell something."""
    taken = [passage in reuse.taken for passage in child.sentences]
    last = len(taken) - taken[::-1].index(True) if True in taken else 0
    between = [passage for passage, is_taken in zip(child.sentences, taken[:last], strict=False) if not is_taken]
    return sum(sum(child.pieces[passage].worth) >= _TELLING for passage in between if passage in child.pieces)


def copied(seen: Growth) -> float:
    """How much likelier what is seen is of a copy than of two copies of one text, as the log of the ratio."""
    between = seen.taken + seen.inserted
    return (
        _log_beta_binomial(seen.longer, seen.compared, *_ADDS_WORDS)
        - _log_beta_binomial(seen.longer, seen.compared, *_CUTS_WORDS)
        + _log_beta_binomial(seen.inserted, between, *_ADDS_SENTENCES)
        - _log_beta_binomial(seen.inserted, between, *_CUTS_SENTENCES)
    )


def _log_beta_binomial(some: int, of: int, a: float, b: float) -> float:
    return _log_beta(a + some, b + of - some) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
