"""Keys: what makes two texts worth comparing."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from provenance.link import keys, pairs

SAID = "The ferry company knew about the cracked hull for eleven weeks before anybody told the harbour master."


def test_keys_are_the_same_on_every_machine():
    joined = ",".join(map(str, sorted(keys(SAID))))
    assert hashlib.sha256(joined.encode()).hexdigest()[:16] == "7fa0b776d7973e88"


@given(st.text(max_size=200))
def test_keys_fit_a_signed_64_bit_column_and_do_not_depend_on_case(text):
    assert all(0 <= key < 2**63 for key in keys(text))
    assert keys(text) == keys(text.strip())


def test_case_accents_quotation_marks_and_dashes_do_not_change_keys():
    assert keys("“The café’s owner — a sailor — left.”") == keys("the cafe's OWNER, a sailor, left")


def test_a_cut_quote_shares_keys_with_the_whole():
    assert keys("cracked hull for eleven weeks") < keys(SAID)


def test_the_order_of_words_counts():
    assert not keys("harbour master resigned") & keys("resigned harbour master")


def test_one_or_two_words_have_one_key_and_no_words_none():
    assert len(keys("Resign!")) == len(keys("Resign now")) == 1
    assert keys("Resign!") == keys("resign")
    assert keys("… — !") == keys("") == frozenset()


def test_words_that_everybody_uses_make_no_key_unless_there_is_nothing_else():
    common = keys("one of the")
    assert common
    assert not common & keys("one of the harbour pilots resigned yesterday")


def test_ten_thousand_words_have_a_key_for_every_three():
    assert len(keys(" ".join(f"word{n}" for n in range(10_000)))) == 9_998


def test_pairs_that_share_a_key_come_once_with_the_earlier_first():
    assert list(pairs([frozenset({1, 2}), frozenset({3}), frozenset({1, 2}), frozenset({2, 3})])) == [
        (0, 2),
        (0, 3),
        (1, 3),
        (2, 3),
    ]


def test_two_hundred_of_the_same_stay_connected_without_all_pairs():
    found = list(pairs([frozenset({7})] * 200))
    assert {later for _, later in found} == set(range(1, 200))
    assert len(found) < 200 * 199 / 2 / 5
    assert all((0, later) in found for later in range(1, 200))
