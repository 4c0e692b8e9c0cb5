"""Word pieces and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.detect.pieces import CLS, SEP, SIGNS, UNKNOWN, pieces, signs, vocabulary
from provenance.detect.words import words


def spelled(text: str) -> list[list[str]]:
    listed = list(vocabulary())
    return [[listed[row] for row in rows] for rows in pieces(words(text))]


def test_the_rows_with_a_meaning_of_their_own_are_where_the_vocabulary_has_them():
    rows = vocabulary()
    assert (rows["[UNK]"], rows["[CLS]"], rows["[SEP]"]) == (UNKNOWN, CLS, SEP)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Said", [["said"]]),
        ("Café", [["cafe"]]),
        ("forecasters", [["forecast", "##ers"]]),
        ("“Go”", [['"'], ["go"], ['"']]),
        ("''Go''", [['"'], ["go"], ['"']]),
        ("twenty-one", [["twenty", "-", "one"]]),
    ],
)
def test_words_are_spelled_in_the_longest_pieces_that_the_vocabulary_has(text, expected):
    assert spelled(text) == expected


@given(st.text(max_size=300))
def test_every_word_has_at_least_one_piece_and_a_sign_of_the_table(text):
    read = words(text)
    rows = pieces(read)
    assert all(1 <= len(one) <= 6 for one in rows)
    assert all(0 <= row < len(vocabulary()) for one in rows for row in one)
    assert all(0 <= sign < SIGNS - 1 for sign in signs(read).tolist())


def test_case_and_quotation_marks_are_told_apart_by_the_sign_alone():
    plain, capital, quoted = (signs(words(text))[at] for text, at in (("go", 0), ("Go", 0), ('"go on"', 1)))
    assert len({int(plain), int(capital), int(quoted)}) == 3
