"""The rules of RFC 9309, each with a robots.txt of our own."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.robots import parse

US = "news-provenance"


def allows(path: str, *lines: str) -> bool:
    return parse("\n".join(lines).encode(), US).allows(path)


ALL = "User-agent: *"


@pytest.mark.parametrize(
    ("path", "lines", "allowed"),
    [
        # 2.2.1: which group is meant
        ("/a", ["User-agent: news-provenance", "Disallow: /a"], False),
        ("/a", ["user-agent: NEWS-Provenance", "disallow: /a"], False),
        ("/a", ["User-agent: news-provenance/2.0", "Disallow: /a"], False),
        ("/a", ["User-agent: otherbot", "Disallow: /"], True),
        ("/a", ["User-agent: news", "Disallow: /"], True),
        ("/a", [ALL, "Disallow: /", "", "User-agent: news-provenance", "Disallow: /b"], True),
        ("/a", ["User-agent: news-provenance", "Disallow: /b", "", ALL, "Disallow: /"], True),
        ("/a", ["User-agent: otherbot", "User-agent: news-provenance", "Disallow: /a"], False),
        ("/b", [f"User-agent: {US}", "Disallow: /a", ALL, "Disallow: /c", f"User-agent: {US}", "Disallow: /b"], False),
        ("/a", [f"User-agent: {US}", "Disallow: /a", ALL, "Disallow: /c", f"User-agent: {US}", "Disallow: /b"], False),
        ("/a", [f"User-agent: {US}", "", ALL, "Disallow: /a"], False),
        ("/a", [f"User-agent: {US}", "Disallow:", "", ALL, "Disallow: /"], True),
        ("/a", ["Disallow: /a", ALL, "Disallow: /b"], True),
        # 2.2.2: the longest rule decides, and allowing wins a tie
        ("/a/b", [ALL, "Disallow: /a", "Allow: /a/b"], True),
        ("/a/b", [ALL, "Allow: /a/b", "Disallow: /a"], True),
        ("/a/c", [ALL, "Allow: /a/b", "Disallow: /a"], False),
        ("/a", [ALL, "Disallow: /a", "Allow: /a"], True),
        ("/page", [ALL, "Disallow: /*.php", "Allow: /page"], True),
        ("/page.php5", [ALL, "Allow: /page", "Disallow: /*.php"], False),
        ("/A", [ALL, "Disallow: /a"], True),
        ("/x", [ALL, "Disallow: a"], True),
        ("/robots.txt", [ALL, "Disallow: /"], True),
        ("/", [ALL, "Disallow: /"], False),
        # escapes and other letters
        ("/caf%C3%A9", [ALL, "Disallow: /café"], False),
        ("/café", [ALL, "Disallow: /caf%c3%a9"], False),
        ("/a%62", [ALL, "Disallow: /ab"], False),
        ("/a/b", [ALL, "Disallow: /a%2Fb"], True),
        # 2.2.3: special characters
        ("/news/today/1", [ALL, "Disallow: /news/*/1"], False),
        ("/news/1", [ALL, "Disallow: /news/*/1"], True),
        ("/a?print=1", [ALL, "Disallow: /*?print="], False),
        ("/story.pdf", [ALL, "Disallow: /*.pdf$"], False),
        ("/story.pdf?x", [ALL, "Disallow: /*.pdf$"], True),
        ("/", [ALL, "Disallow: /$"], False),
        ("/a", [ALL, "Disallow: /$"], True),
        ("/aba", [ALL, "Disallow: /ab*ba$"], True),
        ("/a*b", [ALL, "Disallow: /a%2Ab"], False),
        ("/axb", [ALL, "Disallow: /a%2Ab"], True),
        ("/a$", [ALL, "Disallow: /a%24"], False),
        ("/a", [ALL, "Disallow: *"], False),
        ("/a", [ALL, "Disallow: /a # not this"], False),
        ("/a", [ALL, "# Disallow: /a"], True),
        # 2.2.4: other records end no group
        ("/a", ["User-agent: news-provenance", "Sitemap: /map.xml", ALL, "Disallow: /a"], False),
        ("/a", [f"User-agent: {US}", "Sitemap: /map.xml", "Disallow: /a"], False),
        ("/a", [f"User-agent: {US}", "Crawl-delay: 2", "User-agent: otherbot", "Disallow: /a"], False),
        # what is no robots.txt asks nothing
        ("/a", ["<html><body>Not here</body></html>"], True),
        ("/a", [""], True),
        ("/a", ["\ufeffUser-agent: *\rDisallow : /a"], False),
    ],
)
def test_a_page_may_be_read_as_the_rules_say(path, lines, allowed):
    assert allows(path, *lines) is allowed


@pytest.mark.parametrize(
    ("lines", "delay"),
    [
        ([ALL, "Crawl-delay: 2.5"], 2.5),
        ([ALL, "Crawl-delay: 5", f"User-agent: {US}", "Disallow: /a"], 0),
        ([ALL, "Crawl-delay: soon"], 0),
        ([ALL, "Crawl-delay: -4"], 0),
        ([ALL, "Crawl-delay: nan"], 0),
        ([ALL, "Disallow: /a"], 0),
    ],
)
def test_the_pause_that_a_site_asks_for_is_known(lines, delay):
    assert parse("\n".join(lines).encode(), US).delay == delay


def test_only_the_beginning_of_a_huge_file_is_read():
    begun = b"User-agent: *\nDisallow: /a\n" + b"#" * (600 << 10) + b"\nDisallow: /b\n"
    robots = parse(begun, US)
    assert not robots.allows("/a")
    assert robots.allows("/b")


@pytest.mark.parametrize(
    "data",
    [
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"$",
        b"User-agent: *\n" * 20_000 + b"Allow: /\n" * 25_000,
        b"".join(b"User-agent: %d\n" % n for n in range(18_000)) + b"Allow: /\n" * 25_000,
        b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*b$\n" * 15_000,
    ],
)
def test_no_robots_txt_takes_long(data):
    began = time.monotonic()
    parse(data, US).allows("/" + "a" * 2_000)
    assert time.monotonic() - began < 2


@given(st.binary(max_size=200), st.text(max_size=50))
def test_any_bytes_are_rules_for_any_path(data, path):
    assert parse(b"User-agent: *\nDisallow: /" + data, US).allows("/" + path) in (True, False)
