"""Comparing two texts: score, kind, where they align, and what is too common to link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.link import compare

SAID = "The ferry company knew about the cracked hull for eleven weeks before anybody told the harbour master."

vocabulary = "the ferry company knew about cracked hull for eleven weeks Überfähre ﬁnal 50½ harbour's master …".split()
sayings = st.lists(st.sampled_from(vocabulary), max_size=25).map(" ".join)


@given(sayings, sayings)
def test_the_score_does_not_depend_on_which_comes_first(a, b):
    one, other = compare(a, b), compare(b, a)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.score, one.kind, one.weight) == (other.score, other.kind, other.weight)
        assert (one.a_span, one.b_span) == (other.b_span, other.a_span) or a.split() == b.split()


@given(sayings, sayings)
def test_what_is_aligned_lies_inside_each_text_and_is_not_empty(a, b):
    found = compare(a, b)
    if found:
        assert 0 <= found.a_span.start < found.a_span.end <= len(a)
        assert 0 <= found.b_span.start < found.b_span.end <= len(b)
        assert 60 <= found.score <= 100


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (
            "“The ferry company knew about the cracked hull for 11 weeks before anybody told the harbour master”",
            "edited",
        ),
        (
            "the ferry company KNEW about the cracked hull, for eleven weeks, before anybody told the harbour master",
            "verbatim",
        ),
        ("knew about the cracked hull for eleven weeks", "contained"),
        (
            "The ferry firm had known of its cracked hull for some eleven weeks before it told any harbour master",
            "reworded",
        ),
    ],
)
def test_the_kind_says_how_much_was_changed(other, kind):
    found = compare(SAID, other)
    assert found is not None
    assert found.kind == kind


def test_what_is_aligned_is_the_shared_part_of_each():
    other = "Asked about it, Holm said they “knew about the cracked hull for eleven weeks” and walked off."
    found = compare(SAID, other)
    assert found is None or found.a_span.of(SAID) == "knew about the cracked hull for eleven weeks"
    found = compare("knew about the cracked hull for eleven weeks", other)
    assert found is not None
    assert found.b_span.of(other) == "knew about the cracked hull for eleven weeks"


def test_offsets_hold_where_folding_changes_the_length():
    odd = "… ﬁnally, Zoë’s ½-ﬁnished ferry … the cracked hull was known for eleven weeks to the harbour master"
    found = compare(odd, "the cracked hull was known for eleven weeks to the harbour master")
    assert found is not None
    assert found.a_span.of(odd) == "the cracked hull was known for eleven weeks to the harbour master"


@pytest.mark.parametrize("stock", ["at the end of the day", "If you look at it,", "make America great again", "Yes."])
def test_stock_phrases_do_not_compare_however_exact(stock):
    assert compare(stock, stock) is None


def test_the_same_week_makes_a_short_quote_comparable():
    short = "They were told in March."
    assert compare(short, short, days_apart=200) is None
    assert compare(short, short, days_apart=1) is not None


def test_texts_on_the_same_matter_in_other_words_do_not_compare():
    assert compare(SAID, "Inspectors were informed late, although the operator had seen the damage in spring.") is None


def test_nothing_compares_with_nothing():
    assert compare("", "") is None
    assert compare("—", SAID) is None


def test_ten_thousand_words_compare_with_a_part_of_them():
    long = " ".join(f"harbour{n} ferry{n * 7}" for n in range(5_000))
    found = compare(long, " ".join(long.split()[4_000:4_030]))
    assert found is not None
    assert found.kind == "contained"
    assert found.a_span.of(long).split() == long.split()[4_000:4_030]
