"""Words are found again where they were, or nowhere: never at a lookalike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.model import Span
from provenance.report.selectors import CONTEXT, Selector, relocate, selector

TEXT = "The ramp fell into the harbour. Nobody was hurt. The ramp had been failing since March, the minister said."
ELSEWHERE = "\U0010fffd"
"""a character that no test's text holds"""


def span(words, text=TEXT):
    return Span(text.index(words), text.index(words) + len(words))


@st.composite
def marked(draw, alphabet="ab .\n“"):
    """A text, often one that repeats itself, and a span of it."""
    text = draw(st.text(alphabet, min_size=1, max_size=30)) * draw(st.integers(1, 6))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


def test_words_come_with_their_place_and_context():
    found = selector(span("Nobody"), TEXT)
    assert (found.start, found.end, found.exact) == (32, 38, "Nobody")
    assert found.prefix == TEXT[:32][-CONTEXT:]
    assert found.suffix == TEXT[38 : 38 + CONTEXT]


def test_words_that_moved_are_found_at_the_one_place_with_their_context():
    found = selector(span("failing since March"), TEXT)
    assert relocate(found, "An earlier version said otherwise. " + TEXT) == Span(68 + 35 - 1 - 0, 68 + 35 - 1 + 19)


def test_words_in_other_company_are_an_orphan():
    found = selector(span("failing"), TEXT)
    assert relocate(found, "It kept failing.") is None


def test_words_with_the_same_context_at_two_other_places_are_an_orphan():
    found = Selector(90, 92, "is", "it ", " so")
    assert relocate(found, "it is so, it is so") is None
    assert relocate(found, "it is so") == Span(3, 5)


def test_a_paragraph_that_stands_twice_gets_so_much_context_that_only_one_place_has_it():
    twice = "Before it. " + TEXT + "\n\n" + TEXT + " After it."
    found = selector(Span(43, 49), twice)
    assert twice.count(found.whole) == 1
    assert relocate(found, twice.replace("Nobody", "Noboby", 1)) is None


@pytest.mark.parametrize("place", [0, 31, 34, 45, 69])
def test_after_one_character_in_the_words_or_their_context_is_changed_they_are_an_orphan(place):
    found = selector(span("Nobody"), TEXT)
    assert relocate(found, TEXT[:place] + "#" + TEXT[place + 1 :]) is None


@given(marked())
def test_every_span_is_found_where_it_was(case):
    text, where = case
    assert relocate(selector(where, text), text) == where


@given(marked(), st.text("ab .\n“", max_size=9))
def test_what_is_found_always_has_the_very_words_and_the_very_context(case, before):
    text, where = case
    found = selector(where, text)
    again = relocate(found, before + text)
    if again is not None:
        assert again.of(before + text) == found.exact
        assert (before + text)[again.start - len(found.prefix) : again.end + len(found.suffix)] == found.whole


@given(marked(), st.data())
def test_one_changed_character_of_words_or_context_makes_an_orphan_however_often_the_text_repeats_itself(case, data):
    text, where = case
    found = selector(where, text)
    first = where.start - len(found.prefix)
    place = data.draw(st.integers(first, first + len(found.whole) - 1))
    assume(text[place] != ELSEWHERE)
    assert relocate(found, text[:place] + ELSEWHERE + text[place + 1 :]) is None


@given(marked())
def test_a_wrong_position_does_not_matter_where_the_words_are_the_only_ones(case):
    text, where = case
    moved = replace(selector(where, text), start=10_000, end=10_001)
    assert relocate(moved, text) == where
