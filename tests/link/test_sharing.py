"""An index of many texts: which of them share keys, and how many."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.link.sharing import index_of, sharing

RARE = np.full(0x200, 5.0)
"""every word as rare as the next: three make a key, two do not"""


def shared(texts: list[str], longest: int = 250) -> list[tuple[int, int, int]]:
    return [
        tuple(one)
        for batch in sharing(index_of(texts, RARE), longest)
        for one in zip(*(part.tolist() for part in batch), strict=True)
    ]


def test_pairs_come_once_with_the_earlier_first_and_the_number_of_keys_they_share():
    assert shared(["abcde", "xyz", "abcd", "xyzabc"]) == [(0, 2, 2), (0, 3, 1), (1, 3, 1), (2, 3, 1)]


def test_a_text_that_repeats_itself_holds_a_key_once():
    assert shared(["abcabcabc", "abc"]) == [(0, 1, 1)]


def test_texts_without_words_share_nothing_and_short_ones_all_they_have():
    assert shared([]) == shared(["", ""]) == shared(["ab", "abc"]) == []
    assert shared(["", "ab", "", "ab"]) == [(1, 3, 1)]


def test_more_texts_than_a_list_gives_in_pairs_stay_connected_through_the_first_and_the_last():
    found = shared(["abc"] * 1_000)
    assert {later for _, later, _ in found} == set(range(1, 1_000))
    assert all((0, later, 1) in found for later in range(1, 1_000))
    assert len(found) < 40_000


@given(st.lists(st.text("abcde", max_size=7), max_size=12))
def test_it_finds_just_the_pairs_with_three_words_in_a_row_in_common(texts):
    keys = [{text[at : at + 3] for at in range(max(1, len(text) - 2))} - {""} for text in texts]
    expected = {(a, b, len(keys[a] & keys[b])) for b in range(len(texts)) for a in range(b) if keys[a] & keys[b]}
    assert set(shared(texts)) == expected


def test_lists_longer_than_are_counted_have_the_pairs_of_their_first_and_last(monkeypatch):
    texts = ["abc", "abcd", *["xyz", "abc"] * 50, "xyz"]
    whole = [shared(texts, longest) for longest in (3, 20)]
    monkeypatch.setattr("provenance.link.sharing._MANY", 21)
    assert [shared(texts, longest) for longest in (3, 20)] == whole
