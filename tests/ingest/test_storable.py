"""What JSON, pages and names of files can spell and no database stores."""

from __future__ import annotations

import json

from provenance import ingest
from provenance.ingest.record import Record
from provenance.ingest.storable import storable
from provenance.model import Article, Author, Link, Page, Span
from tests.ingest.site import STORY, story_html

BODY = "\n\n".join(STORY)


def test_texts_at_any_depth_keep_their_length():
    link = Link("https://x.example/\0", "a\udfffb", Span(1, 2))
    made = storable(Article("a\0", "b\ud800c", authors=(Author("d\0"),), links=(link,), notes=("e", "\0")))
    assert (made.id, made.text, made.notes) == ("a\ufffd", "b\ufffdc", ("e", "\ufffd"))
    assert (made.authors, made.links[0].anchor, made.links[0].span) == ((Author("d\ufffd"),), "a\ufffdb", Span(1, 2))


def test_a_page_keeps_its_bytes():
    made = storable(Page(b"\0\xff", "https://x.example/", name="caf\udce9.html", headers=(("x", "a\0"),)))
    assert made == Page(b"\0\xff", "https://x.example/", name="caf\ufffd.html", headers=(("x", "a\ufffd"),))


def test_an_article_that_can_be_stored_is_given_back_itself():
    article = Article("a", BODY, authors=(Author("d"),), links=(Link("https://x.example/", "a", None),))
    assert storable(article) is article


def test_what_a_line_of_json_and_a_pages_own_json_spell_can_be_stored():
    record = Record("line 1", text=BODY, title="a\0b\ud800", id="\0", authors=("Ida\0 Holm",), outlet="The\ud800 Post")
    data = json.dumps({"@type": "NewsArticle", "headline": "Crane\0\ud800", "author": "Ida\0 Holm"})
    page = story_html(extra=f'<script type="application/ld+json">{data}</script>')
    for item in (record, Page(page, "https://x.example/a", name="caf\udce9.html")):
        made = ingest.to_article(item)
        for text in (made.id, made.title, made.name, *(one.name for one in made.authors)):
            assert text is not None
            assert "\0" not in text
            text.encode("utf-8")


def test_one_line_that_cannot_be_stored_as_it_is_stops_none_of_the_others(tmp_path):
    lines = [{"text": BODY}, {"text": f"{BODY} half \ud800 and \0", "title": "\udfff"}, {"text": f"{BODY} Again."}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    made = [one for one in ingest.read(str(tmp_path / "in.jsonl")) if isinstance(one, Article)]
    assert [one.text.removeprefix(BODY) for one in made] == ["", " half \ufffd and  ", " Again."]
