"""The fast tagger: two linear-chain conditional random fields (Lafferty et al. 2001), in numpy alone.

The first finds cues; the second finds sources, cues and contents, and sees where the first found cues.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from provenance.detect.field import ByForm, Field
from provenance.detect.rounds import Rounds, Shares, likeliest, marginals
from provenance.detect.signals import Forms, Lexicon, signals
from provenance.detect.surroundings import surroundings
from provenance.detect.tags import CUE, B, Scores, Tagged, legal
from provenance.detect.templates import CUES, PARTS, REACH
from provenance.detect.words import Words
from provenance.shipped import shipped

__all__ = ["Model", "Reader", "cue_shares", "read_model", "tagged"]

_KEEN = 0.5
"""added to the score of a cue's beginning: a cue that is missed loses its source and content, too"""


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned."""

    lexicon: Lexicon
    cues: Field
    parts: Field


class Reader:
    """A model with what it keeps of the words that it has read."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._cues, self._parts = ByForm(model.cues), ByForm(model.parts)
        self._transitions = model.parts.transitions + legal()
        both = self._cues, self._parts
        self._forms = Forms(model.lexicon, lambda some: np.concatenate([own.brought(some) for own in both], axis=1))

    def tagged(self, words: Words) -> Tagged:
        """The likeliest tags of the words, each with its probability."""
        if not len(words):
            return Tagged(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
        found = signals(words, self._forms)
        brought = self._forms.brought(np.pad(found["form"], REACH))
        for_cues, for_parts = np.split(brought, [self._cues.width], axis=1)
        cue = cue_shares(words, self._cues.scores(found, for_cues), self._model.cues)
        scores = self._parts.scores(surroundings(words, found, cue), for_parts)
        scores[:, B[CUE]] += _KEEN
        rounds = Rounds.of(words.paragraph)
        tags = likeliest(scores, self._transitions, rounds)
        shares = marginals(scores, self._transitions, rounds)
        return Tagged(tags, shares[np.arange(len(tags)), tags].astype(np.float32))


def cue_shares(words: Words, scores: Scores, field: Field) -> Shares:
    """How likely each word is part of a cue."""
    inside: Shares = marginals(scores, field.transitions, Rounds.of(words.sentence))[:, 1:].sum(1)
    return inside


def read_model(path: Path) -> Model:
    """The model that `provenance.train.linear` wrote."""
    with np.load(path, allow_pickle=False) as file:
        fields = [
            Field.of(templates, *(file[f"{name}_{part}"] for part in ("features", "weights", "transitions")))
            for name, templates in (("cues", CUES), ("parts", PARTS))
        ]
        return Model(Lexicon(file["stems"], file["cue"], file["source"]), *fields)


@cache
def _shipped() -> Reader:
    return Reader(read_model(shipped("data") / "linear.npz"))


def tagged(words: Words) -> Tagged:
    """Tags of the words by the model that ships with the package, which is read the first time."""
    return _shipped().tagged(words)
