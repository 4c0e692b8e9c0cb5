import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from provenance.ingest.links import read_links
from provenance.model import Link
from tests.ingest.invented import PARAGRAPHS, URL, extract, page, paragraphs


def links(body: str, text: str) -> tuple[Link, ...]:
    return read_links(document_fromstring(f"<html><body>{body}</body></html>"), text, "https://lantern.example/a/b")


def spans(body: str, text: str) -> list[tuple[int, int] | None]:
    return [(link.span.start, link.span.end) if link.span else None for link in links(body, text)]


def test_a_link_is_anchored_to_its_words_and_made_absolute():
    text = "The board published the figures in the autumn of last year."
    (link,) = links(
        '<p>The board published <a href="../figures?x=1">the  figures</a> in the autumn of last year.</p>', text
    )
    assert (link.href, link.anchor) == ("https://lantern.example/figures?x=1", "the figures")
    assert link.span is not None
    assert link.span.of(text) == "the figures"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "", "http://[x", "ftp://a.example/x"]
)
def test_only_web_addresses_are_links(href):
    text = "The board published the figures in the autumn of last year."
    assert links(f'<p>The board published <a href="{href}">the figures</a> in the autumn of last year.</p>', text) == ()


def test_repeated_words_go_to_their_own_occurrence():
    text = "The report says so.\nA second report, quite another report, does not say so at all."
    body = (
        "<p>The report says so.</p><p>A second report, quite another "
        '<a href="https://x.example/3">report</a>, does not say so at all.</p>'
    )
    assert spans(body, text) == [(text.rindex("report"), text.rindex("report") + 6)]


def test_identical_paragraphs_are_taken_in_order():
    text = "\n".join(["The board published the figures in the autumn of last year."] * 2)
    body = "".join(
        f'<p>The board published <a href="https://x.example/{n}">the figures</a> in the autumn of last year.</p>'
        for n in (1, 2)
    )
    first, second = spans(body, text)
    assert first is not None
    assert second == first or second == (first[0] + 60, first[1] + 60)


def test_lost_blanks_unseen_marks_and_list_dashes_do_not_matter():
    text = "- Hong Kong (CNN)A muddled view of zero width trade\n- Short one"
    body = (
        '<ul><li>Hong Kong (CNN) <b>A <a href="https://x.example/1">muddled</a></b> view of ze\u200bro width trade</li>'
        '<li><a href="https://x.example/2">Short one</a></li></ul>'
    )
    assert [link.span.of(text) for link in links(body, text) if link.span] == ["muddled", "Short one"]


def test_a_paragraph_that_the_extractor_cut_is_anchored_by_the_words_beside_the_link():
    text = "Officials said on Tuesday that the old bridge would stay closed for weeks."
    body = (
        '<p>Officials said on Tuesday that the <a href="https://x.example/">old bridge</a> would stay closed for weeks.'
        "<span>Trending now: something else entirely</span></p>"
    )
    assert spans(body, text) == [(text.index("old bridge"), text.index("old bridge") + 10)]


def test_menus_and_teasers_are_no_links_of_the_body():
    text = "The harbour board met in the harbour on Thursday to talk about the ferry."
    body = (
        '<nav><a href="/harbour">harbour</a></nav><div><a href="/h">harbour</a></div>'
        f'<p>{text}</p><aside><a href="/f">ferry</a></aside>'
    )
    assert links(body, text) == ()


def test_a_link_in_a_lost_paragraph_between_others_is_kept_without_a_place():
    first, last = PARAGRAPHS[0], PARAGRAPHS[1]
    body = (
        f'<p><a href="https://x.example/1">{first}</a></p><p>Lost: <a href="https://x.example/2">here</a></p>'
        f'<p><a href="https://x.example/3">{last}</a></p>'
    )
    assert [link.span is None for link in links(body, f"{first}\n{last}")] == [False, True, False]


def test_links_of_a_whole_page_are_anchored():
    ferry, board = '<a href="/ferry">ferry</a>', '<a href="/board">board</a>'
    marked = [text.replace("ferry", ferry).replace("board", board) for text in PARAGRAPHS]
    article = extract(page(body=paragraphs(*marked)))
    assert [link.span.of(article.text) for link in article.links if link.span] == ["ferry", "board"]
    assert article.links[0].href == URL.rsplit("/", 2)[0] + "/ferry"


WORDS = st.lists(st.sampled_from("ferry board quay the a of harbour Vale said —".split()), min_size=1, max_size=12)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
def test_every_anchored_span_holds_the_words_of_its_link(parts):
    text = "\n".join(" ".join(before + words + after) for before, words, after in parts)
    body = "".join(
        f'<p>{" ".join(before)} <a href="https://x.example/">{" ".join(words)}</a> {" ".join(after)}</p>'
        for before, words, after in parts
    )
    for link in links(body, text):
        if link.span:
            assert " ".join(link.span.of(text).split()) == link.anchor
