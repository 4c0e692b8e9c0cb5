from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.audit.body import body_paragraphs, unsourced_spans
from provenance.model import Article, Attribution, Claim, Reading, Source, Span, WireCredit

TEXT = """Ramp falls into harbour

By Ida Holm

The ramp fell on Tuesday.

Trending Now

A long line that has no full stop yet states a thing or two all the same

"We knew," the minister said."""


def test_furniture_title_and_headings_are_not_body(draft):
    article = draft(TEXT, title="Ramp Falls Into Harbour").article
    byline = draft(TEXT).furniture("byline", "By Ida Holm")
    made = draft(TEXT, title=article.title, furniture=(byline,)).article
    words = [span.of(TEXT) for span in body_paragraphs(made)]
    assert words == [
        "The ramp fell on Tuesday.",
        "A long line that has no full stop yet states a thing or two all the same",
        '"We knew," the minister said.',
    ]


def test_a_line_that_credits_an_agency_is_not_body_but_a_dateline_opens_one(draft, wire):
    text = "SUND (NorPress) - The ramp fell.\n\nWith files from NorPress in Sund."
    story = draft(text)
    dateline, tagline = story.span("(NorPress)"), story.span("With files from NorPress")
    lines = (WireCredit(wire, "dateline", dateline, "(NorPress)"), WireCredit(wire, "tagline", tagline, "NorPress"))
    article = draft(text, wire=lines).article
    assert [span.of(text) for span in body_paragraphs(article)] == ["SUND (NorPress) - The ramp fell."]


def test_a_paragraph_is_sourced_by_any_part_of_an_attribution(draft):
    text = "He said so.\n\nIt rained.\n\nThe mayor spoke.\n\nThe bridge is shut."
    story = draft(text)
    story.says(("The mayor", "spoke", ""), Source("unnamed-person"))
    story.says(("", "", "He said so."), Source("named-person", "Bo Ray"))
    body = body_paragraphs(story.article)
    assert [span.of(text) for span in unsourced_spans(story.reading, body)] == [
        "It rained.",
        "The bridge is shut.",
    ]


def test_words_that_nobody_answers_for_are_unsourced(draft):
    text = "The move was condemned as illegal.\n\nWe think it was wrong."
    story = draft(text)
    story.says(("", "was condemned", "as illegal"), Source("none"))
    story.says(("We", "think", "it was wrong"), Source("self"))
    assert len(unsourced_spans(story.reading, body_paragraphs(story.article))) == 2


def test_what_an_anaphoric_claim_points_back_at_is_sourced(draft):
    text = "The harbour is shut.\n\nHis statements were reported by Vesta."
    reading = draft(text).reading
    pointing = Attribution(
        (Span(59, 64),), (), (Span(22, 36),), "indirect", 0.9, anaphoric=True, antecedent=(Span(0, 20),)
    )
    reading = Reading(reading.article, (Claim("c", pointing, Source("outlet", "Vesta")),), ())
    assert unsourced_spans(reading, body_paragraphs(reading.article)) == ()


def test_content_that_runs_over_two_paragraphs_sources_both(draft):
    text = "“We knew.\n\n“We waited,” she said.\n\nIt rained."
    claim = Claim("c", Attribution((), (), (Span(0, 24),), "direct", 0.9), Source("group", "Experts"))
    reading = Reading(draft(text).article, (claim,), ())
    found = unsourced_spans(reading, body_paragraphs(reading.article))
    assert [span.of(text) for span in found] == ["It rained."]


@given(
    st.text(alphabet="ab .\n", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6),
)
def test_unsourced_is_exactly_the_body_that_no_span_overlaps(text, places):
    spans = tuple(Span(min(start, len(text)), min(start + size, len(text))) for start, size in places)
    claims = tuple(
        Claim(str(n), Attribution((), (), (span,), "indirect", 1.0), Source("group", "Experts"))
        for n, span in enumerate(spans)
    )
    reading = Reading(Article("a", text), claims, ())
    body = body_paragraphs(reading.article)
    expected = tuple(one for one in body if not any(one.overlaps(span) for span in spans))
    assert unsourced_spans(reading, body) == expected
