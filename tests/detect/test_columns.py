import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from provenance.detect.columns import NONE, bucket, coming, counter, latest, moved, stretches

flags = arrays(bool, st.integers(1, 30))


@settings(deadline=None)
@given(flags)
def test_latest_and_coming_are_the_flagged_words_on_either_side(flags):
    last, following = latest(flags), coming(flags)
    for at in range(len(flags)):
        before = [word for word in range(at + 1) if flags[word]]
        after = [word for word in range(at, len(flags)) if flags[word]]
        assert last[at] == (before[-1] if before else NONE)
        assert following[at] == (after[0] if after else len(flags))


@settings(deadline=None)
@given(flags, st.data())
def test_a_counter_counts_like_a_loop(flags, data):
    end = st.integers(0, len(flags))
    start, stop = data.draw(end), data.draw(end)
    assert counter(flags)(np.array([start]), np.array([stop]))[0] == sum(flags[start:stop])


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1), st.integers(-40, 40))
def test_a_moved_column_shows_what_stands_further_on(values, by):
    got = moved(np.array(values), by, 9)
    assert got.tolist() == [values[at + by] if 0 <= at + by < len(values) else 9 for at in range(len(values))]


@settings(deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1).map(sorted))
def test_stretches_hold_equal_numbers_and_no_more(numbers):
    first, end = stretches(np.array(numbers))
    for at, number in enumerate(numbers):
        assert first[at] == numbers.index(number)
        assert end[at] == first[at] + numbers.count(number)


def test_buckets_grow_with_the_distance_on_both_sides():
    steps = bucket(np.arange(-100, 101)).tolist()
    assert steps == sorted(steps)
    assert steps[100] == 0
    assert steps == [-step for step in reversed(steps)]


def test_buckets_do_not_change_between_versions():
    """A shipped model names its features by them."""
    first = [int(np.argmax(bucket(np.arange(200)) == number)) for number in range(10)]
    assert first == [0, 1, 2, 3, 4, 6, 9, 13, 21, 41]
