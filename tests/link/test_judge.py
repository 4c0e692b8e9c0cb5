"""Which pairs of texts are alike: what their words must tell and how exactly, with days and without."""

from __future__ import annotations

import math

import numpy as np
import pytest

from provenance.link.judge import KINDS, Judge

WORDS = 60
NEVER = math.nan


def words(count: int, *others: int) -> str:
    """So many different words, a character each; those at the places `others` are not what they would be."""
    return "".join(chr(0x100 + place + WORDS * (place in others)) for place in range(count))


def within(text: str, length: int) -> str:
    """A longer text that holds this one, between words of its own."""
    lacking = length - len(text)
    own = [chr(0x300 + place) for place in range(lacking)]
    return "".join(own[: lacking // 2]) + text + "".join(own[lacking // 2 :])


def kind(
    a: str, b: str, *, tells: float = 5.0, days: tuple[float, float] = (NEVER, NEVER), share: float = 1.0,
    groups: tuple[int, int] = (-1, -1), strict: bool = True,
) -> str | None:  # fmt: skip
    """The kind of the pair if it is alike; each word `tells` so much."""
    judge = Judge([a, b], np.array(groups), np.array([days, days], np.float64), np.full(0x400, tells), strict)
    found = judge.alike(np.array([0]), np.array([1]), np.array([share]))
    return KINDS[found.kinds[0]] if len(found.kinds) else None


@pytest.mark.parametrize(
    ("length", "tells", "alike"),
    [(25, 1.25, True), (25, 1.19, False), (26, 3.5, True), (26, 3.49, False), (10, 1.25, True), (10, 1.19, False)],
)
def test_without_days_words_must_tell_much_where_they_are_less_than_two_fifths_of_the_longer_text(length, tells, alike):
    said = words(10)
    assert (kind(said, within(said, length), tells=tells) is not None) == alike


@pytest.mark.parametrize(
    ("count", "length", "others", "alike"),
    [
        (12, 16, (4,), True),
        (12, 16, (4, 7), False),
        (23, 40, (8,), True),
        (23, 40, (8, 15), False),
        (40, 100, (), True),
        (40, 100, (20,), False),
        (20, 20, (4, 9, 14), True),
        (20, 20, (4, 9, 14, 17), False),
    ],
)
def test_without_days_words_must_be_the_more_exact_the_less_they_are_of_the_longer_text(count, length, others, alike):
    assert (kind(words(count, *others), within(words(count), length)) is not None) == alike


def test_without_days_a_pair_must_share_a_fourth_of_its_keys():
    said = words(10)
    assert kind(said, said, share=0.25)
    assert kind(said, said, share=0.24) is None
    assert kind(said, said, share=0.24, days=(0, 90))


@pytest.mark.parametrize(
    ("others", "tells", "alike"),
    [
        ((), 1.9, True),
        ((), 1.89, False),
        ((4,), 2.12, True),
        ((4,), 2.1, False),
        ((2, 6), 3.25, True),
        ((2, 6), 3.2, False),
        ((2, 4, 7), 3.72, True),
        ((2, 4, 7), 3.7, False),
        ((2, 4, 6, 8), 7.5, True),
        ((2, 4, 6, 8), 7.45, False),
        ((1, 3, 5, 7, 8), 90.0, False),
    ],
)
def test_with_days_the_words_that_both_have_must_tell_the_more_the_less_they_are_alike(others, tells, alike):
    assert (kind(words(10), words(10, *others), tells=tells, days=(0, 90)) is not None) == alike


@pytest.mark.parametrize("days", [(0, 7), (7, 0), (3, 3)])
def test_within_a_week_words_need_to_tell_less(days):
    assert kind(words(10), words(10), tells=1.5, days=days)
    assert kind(words(10), words(10), tells=1.49, days=days) is None


@pytest.mark.parametrize("days", [(0, 8), (8, 0)])
def test_a_day_more_than_a_week_apart_they_need_to_tell_as_much_as_ever(days):
    assert kind(words(10), words(10), tells=1.5, days=days) is None


def test_a_missing_day_is_any_day_for_those_who_are_not_strict():
    said = words(10)
    for days in [(NEVER, NEVER), (0, NEVER), (NEVER, 0)]:
        assert kind(said, within(said, 50), tells=1.9, days=days, strict=False)
        assert kind(said, within(said, 50), tells=1.89, days=days, strict=False) is None
        assert kind(said, within(said, 50), tells=1.9, days=days) is None


def test_a_repeated_word_tells_once():
    said = words(4) * 5
    assert kind(said, said, tells=4.75, days=(0, 90))
    assert kind(said, said, tells=4.7, days=(0, 90)) is None


def test_kinds_are_told_by_how_much_of_what_is_the_same():
    said = words(20)
    assert kind(said, said) == "verbatim"
    assert kind(said, within(said, 30)) == kind(within(said, 30), said) == "contained"
    assert kind(said, words(20, 9), days=(0, 90)) == "edited"
    assert kind(said, words(20, 2, 4, 6, 8, 11, 13), days=(0, 90)) == "edited"
    assert kind(said, words(20, 2, 4, 6, 8, 11, 13, 15), days=(0, 90)) == "reworded"


def test_texts_of_one_group_and_such_as_share_hardly_a_key_or_have_no_words_are_not_compared():
    said = words(10)
    assert kind(said, said, groups=(3, 3)) is None
    assert kind(said, said, groups=(0, 0)) is None
    assert kind(said, said, groups=(3, 4))
    assert kind(said, said, share=0.0, days=(0, 90)) is None
    assert kind("", said) is None
