"""The linker's weights, from annotated articles whose parts are read as a tagger might get them: with mistakes."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import torch
from numpy.typing import NDArray

from provenance.detect.linker import Choices, Parts, choices
from provenance.detect.tags import CONTENT, CUE, SOURCE, parts
from provenance.train.gold import Annotated

__all__ = ["noisy", "targets", "trained", "vocabulary_of"]

Found = list[tuple[int, int, int]]


def noisy(found: Found, total: int, chance: random.Random) -> Found:
    """Parts as a tagger with some errors gives them: cues and sources lost, contents lost, split or cut at the ends."""
    out: Found = []
    for role, first, last in found:
        draw = chance.random()
        if (role == CUE and draw < 0.10) or (role == SOURCE and draw < 0.08):
            continue
        if role != CONTENT:
            out.append((role, first, last))
        elif draw < 0.05:
            continue
        elif draw < 0.09 and last - first > 6:
            cut = chance.randint(first + 2, last - 2)
            out += [(role, first, cut), (role, cut + 1, last)]
        elif draw < 0.25:
            a, b = max(0, first + chance.randint(-2, 3)), min(total, last + chance.randint(-3, 2))
            out += [(role, a, b)] if a < b else []
        else:
            out.append((role, first, last))
    return sorted(out, key=lambda part: part[1])


def _owners(one: Annotated) -> dict[int, list[set[int]]]:
    """For each role, the attributions that each word belongs to."""
    found = {role: [set[int]() for _ in range(len(one.words))] for role in (SOURCE, CUE, CONTENT)}
    for number, attribution in enumerate(one.attributions):
        for role, ranges in attribution.items():
            for first, last in ranges:
                for word in range(first, last):
                    found[role][word].add(number)
    return found


def targets(one: Annotated, got: Parts, found: Choices) -> NDArray[np.int64]:
    """The right candidate of each content and cue, as a column of `found`; "none of them" where the gold has none."""
    owners = _owners(one)
    asking = [(part, CONTENT, CUE, got.cues) for part in got.contents]
    asking += [(part, CUE, SOURCE, got.sources) for part in got.cues]
    right = np.full(len(asking), found.which.shape[1] - 1)
    for at, ((first, last), mine, theirs, offered) in enumerate(asking):
        count = Counter(number for word in range(first, last) for number in owners[mine][word])
        number = max(count, key=count.__getitem__, default=-1)
        for column, candidate in enumerate(found.which[at]):
            if candidate >= 0 and any(number in owners[theirs][word] for word in range(*offered[candidate])):
                right[at] = column
                break
    return right


def vocabulary_of(articles: list[Annotated], least: int = 8) -> list[str]:
    """Words that stand often enough at the borders of parts to have signs of their own."""
    count: Counter[str] = Counter()
    for one in articles:
        forms = [form.lower() for form in one.words.forms]
        for _, first, last in parts(one.labels):
            count.update({forms[first], forms[last - 1], *forms[max(0, first - 1) : first], *forms[last : last + 1]})
    return sorted(word for word, n in count.items() if n >= least)


def _fitted(groups: list[tuple[Choices, NDArray[np.int64]]], rows: int, penalty: float) -> NDArray[np.float32]:
    """Weights of the multinomial model by L-BFGS."""
    which = torch.from_numpy(np.concatenate([found.which for found, _ in groups]))
    signs = torch.from_numpy(np.concatenate([found.signs for found, _ in groups]))
    right = torch.from_numpy(np.concatenate([column for _, column in groups]))
    weights = torch.zeros(rows, requires_grad=True)
    held = torch.ones(rows)
    held[-1] = 0
    solver = torch.optim.LBFGS([weights], max_iter=120, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        scores = (weights * held)[signs].sum(-1).masked_fill(which == -2, -torch.inf)
        value = torch.nn.functional.cross_entropy(scores, right, reduction="sum") + penalty * weights.square().sum()
        value.backward()
        return value

    solver.step(loss)
    return (weights * held).detach().numpy()


def trained(examples: list[tuple[Annotated, Found]], listed: list[str], penalty: float = 0.3) -> NDArray[np.float32]:
    """The table of weights."""
    numbers = {word: at for at, word in enumerate(listed, 1)}
    groups, rows = [], 0
    for one, found in examples:
        got = Parts.of(found)
        offered, rows = choices(one.words, got, numbers)
        groups.append((offered, targets(one, got, offered)))
    return _fitted(groups, rows, penalty)
