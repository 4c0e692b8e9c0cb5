from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import NotAnArticle
from provenance.ingest.extract import article_from_html
from provenance.model import Author, Page
from tests.ingest.invented import HEADLINE, PARAGRAPHS, URL, extract, jsonld, page, paragraphs

SITE = '<meta property="og:site_name" content="Ellery Lantern">'
TEXT = "\n".join(PARAGRAPHS)


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def test_a_page_becomes_an_article_with_all_that_it_says_of_itself():
    head = SITE + jsonld(
        headline=HEADLINE,
        author={"@type": "Person", "name": "Oona Marsh"},
        datePublished="2024-02-06T09:15:00+01:00",
        dateModified="2024-02-06T10:00:00+01:00",
    )
    article = extract(page(head))
    assert (article.title, article.text, article.url, article.language) == (HEADLINE, TEXT, URL, "en")
    assert article.authors == (Author("Oona Marsh"),)
    assert (str(article.published), str(article.updated)) == ("2024-02-06T09:15:00+01:00", "2024-02-06T10:00:00+01:00")
    assert article.outlet is not None
    assert (article.outlet.name, article.wire, article.notes) == ("Ellery Lantern", (), ())


def test_the_same_page_gives_the_same_article():
    assert extract(page()) == extract(page())
    assert extract(page()).version == extract(page()).version


def test_identity_is_the_address_and_without_one_the_text():
    assert extract(page()).id == extract(page(body=paragraphs(*PARAGRAPHS, "Later it rained, and that was all."))).id
    assert extract(page(), None).id == extract(page(title="Another headline for the very same text"), None).id


def test_a_bare_file_takes_address_and_outlet_from_its_canonical_address():
    article = extract(page(SITE + canonical(URL)), None)
    assert (article.url, article.canonical_url) == (URL, URL)
    assert article.outlet is not None
    assert article.outlet.id == "lantern.example"


def test_a_canonical_address_of_another_outlet_is_syndication_and_not_the_pages_own():
    head = SITE + canonical("https://www.reuters.com/world/ferry")
    for url in (URL, None):
        article = extract(page(head), url)
        assert (article.url, article.canonical_url) == (url, "https://www.reuters.com/world/ferry")
        assert article.outlet is not None
        assert article.outlet.name == "Ellery Lantern"
        assert [(credit.outlet.id, credit.basis) for credit in article.wire] == [("reuters", "canonical")]


def test_addresses_asked_for_and_answered_are_kept_apart():
    answered = "https://lantern.example/harbour/ferry-2"
    body = paragraphs(*PARAGRAPHS).replace("replacement bus", '<a href="bus">replacement bus</a>')
    article = article_from_html(
        Page(page(body=body).encode(), url="https://t.example/1", fetched_url=answered, name="f")
    )
    assert (article.url, article.fetched_url) == ("https://t.example/1", answered)
    assert article.links[0].href == "https://lantern.example/harbour/bus"
    assert (article.name, article.page_sha256) == ("f", Page(page(body=body).encode()).sha256)


def test_when_it_was_first_seen_is_given_or_when_it_was_retrieved():
    at, later = datetime(2024, 2, 6, tzinfo=UTC), datetime(2024, 3, 6, 12)  # noqa: DTZ001  # as an archive without a zone has it
    archived = Page(page().encode(), url=URL, retrieved=later)
    retrieved, given_ = article_from_html(archived).first_seen, article_from_html(archived, first_seen=at).first_seen
    assert retrieved is not None
    assert given_ is not None
    assert (str(retrieved), retrieved.basis) == ("2024-03-06T12:00:00+00:00", "retrieved")
    assert (str(given_), given_.basis) == ("2024-02-06T00:00:00+00:00", "given")
    assert extract(page()).first_seen is None


def test_a_time_after_the_retrieval_is_left_out():
    stamped = Page(
        page(jsonld(datePublished="2024-02-06T09:15:00Z")).encode(), url=URL, retrieved=datetime(2024, 1, 1, tzinfo=UTC)
    )
    article = article_from_html(stamped)
    assert article.published is None
    assert "future" in article.notes[0]


def test_wire_of_text_and_page_are_told_once_each():
    body = paragraphs(f"PORT ELLERY, Feb 6 (Reuters) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:])
    article = extract(page(jsonld(author={"@type": "Organization", "name": "Reuters"}), body))
    assert [(credit.outlet.id, credit.basis) for credit in article.wire] == [("reuters", "dateline")]
    assert article.authors == (Author("Reuters", "organisation"),)


def test_text_that_the_page_does_not_show_is_taken_from_its_structured_data():
    whole = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    article = extract(page(jsonld(headline=HEADLINE, articleBody=whole), paragraphs(PARAGRAPHS[0])))
    assert article.text == TEXT
    assert article.notes == ("text taken from the page's structured data",)


def test_markup_in_a_field_stays_no_markup():
    article = extract(
        page('<meta name="author" content="Oona &lt;b&gt;Marsh&lt;/b&gt;">' + jsonld(headline="Ferry &lt;i&gt;burns"))
    )
    assert (article.title, article.authors) == ("Ferry burns", (Author("Oona Marsh"),))


def test_links_are_anchored_in_the_text_as_it_is_stored():
    body = paragraphs(*PARAGRAPHS).replace("northern bridge", '<a href="/bridge">northern bridge</a>')
    article = extract(page(body=f"<p>By Oona Marsh</p>{body}"))
    (link,) = article.links
    assert link.span is not None
    assert link.span.of(article.text) == "northern bridge"


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_a_page_that_was_cut_off_is_read_as_far_as_it_goes(kept):
    whole = page(jsonld(headline=HEADLINE))
    text = extract(whole[: whole.index(PARAGRAPHS[kept]) + 20]).text
    assert text == "\n".join((*PARAGRAPHS[:kept], PARAGRAPHS[kept][:20].strip()))


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='byline'>",
        "<a href='/x'>",
        "<h1>",
        "<time datetime='2024'>",
        "&lt;",
        "<!--",
        *PARAGRAPHS,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=25))
def test_any_markup_is_an_article_whose_spans_lie_in_its_text_or_is_refused(pieces):
    try:
        article = extract(page(body="".join(pieces)))
    except NotAnArticle:
        return
    for link in article.links:
        assert link.span is None or "".join(link.span.of(article.text).split()) == "".join(link.anchor.split())
    for credit in article.wire:
        assert credit.span is None or credit.span.end <= len(article.text)
