from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.audit.interval import wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(part, whole, low, high):
    # Newcombe 1998, table I, method 3 (score without continuity correction)
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00005)


def test_of_nothing_nothing_is_said():
    assert wilson(0, 0) is None


@given(st.integers(1, 2_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_share_lies_in_its_interval_and_the_interval_between_none_and_all(counted):
    part, whole = counted
    low, high = wilson(part, whole) or (2.0, -1.0)
    assert 0 <= low <= round(part / whole, 4) <= high <= 1
    assert (low, high) == pytest.approx(tuple(1 - end for end in reversed(wilson(whole - part, whole) or ())), abs=2e-4)
