"""Sequences of labels over many stretches of words at once: the likeliest one, and how likely each label is.

The words are put in rounds: the first words of all stretches, then the second ones, and so on, the longest stretch
first. The stretches that still run are then always the first ones of a round, and a step reads and writes neighbours
in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.detect.words import Numbers

__all__ = ["Floats", "Rounds", "Shares", "likeliest", "marginals"]

Floats = NDArray[np.floating[Any]]
Shares = NDArray[np.float64]

_LONGEST = 512
"""words of a stretch; a text without paragraphs is cut there, so that it costs no more rounds than another"""
_SAFE = 8
"""steps in which products of probabilities that are not brought back to a sum of 1 stay far from zero"""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The order of the words."""

    place: NDArray[np.intp]
    """where each word stands among all rounds"""
    steps: tuple[slice, ...]
    """each round among the places"""

    @classmethod
    def of(cls, stretch: Numbers) -> Rounds:
        """From the number of the stretch that each word belongs to, in order; a very long stretch is cut."""
        total = len(stretch)
        firsts = np.flatnonzero(np.diff(stretch, prepend=-1))
        within = np.arange(total) - np.repeat(firsts, np.diff(firsts, append=total))
        firsts = np.flatnonzero(within % _LONGEST == 0)
        lengths = np.diff(firsts, append=total)
        order = np.argsort(-lengths, kind="stable")
        running = np.searchsorted(-lengths[order], -np.arange(1, lengths.max(initial=0) + 1), "right")
        starts = np.cumsum(running) - running
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        place = starts[np.arange(total) - np.repeat(firsts, lengths)] + np.repeat(rank, lengths)
        return cls(place, tuple(map(slice, starts.tolist(), (starts + running).tolist())))

    def arranged(self, values: Floats) -> Shares:
        """Rows of words in the order of the rounds."""
        found = np.empty(values.shape)
        found[self.place] = values
        return found


def _same(step: slice, count: slice) -> slice:
    """The part of a round whose stretches run on into the round `count`."""
    return slice(step.start, step.start + count.stop - count.start)


def marginals(scores: Floats, transitions: Floats, rounds: Rounds) -> Shares:
    """Probability of each label for each word, words × labels, by the forward and the backward pass.

    `scores` is words × labels and `transitions` labels × labels, from row to column, both logarithms.
    """
    here = rounds.arranged(np.exp(scores - scores.max(1, keepdims=True)))
    step = np.exp(transitions.astype(np.float64))
    back = step.T.copy()
    forward, backward = here.copy(), np.ones_like(here)
    for at, (before, now) in enumerate(pairwise(rounds.steps)):
        passed = forward[_same(before, now)] @ step
        forward[now] *= passed if at % _SAFE else passed / passed.sum(1, keepdims=True)
    for at, (now, before) in enumerate(pairwise(reversed(rounds.steps))):
        passed = (here[now] * backward[now]) @ back
        backward[_same(before, now)] = passed if at % _SAFE else passed / passed.sum(1, keepdims=True)
    shares: Shares = (forward * backward)[rounds.place]
    shares /= shares.sum(1, keepdims=True)
    return shares


def likeliest(scores: Floats, transitions: Floats, rounds: Rounds) -> Numbers:
    """The labels of the likeliest sequence of each stretch (Viterbi 1967); arguments as for `marginals`."""
    level = rounds.arranged(scores)
    total, labels = level.shape
    came = np.zeros((total, labels), dtype=np.int8)
    step = transitions.T.astype(np.float64)
    rows = np.arange(total * labels).reshape(total, labels) * labels
    for before, now in pairwise(rounds.steps):
        paths = level[_same(before, now), None, :] + step
        from_label = paths.argmax(2)
        came[now] = from_label
        level[now] += paths.take(rows[: len(paths)] + from_label)  # their maximum, sooner than `max` finds it
    found = level.argmax(1)
    heads = np.arange(total) * labels
    for now, before in pairwise(reversed(rounds.steps)):
        found[_same(before, now)] = came.take(heads[now] + found[now])
    labelled: Numbers = found[rounds.place].astype(np.int32)
    return labelled
