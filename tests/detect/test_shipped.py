"""What the shipped models were trained on: whoever changes one of these numbers has to train those models anew."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray

from provenance.detect.assemble import Group
from provenance.detect.confidence import confidence
from provenance.detect.confidence import signs as signs_of_finding
from provenance.detect.linear import read_model
from provenance.detect.linker import Parts, choices
from provenance.detect.pieces import pieces
from provenance.detect.pieces import signs as signs_of_words
from provenance.detect.signals import Forms, signals
from provenance.detect.surroundings import surroundings
from provenance.detect.tags import CONTENT, CUE, SOURCE, Tagged
from provenance.detect.words import Words, words
from provenance.shipped import shipped

STORY = """Skerry bridge 'is safe', engineers say

By Ida Holm

OSLO (NorPress) — The harbour-master, 52, said on 4 May that "the bridge is safe"; she denied, however, that it had
been tested. “We knew,” Sen. Karl Lund (R-Iowa) told Reuters, “and we chose — all of us — to wait.”

“It was old.

“It was also cheap,” he wrote: ''Nobody asked ``why''. According to two officials who saw the report, the U.S. firm
McLund & Co. warned the ministry's staff twice, and the union's leader, Eva Ek, called for an inquiry. I doubt it!

He was accused of lying by the mayor, whose aides, adding that «the café» had closed, would not comment (at 9 p.m.).
Which is why, she thinks, voters’ anger grew: "Is it safe?" asked Per Vik. “No,” said nobody...

Moe: The ferry sank in 1999.
"""


@pytest.fixture(scope="module")
def read() -> Words:
    return words(STORY)


def told(arrays: Iterable[NDArray[np.generic]]) -> str:
    """The first digits of a digest of whole numbers."""
    numbers = sha256()
    for one in arrays:
        numbers.update(np.ascontiguousarray(one, dtype="<i8").tobytes())
    return numbers.hexdigest()[:12]


def test_the_text_is_parted_into_the_same_words(read):
    columns = read.quote, read.gap, read.resumed, read.sentence, read.paragraph, read.quotation
    assert (len(read), told(columns)) == (201, "29c9298e2a97")


def test_the_linear_models_see_the_same_signals(read):
    model = read_model(shipped("data") / "linear.npz")
    seen = signals(read, Forms(model.lexicon))
    around = surroundings(read, seen, np.arange(len(read)) % 7 / 7)
    assert (told(seen[name] for name in sorted(seen)), told(around[name] for name in sorted(around))) == (
        "9115392f8b07",
        "8ea0bfc20d66",
    )


def test_the_network_sees_the_same_pieces_and_signs(read):
    rows = [np.array(one) for one in pieces(read)]
    assert (told(rows), told([signs_of_words(read)])) == ("1c48490e2729", "b39b8c34e8fa")


def test_the_linker_sees_the_same_signs(read):
    borders = range(0, len(read) - 6, 3)
    found = [((SOURCE, CUE, CONTENT, CONTENT)[at % 4], at, at + 1 + at % 3) for at in borders]
    with np.load(shipped("data") / "linker.npz", allow_pickle=False) as file:
        known = {word: at for at, word in enumerate(str(file["words"]).split("\n"), 1)}
        weights = len(file["weights"])
    offered, rows = choices(read, Parts.of(found), known)
    assert rows == weights
    assert (told([offered.which]), told([offered.signs[offered.which >= -1]])) == ("fd298949ae2f", "5937df54fc89")


def test_confidences_are_made_of_the_same_signs(read):
    seen = Tagged(np.zeros(len(read), dtype=np.int32), (np.arange(len(read)) % 9 / 9 + 0.05).astype(np.float32))
    full, bare = Group((10, 11), (11, 12), [(3, 9), (12, 14)], 0.8), Group(None, None, [(20, 21)], 0.4)
    signs = [signs_of_finding(read, seen, one) for one in (full, bare)]
    assert signs[0] == pytest.approx((1, 0.429, -0.475, -2.944, -1.65, -0.983, 1.386, 0, 0, 2.079, 1), abs=0.001)
    assert signs[1] == pytest.approx((1, -0.983, -0.983, -0.983, 0, 0, -0.405, 1, 1, 0, 0), abs=0.001)
    sure = [confidence(name, one) for name in ("accurate", "fast") for one in signs]
    assert sure == pytest.approx([0.24, 0.04, 0.142, 0.035], abs=0.001)
