"""The fast tagger: two linear-chain conditional random fields (Lafferty et al. 2001), in numpy alone.

The first finds cues; the second finds sources, cues and contents, and sees where the first found cues.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.detect.columns import Columns
from provenance.detect.rounds import Rounds, Shares, likeliest, marginals
from provenance.detect.signals import Forms, Lexicon, signals
from provenance.detect.surroundings import surroundings
from provenance.detect.tags import Scores, Tagged, legal
from provenance.detect.templates import CUES, FEATURES, PARTS, features
from provenance.detect.words import Numbers, Words
from provenance.shipped import shipped

__all__ = ["Field", "Model", "cue_shares", "field", "read_model", "tagged", "tags_of"]

_BLOCK = 512
"""words whose features are looked up at once: what is read and written then stays in the processor's cache"""


@dataclass(frozen=True, slots=True)
class Field:
    """A conditional random field over the words of a paragraph."""

    rows: Numbers
    """for each possible feature its row of `weights`; 0, all zeros, for most"""
    weights: Scores
    """rows × labels"""
    transitions: Scores
    """labels × labels, from row to column"""

    def scores(self, columns: Columns, templates: tuple[str, ...]) -> Scores:
        """Words × labels."""
        total = len(columns["low"])
        found = np.empty((total, self.weights.shape[1]), dtype=np.float32)
        for first in range(0, total, _BLOCK):
            end = min(first + _BLOCK, total)
            numbers = features(columns, templates, first, end)
            # `take` is several times as fast as indexing here
            self.weights.take(self.rows.take(numbers), 0).sum(0, out=found[first:end])
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned."""

    lexicon: Lexicon
    cues: Field
    parts: Field


def field(features: NDArray[np.uint32], weights: NDArray[np.float16], transitions: Scores) -> Field:
    """From the features that have weights, in order, and their weights: features × labels."""
    rows = np.zeros(FEATURES, dtype=np.int32)
    rows[features] = np.arange(1, len(features) + 1)
    blank = np.zeros((1, weights.shape[1]), dtype=np.float32)
    return Field(rows, np.concatenate([blank, weights.astype(np.float32)]), transitions)


def read_model(path: Path) -> Model:
    """The model that `provenance.train.linear` wrote."""
    with np.load(path, allow_pickle=False) as file:
        fields = [
            field(*(file[f"{name}_{part}"] for part in ("features", "weights", "transitions")))
            for name in ("cues", "parts")
        ]
        return Model(Lexicon(file["stems"], file["cue"], file["source"]), *fields)


@cache
def _shipped() -> tuple[Model, Forms]:
    model = read_model(shipped("data") / "linear.npz")
    return model, Forms(model.lexicon)


def cue_shares(words: Words, found: Columns, field: Field) -> Shares:
    """How likely each word is part of a cue."""
    shares = marginals(field.scores(found, CUES), field.transitions, Rounds.of(words.sentence))
    inside: Shares = shares[:, 1:].sum(1)
    return inside


def tags_of(words: Words, model: Model, forms: Forms) -> Tagged:
    """The likeliest tags of the words, each with its probability."""
    if not len(words):
        return Tagged(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
    found = signals(words, forms)
    found = surroundings(words, found, cue_shares(words, found, model.cues))
    scores, rounds = model.parts.scores(found, PARTS), Rounds.of(words.paragraph)
    transitions = model.parts.transitions + legal()
    tags = likeliest(scores, transitions, rounds)
    shares = marginals(scores, transitions, rounds)
    return Tagged(tags, shares[np.arange(len(tags)), tags].astype(np.float32))


def tagged(words: Words) -> Tagged:
    """Tags of the words by the model that ships with the package, which is read the first time."""
    return tags_of(words, *_shipped())
