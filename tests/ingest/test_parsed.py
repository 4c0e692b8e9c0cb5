import time

import pytest

from provenance.errors import NotAnArticle
from provenance.ingest.extract import article_from_html
from provenance.ingest.parsed import parse_page
from provenance.model import Page
from tests.ingest.invented import PARAGRAPHS, page, paragraphs


def test_a_page_is_parsed_once_for_all_its_readers():
    parsed = parse_page(page(), url=None, where="page")
    assert parsed.elements == sum(1 for _ in parsed.tree.iter())
    assert PARAGRAPHS[0] in parsed.words
    assert parsed.notes == ()


def test_what_is_nested_deeper_than_the_parser_goes_is_read_without_its_containers():
    html = page(body="<div>" * 2000 + paragraphs(*PARAGRAPHS) + "</div>" * 2000)
    parsed = parse_page(html, url=None, where="page")
    assert PARAGRAPHS[-1] in parsed.words
    assert parsed.notes[0].startswith("nested too deep")


@pytest.mark.parametrize("html", ["<div>" * 120_000, "<!-- -->" * 120_000])
def test_a_page_of_far_too_many_elements_is_refused(html):
    with pytest.raises(NotAnArticle, match="too large") as refusal:
        parse_page(html, url=None, where="page")
    assert refusal.value.reason == "too-large"


@pytest.mark.parametrize("html", ["<div>" * 40_000, "<div>" * 40_000 + "</div>" * 40_000, "<b><i><p>" * 6_000])
def test_a_page_nested_far_too_deep_is_refused_before_it_is_parsed(html):
    start = time.process_time()
    with pytest.raises(NotAnArticle, match="nested over") as refusal:
        parse_page(html, url=None, where="page")
    assert refusal.value.reason == "too-large"
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("tag", ["<p>word", "<li>word", "<tr><td>word", "<br>", "<img src='x'>", "<meta name='a'>"])
def test_tags_that_need_no_end_nest_nothing(tag):
    assert parse_page("<html><body>" + tag * 15_000, url=None, where="page").elements > 15_000


def test_markup_that_is_none_is_refused():
    with pytest.raises(NotAnArticle, match="no text"):
        parse_page("", url=None, where="page")


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<div><p>Row {number} of some text.</p></div>" for number in range(6000)),
        "<p " + " ".join(f'a{number}="x"' for number in range(60_000)) + ">" + " ".join(PARAGRAPHS) + "</p>",
        "<p>" + "".join(f'<a href="https://x.example/{n}">word</a> and ' for n in range(8000)) + "</p>",
        '<meta name="author" content="' + "A B, " * 50_000 + '">' + paragraphs(*PARAGRAPHS),
        "<div>(c) " * 8000 + PARAGRAPHS[0],
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>" + paragraphs(*PARAGRAPHS),
    ],
    ids=["siblings", "attributes", "links", "authors", "unclosed", "json"],
)
def test_no_page_takes_long(body):
    start = time.process_time()
    assert article_from_html(Page(page(body=body).encode(), url="https://lantern.example/x")).text
    assert time.process_time() - start < 10
