"""Keys: what makes two texts worth comparing."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from provenance.link import keys

SAID = "The ferry company knew about the cracked hull for eleven weeks before anybody told the harbour master."


def test_keys_are_the_same_on_every_machine():
    joined = ",".join(map(str, sorted(keys(SAID))))
    assert hashlib.sha256(joined.encode()).hexdigest()[:16] == "493997171dd46686"


@given(st.text(max_size=200))
def test_keys_fit_a_signed_64_bit_column_and_do_not_depend_on_case(text):
    assert all(0 <= key < 2**63 for key in keys(text))
    assert keys(text) == keys(text.strip())


def test_case_accents_quotation_marks_and_dashes_do_not_change_keys():
    assert keys("“The café’s owner — a sailor — left.”") == keys("the cafe's OWNER, a sailor, left")


def test_a_cut_quote_shares_keys_with_the_whole():
    assert keys("cracked hull for eleven weeks") < keys(SAID)


def test_the_order_of_words_counts():
    assert not keys("harbour master resigned") & keys("resigned master harbour")


def test_one_or_two_words_have_one_key_and_no_words_none():
    assert len(keys("Resign!")) == len(keys("Resign now")) == 1
    assert keys("Resign!") == keys("resign")
    assert keys("… — !") == keys("") == frozenset()


def test_words_that_everybody_uses_make_no_key_unless_there_is_nothing_else():
    common = keys("one of the")
    assert common
    assert not common & keys("one of the harbour pilots resigned yesterday")


def test_two_rare_words_in_a_row_are_a_key_of_their_own():
    assert keys("scuttle the waterlogged dredger") & keys("a waterlogged dredger sank")
    assert not keys("they told the mayor of it") & keys("nobody told the council")


def test_what_an_editor_put_in_brackets_makes_no_key():
    assert keys("They sank [the two old ferries] beyond recovery") == keys("They sank beyond recovery")
    assert keys("[W]e sank it") != keys("sank it")


def test_ten_thousand_rare_words_have_a_key_for_every_three_and_every_two():
    assert len(keys(" ".join(f"word{n}" for n in range(10_000)))) == 9_998 + 9_999
