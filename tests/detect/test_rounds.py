from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.detect.rounds import Rounds, likeliest, marginals
from provenance.detect.tags import TAGS, legal

lengths = st.lists(st.integers(1, 5), min_size=1, max_size=4)
seeds = st.integers(0, 1000)


def chance(lengths, seed):
    """Scores, transitions and the number of the stretch of each word."""
    drawn = np.random.default_rng(seed)
    return (
        drawn.normal(size=(sum(lengths), 3)),
        drawn.normal(size=(3, 3)),
        np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
    )


def weighed(scores, transitions):
    """Every sequence of labels with its score."""
    total, labels = scores.shape
    for path in product(range(labels), repeat=total):
        score = sum(scores[at, label] for at, label in enumerate(path))
        yield path, score + sum(transitions[a, b] for a, b in pairwise(path))


def shares_by_hand(scores, transitions):
    shares = np.zeros_like(scores)
    for path, score in weighed(scores, transitions):
        shares[np.arange(len(path)), path] += np.exp(score)
    return shares / shares.sum(1, keepdims=True)


@settings(deadline=None, max_examples=40)
@given(lengths, seeds)
def test_marginals_of_each_stretch_are_those_of_all_its_sequences(lengths, seed):
    scores, transitions, stretch = chance(lengths, seed)
    got = marginals(scores, transitions, Rounds.of(stretch))
    for number in range(len(lengths)):
        here = stretch == number
        assert np.allclose(got[here], shares_by_hand(scores[here], transitions))


@settings(deadline=None, max_examples=40)
@given(lengths, seeds)
def test_the_likeliest_sequence_of_each_stretch_scores_best(lengths, seed):
    scores, transitions, stretch = chance(lengths, seed)
    got = likeliest(scores, transitions, Rounds.of(stretch))
    for number in range(len(lengths)):
        here = stretch == number
        path, _ = max(weighed(scores[here], transitions), key=lambda pair: pair[1])
        assert tuple(got[here]) == path


def test_what_is_ruled_out_is_never_chosen():
    scores = np.random.default_rng(1).normal(size=(200, TAGS))
    table = legal()
    got = likeliest(scores, table, Rounds.of((np.arange(200) // 50).astype(np.int32)))
    assert all(np.isfinite(table[a, b]) for at, (a, b) in enumerate(pairwise(got)) if at % 50 != 49)


def test_shares_stay_numbers_over_thousands_of_words_and_large_scores():
    scores = np.random.default_rng(1).normal(0, 30, size=(20_000, 7))
    stretch = (np.arange(20_000) > 2).astype(np.int32)
    got = marginals(scores, np.full((7, 7), -4.0), Rounds.of(stretch))
    assert np.isfinite(got).all()
    assert np.allclose(got.sum(1), 1)


def test_every_word_has_a_place_of_its_own():
    rounds = Rounds.of(np.repeat([3, 4, 9], [2, 5, 1]).astype(np.int32))
    assert sorted(rounds.place) == list(range(8))
    assert [step.stop - step.start for step in rounds.steps] == [3, 2, 1, 1, 1]
    assert rounds.place[2:7].tolist() == [0, 3, 5, 6, 7]  # the longest stretch comes first in each round
