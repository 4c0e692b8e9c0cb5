"""Lineages: one parent an article, and every edge that speaks for it."""

from typing import Any

import pytest

from provenance.chain import lineages
from provenance.model import Lineage, Link, Outlet, Span, WireCredit

OWN = (
    "Our reporter met commuters on the quay who had waited since dawn for any boat at all.",
    "The mayor of Norvik declined to discuss compensation when reached at her summer cottage.",
)


def told(corpus: Any) -> dict[str, Lineage]:
    return {one.article.id: one for one in lineages(corpus.readings, corpus.passages, corpus.matches)}


def parents(corpus: Any) -> dict[str, str | None]:
    return {name: one.parent.id if one.parent else None for name, one in told(corpus).items()}


def test_a_copy_of_a_copy_has_the_copy_as_parent(corpus, prose, quote):
    corpus.add("gazette", *prose, quote, at="2024-05-01T08:00")
    edited = prose[1].replace("tourists", "holidaymakers")
    corpus.add("courier", prose[0], edited, *prose[3:], at="2024-05-01T10:00")
    corpus.add("mirror", prose[0], edited, *prose[4:], OWN[0], at="2024-05-01T12:00")
    assert parents(corpus) == {"gazette": None, "courier": "gazette", "mirror": "courier"}


def test_the_same_words_said_to_two_reporters_make_neither_the_other_s_parent(corpus, prose, quote):
    corpus.add("gazette", *prose, quote, at="2024-05-01T08:00")
    corpus.add("lantern", *OWN, quote, at="2024-05-01T09:00")
    assert parents(corpus) == {"gazette": None, "lantern": None}


def test_the_same_words_with_the_outlet_named_do(corpus, prose, quote):
    gazette = Outlet("gazette", "The Gazette")
    corpus.add("gazette", *prose, quote, outlet=gazette, at="2024-05-01T08:00")
    corpus.add("lantern", quote, OWN[0], "The Gazette had it first.", named=[("The Gazette", gazette, "cited")])
    found = told(corpus)["lantern"]
    assert found.parent is not None
    assert found.parent.id == "gazette"
    assert found.basis == ("stated", "observed")
    assert not found.credit_gap


def test_a_copy_that_credits_nobody_is_a_credit_gap_and_one_that_names_an_ancestor_is_not(corpus, prose):
    gazette = Outlet("gazette", "The Gazette")
    corpus.add("gazette", *prose, outlet=gazette, at="2024-05-01T08:00")
    corpus.add("courier", *prose[:4], at="2024-05-01T10:00")
    credit = "All of it was reported by The Gazette."
    corpus.add("mirror", *prose[:3], credit, at="2024-05-01T12:00", named=[("The Gazette", gazette, "cited")])
    found = told(corpus)
    assert {name: one.credit_gap for name, one in found.items()} == {"gazette": False, "courier": True, "mirror": False}
    assert found["mirror"].credited == ("The Gazette",)


def test_edges_carry_words_that_relocate_and_the_lag(corpus, prose):
    corpus.add("gazette", *prose, at="2024-05-01T08:00")
    corpus.add("courier", *prose[:4], at="2024-05-01T10:00")
    (edge,) = told(corpus)["courier"].edges
    texts = {reading.article.version: reading.article.text for reading in corpus.readings}
    ours, theirs = edge.evidence
    assert edge.kind == "observed"
    assert edge.lag is not None
    assert edge.lag.total_seconds() == 7200
    assert [span.of(texts[ours.article]) for span in ours.spans] == list(prose[:4])
    assert [span.of(texts[theirs.article]) for span in theirs.spans] == list(prose[:4])


def test_a_cited_outlet_that_is_not_here_is_the_end_of_the_chain(corpus, prose):
    vesta = Outlet("vesta", "Vesta")
    opening = f"According to Vesta, {prose[0][0].lower()}{prose[0][1:]}"
    corpus.add("gazette", opening, *prose[1:], at="2024-05-01T08:00", named=[("Vesta", vesta, "cited")])
    corpus.add("courier", *prose[1:5], at="2024-05-01T10:00")
    found = told(corpus)
    assert found["gazette"].parent is None
    assert (found["gazette"].parent_outlet, found["gazette"].basis) == ("Vesta", ("stated",))
    assert found["gazette"].origin_outside_corpus
    assert found["courier"].origin_outside_corpus


def test_an_agency_s_line_is_a_wire_edge(corpus, prose, wire):
    credit = WireCredit(wire, "json-ld", None, "NorPress")
    corpus.add("norpress", *prose, outlet=wire, at="2024-05-01T08:00")
    corpus.add("courier", *prose, at="2024-05-01T09:00", wire=(credit,))
    found = told(corpus)["courier"]
    assert found.basis == ("observed", "wire")
    assert found.parent is not None
    assert found.parent_outlet == "NorPress"


def test_a_link_with_the_outlet_s_name_is_enough_where_every_word_was_changed(corpus, prose):
    gazette = Outlet("gazette", "The Gazette")
    corpus.add("gazette", *prose, outlet=gazette, at="2024-05-01T08:00")
    text = "The Gazette reports that a ship is broken."
    link = Link("https://www.gazette.example/ferry?from=here", "reports", Span(12, 19))
    corpus.add("blog", text, at="2024-05-02T08:00", links=(link,), named=[("The Gazette", gazette, "cited")])
    corpus.add("other", "See also this ferry thing.", at="2024-05-02T08:00", links=(link,))
    found = told(corpus)
    assert found["blog"].parent is not None
    assert found["blog"].basis == ("stated", "hyperlink")
    assert found["other"].parent is None
    assert [edge.kind for edge in found["other"].edges] == ["hyperlink"]


def test_two_that_credit_each_other_are_circular(corpus, prose):
    gazette, courier = Outlet("gazette", "The Gazette"), Outlet("courier", "The Courier")
    corpus.add(
        "gazette", *prose, "The Courier reported it.", outlet=gazette, at="2024-05-01T08:00",
        named=[("The Courier", courier, "cited")],
    )  # fmt: skip
    corpus.add(
        "courier", *prose[:4], "It was in The Gazette.", outlet=courier, at="2024-05-01T10:00",
        named=[("The Gazette", gazette, "cited")],
    )  # fmt: skip
    corpus.add("mirror", *prose[1:4], "The Gazette reported it.", named=[("The Gazette", gazette, "cited")])
    assert {name: one.circular for name, one in told(corpus).items()} == {
        "gazette": True,
        "courier": True,
        "mirror": False,
    }


def test_of_two_copies_of_one_day_the_contained_one_is_the_child(corpus, prose):
    corpus.add("courier", *prose[:3], *prose[4:], at="2024-05-01")
    corpus.add("gazette", *prose, OWN[1], at="2024-05-01")
    corpus.add("mirror", prose[0], *prose[4:], at="2024-05-01")
    found = parents(corpus)
    assert found["gazette"] is None
    assert found["mirror"] is not None


def test_without_any_date_a_parent_is_named_with_half_the_confidence(corpus, prose):
    corpus.add("gazette", *prose)
    corpus.add("courier", *prose[:4])
    found = told(corpus)
    (child,) = [one for one in found.values() if one.parent]
    assert child.confidence == 0.5
    assert child.edges[0].lag is None


def test_what_lacks_prose_that_earlier_ones_share_is_not_the_parent(corpus, prose):
    corpus.add("courier", *prose[:3], OWN[0], at="2024-05-01T09:00")
    corpus.add("lantern", *prose[2:], at="2024-05-01T10:00")
    corpus.add("mirror", *prose[:2], *prose[3:], at="2024-05-01T11:00")
    found = told(corpus)["mirror"]
    assert found.parent is None
    assert found.origin_outside_corpus


def test_articles_of_one_outlet_are_not_each_other_s_parents(corpus, prose):
    gazette = Outlet("gazette", "The Gazette")
    corpus.add("monday", *prose, outlet=gazette, at="2024-05-01T08:00")
    corpus.add("tuesday", *prose, outlet=gazette, at="2024-05-02T08:00")
    assert parents(corpus) == {"monday": None, "tuesday": None}


@pytest.mark.parametrize("share", [1, 0])
def test_one_shared_sentence_makes_no_parent(corpus, prose, share):
    corpus.add("gazette", *prose[:3], at="2024-05-01T08:00")
    corpus.add("lantern", *prose[:share], *OWN, at="2024-05-01T09:00")
    assert parents(corpus) == {"gazette": None, "lantern": None}


def test_an_empty_corpus_has_no_lineages():
    assert lineages([], [], []) == []


def test_an_article_without_text_has_a_lineage_without_anything(corpus):
    corpus.add("empty", "")
    found = told(corpus)["empty"]
    assert (found.parent, found.basis, found.confidence, found.edges) == (None, (), 0.0, ())


def test_fifty_identical_undated_articles_hang_together(corpus, prose):
    for n in range(50):
        corpus.add(f"copy{n}", *prose[:3])
    found = told(corpus)
    assert sum(one.parent is None for one in found.values()) == 1
    assert all(one.confidence < 0.2 for one in found.values())
