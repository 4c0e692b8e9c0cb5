from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.resolve.names import find_names, plain_apostrophes


def found(text: str) -> list[tuple[str, bool]]:
    return [(one.span.of(text), one.weak) for one in find_names(text)]


def test_the_longest_name_wins():
    assert found("She told BBC News, not The New York Times.") == [("BBC News", False), ("The New York Times", False)]


@pytest.mark.parametrize("text", ["Mail @CNN now", "see www.cnn.com/x", "a CNNx", "#Reuters", "reuters@reuters.com"])
def test_addresses_and_longer_words_are_no_names(text):
    assert found(text) == []


def test_both_outlets_of_a_joint_poll_are_found():
    assert [name for name, _ in found("a Washington Post/ABC News poll")] == ["Washington Post", "ABC News"]


def test_other_capitals_are_the_same_name_where_it_is_long_enough():
    assert [name for name, _ in found("BREITBART and Buzzfeed said")] == ["BREITBART", "Buzzfeed"]


def test_common_words_are_weak_whatever_their_capitals():
    assert found("Time and TIME") == [("Time", True), ("TIME", True)]


def test_lower_case_words_are_no_names():
    assert found("the time of the guardian") == []


def test_a_programme_counts_as_its_network():
    (one,) = find_names("on 'Meet the Press' today")
    assert one.programme
    assert [outlet.name for outlet in one.outlets] == ["NBC News"]


def test_plain_apostrophes_keep_every_offset():
    assert plain_apostrophes("CNN’s\u00a0‘show’") == "CNN's 'show'"


@given(st.text(alphabet="The CNNBReuters AP's./@-\n’é新", max_size=80))
def test_names_lie_inside_any_text_and_never_overlap(text):
    names = find_names(plain_apostrophes(text))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in names)
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))


def test_letters_that_a_body_goes_by_are_no_outlet():
    assert found("The WHO said so, according to WHO officials.") == []
    assert found("It was on WHO-TV.") == [("WHO-TV", False)]
