"""How sure a finding is: the share of findings like it that annotators agree with, content and source.

A logistic model over what was seen while an attribution was put together (Platt 1999), a row of `confidence.csv` for
each detector and sign, fitted on articles that the taggers were not trained on.
"""

from __future__ import annotations

import csv
import math
from functools import cache

import numpy as np

from provenance.detect.assemble import Group
from provenance.detect.tags import Tagged
from provenance.detect.words import OUTSIDE, Words
from provenance.shipped import shipped

__all__ = ["SIGNS", "confidence", "signs"]

SIGNS = ("constant", "content", "weakest", "border", "cue", "source", "link", "no_cue", "no_source", "length", "quoted")
_LEAST = 1e-4


def _logit(share: float) -> float:
    kept = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


def signs(words: Words, tagged: Tagged, one: Group) -> tuple[float, ...]:
    """What speaks for a finding, in the order of `SIGNS`: mostly log-odds of what the tagger and the linker chose."""
    inside = np.concatenate([tagged.sure[first:last] for first, last in one.contents])
    borders = [float(tagged.sure[at]) for first, last in one.contents for at in (first, min(last, len(words) - 1))]
    cue = float(tagged.sure[slice(*one.cue)].min()) if one.cue else 0.5
    source = float(tagged.sure[slice(*one.source)].min()) if one.source else 0.5
    length = sum(last - first for first, last in one.contents)
    return (
        1.0,
        _logit(float(inside.mean())),
        _logit(float(inside.min())),
        _logit(min(borders)),
        _logit(cue),
        _logit(source),
        _logit(one.linked),
        float(one.cue is None),
        float(one.source is None),
        math.log(length),
        float(words.quote[one.contents[0][0]] != OUTSIDE),
    )


@cache
def _weights(detector: str) -> tuple[float, ...]:
    with (shipped("data") / "confidence.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["sign"]: float(row["weight"]) for row in csv.DictReader(file) if row["detector"] == detector}
    return tuple(rows[sign] for sign in SIGNS)


def confidence(detector: str, seen: tuple[float, ...]) -> float:
    """0 to 1, for a finding of the named detector with those signs."""
    odds = sum(weight * value for weight, value in zip(_weights(detector), seen, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
