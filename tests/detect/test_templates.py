import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.detect.templates import CUES, FEATURES, PARTS, features

words = st.lists(st.integers(-1, 1 << 32), min_size=1, max_size=12)


def numbered(templates, **columns):
    held = {name: np.array(values, dtype=np.int64) for name, values in columns.items()}
    return features(held, templates, 0, len(columns["low"]))


@settings(deadline=None)
@given(words)
def test_every_feature_has_a_number_in_the_table(low):
    found = numbered(("low", "low[-1] low", "low[-1] low low[1]"), low=low)
    assert found.shape == (3, len(low))
    assert ((found >= 0) & (found < FEATURES)).all()


def test_equal_signals_give_equal_features_wherever_they_stand():
    alone, pair = numbered(("low", "low low[1]"), low=[7, 8, 7, 8])
    assert alone[0] == alone[2] != alone[1]
    assert pair[0] == pair[2] != pair[1]
    assert pair[3] != pair[1]  # the last word has nothing behind it


def test_templates_with_the_same_signal_keep_their_features_apart():
    here, before, twice = numbered(("low", "low[-1]", "low low"), low=[7, 7, 7])
    assert len({here[1], before[1], twice[1]}) == 3


def test_a_signal_that_is_moved_reads_its_neighbour():
    low, other = [3, 4, 5], [4, 5, 6]
    (here,), (moved,) = numbered(("low",), low=other), numbered(("low[1]",), low=low)
    assert moved[0] == numbered(("low[1]",), low=[9, 4])[0, 0]
    assert moved[0] != here[0]


def test_features_do_not_change_between_versions():
    """A shipped model names its features by these numbers."""
    assert numbered(("low", "low[-1] low"), low=[1, 2, 3]).tolist() == [
        [362321, 4009165, 3461706],
        [3167244, 4164435, 1761915],
    ]


@given(words, st.data())
@settings(deadline=None)
def test_a_part_of_the_words_has_the_features_that_it_has_among_all(low, data):
    first = data.draw(st.integers(0, len(low) - 1))
    end = data.draw(st.integers(first + 1, len(low)))
    templates = ("low[-2]", "low low[1]", "low[3]")
    part = features({"low": np.array(low)}, templates, first, end)
    assert (part == numbered(templates, low=low)[:, first:end]).all()


@pytest.mark.parametrize("templates", [CUES, PARTS])
def test_no_template_is_there_twice(templates):
    assert len(set(templates)) == len(templates)
