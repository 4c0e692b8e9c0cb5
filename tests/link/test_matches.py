"""Linking one passage with what is known, finding a quote."""

from datetime import UTC, datetime

import pytest

from provenance.link import find, link, passages
from provenance.model import Moment, Passage, Span

SAID = "The ferry company knew about the cracked hull for eleven weeks before anybody told the harbour master."
CUT = "knew about the cracked hull for eleven weeks"
OTHER = "Nobody in the shipyard believed that the turbine could be repaired before the autumn gales."


def passage(text: str, article: str, kind="quote") -> Passage:
    return Passage(f"{article}-{kind}", article, kind, (Span(0, len(text)),), text)


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
