"""Finding one article by what a person has at hand, and all that hold some words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import InputError
from provenance.model import Article
from provenance.store import Store
from provenance.store.searching import hit, query_of
from tests.store.samples import STORY, piece


@pytest.fixture
def stored(store: Store) -> Article:
    changes: dict[str, Any] = {
        "url": "https://www.harbour.example/news/ferry/?id=7&utm_source=letter",
        "fetched_url": "https://harbour.example/amp/ferry",
        "canonical_url": "https://harbour.example/ferry-aground",
        "name": "pages/ferry.html",
    }
    reading, passages, keys = piece("article-one", **changes)
    store.add(reading, passages, keys)
    store.add(*piece("article-two", name="pages/other.html"))
    return reading.article


@pytest.mark.parametrize(
    "asked",
    [
        "article-one",
        "https://www.harbour.example/news/ferry/?id=7&utm_source=letter",
        "http://harbour.example/news/ferry?id=7#top",
        "https://harbour.example/amp/ferry",
        "harbour.example/ferry-aground",
        "./pages/ferry.html",
        "ferry.html",
    ],
)
def test_an_article_is_found_by_id_address_and_file_name(store: Store, stored: Article, asked: str):
    assert store.find(asked) == stored


def test_an_article_is_found_by_its_version_and_by_the_beginning_of_one(store: Store, stored: Article):
    assert store.find(stored.version) == stored
    assert store.find(stored.version[:12]) == stored


@pytest.mark.parametrize(
    "asked", ["", "nowhere", "https://harbour.example/", "elsewhere/ferry.html", "abcdef", "%", "'"]
)
def test_what_is_not_there_is_none(store: Store, stored: Article, asked: str):
    assert store.find(asked) is None


def test_an_own_url_goes_before_another_articles_canonical_one(store: Store, stored: Article):
    copy = piece("copy", canonical_url=stored.url)
    store.add(*copy)
    assert store.find(stored.url or "") == stored


def test_a_bare_file_name_of_several_articles_must_be_told_apart(store: Store, stored: Article):
    store.add(*piece("third", name="archive/ferry.html"))
    with pytest.raises(InputError, match=r"ferry\.html: fits several"):
        store.find("ferry.html")
    assert store.find("pages/ferry.html") == stored


def test_a_url_of_thousands_of_characters_is_found(store: Store):
    long = "https://harbour.example/" + "a/" * 3000
    reading, passages, keys = piece("long", url=long)
    store.add(reading, passages, keys)
    assert store.find(long) == reading.article


def test_search_finds_inflected_words_and_says_where_they_stand(store: Store, stored: Article):
    found = [one for one in store.search("inspecting bridges") if one.article == stored]
    assert [span.of(STORY) for span in found[0].found] == ["bridge", "inspected"]
    assert "The bridge was never inspected" in found[0].snippet.of(STORY)


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("words", "count"),
    [
        ('"never inspected"', 2),
        ("“never inspected”", 2),
        ('"inspected never"', 0),
        ("ferry aground", 2),  # in the title alone
        ("ferry zeppelin", 0),
        ("had NOT AND OR", 0),
        ('storm" OR "zeppelin', 0),
        ("the was", 2),
        ("", 0),
        ("— …", 0),
        ("*", 0),
    ],
)
def test_every_word_must_be_there_and_nothing_is_an_operator(store: Store, words: str, count: int):
    assert len(store.search(words)) == count


def test_a_title_that_holds_the_word_goes_first_and_the_limit_holds(store: Store):
    store.add(*piece("body", title="Something else"))
    store.add(*piece("title", title="Storm"))
    assert [one.article.id for one in store.search("storm")] == ["title", "body"]
    assert [one.article.id for one in store.search("storm", limit=1)] == ["title"]


def test_accents_do_not_matter(store: Store):
    reading, passages, keys = piece("accents", text="President Erdoğan met the café owners of Łódź.", title=None)
    store.add(reading, passages, keys)
    for words in ("Erdogan", "erdoğan cafe", "CAFÉ"):
        assert [one.article for one in store.search(words)] == [reading.article], words


def test_a_new_version_is_found_by_its_own_words_only(store: Store):
    store.add(*piece("ferry"))
    store.add(*piece("ferry", text="The zeppelin landed."))
    assert store.search("storm") == []
    assert len(store.search("zeppelin")) == 1


def test_a_text_that_holds_the_marks_itself_is_found_without_spans(store: Store):
    store.add(*piece("odd", text="A zeppelin \ufdd0 landed \ufdd1 late."))
    (found,) = store.search("zeppelin")
    assert found.found == ()
    assert found.snippet.start == 0


@given(st.text())
def test_any_text_makes_a_query_of_quoted_words(words: str):
    query = query_of(words)
    assert query.count('"') % 2 == 0
    assert "\0" not in query


@given(st.lists(st.text("ab c.", min_size=1), min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_the_spans_of_a_hit_are_the_marked_words(parts: list[str], chosen: set[int]):
    text = "".join(parts)
    marked = "".join(f"\ufdd0{part}\ufdd1" if n in chosen else part for n, part in enumerate(parts))
    found = hit(Article(id="x", text=text), marked)
    inside = "".join(span.of(text) for span in found.found)
    chosen_parts = "".join(part for n, part in enumerate(parts) if n in chosen)
    assert inside.replace(" ", "") == chosen_parts.replace(" ", "")  # neighbours are joined over the blanks between
    assert 0 <= found.snippet.start <= found.snippet.end <= len(text)
