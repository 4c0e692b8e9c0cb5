"""Every figure against an example worked by hand from its definition."""

from __future__ import annotations

import pytest

from provenance.audit import audit
from provenance.model import Edge, Evidence, Lineage, Source, Span

TEXT = """The ferry ramp fell into the harbour.

"We knew," Anna Berg told Vesta. She added that the ministry "waited" for money.

Two sources said the report had changed. An official, who feared for his job, said it was true.

According to NorPress, the union warned twice. An inspection report says the bolts were rusty.

The ramp was built in 1974."""


@pytest.fixture
def story(draft, wire, state_wire):
    made = draft(TEXT, "https://ledger.example/ramp")
    berg = Source("named-person", "Anna Berg")
    vesta, norpress = made.mention("Vesta", state_wire, "venue"), made.mention("NorPress", wire)
    made.mention("The ramp", None, "mention")
    made.says(("Anna Berg", "told", '"We knew,"'), berg, (vesta,), kind="direct")
    made.says(("She", "added", 'that the ministry "waited" for money'), berg, (vesta,), kind="mixed")
    made.says(("Two sources", "said", "the report had changed"), Source("unnamed-person", None, True))
    hidden = Source("unnamed-person", None, True, "An official", "feared for his job")
    made.says(("An official", "said", "it was true"), hidden)
    made.says(("NorPress", "According to", "the union warned twice"), Source("outlet", norpress.name, outlet=wire))
    made.says(("An inspection report", "says", "the bolts were rusty"), Source("document", "inspection report"))
    return made


@pytest.fixture
def figures(story):
    return {metric.name: metric for metric in audit(story.reading).metrics}


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        ("source_count_band", "4+", 5),  # Berg, two sources, an official, NorPress, the report
        ("single_sourced", False, 5),
        ("named_share", 0.5, 4),  # Berg and NorPress of four; the document is left out
        ("anonymous_sources", 2, 5),
        ("anonymity_explained", 0.5, 2),  # the official's fear is a reason
        ("outlets_cited", 2, 3),  # Vesta and NorPress of three names
        ("agency_share", 0.5, 6),  # two statements through Vesta, one of NorPress
        ("state_source_share", 0.6667, 3),  # two of the three that came through media
        ("direct_quote_share", 0.3333, 6),  # one direct, one mixed
        ("unsourced_share", 0.4, 5),  # the first and the last paragraph
        ("source_mix", "2 unnamed-person, 1 named-person, 1 outlet, 1 document", 5),
    ],
)
def test_the_worked_example_gives(figures, name, value, n):
    assert (figures[name].value, figures[name].n) == (value, n)


def test_every_figure_has_a_definition_and_evidence_inside_the_text(figures):
    for metric in figures.values():
        assert metric.definition.endswith(".")
        assert all(0 <= span.start < span.end <= len(TEXT) for span in metric.evidence)


def test_a_baseline_says_where_and_when_it_was_measured(figures):
    baselines = [metric.baseline for metric in figures.values() if metric.baseline]
    assert len(baselines) >= 5
    assert all(any(year in line for year in ("2001", "2004", "2006", "2025")) for line in baselines)
    assert all(any(place in line for place in ("US", "UK", "worldwide")) for line in baselines)


def test_evidence_of_the_named_share_is_who_has_no_name(figures):
    assert [span.of(TEXT) for span in figures["named_share"].evidence] == ["Two sources", "An official"]


def test_nothing_to_count_is_said_and_not_made_zero(draft):
    figures = {metric.name: metric for metric in audit(draft("It rained.").reading).metrics}
    assert figures["named_share"].value is None
    assert figures["single_sourced"].value is None
    assert figures["source_mix"].value is None
    assert figures["source_count_band"].value == "none"
    assert figures["unsourced_share"].value == 1.0


@pytest.mark.parametrize(("count", "band"), [(1, "1-2"), (2, "1-2"), (3, "3"), (4, "4+")])
def test_the_source_count_falls_into_its_band(draft, count, band):
    people = ["Ann Lee", "Bo Ray", "Cy Orr", "Di Fox"][:count]
    story = draft(" ".join(f"{name} said {name[0]} rain." for name in people))
    for name in people:
        story.says((name, "said", f"{name[0]} rain"), Source("named-person", name))
    assert audit(story.reading).metrics[0].value == band


def test_the_credit_gap_is_told_only_with_a_lineage(story, draft):
    reading = story.reading
    assert "credit_gap" not in {metric.name for metric in audit(reading).metrics}
    parent = draft("The ferry ramp fell into the harbour.", "https://norpress.example/1").article
    here = reading.article.version
    edges = (Edge(here, parent.version, "observed", 0.9, "NorPress", None, (Evidence(here, (Span(0, 37),)),)),)
    taken = Lineage(reading.article, parent, "NorPress", ("observed",), 0.9, (), True, False, False, edges)
    gap = {metric.name: metric for metric in audit(reading, taken).metrics}["credit_gap"]
    assert (gap.name, gap.value, gap.n, gap.evidence) == ("credit_gap", True, 1, (Span(0, 37),))


def test_the_evidence_of_a_single_source_is_where_it_is_named(story, figures, draft):
    assert figures["single_sourced"].evidence == ()
    alone = draft("Anna Berg said it rained.")
    alone.says(("Anna Berg", "said", "it rained"), Source("named-person", "Anna Berg"))
    found = {metric.name: metric for metric in audit(alone.reading).metrics}["single_sourced"]
    assert (found.value, found.n, found.evidence) == (True, 1, (Span(0, 9),))


def test_how_many_of_the_unsourced_may_need_no_source_stands_beside_them(draft, noon):
    bare = draft("The ramp was built in 1974.\n\nNobody has used it since then.", published=noon)
    found = {metric.name: metric for metric in audit(bare.reading).metrics}["unsourced_share"]
    assert found.caveat == "Statements in these paragraphs that may need none: 1 of 2."
