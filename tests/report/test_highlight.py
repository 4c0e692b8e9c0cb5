from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.audit import audit
from provenance.model import Article, Attribution, Claim, Reading, Source, Span
from provenance.report.highlight import marked
from provenance.text import paragraphs


def test_each_part_is_marked_with_its_source_number(audited):
    quote = marked(audited)[3]
    assert [(piece.text, piece.part, piece.number) for piece in quote.pieces if piece.part][:3] == [
        ('"We knew in March,"', "content", 1),
        ("Anna Berg", "source", 1),
        ("said", "cue", 1),
    ]


def test_title_byline_and_unsourced_paragraphs_are_told_apart(audited):
    assert [(one.sort, one.unsourced) for one in marked(audited)] == [
        ("title", False),
        ("byline", False),
        ("body", True),
        ("body", False),
        ("body", False),
    ]


def test_a_statement_inside_another_is_painted_over_it(draft):
    story = draft("Bo said that Anna said it rained today.")
    story.says(("Bo", "", "that Anna said it rained today"), Source("named-person", "Bo"))
    story.says(("Anna", "said", "it rained"), Source("named-person", "Anna"))
    pieces = marked(audit(story.reading))[0].pieces
    assert [(piece.text, piece.number) for piece in pieces if piece.part == "content"] == [
        ("that", 1),
        ("it rained", 2),
        ("today", 1),
    ]
    assert [(piece.text, piece.claim) for piece in pieces if piece.leads] == [("that", 1), ("it rained", 2)]


def test_a_claim_without_words_of_its_own_leads_by_its_cue(draft):
    story = draft("Skerry Line declined to comment.")
    story.says(("Skerry Line", "declined to comment", ""), Source("named-organisation", "Skerry Line"))
    pieces = marked(audit(story.reading))[0].pieces
    assert [piece.text for piece in pieces if piece.leads] == ["Skerry Line"]


def test_the_sources_of_a_paragraph_are_named_once_in_order(audited):
    assert [one.sources for one in marked(audited)] == [(), (), (), (1,), (2, 3)]


@given(
    st.text(alphabet="ab \n", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 2)), max_size=8),
)
def test_the_pieces_are_the_text_whatever_overlaps(text, places):
    claims = []
    for number, (start, size, part) in enumerate(places):
        span = (Span(min(start, len(text)), min(start + size, len(text))),)
        who, cue, content = (span if part == here else () for here in range(3))
        claims.append(Claim(str(number), Attribution(who, cue, content, "indirect", 1.0), Source("group", "G")))
    reading = Reading(Article("a", text), tuple(claims), ())
    shown = marked(audit(reading))
    assert ["".join(piece.text for piece in one.pieces) for one in shown] == [s.of(text) for s in paragraphs(text)]
