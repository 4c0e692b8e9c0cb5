"""Fit how sure a rewording is: ``python -m provenance.train.rewordings POSTS.jsonl CLAIMS.jsonl [meaning]``.

A line of POSTS holds `text`, `split` and `claims`, the ids of the claims that it makes (only those of the split `train`
are used); one of CLAIMS holds `id`, `text` and `title`. Every post is asked for twice: with its claims there, and with
them taken out, so that half of the best answers cannot be right. What is printed goes into `link/reworded.py`.
With `meaning`, what texts mean is compared, too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.link import Embed, Index, Rewording, index, minilm, rewordings_of
from provenance.text import words

__all__ = ["fitted", "observed"]

_LOOKED_AT = 30
_STEPS = 50

Row = dict[str, Any]


def observed(posts: list[Row], claims: list[Row], embed: Embed | None = None) -> Iterator[tuple[Rewording, bool]]:
    """The best answer to each post, with its claims and without, and whether it is one of them.

    A claim in the same words as one of them is right, too.
    """
    known = index(((one["text"], one["title"]) for one in claims), embed=embed)
    said = {one["id"]: words(f"{one['text']} {one['title']}") for one in claims}
    for post in posts:
        right = [said[claim] for claim in post["claims"]]
        yield from _asked_twice(post["text"], known, [said[claim["id"]] in right for claim in claims])


def _asked_twice(text: str, known: Index, right: list[bool]) -> Iterator[tuple[Rewording, bool]]:
    found = rewordings_of(text, known, top=_LOOKED_AT)
    yield from ((one, right[one.at]) for one in found[:1])
    yield from [(one, False) for one in found if not right[one.at]][:1]


def fitted(seen: list[tuple[Rewording, bool]]) -> NDArray[np.float64]:
    """Start, what the log of the score adds, what the log of the shared words' rarity adds: a logistic regression."""
    told = np.array([[1.0, np.log1p(one.score), np.log1p(one.telling)] for one, _ in seen])
    right = np.array([float(is_right) for _, is_right in seen])
    weights = np.zeros(told.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-told @ weights))
        bend = told.T @ (told * (chance * (1 - chance))[:, None]) + 1e-6 * np.eye(told.shape[1])
        weights += np.linalg.solve(bend, told.T @ (right - chance))
    return weights


def main(posts: str, claims: str, *meaning: str) -> None:
    """Fit on the posts for training and print the three figures."""
    written = (Path(file).read_text(encoding="utf-8").split("\n") for file in (posts, claims))
    asked, known = ([json.loads(line) for line in lines if line] for lines in written)
    training = [one for one in asked if one["split"] == "train"]
    print(fitted(list(observed(training, known, minilm() if meaning else None))).round(2))


if __name__ == "__main__":
    main(*sys.argv[1:])
