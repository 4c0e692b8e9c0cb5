"""A conditional random field (Lafferty et al. 2001) as a table of weights: what its features say of each word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.detect.columns import Columns
from provenance.detect.signals import ALONE
from provenance.detect.tags import Scores
from provenance.detect.templates import FEATURES, REACH, feature, features, lone
from provenance.detect.words import Numbers

__all__ = ["ByForm", "Field"]

_BLOCK = 512
"""words whose features are looked up at once: what is read and written then stays in the processor's cache"""


@dataclass(frozen=True, slots=True)
class Field:
    """A conditional random field over stretches of words."""

    templates: tuple[str, ...]
    rows: Numbers
    """for each possible feature its row of `weights`; 0, all zeros, for most"""
    weights: Scores
    """rows × labels"""
    transitions: Scores
    """labels × labels, from row to column"""

    @classmethod
    def of(
        cls,
        templates: tuple[str, ...],
        features: NDArray[np.uint32],
        weights: NDArray[np.float16],
        transitions: Scores,
    ) -> Field:
        """From the features that have weights, in order, and their weights: features × labels."""
        rows = np.zeros(FEATURES, dtype=np.int32)
        rows[features] = np.arange(1, len(features) + 1)
        blank = np.zeros((1, weights.shape[1]), dtype=np.float32)
        return cls(templates, rows, np.concatenate([blank, weights.astype(np.float32)]), transitions)

    def weighed(self, features: NDArray[np.intp]) -> Scores:
        """The weights of features, templates × words, added up: words × labels."""
        total: Scores = self.weights.take(self.rows.take(features), 0).sum(0)  # `take` is several times faster than []
        return total

    def scores(self, columns: Columns, templates: tuple[str, ...] | None = None) -> Scores:
        """Words × labels; from some of the templates, if others are weighed elsewhere."""
        total = len(columns["low"])
        chosen = self.templates if templates is None else templates
        blocks = [(first, min(first + _BLOCK, total)) for first in range(0, total, _BLOCK)]
        return np.concatenate([self.weighed(features(columns, chosen, *block)) for block in blocks])


class ByForm:
    """The part of a field that a form of a word weighs wherever it stands: looked up once a form, not once a word."""

    def __init__(self, field: Field) -> None:
        self.field = field
        own = lone(field.templates, ALONE)
        self.joint = tuple(template for template in field.templates if template not in own)
        self.reach: dict[int, list[tuple[str, str]]] = {}
        for template, (name, by) in own.items():
            self.reach.setdefault(by, []).append((template, name))
        self.width = len(self.reach) * len(field.transitions)

    def brought(self, columns: Columns) -> Scores:
        """Forms × (how far on × labels)."""
        every = [
            self.field.weighed(np.array([feature(template, columns[name]) for template, name in some]))
            for some in self.reach.values()
        ]
        return np.concatenate(every, axis=1)

    def scores(self, columns: Columns, brought: Scores) -> Scores:
        """Words × labels; `brought` has REACH rows more than there are words at either end."""
        found = self.field.scores(columns, self.joint)
        total, labels = found.shape
        for at, by in enumerate(self.reach):
            found += brought[REACH + by : REACH + by + total, at * labels : (at + 1) * labels]
        return found
