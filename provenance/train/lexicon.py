"""How often a stem is part of a cue or of a source: counted, and for rare stems guessed from words of like meaning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provenance.detect.pieces import vocabulary
from provenance.detect.signals import UNSEEN, Lexicon, number
from provenance.detect.tags import CUE, SOURCE, B, I
from provenance.text import stem
from provenance.train.gold import Annotated

__all__ = ["Counts", "Shares", "Vectors", "guessed", "lexicon", "read_vectors"]

Shares = NDArray[np.float64]
"""2 × stems: of cues, of sources"""

_WEIGHT = 3.0
"""a guess weighs as much as so many words that were counted"""
_FOLDS = 8
"""a stem is guessed from the other folds, so that what was counted of it does not come back as a guess"""
_PENALTY = 3.0
_SURE = 10.0
"""counts from which a stem teaches no more than others"""
_LEAST, _MOST = 0.0025, 0.9


@dataclass(frozen=True, slots=True)
class Vectors:
    """What stems mean, by words that share them: unit rows."""

    stems: NDArray[np.int64]
    rows: NDArray[np.float64]


def read_vectors(weights: Path) -> Vectors:
    """From the word pieces of MiniLM that are whole words."""
    from safetensors.numpy import load_file

    words = {word: row for word, row in vocabulary().items() if word.isascii() and word.isalnum()}
    given = load_file(weights)["embeddings.word_embeddings.weight"][list(words.values())].astype(np.float64)
    centred = given - given.mean(0)
    stems, of_word = np.unique([number(stem(word)) for word in words], return_inverse=True)
    rows = np.zeros((len(stems), centred.shape[1]))
    np.add.at(rows, of_word, centred / np.linalg.norm(centred, axis=1, keepdims=True))
    return Vectors(stems, rows / np.linalg.norm(rows, axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each stem was seen, and as part of a cue and of a source: 3 × stems."""

    stems: NDArray[np.int64]
    counted: NDArray[np.int64]

    @classmethod
    def of(cls, articles: list[Annotated]) -> Counts:
        """Counted over the words of the articles."""
        labels = np.concatenate([one.labels for one in articles])
        numbers = [number(stem(form.lower().replace("’", "'"))) for one in articles for form in one.words.forms]
        stems, of_word = np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)
        in_role = [np.ones(len(labels)), *(np.isin(labels, (B[role], I[role])) for role in (CUE, SOURCE))]
        return cls(stems, np.array([np.bincount(of_word, flags, len(stems)) for flags in in_role]).astype(np.int64))

    def among(self, stems: NDArray[np.int64]) -> NDArray[np.int64]:
        """3 × `stems`, 0 where one was not seen."""
        found = np.zeros((3, len(stems)), dtype=np.int64)
        _, here, there = np.intersect1d(stems, self.stems, assume_unique=True, return_indices=True)
        found[:, here] = self.counted[:, there]
        return found

    def without(self, less: Counts) -> Counts:
        """What is left when `less`, counted over some of the articles, is taken away."""
        return Counts(self.stems, self.counted - less.among(self.stems))


def guessed(counts: Counts, vectors: Vectors) -> Shares:
    """Shares of the stems that have vectors, by ridge regression of the roots of the counted shares.

    Rounded: what the last bits of a machine's arithmetic make of them shall not show in the model.
    """
    seen, *in_role = counts.among(vectors.stems)
    weight = np.minimum(seen, _SURE)
    fold = np.arange(len(seen)) % _FOLDS
    design = np.column_stack([vectors.rows, np.ones(len(seen))])
    targets = np.sqrt((np.array(in_role) + 0.02) / (seen + 0.4)).T
    found = np.zeros_like(targets)
    for held in range(_FOLDS):
        taught = fold != held
        weighed = design[taught] * weight[taught, None]
        gram = weighed.T @ design[taught] + _PENALTY * np.eye(design.shape[1])
        found[~taught] = design[~taught] @ np.linalg.solve(gram, weighed.T @ targets[taught])
    return np.round(np.clip(found, _LEAST**0.5, _MOST**0.5) ** 2, 3).T


def lexicon(counts: Counts, vectors: Vectors, guesses: Shares) -> Lexicon:
    """Shares of all stems that were counted or have a vector."""
    stems = np.union1d(counts.stems, vectors.stems)
    seen, *in_role = counts.among(stems)
    prior = np.full((2, len(stems)), UNSEEN)
    prior[:, np.searchsorted(stems, vectors.stems)] = guesses
    shares = np.round((np.array(in_role) + _WEIGHT * prior) / (seen + _WEIGHT), 3).astype(np.float32)
    return Lexicon(stems.astype(np.uint32), *shares)
