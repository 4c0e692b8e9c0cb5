from __future__ import annotations

from dataclasses import replace

from provenance.audit import audit
from provenance.model import Source
from provenance.report import webpage
from provenance.report.statements import CONFIDENCE, statements


def test_every_claim_is_listed_with_the_name_of_its_source_and_two_digits_of_confidence(audited):
    listed = [(one.who, one.words, one.kind, one.confidence) for one in statements(audited)]
    assert listed == [
        ("Anna Berg", '"We knew in March,"', "direct", "0.90"),
        ("Anna Berg", "that the ministry had waited", "indirect", "0.90"),
        ("Two sources", "the report had been changed", "indirect", "0.90"),
        ("NorPress", "that the union warned twice", "indirect", "0.90"),
    ]


def test_who_is_in_no_list_of_sources_goes_by_the_words_of_the_text_or_is_nobody(draft):
    story = draft("The ferry is late, it was said. Rain, it said.")
    story.says(("", "it was said", "The ferry is late"), Source("none"))
    story.says(("it", "said", "Rain"), Source("none"))
    made = replace(audit(story.reading), sources=())
    assert [one.who for one in statements(made)] == ["nobody named", "it"]


def test_a_divided_quotation_is_one_statement(draft):
    story = draft("“Go,” he said, “home.”")
    claim = story.says(("he", "said", "“Go,”"), Source("unnamed-person"))
    parts = (story.span("“Go,”"), story.span("“home.”"))
    story.claims[-1] = replace(claim, attribution=replace(claim.attribution, content=parts, confidence=0.666))
    (one,) = statements(audit(story.reading))
    assert (one.words, one.confidence, one.content) == ("“Go,” … “home.”", "0.67", parts)


def test_the_page_shows_each_and_explains_confidence_once(audited):
    page = webpage.render(audited)
    assert page.count(CONFIDENCE) == 1
    assert page.count('<td class="n">0.90</td>') == 4
