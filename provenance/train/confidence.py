"""Weights of the confidence, from articles that the taggers were not trained on."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import torch

from provenance.detect.assemble import Group
from provenance.detect.confidence import SIGNS, signs
from provenance.detect.tags import CONTENT, SOURCE, Part, Tagger
from provenance.detect.trained import groups
from provenance.detect.words import Words
from provenance.train.gold import Annotated

__all__ = ["agreed", "fitted", "write"]

_AGREE = 0.5
"""intersection over union of the words: the usual bar for two readings of one attribution"""
_PENALTY = 1.0


def _words(words: Words, parts: list[Part] | tuple[Part, ...]) -> frozenset[int]:
    return frozenset(at for first, last in parts for at in range(first, last) if words.forms[at][0].isalnum())


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / max(1, len(a | b))


def agreed(one: Annotated, found: list[Group]) -> list[bool]:
    """Whether annotators have each finding: half of the words of its content and, if theirs has one, of its source."""
    words = one.words
    gold = [(_words(words, parts[CONTENT]), _words(words, parts[SOURCE])) for parts in one.attributions]
    free = set(range(len(gold)))
    right = []
    for group in found:
        content = _words(words, group.contents)
        source = _words(words, [group.source]) if group.source else frozenset()
        at = max(free, key=lambda k: _overlap(gold[k][0], content), default=None)
        same = at is not None and _overlap(gold[at][0], content) >= _AGREE
        if at is not None and same:
            free.discard(at)
            same = not gold[at][1] or _overlap(gold[at][1], source) >= _AGREE
        right.append(same)
    return right


def fitted(articles: list[Annotated], tagger: Tagger) -> dict[str, float]:
    """Weight of each sign, by logistic regression."""
    rows, right = [], []
    for one in articles:
        tagged = tagger(one.words)
        found = groups(one.words, tagged)
        rows += [signs(one.words, tagged, group) for group in found]
        right += agreed(one, found)
    x, y = torch.tensor(rows, dtype=torch.float64), torch.tensor(right, dtype=torch.float64)
    weights = torch.zeros(len(SIGNS), dtype=torch.float64, requires_grad=True)
    solver = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y, reduction="sum")
        value = value + _PENALTY * weights[1:].square().sum()
        value.backward()
        return value

    solver.step(loss)
    return dict(zip(SIGNS, np.round(weights.detach().numpy(), 4).tolist(), strict=True))


def write(found: dict[str, dict[str, float]], path: Path) -> None:
    """One row a detector and sign."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["detector", "sign", "weight"])
        out.writerows(
            [detector, sign, weight] for detector, weights in found.items() for sign, weight in weights.items()
        )
