"""One form for the many spellings of an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Article
from provenance.store.addresses import address, addresses


@pytest.mark.parametrize(
    "spelling",
    [
        "https://harbour.example/a/b?id=1",
        "http://harbour.example/a/b?id=1",
        "HTTPS://WWW.Harbour.Example:443/a/b/?id=1#top",
        "https://harbour.example/a/b?utm_medium=x&id=1&fbclid=y&mc_cid=z",
    ],
)
def test_spellings_of_one_page_have_one_address(spelling: str):
    assert address(spelling) == "harbour.example/a/b?id=1"


@pytest.mark.parametrize(
    "other",
    ["https://harbour.example/a/B?id=1", "https://harbour.example/a/b?id=2", "https://news.harbour.example/a/b?id=1"],
)
def test_other_pages_have_other_addresses(other: str):
    assert address(other) != "harbour.example/a/b?id=1"


def test_what_cannot_be_parsed_stays_as_it_is():
    assert address("https://[::1/a") == "https://[::1/a"


def test_the_best_rank_of_an_address_counts():
    article = Article(
        id="x", text="", url="https://a.example/1", canonical_url="http://www.a.example/1/", name="pages/1.html"
    )
    assert addresses(article) == {"a.example/1": 0, "pages/1.html": 3, "1.html": 4}


def test_an_article_read_from_its_url_has_no_file_name():
    article = Article(id="x", text="", url="https://a.example/1.html", name="https://a.example/1.html")
    assert addresses(article) == {"a.example/1.html": 0}


@given(st.text())
def test_an_address_is_short_and_the_same_the_second_time(where: str):
    once = address(where)
    assert len(once) <= 500
    assert address(once) == once or "://" in once
