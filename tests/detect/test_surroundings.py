import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.detect.columns import NONE
from provenance.detect.signals import Forms, Lexicon, number, signals
from provenance.detect.surroundings import surroundings
from provenance.detect.words import words

BLANK = Lexicon(np.zeros(1, np.uint32), np.zeros(1, np.float32), np.zeros(1, np.float32))


def around(text, *cues):
    """Words and columns, where the words at `cues` are sure to be cues."""
    read = words(text)
    chance = np.zeros(len(read))
    chance[list(cues)] = 1
    return read, surroundings(read, signals(read, Forms(BLANK)), chance)


def test_the_nearest_cue_on_either_side_is_known_with_its_neighbours():
    read, found = around("Ann said it fell, Bob thinks.", 1, 6)
    fell = read.forms.index("fell")
    assert (found["left"][fell], found["left_distance"][fell], found["right_distance"][fell]) == (1, 2, 3)
    assert found["left_stem"][fell] == number("say")
    assert (found["left_before"][fell], found["left_next"][fell]) == (number("ann"), number("it"))
    assert (found["right_before"][fell], found["right_next"][fell]) == (number("bob"), number("."))


def test_a_cue_of_another_sentence_tells_nothing():
    read, found = around("Ann said so. It fell. Bob agreed.", 1, 8)
    fell = read.forms.index("fell")
    assert (found["side"][fell], found["left"][fell], found["right_stem"][fell]) == (0, NONE, NONE)
    assert found["paragraph_cues"][fell] == 2


def test_neighbouring_words_of_one_cue_count_once():
    _, found = around("He has been saying it fell.", 1, 2, 3)
    assert set(found["cues"].tolist()) == {1}


def test_that_and_commas_between_cue_and_word_are_counted():
    read, found = around("Ann said that, as ever, it fell.", 1)
    at = [read.forms.index(form) for form in ("that", "as", "it")]
    assert found["left_between"][at].tolist() == [0, 16 + 4, 16 + 8]


@pytest.mark.parametrize(
    ("text", "cue", "near"),
    [
        ('"It fell," said Ann.', 5, 1),
        ('Ann said: "It fell."', 1, 1),
        ('"It fell." Bob left and nobody in the town knew why he had said so.', 17, 0),
    ],
)
def test_a_quotation_knows_the_cue_beside_it(text, cue, near):
    read, found = around(text, cue)
    fell = read.forms.index("fell")
    assert found["quote_near"][fell] == near
    assert found["quote_cue"][fell] == (number("say") if near else NONE)


def test_a_quotation_that_goes_on_is_one():
    read, found = around("“It fell.\n\n“It is gone,” Ann said.", 11)
    at = read.forms.index("fell"), read.forms.index("gone")
    assert len({found["quote_length"][word] for word in at}) == 1
    assert found["quote_near"][at[0]] == 1


def test_outside_of_quotations_nothing_is_told_of_them():
    read, found = around('"It fell," said Ann.', 5)
    ann = read.forms.index("Ann")
    assert {found[name][ann] for name in found if name.startswith("quote_")} == {NONE}


@settings(deadline=None)
@given(st.text(alphabet="ab \n.\"“”,'", min_size=1, max_size=60), st.randoms())
def test_any_text_and_any_cues_have_a_row_for_each_word(text, chance):
    read = words(text)
    if len(read):
        shares = np.array([chance.random() for _ in read.forms])
        found = surroundings(read, signals(read, Forms(BLANK)), shares)
        assert {len(column) for column in found.values()} == {len(read)}
