from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance.errors import InputError, NotAnArticle
from provenance.ingest.article import to_article
from provenance.ingest.identity import article_id
from provenance.ingest.record import Record
from provenance.lexicon import outlet_by_domain
from provenance.model import Page, Skipped
from tests.ingest.site import STORY, story_html

BODY = "\n\n".join(STORY)
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
STAMP = '<meta property="article:published_time" content="2024-02-06T09:15:00+01:00">'


def test_html_and_text_are_told_apart_by_content():
    html = to_article(Page(story_html(), name="story.txt"))
    text = to_article(Page(BODY.encode(), name="story.html"))
    assert html.title == "Harbour crane to come down"
    assert text.text == BODY
    assert (text.name, text.page_sha256) == ("story.html", Page(BODY.encode()).sha256)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encoding_it_has(encoding):
    words = BODY + "\n\nThe café “Zur Brücke” stays open, said the mayor’s office."
    assert to_article(Page(words.encode(encoding), name="s")).text == words


def test_when_it_was_first_seen_is_when_it_was_fetched_or_added():
    page = Page(BODY.encode(), name="s", retrieved=datetime(2024, 2, 7, tzinfo=UTC))
    fetched, added = to_article(page, now=NOW).first_seen, to_article(Page(BODY.encode(), name="s"), now=NOW).first_seen
    assert fetched is not None
    assert (fetched.at, fetched.basis) == (page.retrieved, "retrieved")
    assert added is not None
    assert (added.at, added.basis) == (NOW, "added")
    assert to_article(Page(BODY.encode(), name="s")).first_seen is None


def test_the_outlet_and_time_that_a_person_gives_win():
    page = Page(story_html(extra=STAMP), url="https://www.bbc.co.uk/news/1", name="s")
    article = to_article(page, outlet="The Guardian", published="2023-12-24")
    assert article.outlet == outlet_by_domain("theguardian.com")
    assert (str(article.published), article.published and article.published.basis) == ("2023-12-24", "given")
    assert to_article(page, outlet="theguardian.com").outlet == article.outlet
    with pytest.raises(InputError, match="'soon' is no time of publication"):
        to_article(page, published="soon")


def test_an_agencys_own_article_credits_nobody():
    wire = Page(f"LONDON (Reuters) - {BODY}".encode(), name="s")
    assert [credit.outlet.name for credit in to_article(wire).wire] == ["Reuters"]
    assert to_article(wire, outlet="Reuters").wire == ()


GERMAN = (
    "Der Hafenmeister sagte am Montag, der Kran werde vor dem Sommer nicht mehr benutzt, und ging dann wieder.",
    "Die Firma, der er gehört, war nach seinen Worten zweimal gewarnt worden und hatte beide Male nicht geantwortet.",
    "Im Rat der Stadt wollte niemand sagen, wer die Prüfung bezahlt; die Mittel dafür seien seit Jahren gestrichen.",
    "Ein neuer Kran kostet so viel wie zwei Schulen, rechnete eine Abgeordnete vor, und hält doch nur dreißig Jahre.",
)


def test_the_words_of_a_page_tell_its_language_whatever_its_template_says():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in GERMAN)
    page = Page(f'<html lang="en"><body><article>{body}</article></body></html>'.encode(), name="s")
    article = to_article(page)
    assert article.language == "de"
    assert any(note.startswith("in German (0.9") for note in article.notes)
    english = to_article(Page(story_html(), name="s"))
    assert (english.language, english.language_confidence) == ("en", 0.99)


def test_a_record_of_text_keeps_every_offset():
    text = "Crane to close\r\n" + BODY.replace("\n", "\r\n") + "\x00"
    article = to_article(Record("a: line 1", text=text, title="Crane to close"))
    assert len(article.text) == len(text)
    assert text.index(STORY[1]) == article.text.index(STORY[1])
    assert [(one.kind, one.span.of(article.text)) for one in article.furniture] == [("title", "Crane to close")]


def test_what_a_record_says_goes_before_what_its_page_says():
    page = Page(story_html(extra=STAMP), url="https://post.example/1", name="r")
    plain = to_article(Record("r", page=page, url="https://post.example/1"))
    assert str(plain.published) == "2024-02-06T09:15:00+01:00"
    record = Record(
        "r",
        page=page,
        url="https://post.example/2",
        outlet="Skerry Post",
        title="Another",
        published="2024-02-05",
        authors=("By Jo Li",),
    )
    article = to_article(record)
    assert (article.title, str(article.published), article.url) == ("Another", "2024-02-05", "https://post.example/2")
    assert [author.name for author in article.authors] == ["Jo Li"]
    assert article.outlet is not None
    assert (article.outlet.name, article.outlet.domains) == ("Skerry Post", ("post.example",))
    assert article.text == plain.text


def test_what_a_feed_says_only_fills_gaps():
    bare = Page(
        b"<p>" + b"</p><p>".join(one.encode() for one in STORY) + b"</p>", url="https://post.example/1", name="r"
    )
    said = Record("r", title="From the feed", published="Tue, 06 Feb 2024 09:15:00 GMT", basis="feed")
    filled = to_article(replace(said, page=bare))
    assert filled.title == "From the feed"
    assert filled.published is not None
    assert (str(filled.published), filled.published.basis) == ("2024-02-06T09:15:00+00:00", "feed")
    stamped = Page(story_html(extra=STAMP), url="https://post.example/1", name="r")
    own = to_article(replace(said, page=stamped))
    assert (own.title, str(own.published)) == ("Harbour crane to come down", "2024-02-06T09:15:00+01:00")


def test_the_address_is_the_identity_whichever_way_an_article_comes_without_one_of_its_own():
    url = "https://post.example/crane?utm_source=feed"
    ways = [
        to_article(Page(story_html(), url=url, name="a")),
        to_article(Page(BODY.encode(), url=url, name="b")),
        to_article(Record("c", text=BODY + " Changed.", url=url)),
        to_article(Record("d", page=Page(story_html(), url=url, name="d"), url=url)),
    ]
    assert {article.id for article in ways} == {article_id(url, "")}


def test_a_records_own_id_is_kept():
    assert to_article(Record("r", text=BODY, id="own-7")).id == "own-7"
    assert to_article(Record("r", text=BODY, id="own-7", url="https://a.example/b")).id == "own-7"
    assert to_article(Record("r", text=BODY)).id == article_id(None, BODY)


def test_a_days_date_stays_a_day_and_the_country_reads_an_ambiguous_one():
    american = to_article(Record("r", text=BODY, url="https://www.nytimes.com/1", published="03/04/2024"))
    british = to_article(Record("r", text=BODY, url="https://www.theguardian.com/1", published="03/04/2024"))
    assert (str(american.published), str(british.published)) == ("2024-03-04", "2024-04-03")


def test_a_record_may_be_short_but_not_empty():
    with pytest.raises(NotAnArticle):
        to_article(Record("r", text=" \n "))


def test_what_was_skipped_is_no_article():
    with pytest.raises(NotAnArticle, match="why") as caught:
        to_article(Skipped("x", "paywall", "why"))
    assert caught.value.reason == "paywall"


@pytest.mark.parametrize(
    "url", ["https://ledger.examp]le/b", "http://[", "https://[::1", "//[x]y/", "https://x.example:port/a"]
)
def test_an_address_that_cannot_be_read_costs_no_article(url):
    for item in (Page(story_html(), url, url, name=url), Record("line 1", text=BODY, url=url)):
        assert to_article(item, now=NOW).text
    assert (
        to_article(Record("line 1", page=Page(story_html(), url, name="line 1"), url=url, domain=url), now=NOW).url
        == url
    )
