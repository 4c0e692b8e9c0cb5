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


def test_much_that_was_said_to_two_reporters_makes_neither_the_other_s_parent(corpus, prose):
    said = [f"“{one}”" for one in prose]
    corpus.add("gazette", *said, OWN[1], at="2024-05-01T08:00")
    corpus.add("lantern", OWN[0], *said, at="2024-05-01T09:00")
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


# Five sentences more of the one story, so that copies can differ in what they cut.
MORE = (
    "Divers from the coast guard photographed the rudder in murky water while tugs kept the vessel upright.",
    "A former purser remembers pumps running through the night on crossings in rough autumn weather.",
    "Shipbrokers doubt whether another vessel with a shallow draught can be chartered before midsummer.",
    "Hotels on the outermost island have laid off cooks and chambermaids after cancellations doubled.",
    "The harbour master has ordered extra moorings because a gale is forecast for the coming weekend.",
)


def test_two_copies_of_a_text_that_is_not_here_have_each_what_the_other_cut(corpus, prose):
    corpus.add("courier", prose[0], *prose[2:5], MORE[0], *MORE[2:], at="2024-05-01T10:00")
    corpus.add("mirror", *prose[:3], prose[4], *MORE[:2], MORE[4], at="2024-05-01T12:00")
    found = told(corpus)
    assert {name: one.parent for name, one in found.items()} == {"courier": None, "mirror": None}
    assert all(one.origin_outside_corpus and one.credit_gap for one in found.values())
    ours, theirs = found["mirror"].beside
    assert (corpus.name(ours.article), corpus.name(theirs.article)) == ("mirror", "courier")


def test_one_that_credits_the_unseen_text_leaves_no_gap(corpus, prose):
    vesta = Outlet("vesta", "Vesta")
    opening = f"According to Vesta, {prose[0][0].lower()}{prose[0][1:]}"
    corpus.add("courier", prose[0], *prose[2:5], MORE[0], *MORE[2:], at="2024-05-01T10:00")
    corpus.add(
        "mirror", opening, *prose[1:3], prose[4], *MORE[:2], MORE[4], at="2024-05-01T12:00",
        named=[("Vesta", vesta, "cited")],
    )  # fmt: skip
    assert {name: one.credit_gap for name, one in told(corpus).items()} == {"courier": True, "mirror": False}


def test_an_original_of_the_same_day_is_not_taken_for_the_child_of_its_copy(corpus, prose):
    corpus.add("courier", *prose[:2], *prose[4:], *MORE[:2], *OWN, at="2024-05-01T09:00")
    corpus.add("gazette", *prose, *MORE, at="2024-05-01")
    assert parents(corpus) == {"courier": "gazette", "gazette": None}


def test_a_stock_sentence_in_two_stories_points_to_nothing_unseen(corpus, prose):
    stock = "The agency says that it checks every report of an accident at sea with the owners of the vessel concerned."
    corpus.add("gazette", *prose[:3], stock, prose[3], at="2024-05-01T08:00")
    corpus.add("lantern", OWN[0], stock, OWN[1], *MORE[:2], at="2024-05-02T08:00")
    assert not any(one.origin_outside_corpus for one in told(corpus).values())


@pytest.mark.parametrize("followers", [1, 2])
def test_a_credit_to_one_not_here_fades_as_more_follow_and_none_stands_beside(corpus, prose, followers):
    vesta = Outlet("vesta", "Vesta")
    opening = f"According to Vesta, {prose[0][0].lower()}{prose[0][1:]}"
    corpus.add("gazette", opening, *prose[1:], at="2024-05-01T08:00", named=[("Vesta", vesta, "cited")])
    for n in range(followers):
        corpus.add(f"courier{n}", *prose[1 + n :], at=f"2024-05-01T1{n}:00")
    assert told(corpus)["gazette"].origin_outside_corpus is (followers == 1)


def test_a_credit_to_one_not_here_closes_the_gap_where_another_copy_bears_it_out(corpus, prose):
    vesta = Outlet("vesta", "Vesta")
    line = "Source: Vesta"
    named = [("Vesta", vesta, "cited")]
    corpus.add("gazette", *prose, at="2024-05-01T08:00")
    corpus.add("courier", *prose[:4], line, at="2024-05-01T10:00", named=named)
    assert told(corpus)["courier"].credit_gap
    corpus.add("mirror", *prose[2:], line, at="2024-05-01T11:00", named=named)
    found = told(corpus)
    assert not found["courier"].credit_gap
    assert not found["mirror"].credit_gap


def test_a_credit_to_an_outlet_that_the_words_were_not_taken_from_is_a_disagreement(corpus, prose):
    lantern = Outlet("lantern", "The Lantern")
    credit = "The Lantern reported it first."
    corpus.add("gazette", *prose, at="2024-05-01T08:00")
    corpus.add("lantern", prose[5], *MORE, outlet=lantern, at="2024-05-01T09:00")
    version = corpus.add("courier", credit, *prose, at="2024-05-01T10:00", named=[("The Lantern", lantern, "cited")])
    (one,) = told(corpus)["courier"].disagreements
    assert (one.credited, one.parent_outlet, one.later) == ("The Lantern", "Gazette", False)
    text = next(reading.article.text for reading in corpus.readings if reading.article.version == version)
    named, taken, of = one.evidence
    assert [span.of(text) for span in named.spans] == ["The Lantern"]
    assert [span.of(text) for span in taken.spans] == list(prose)
    assert corpus.name(of.article) == "gazette"


def test_a_credit_to_an_article_that_came_later_is_a_disagreement_and_one_to_an_ancestor_is_none(corpus, prose):
    gazette, courier = Outlet("gazette", "The Gazette"), Outlet("courier", "The Courier")
    corpus.add(
        "gazette", "The Courier reported it.", *prose, outlet=gazette, at="2024-05-01T08:00",
        named=[("The Courier", courier, "cited")],
    )  # fmt: skip
    corpus.add(
        "courier", "The Gazette reported it.", *prose[:4], outlet=courier, at="2024-05-01T10:00",
        named=[("The Gazette", gazette, "cited")],
    )  # fmt: skip
    found = told(corpus)
    (one,) = found["gazette"].disagreements
    assert (one.credited, one.parent_outlet, one.later) == ("The Courier", None, True)
    assert found["courier"].disagreements == ()


def test_two_that_may_equally_be_the_parent_are_a_tie(corpus, prose):
    corpus.add("gazette", *prose, at="2024-05-01T08:00")
    corpus.add("herald", *prose, at="2024-05-01T08:30")
    corpus.add("courier", *prose[:4], at="2024-05-01T10:00")
    found = told(corpus)["courier"]
    assert found.parent is not None
    assert {found.parent.id, *(one.id for one in found.ties)} == {"gazette", "herald"}
    assert 0.4 < found.confidence < 0.6


def test_a_parent_that_stands_out_has_no_tie_and_a_descendant_is_none(corpus, prose):
    corpus.add("gazette", *prose, at="2024-05-01T08:00")
    corpus.add("courier", *prose[:4], at="2024-05-01T10:00")
    corpus.add("mirror", *prose[:4], at="2024-05-01")
    found = told(corpus)
    assert found["gazette"].ties == ()
    for one in found.values():
        assert all(one.article.version not in _above(found, tied.id) for tied in one.ties)


def _above(found: dict[str, Lineage], name: str) -> set[str]:
    versions = set()
    parent = found[name].parent
    while parent:
        versions.add(parent.version)
        parent = found[parent.id].parent
    return versions
