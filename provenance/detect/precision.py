"""How often a cue in a given shape is an attribution: counted, with the shape and the word as back-off.

The figures in `data/cues.csv` are counts on annotated news (`python -m provenance.detect.calibrate`): of all the
candidates of that word and shape, how many agree with the annotators. A pair that was counted seldom leans on what its
shape and its word do elsewhere, their log-odds added.
"""

from __future__ import annotations

from functools import cache
from math import exp, log

from provenance.lexicon import cues

__all__ = ["ANY", "LEAN", "confidence", "log_odds"]

ANY = "*"
LEAN = 8
"""candidates that the back-off counts for: chosen on the training part, between 4 and 16 it matters little"""
_ESTIMATED = {"signed": 0.8}
"""shapes that the annotated news does not have: a guess, not a count"""
_UNKNOWN = -0.5
"""effect of a word that was never counted: somewhat worse than those that were"""


def log_odds(share: float) -> float:
    """The logarithm of the odds of `share`, which is kept between half a per cent and 98 %."""
    share = min(max(share, 0.005), 0.98)
    return log(share / (1 - share))


@cache
def confidence(word: str, shape: str) -> float:
    """The share of candidates with this cue word in this shape that are attributions, 0 to 1."""
    if shape in _ESTIMATED:
        return _ESTIMATED[shape]
    table = cues()
    overall = table[ANY, ANY]
    of_shape = table.get((ANY, shape), overall)
    of_word = table.get((word, ANY))
    effect = of_word.effect if of_word else _UNKNOWN
    leaning = 1 / (1 + exp(-of_shape.effect - effect))
    counted = table.get((word, shape))
    if not counted:
        return leaning
    return (counted.right + LEAN * leaning) / (counted.tried + LEAN)
