"""Matching many texts at once, linking one passage, finding a quote."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.link import Text, find, link, match, passages
from provenance.model import Moment, Passage, Span

SAID = "The ferry company knew about the cracked hull for eleven weeks before anybody told the harbour master."
CUT = "knew about the cracked hull for eleven weeks"
OTHER = "Nobody in the shipyard believed that the turbine could be repaired before the autumn gales."


def passage(text: str, article: str, kind="quote") -> Passage:
    return Passage(f"{article}-{kind}", article, kind, (Span(0, len(text)),), text)


def test_matching_pairs_come_in_the_order_of_the_input():
    found = list(match([("a", SAID, None), ("b", OTHER, None), ("c", CUT, None), ("d", OTHER.upper(), None)]))
    assert [(one.a, one.b, one.kind) for one in found] == [("a", "c", "contained"), ("b", "d", "verbatim")]
    assert found[0].a_span.of(SAID) == found[0].b_span.of(CUT) == CUT


def test_texts_of_one_group_do_not_match():
    assert list(match([("a", SAID, "x"), ("b", SAID, "x")])) == []
    assert len(list(match([("a", SAID, "x"), ("b", SAID, "y"), ("c", SAID, None), ("d", SAID, None)]))) == 6


def test_days_of_the_same_week_make_short_words_match():
    short = "They were told in March."
    near = [Text("a", short, None, date(2024, 5, 1)), Text("b", short, None, date(2024, 5, 3))]
    far = [near[0], near[1]._replace(day=date(2024, 9, 1))]
    assert len(list(match(near))) == 1
    assert list(match(far)) == []


def test_no_texts_and_empty_texts_give_no_pairs():
    assert list(match([])) == []
    assert list(match([("a", "", None), ("b", "", None), ("c", "…", None)])) == []


def test_two_hundred_copies_stay_connected():
    found = list(match([(f"m{n}", SAID, None) for n in range(200)]))
    assert {one.b for one in found} == {f"m{n}" for n in range(1, 200)}
    assert all(one.score == 100 for one in found)


@given(st.permutations([SAID, CUT, OTHER, OTHER.replace("turbine", "engine"), "Something else altogether."]))
def test_the_order_of_the_input_does_not_change_which_match(texts):
    found = {frozenset((one.a, one.b)) for one in match([(text, text, None) for text in texts])}
    assert found == {frozenset((SAID, CUT)), frozenset((OTHER, OTHER.replace("turbine", "engine")))}


def test_linking_gives_the_passage_as_a_of_every_match():
    new = passage(CUT, "new")
    found = link(new, [passage(SAID, "old"), passage(OTHER, "other")])
    assert [(one.a, one.b) for one in found] == [("new-quote", "old-quote")]
    assert found[0].a_span == Span(0, len(CUT))


@pytest.mark.parametrize(
    ("other", "series"),
    [
        (passage(SAID, "new"), {}),
        (passage(SAID, "old", "sentence"), {}),
        (passage(SAID, "old"), {"new": "ledger", "old": "ledger"}),
    ],
    ids=["same article", "speech and sentence", "same series"],
)
def test_linking_leaves_out(other, series):
    assert link(passage(SAID, "new"), [other], series=series) == []


def test_articles_of_no_series_or_of_different_ones_are_linked():
    for series in ({}, {"new": "ledger"}, {"new": "ledger", "old": "lantern"}):
        assert len(link(passage(SAID, "new"), [passage(SAID, "old")], series=series)) == 1


def test_times_make_short_words_of_one_week_match():
    short = "They were told in March."
    day = {name: Moment(datetime(2024, 5, at, tzinfo=UTC), "day", "given") for name, at in {"new": 9, "old": 1}.items()}
    pair = passage(short, "new"), [passage(short, "old")]
    assert link(*pair) == []
    assert len(link(*pair, published=day)) == 1
    later = day | {"new": Moment(datetime(2024, 5, 10, tzinfo=UTC), "day", "given")}
    assert link(*pair, published=later) == []


def test_a_quote_is_found_and_what_comes_near_is_told_apart():
    almost = "The ferry company was told about a cracked mast for eleven weeks by everybody but the harbour pilots."
    hits, near = find(CUT, [passage(SAID, "old"), passage(almost, "almost"), passage(OTHER, "other")])
    assert [one.article for one, _ in hits] == ["old"]
    assert [one.article for one, _ in near] == ["almost"]
    assert hits[0][1].b_span.of(SAID) == CUT


def test_who_asks_for_a_stock_phrase_gets_it_word_for_word():
    stock = "make America great again"
    hits, near = find(stock, [passage(f"We will {stock}, he said.", "a"), passage("America is great", "b")])
    assert [one.article for one, _ in hits] == ["a"]
    assert near == [] or near[0][0].article == "b"


def test_one_word_is_found_and_nothing_is_not():
    assert len(find("turbine", [passage(OTHER, "a")])[0]) == 1
    assert find("", [passage(OTHER, "a")]) == ([], [])
    assert find("…", [passage("", "a")]) == ([], [])


def test_two_articles_that_share_a_paragraph_are_linked_by_their_sentences(draft):
    one = draft(f"Owners under fire. {OTHER} Work went on.", "https://a.example/1").reading
    other = draft(f"{OTHER} The mayor had no comment at all today.", "https://b.example/1").reading
    found = [pair for mine in passages(one) for pair in link(mine, passages(other))]
    assert [pair.kind for pair in found] == ["verbatim"]
