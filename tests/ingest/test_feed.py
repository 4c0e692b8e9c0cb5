import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import NotAnArticle
from provenance.ingest.feed import Entry, address_entries, entries, is_address, is_address_list, root_name

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>Skerry Post</title><link>https://post.example/</link>
<atom:link rel="self" href="https://post.example/rss"/>
<item><media:content><media:title>A picture</media:title></media:content>
  <title>Crane &amp;amp; harbour</title><link>/crane</link><pubDate>Tue, 06 Feb 2024 09:15:00 GMT</pubDate></item>
<item><title>Port</title><guid>https://post.example/port</guid></item>
<item><title>Mayor</title><link>https://feeds.example/1</link>
  <feedburner:origLink>https://post.example/mayor</feedburner:origLink></item>
<item><title>No link at all</title><guid isPermaLink="false">https://post.example/id7</guid></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


def read(data: bytes, base: str | None = None) -> list[Entry]:
    return entries(data, base=base, name="feed")


def test_rss_gives_address_title_and_date_of_each_item():
    assert read(RSS) == [
        Entry("https://post.example/crane", "Crane & harbour", "Tue, 06 Feb 2024 09:15:00 GMT"),
        Entry("https://post.example/port", "Port"),
        Entry("https://post.example/mayor", "Mayor"),
    ]


def test_addresses_are_relative_to_where_the_feed_came_from():
    assert read(RSS, "https://mirror.example/feeds/rss")[0].url == "https://mirror.example/crane"


def test_atom_takes_the_link_for_reading_and_when_it_was_published():
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/news/"><title>Post</title>
    <entry><title>Crane</title><link rel="edit" href="edit"/><link href="crane?a=1&amp;b=2"/>
    <updated>2024-03-01T00:00:00Z</updated><published>2024-02-06T09:15:00Z</published></entry></feed>"""
    assert read(atom) == [Entry("https://post.example/news/crane?a=1&b=2", "Crane", "2024-02-06T09:15:00Z")]


def test_rss_1_is_read_as_well():
    rdf = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>Crane</title><link>https://post.example/crane</link>
    <dc:date>2024-02-06</dc:date></item></rdf:RDF>"""
    assert read(rdf) == [Entry("https://post.example/crane", "Crane", "2024-02-06")]


def test_a_sitemap_gives_its_pages_and_an_index_its_sitemaps():
    sitemap = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><image:image><image:loc>https://post.example/crane.jpg</image:loc></image:image><loc>https://post.example/crane</loc>
    <lastmod>2025-01-01</lastmod><news:news><news:publication_date>2024-02-06</news:publication_date>
    <news:title>Crane</news:title></news:news></url></urlset>"""
    assert read(sitemap) == [Entry("https://post.example/crane", "Crane", "2024-02-06")]
    index = b"<sitemapindex><sitemap><loc> https://post.example/1.xml </loc></sitemap></sitemapindex>"
    assert read(index) == [Entry("https://post.example/1.xml", is_list=True)]


def test_a_damaged_feed_gives_what_can_be_read():
    assert [entry.title for entry in read(RSS[: RSS.index(b"<item><title>Mayor")])] == ["Crane & harbour", "Port"]


def test_entities_are_not_expanded_and_no_file_is_read():
    evil = b"""<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
    <rss><channel><item><title>&f;&b;</title><link>https://post.example/1</link></item></channel></rss>"""
    assert read(evil) == [Entry("https://post.example/1")]


@pytest.mark.parametrize(
    "data", [b"<rss/>", b"", b"<rss><channel><item><title>x</title></item></channel></rss>", b"no xml"]
)
def test_a_feed_without_addresses_is_no_input(data):
    with pytest.raises(NotAnArticle, match="feed: a feed or sitemap without links"):
        read(data)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (RSS, "rss"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b --><feed xmlns='x'>", "feed"),
        (b"<!DOCTYPE rdf:RDF [<!ENTITY x 'y'>]><rdf:RDF>", "rdf"),
        (b"<!doctype html><html>", ""),
        (b"<html>", "html"),
        (b"Plain words <b>", ""),
        (b"", ""),
    ],
)
def test_the_outermost_element_is_found(head, name):
    assert root_name(head) == name


def test_a_list_of_addresses_holds_nothing_else():
    text = "# morning\nhttps://a.example/1\n\n  http://b.example/2?x=1\r\n"
    assert is_address_list(text)
    assert [entry.url for entry in address_entries(text.encode())] == ["https://a.example/1", "http://b.example/2?x=1"]
    assert not is_address_list(text + "and more")
    assert not is_address_list("# only a comment\n")
    assert not is_address("see https://a.example/1")


@given(st.binary(max_size=300))
def test_any_bytes_give_entries_or_a_reason(data):
    try:
        found = read(b"<rss><item>" + data, "https://a.example/")
    except NotAnArticle:
        return
    assert all(is_address(entry.url) for entry in found)


def test_markup_with_an_impossible_name_is_no_feed():
    with pytest.raises(NotAnArticle):
        entries(b"<:", base=None, name="odd.xml")
