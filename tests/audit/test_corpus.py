"""A corpus of four stories, every figure worked by hand from its definition."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.audit import audit_corpus
from provenance.model import Article, Drift, Edge, Evidence, Lineage, Metric, Source, Span

WIRE = "Minister Anna Berg said the ramp fell. Bo Ray said it broke. A report says it bent. NorPress reported rust."
COPY = "Minister Anna Berg said the ramp fell. Readers wrote in."
HIDDEN = "Sources said the ramp fell."
BARE = "It rained all day on the quay.\n\nIt poured all night on the quay."
BERG = Source("named-person", "Anna Berg")


@pytest.fixture
def articles(draft, wire, state_wire, paper):
    """A wire's story with four sources, a paper's copy with one, one of a hidden source, one without any."""
    first = draft(WIRE, id="w", outlet=wire)
    first.says(("Minister Anna Berg", "said", "the ramp fell"), BERG)
    first.says(("Bo Ray", "said", "it broke"), Source("named-person", "Bo Ray"))
    first.says(("A report", "says", "it bent"), Source("document"))
    first.says(("NorPress", "reported", "rust"), Source("outlet", "NorPress", outlet=wire))
    second = draft(COPY, id="p", outlet=paper)
    second.says(("Minister Anna Berg", "said", "the ramp fell"), BERG, (second.mention("Berg", state_wire),))
    third = draft(HIDDEN, id="h", outlet=replace(paper, id="echo", name="Echo"))
    third.says(("Sources", "said", "the ramp fell"), Source("unnamed-person", None, True))
    return [first.reading, second.reading, third.reading, draft(BARE, id="b").reading]


@pytest.fixture
def lineages(articles):
    first, second, third, fourth = (reading.article for reading in articles)
    return [alone(first), taken(second, first), alone(third), alone(fourth)]


def alone(article: Article) -> Lineage:
    return Lineage(article, None, None, (), 0.0, (), False, False, False)


def taken(child: Article, parent: Article) -> Lineage:
    same = Span(0, child.text.index(".") + 1)
    words = (Evidence(child.version, (same,), "taken"), Evidence(parent.version, (same,), "from"))
    edge = Edge(child.version, parent.version, "observed", 0.9, "NorPress", timedelta(hours=1), words)
    return Lineage(child, parent, "NorPress", ("observed",), 0.9, (), True, False, False, (edge,))


@pytest.fixture
def figures(articles, lineages) -> dict[str, Metric]:
    drifts = [Drift("a", "b", ("trimmed", "hedge_lost"), ()), Drift("c", "d", (), ())]
    one, two, three, _ = (lineage.article.version for lineage in lineages)
    quotes = [{one, two}, {two, three}, {three}]
    made = audit_corpus(articles, lineages, quotes=quotes, copies={two: drifts}, detectors=["rules", "rules"])
    return {metric.name: metric for metric in made}


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        ("stories_with_no_source", 0.25, 4),
        ("stories_with_1_2_sources", 0.5, 4),  # the copy and the hidden one
        ("stories_with_3_sources", 0.0, 4),
        ("stories_with_4_sources_or_more", 0.25, 4),
        ("single_source_rate", 0.5, 4),
        ("unsourced_share", 0.4, 5),  # the two paragraphs of the last
        ("named_share", 0.8, 5),  # Berg, Ray, NorPress and Berg again, not the sources; the report is left out
        ("stories_identifying_none", 0.5, 4),
        ("stories_identifying_1", 0.5, 4),  # the minister, twice
        ("stories_identifying_2_3", 0.0, 4),
        ("stories_identifying_4_or_more", 0.0, 4),
        ("anonymous_story_rate", 0.25, 4),
        ("anonymity_explained", 0.0, 1),
        ("state_source_share", 0.5, 2),  # one of the two statements that came through outlets
        ("agency_derived_rate", 0.3333, 3),  # the copy, of three stories that are no agency's
        ("credit_gap_rate", 0.25, 4),
        ("credited_reuse", 0.0, 1),
        ("original_rate", 0.75, 4),
        ("single_origin_rate", 0.5, 2),  # the copy's quote; the hidden story has it from nobody here
        ("circular_rate", 0.0, 4),
        ("quote_drift", 0.5, 2),
        ("quote_drift_trimmed", 0.5, 2),
        ("quote_drift_extended", 0.0, 2),
        ("quote_drift_substituted", 0.0, 2),
        ("quote_drift_speaker_changed", 0.0, 2),
        ("quote_drift_hedge_lost", 0.5, 2),
        ("quote_drift_number_changed", 0.0, 2),
    ],
)
def test_the_worked_example_gives(figures, name, value, n):
    assert (figures[name].value, figures[name].n) == (value, n)


def test_every_figure_has_a_definition_and_an_interval_around_its_value(figures):
    assert len(figures) == 27
    for one in figures.values():
        assert one.definition.endswith(".")
        assert one.interval is not None
        assert one.interval[0] <= one.value <= one.interval[1]


def test_the_bands_and_shares_of_a_whole_add_up(figures):
    bands = [metric.value for name, metric in figures.items() if name.startswith("stories_with_")]
    assert sum(bands) == sum(m.value for name, m in figures.items() if name.startswith("stories_identifying_")) == 1


def test_what_a_detector_misses_stands_beside_what_has_no_source(figures):
    assert "finds 61.2 % of attributions" in figures["stories_with_no_source"].caveat
    assert "finds 61.2 % of attributions" in figures["unsourced_share"].caveat
    assert "finds 61.2 % of attributions" in figures["stories_identifying_none"].caveat
    assert figures["credit_gap_rate"].caveat is None


def test_of_several_detectors_each_is_told(articles, lineages):
    made = audit_corpus(articles, lineages, detectors=["fast", "accurate", "fast"])
    said = next(metric.caveat for metric in made if metric.name == "stories_with_no_source")
    assert said is not None
    assert (said.count("77.8 %"), said.count("67.4 %")) == (1, 1)


def test_of_no_article_nothing_can_be_said():
    assert all((metric.value, metric.n, metric.interval) == (None, 0, None) for metric in audit_corpus([], []))


def test_a_corpus_of_one_article_of_one_outlet_has_figures(articles, lineages):
    found = {metric.name: metric for metric in audit_corpus(articles[3:], lineages[3:])}
    assert (found["stories_with_no_source"].value, found["stories_with_no_source"].interval) == (1.0, (0.2065, 1.0))
    assert found["single_origin_rate"].value is None
    assert found["named_share"].value is None


def test_a_copy_that_credits_somebody_is_credited_reuse_and_no_original(articles, lineages):
    credited = replace(lineages[1], credit_gap=False)
    beside = replace(lineages[2], beside=lineages[1].edges[0].evidence)
    outside = replace(lineages[3], origin_outside_corpus=True)
    made = audit_corpus(articles, [lineages[0], credited, beside, outside])
    found = {metric.name: metric for metric in made}
    assert (found["credited_reuse"].value, found["credited_reuse"].n) == (1.0, 1)
    assert (found["original_rate"].value, found["original_rate"].n) == (0.25, 4)
    assert found["credit_gap_rate"].value == 0.0


def test_quotes_that_several_outlets_have_from_nobody_here_have_several_origins(articles, lineages):
    one, two, three, four = (lineage.article.version for lineage in lineages)
    made = audit_corpus(articles, lineages, quotes=[{one, three}, {two, three, four}, {one, two}, {one, two, "gone"}])
    found = {metric.name: metric for metric in made}["single_origin_rate"]
    assert (found.value, found.n) == (0.5, 4)


def test_circles_and_half_an_agencys_text_are_counted(articles, lineages):
    circles = [replace(one, circular=number < 3) for number, one in enumerate(lineages)]
    found = {metric.name: metric for metric in audit_corpus(articles, circles)}
    assert (found["circular_rate"].value, found["circular_rate"].n) == (0.75, 4)
