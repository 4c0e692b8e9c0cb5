"""An audit of odd articles: nothing said in them, too much, names without end, no dates anywhere."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from provenance.audit import audit, audit_corpus
from provenance.model import Article, Attribution, Claim, Lineage, Reading, Source, Span

SHARES = {"named_share", "anonymity_described", "anonymity_explained", "agency_share", "state_source_share"}


def values(reading, lineage=None, **more):
    return {metric.name: metric.value for metric in audit(reading, lineage, **more).metrics}


def test_an_article_with_no_attribution_at_all_has_shares_of_nothing_and_no_guess(draft):
    found = audit(draft("It rained all day on the quay.").reading, detector="accurate")
    figures = {metric.name: metric for metric in found.metrics}
    assert all(figures[name].value is None and figures[name].interval is None for name in SHARES)
    assert figures["transparency_band"].value == "none"
    assert figures["unsourced_statements"].value == 1.0
    (finding,) = [one for one in found.findings if one.rule == "no-source"]
    assert "finds 77.8 % of attributions" in finding.message


def test_an_empty_article_is_audited_too(draft):
    found = audit(draft("").reading)
    assert found.unsourced_statements == ()
    assert {metric.name: metric.value for metric in found.metrics}["unsourced_share"] is None


def test_an_article_of_500_attributions_is_counted_in_full_and_soon():
    text = " ".join(f"Person{number:03} Lee said item {number:03} had failed." for number in range(500))
    claims = []
    for number in range(500):
        start = text.index(f"Person{number:03}")
        parts = [Span(start, start + 13), Span(start + 14, start + 18), Span(start + 19, start + 38)]
        attribution = Attribution((parts[0],), (parts[1],), (parts[2],), "indirect", 0.9)
        claims.append(Claim(str(number), attribution, Source("named-person", f"Person{number:03} Lee")))
    began = time.process_time()
    found = values(Reading(Article("a", text), tuple(claims), ()))
    assert time.process_time() - began < 5
    assert (found["source_count_band"], found["named_share"], found["unsourced_statements"]) == ("4+", 1.0, 0.0)


def test_names_of_300_characters_are_counted_and_do_not_flood_a_message(draft):
    long = "Anna " * 59 + "Berg."
    story = draft(f"Minister {long} said rain. {long}s aides declined to comment.")
    story.says((long, "said", "rain"), Source("named-person", long))
    story.says((f"{long}s aides", "declined", "to comment"), Source("unnamed-person", None, True, f"{long}s aides"))
    found = audit(story.reading, detector="accurate")
    assert {metric.name: metric.value for metric in found.metrics}["transparency_band"] == "1"
    assert max(len(one.message) for one in found.findings) < 320


def test_without_any_date_what_needs_an_order_is_not_claimed(draft, wire, paper):
    child, parent = draft("The ramp fell.", id="c", outlet=paper), Article("p", "The ramp fell.", outlet=wire)
    lineage = Lineage(child.article, None, None, (), 0.0, (), False, False, False)
    found = values(child.reading, lineage, story=[lineage])
    assert (found["agency_derived_share"], found["verbatim_reuse"], found["independent_origins"]) == (0.0, None, None)
    other = Lineage(parent, None, None, (), 0.0, (), False, False, False)
    figures = {one.name: one.value for one in audit_corpus([child.reading], [lineage, other])}
    assert figures["agency_derived_rate"] == 0.0


@given(st.text(alphabet="Aa .,“”?19\n", max_size=120), st.lists(st.tuples(st.integers(0, 119), st.integers(1, 30))))
def test_every_span_of_an_audit_lies_in_the_text_and_no_statement_stands_twice(text, places):
    spans = [Span(min(at, len(text)), min(at + size, len(text))) for at, size in places]
    claims = tuple(
        Claim(str(n), Attribution((span,), (), (span,), "direct", 1.0), Source("unnamed-person", None, True, "aides"))
        for n, span in enumerate(spans)
    )
    found = audit(Reading(Article("a", text), claims, ()))
    told = [span for one in found.unsourced_statements for span in (one.span, *one.evidence)]
    every = [*told, *(span for one in found.metrics for span in one.evidence)]
    every += [span for one in found.findings for span in one.evidence]
    assert all(0 <= span.start <= span.end <= len(text) for span in every)
    assert len({one.span for one in found.unsourced_statements}) == len(found.unsourced_statements)
    assert not any(one.span.overlaps(span) and len(span) for one in found.unsourced_statements for span in spans)
