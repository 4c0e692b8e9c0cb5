from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from provenance.model import Disagreement, Metric, Span, Unsourced
from provenance.report import Corpus, markdown

READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


@given(st.text(alphabet="<>&*_`[]()#+-.!|~\\\n\"' ab1:@/=", max_size=60))
def test_escaped_words_come_back_as_they_stood_and_do_nothing(text):
    tokens = READER.parseInline(markdown.escape(text))
    children = tokens[0].children or []
    assert {child.type for child in children} <= {"text"}
    assert "".join(child.content for child in children) == " ".join(text.split())


@pytest.mark.parametrize("kind", ["attack", "attack_chain", "attack_corpus"])
def test_markup_in_any_field_does_nothing(request, kind):
    html = READER.render(markdown.render(request.getfixturevalue(kind)))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "\x1b" not in html


def test_an_audit_reads_as_headings_tables_and_quotations(audited):
    text = markdown.render(audited)
    html = READER.render(text)
    assert "<h1>Ramp was failing, minister admits</h1>" in html
    assert html.count("<table>") == 4
    assert "<td>that the ministry had waited</td>\n<td>indirect</td>\n<td>0.90</td>" in html
    assert '<a href="https://ledger.example/ramp">' in html
    assert "Anna Berg → Vesta (news agency, VS, state-controlled) → this article" in html
    assert audited.reading.article.sha256 in text


def test_exemptions_intervals_and_what_a_detector_misses_are_written_out(audited, corpus):
    bare = audited.reading.article.text.index("The ferry ramp")
    exempt = Unsourced(Span(bare, bare + 14), "witnessed", (Span(bare, bare + 3),))
    share = Metric("named_share", 0.5, 1200, "What it is.", "76 %", (), (0.4721, 0.5279), "Some are missed.")
    html = READER.render(
        markdown.render(replace(audited, metrics=(share,), unsourced_statements=(exempt, Unsourced(Span(0, 4)))))
    )
    assert "<h2>Statements without a source that may need none (1 of 2)</h2>" in html
    assert "The ferry ramp <code>" in html
    assert "witnessed: The" in html
    row = "<td>Named share</td>\n<td>50 % (47-53 %)</td>\n<td>1,200</td>\n<td>What it is. Some are missed.</td>"
    assert row in html
    assert row in READER.render(markdown.render(Corpus(corpus.lineages, (share,))))


def test_a_chain_is_a_nested_list_with_its_changes(chain):
    html = READER.render(markdown.render(chain))
    assert html.count("<ul>") >= 4
    assert "<s>We</s> <strong>They</strong> knew" in html
    assert "Earliest seen in this corpus: NorPress." in html


def test_the_corpus_is_a_table_by_outlet(corpus):
    html = READER.render(markdown.render(corpus))
    assert "<td>NorPress</td>\n<td>1</td>" in html
    assert "<strong>not credited</strong>" in html


def test_the_corpus_marks_doubtful_credits_and_ties(corpus):
    first = corpus.lineages[1]
    odd = replace(first, disagreements=(Disagreement("Vesta", "NorPress", later=False),), ties=(first.article,))
    html = READER.render(markdown.render(Corpus((odd,))))
    assert "<strong>doubtful credit</strong>, <strong>another as likely</strong>" in html
