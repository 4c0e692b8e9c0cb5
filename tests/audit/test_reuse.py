"""What is taken over word for word, from whom and with which credit: worked by hand over two short articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.audit import audit
from provenance.audit.reuse import copied
from provenance.model import Article, Edge, Evidence, Lineage, Source, Span

WIRE = "The old ramp fell into the harbour on Tuesday night. Nobody was hurt when it fell."
PAPER = "Readers will remember it. The old ramp fell into the harbour late on Tuesday. A dog barked at the sea."
FIRST = Span(0, PAPER.index(".") + 1)
TAKEN = Span(PAPER.index("The old"), PAPER.index(" A dog"))
RUN = "The old ramp fell into the harbour"  # seven words in a row; "on Tuesday" alone is too short


@pytest.fixture
def articles(wire, paper):
    return Article("p", PAPER, outlet=paper), Article("w", WIRE, outlet=wire)


@pytest.fixture
def lineage(articles):
    child, parent = articles
    words = (
        Evidence(child.version, (TAKEN,), "taken"),
        Evidence(parent.version, (Span(0, WIRE.index(".") + 1),), "from"),
    )
    edge = Edge(child.version, parent.version, "observed", 0.9, "NorPress", timedelta(hours=1), words)
    return Lineage(child, parent, "NorPress", ("observed",), 0.9, (), True, False, False, (edge,))


def figures(draft, lineage, **more):
    story = draft(PAPER, id=lineage.article.id, outlet=lineage.article.outlet)
    return {metric.name: metric for metric in audit(story.reading, lineage, **more).metrics}


def test_verbatim_reuse_is_shared_characters_by_the_length_of_each(draft, lineage):
    found = figures(draft, lineage)
    assert [span.of(PAPER) for span in found["verbatim_reuse"].evidence] == [RUN]
    assert (found["verbatim_reuse"].value, found["verbatim_reuse"].n) == (round(34 / 102, 4), 102)
    assert (found["verbatim_of_source"].value, found["verbatim_of_source"].n) == (round(34 / 82, 4), 82)
    assert (len(RUN), len(PAPER), len(WIRE)) == (34, 102, 82)
    assert found["verbatim_reuse"].interval is None  # characters are no draws


def test_shared_words_are_found_in_any_order_case_and_punctuation(articles, lineage):
    child, _ = articles
    text = "“INTO the harbour, on Tuesday: night!” he read. And the old ramp fell into the sea."
    other = replace(child, text=text)
    edge = replace(
        lineage.edges[0], evidence=(Evidence(other.version, (Span(0, len(text)),)), lineage.edges[0].evidence[1])
    )
    ours, theirs = copied(replace(lineage, article=other, edges=(edge,)))
    assert [span.of(text) for span in ours] == ["INTO the harbour, on Tuesday: night", "the old ramp fell into the"]
    assert [span.of(WIRE) for span in theirs] == ["The old ramp fell into the harbour on Tuesday night"]


def test_without_a_parent_there_is_nothing_to_measure(draft, lineage):
    alone = replace(lineage, parent=None, parent_outlet=None, edges=(), credit_gap=False)
    found = figures(draft, alone)
    assert (found["verbatim_reuse"].value, found["verbatim_of_source"].value) == (None, None)
    assert found["credits_its_source"].value is None
    assert found["agency_derived_share"].value == 0.0


def test_agency_derived_text_is_that_of_sentences_an_earlier_agency_item_has(draft, lineage):
    found = figures(draft, lineage)["agency_derived_share"]
    assert [span.of(PAPER) for span in found.evidence] == ["The old ramp fell into the harbour late on Tuesday."]
    assert (found.value, found.n) == (round(51 / 102, 4), 102)


def test_what_came_from_a_newspaper_or_before_the_agency_is_not_agency_derived(draft, lineage, paper):
    other = replace(lineage, parent=replace(lineage.parent, outlet=replace(paper, id="echo", name="Echo")))
    assert figures(draft, other)["agency_derived_share"].value == 0.0
    later = replace(lineage.edges[0], lag=None)
    unordered = replace(lineage, parent=None, parent_outlet=None, edges=(later,))
    assert figures(draft, unordered)["agency_derived_share"].value == 0.0


def test_an_agency_that_is_not_the_parent_counts_by_its_name_in_the_gazetteer(draft, lineage):
    beside = replace(lineage, parent=None, edges=(replace(lineage.edges[0], parent_outlet="Meridian Wire"),))
    assert figures(draft, beside)["agency_derived_share"].value == 0.5


def test_the_gap_and_the_credit_are_told_of_what_was_taken(draft, lineage):
    found = figures(draft, lineage)
    assert (found["credit_gap"].value, found["credits_its_source"].value) == (True, False)
    credit = Edge(
        lineage.article.version, None, "stated", 0.6, "NorPress", None, (Evidence(lineage.article.version, (FIRST,)),)
    )
    credited = replace(lineage, credit_gap=False, credited=("NorPress",), edges=(*lineage.edges, credit))
    found = figures(draft, credited)
    assert (found["credits_its_source"].value, found["credits_its_source"].n) == (True, 1)
    assert [span.of(PAPER) for span in found["credits_its_source"].evidence] == ["Readers will remember it."]


def test_a_text_mostly_word_for_word_is_a_finding_graver_without_credit(draft, wire, paper):
    text = WIRE + " It rained."
    child, parent = Article("p", text, outlet=paper), Article("w", WIRE, outlet=wire)
    words = (Evidence(child.version, (Span(0, len(WIRE)),)), Evidence(parent.version, (Span(0, len(WIRE)),)))
    edge = Edge(child.version, parent.version, "observed", 0.9, "NorPress", timedelta(hours=1), words)

    def finding(*, gap):
        lineage = Lineage(child, parent, "NorPress", ("observed",), 0.9, (), gap, False, False, (edge,))
        found = audit(draft(text, id="p", outlet=paper).reading, lineage).findings
        return next(one for one in found if one.rule == "mostly-verbatim")

    assert (finding(gap=True).severity, finding(gap=False).severity) == ("medium", "low")
    assert finding(gap=True).message == "87 % of the text stands word for word in an article of NorPress."
    assert finding(gap=False).message.endswith("NorPress, and credit is given.")
    assert [span.of(text) for span in finding(gap=True).evidence] == [WIRE[:-1]]


def test_a_copy_of_the_outlets_own_article_is_no_finding(draft, lineage, paper):
    whole = (Evidence(lineage.article.version, (Span(0, len(PAPER)),)),)
    own = replace(lineage.parent, text=PAPER, outlet=paper)
    words = (*whole, Evidence(own.version, (Span(0, len(PAPER)),)))
    edge = replace(lineage.edges[0], parent=own.version, evidence=words)
    story = draft(PAPER, id="p", outlet=paper)
    story.says(("Readers", "remember", "it"), Source("group"))
    found = audit(story.reading, replace(lineage, parent=own, edges=(edge,)))
    assert {metric.name: metric.value for metric in found.metrics}["verbatim_reuse"] == round(101 / 102, 4)
    assert "mostly-verbatim" not in {one.rule for one in found.findings}


def test_only_the_edge_to_the_parent_is_measured(lineage):
    beside = replace(lineage.edges[0], parent="another")
    stated = replace(lineage.edges[0], kind="stated")
    assert copied(replace(lineage, edges=(beside, stated))) == ((), ())
    assert copied(replace(lineage, edges=(beside, *lineage.edges))) == copied(lineage)
    assert copied(replace(lineage, parent=None)) == ((), ())


def test_runs_of_two_sentences_stay_apart(articles, lineage):
    child, _ = articles
    text = "The old ramp fell into. The harbour on Tuesday night went quiet."
    other = replace(child, text=text)
    spans = (Span(0, 23), Span(23, len(text)))
    edge = replace(lineage.edges[0], evidence=(Evidence(other.version, spans), lineage.edges[0].evidence[1]))
    ours, theirs = copied(replace(lineage, article=other, edges=(edge,)))
    assert [span.of(text) for span in ours] == ["The old ramp fell into", "The harbour on Tuesday night"]
    assert [span.of(WIRE) for span in theirs] == ["The old ramp fell into", "the harbour on Tuesday night"]


def test_an_agency_item_of_the_same_hour_counts_where_it_is_the_parent(draft, lineage):
    edge = replace(lineage.edges[0], lag=timedelta(0))
    assert figures(draft, replace(lineage, edges=(edge,)))["agency_derived_share"].value == 0.5
    other = replace(lineage.edges[0], parent="another", lag=None, parent_outlet="Meridian Wire")
    assert figures(draft, replace(lineage, edges=(other,)))["agency_derived_share"].value == 0.0
