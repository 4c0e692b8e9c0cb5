import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.identity import article_id, normal_url


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://News.Example.org/Story?utm_source=a&utm_medium=b", "https://news.example.org/Story"),
        ("https://news.example.org/s?gclid=1&page=2&fbclid=3", "https://news.example.org/s?page=2"),
        ("http://news.example.org:80", "http://news.example.org/"),
        ("https://news.example.org:8443/s#comments", "https://news.example.org:8443/s"),
        ("https://news.example.org/s?utmost=1", "https://news.example.org/s?utmost=1"),
        ("https://news.example.org/s?fbclid", "https://news.example.org/s"),
        (" https://news.example.org/s \n", "https://news.example.org/s"),
        ("http://[broken", "http://[broken"),
        ("no address at all", "no address at all"),
    ],
)
def test_an_address_is_reduced_to_what_names_the_page(url, normal):
    assert normal_url(url) == normal


@given(st.text(max_size=80).map("https://news.example.org/".__add__))
def test_normalising_twice_is_normalising_once(url):
    assert normal_url(normal_url(url)) == normal_url(url)


def test_the_same_address_is_the_same_article_whatever_the_text_says():
    assert article_id("https://news.example.org/s", "one") == article_id("http://NEWS.example.org/s?utm_id=4#x", "two")
    assert article_id("https://www.news.example.org/s/", "one") == article_id("https://news.example.org/s", "two")


def test_another_page_of_the_same_site_is_another_article():
    assert article_id("https://news.example.org/?p=1", "one") != article_id("https://news.example.org/?p=2", "one")


def test_without_an_address_the_text_decides():
    assert article_id(None, "one") == article_id("", "one")
    assert article_id(None, "one") != article_id(None, "two")
