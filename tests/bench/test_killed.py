"""When commands are killed."""

from __future__ import annotations

import random

from tests.bench.killed import KILLS, moments
from tests.killing import KINDS


def test_kills_are_spread_over_the_whole_run_and_the_first_comes_at_once():
    found = moments(20, 2.0, random.Random(1))
    assert found[0] < 0.05
    assert [int(one / 0.1) for one in found[1:]] == list(range(1, 20))


def test_every_kind_is_killed_and_all_are_three_hundred():
    assert KILLS.keys() == KINDS.keys()
    assert 2 * sum(KILLS.values()) - KILLS["db backup"] == 300
