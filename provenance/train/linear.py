"""Training of the fast tagger: the columns and features that it reads itself, weighed by CRFsuite (Okazaki 2007)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from provenance.detect.columns import Columns
from provenance.detect.field import Field
from provenance.detect.linear import cue_shares
from provenance.detect.signals import Forms, Lexicon, signals
from provenance.detect.surroundings import surroundings
from provenance.detect.tags import CUE, TAGS, B, I, Scores
from provenance.detect.templates import CUES, PARTS, features
from provenance.detect.words import Numbers
from provenance.train.gold import Annotated
from provenance.train.lexicon import Counts, Vectors, guessed, lexicon

__all__ = ["Fit", "Settings", "train", "trained"]

_CUE_LABELS = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """How a field is fitted."""

    iterations: int
    c1: float
    """penalty on the sizes of the weights, which leaves most of them at zero"""
    c2: float
    """penalty on their squares"""
    least: int = 2
    """a feature that occurs less often is left out"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How both fields are trained; chosen on the development part."""

    cues: Fit = Fit(60, 0.3, 3.0)
    parts: Fit = Fit(100, 0.3, 10.0)
    folds: int = 2
    """the second field learns from cues that the first one found in articles it was not trained on"""


_CHOSEN = Settings()


@dataclass(frozen=True, slots=True)
class Learned:
    """A field as it is written: features by number, in order, their weights for each label, the transitions."""

    features: NDArray[np.uint32]
    weights: NDArray[np.float16]
    transitions: Scores

    def field(self, templates: tuple[str, ...]) -> Field:
        """Ready to score words."""
        return Field.of(templates, self.features, self.weights, self.transitions)


def _learned(path: Path, labels: int) -> Learned:
    """What CRFsuite wrote into its file."""
    tagger = pycrfsuite.Tagger()
    with tagger.open(str(path)):
        told = tagger.info()
    weighed = sorted((int(name), int(label), weight) for (name, label), weight in told.state_features.items())
    names, at, values = zip(*weighed, strict=True)
    numbers, rows = np.unique(np.array(names, dtype=np.uint32), return_inverse=True)
    weights = np.zeros((len(numbers), labels), dtype=np.float16)
    weights[rows, list(at)] = values
    transitions = np.zeros((labels, labels), dtype=np.float32)
    for (before, after), weight in told.transitions.items():
        transitions[int(before), int(after)] = weight
    return Learned(numbers, weights, transitions)


@dataclass(frozen=True, slots=True)
class _Example:
    """An article as a field learns from it: what the templates read, and a label for each word."""

    article: Annotated
    columns: Columns
    templates: tuple[str, ...]
    stretch: Numbers
    """sentence or paragraph of each word"""
    labels: Numbers

    def sequences(self) -> Iterator[tuple[list[list[str]], list[str]]]:
        """A stretch each."""
        found, labels = features(self.columns, self.templates, 0, len(self.labels)), self.labels.tolist()
        names = found.T.tolist()
        starts = np.flatnonzero(np.diff(self.stretch, prepend=-1)).tolist()
        for first, last in zip(starts, [*starts[1:], len(labels)], strict=True):
            yield [list(map(str, word)) for word in names[first:last]], list(map(str, labels[first:last]))


def _fitted(examples: Iterable[_Example], labels: int, fit: Fit) -> Learned:
    """The weights that make the labels likeliest, by L-BFGS."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for one in examples:
        for words, tags in one.sequences():
            trainer.append(pycrfsuite.ItemSequence(words), tags)
    chosen = {"c1": fit.c1, "c2": fit.c2, "max_iterations": fit.iterations, "feature.minfreq": fit.least}
    trainer.set_params({**chosen, "feature.possible_transitions": True})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "field"
        trainer.train(str(path))
        found = _learned(path, labels)
    print(f"{len(found.features):,} features weighed", flush=True)
    return found


def _cue_example(one: Annotated, others: Lexicon) -> _Example:
    """With shares that were counted over all other articles, as those of an unknown article are."""
    columns = signals(one.words, Forms(others))
    is_cue = np.isin(one.labels, (B[CUE], I[CUE]))
    return _Example(one, columns, CUES, one.words.sentence, np.where(is_cue, one.labels - B[CUE] + 1, 0))


def _part_examples(examples: list[_Example], settings: Settings) -> Iterator[_Example]:
    """With cues as a field finds them that has not seen the article."""
    for fold in range(settings.folds):
        others = (one for at, one in enumerate(examples) if at % settings.folds != fold)
        cues = _fitted(others, _CUE_LABELS, settings.cues).field(CUES)
        for one in examples[fold :: settings.folds]:
            words = one.article.words
            shares = cue_shares(words, cues.scores(one.columns), cues)
            columns = surroundings(words, one.columns, shares)
            yield _Example(one.article, columns, PARTS, words.paragraph, one.article.labels)


def trained(articles: list[Annotated], vectors: Vectors, settings: Settings) -> tuple[Lexicon, Learned, Learned]:
    """The shares of stems, the field that finds cues, and the one that finds sources, cues and contents."""
    articles = [one for one in articles if len(one.words)]
    counts = Counts.of(articles)
    guesses = guessed(counts, vectors)
    examples = [_cue_example(one, lexicon(counts.without(Counts.of([one])), vectors, guesses)) for one in articles]
    cues = _fitted(examples, _CUE_LABELS, settings.cues)
    parts = _fitted(_part_examples(examples, settings), TAGS, settings.parts)
    return lexicon(counts, vectors, guesses), cues, parts


def train(articles: list[Annotated], vectors: Vectors, out: Path, settings: Settings = _CHOSEN) -> None:
    """Write the model of the fast tagger; the same articles and vectors give the same bytes."""
    shares, cues, parts = trained(articles, vectors, settings)
    arrays = {"stems": shares.stems, "cue": shares.cue, "source": shares.source}
    for name, learned in (("cues", cues), ("parts", parts)):
        arrays |= {f"{name}_{of}": getattr(learned, of) for of in ("features", "weights", "transitions")}
    np.savez_compressed(out, allow_pickle=False, **arrays)
