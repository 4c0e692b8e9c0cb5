import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from provenance.ingest.jsonld import StructuredData, many, one_text, read_jsonld


def read(*blocks: str) -> StructuredData:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return read_jsonld(document_fromstring(f"<html><head>{scripts}</head><body><p>x</p></body></html>"))


def headlines(data: StructuredData) -> list[object]:
    return [node.get("headline") for node in data.articles]


@pytest.mark.parametrize(
    "kind",
    ["NewsArticle", "ReportageNewsArticle", "https://schema.org/Article", "BlogPosting", ["Thing", "NewsArticle"]],
)
def test_every_kind_of_article_is_found(kind):
    assert headlines(read(json.dumps({"@type": kind, "headline": "Ferry burns"}))) == ["Ferry burns"]


def test_graphs_lists_and_several_blocks_are_walked():
    graph = {
        "@graph": [{"@type": "WebPage", "datePublished": "2024-02-06"}, {"@type": "NewsArticle", "headline": "One"}]
    }
    data = read(json.dumps(graph), json.dumps([{"@type": "NewsArticle", "headline": "Two"}]))
    assert headlines(data) == ["One", "Two"]
    assert data.pages[0]["datePublished"] == "2024-02-06"
    assert data.types == {"WebPage", "NewsArticle"}


def test_articles_of_a_list_and_updates_of_a_live_blog_are_not_the_pages_own():
    items = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}]}
    live = {
        "@type": "LiveBlogPosting",
        "headline": "Live",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "10:15"}],
    }
    assert headlines(read(json.dumps(items), json.dumps(live))) == ["Live"]


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Ferry burns",}',
        '{"@type": "NewsArticle", "headline": "Ferry burns"} {"more": 1}',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry burns"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry burns"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Ferry burns", "image": , "x": 1}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry burns&quot;}",
        '{"@type": "NewsArticle", "headline": "Ferry burns", "author": {"name": "Vale"',
        '{"@type": "NewsArticle", "headline": "Ferry burns", "x": "It\\\'s"}',
    ],
)
def test_a_broken_block_is_read_as_far_as_it_can_be(broken):
    assert headlines(read(broken)) == ["Ferry burns"]


def test_what_holds_nothing_of_use_is_left_out():
    assert read("", "not json", "[" * 5000, '"text"', "null").articles == ()


def test_a_node_that_only_points_is_resolved():
    data = read(json.dumps({"@graph": [{"@type": "Person", "@id": "#vale", "name": "Ingrid Vale"}]}))
    assert one_text(data.resolve({"@id": "#vale"})) == "Ingrid Vale"
    assert data.resolve({"@id": "#other"}) == {"@id": "#other"}
    assert data.resolve("Reuters") == "Reuters"


def test_one_and_many_values_read_alike():
    assert many(None) == many("") == []
    assert many("a") == many(["a"]) == ["a"]
    assert one_text([{"name": ""}, {"name": ["Ingrid &amp; Co"]}]) == "Ingrid & Co"
    assert one_text({"url": "x"}) == ""


@given(st.text(max_size=200))
def test_no_block_raises(text):
    read(text.replace("<", ""))
