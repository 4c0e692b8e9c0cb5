from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from provenance.audit import audit
from provenance.model import Author, Chain, Edge, Source
from provenance.report import Corpus, webpage

VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """Checks nesting while it reads, and keeps tags, ids, links and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


KINDS = ["audited", "chain", "corpus", "attack", "attack_chain", "attack_corpus"]


@pytest.fixture(params=KINDS)
def html(request) -> str:
    return webpage.render(request.getfixturevalue(request.param))


def test_the_page_is_well_formed_and_its_ids_are_its_own(html):
    ids = Page(html).values("id")
    assert len(ids) == len(set(ids))


def test_links_inside_the_page_lead_somewhere(html):
    page = Page(html)
    inside = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inside
    assert inside <= set(page.values("id"))


def test_nothing_is_loaded_from_anywhere(html):
    page = Page(html)
    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "embed", "base", "form"}
    assert not page.values("src")
    assert not page.values("srcset")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", html)
    assert webpage.policy() in page.values("content")
    assert "default-src 'none'" in webpage.policy()
    assert "unsafe" not in webpage.policy()
    assert not page.values("style"), "the policy would not heed them"


def test_only_web_addresses_become_links(html):
    outward = [href for href in Page(html).values("href") if not href.startswith("#")]
    assert all(href.startswith("https://") for href in outward)


def test_no_markup_of_an_article_reaches_the_page(html):
    page = Page(html)
    assert re.findall("<script.*?</script>", html, re.DOTALL) == [f"<script>{webpage.script()}</script>"]
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert not set("\x1b\x07\u202e") & set(html)


def test_markup_of_an_article_can_be_read_as_words(attack):
    assert "<script>alert(1)</script>" in Page(webpage.render(attack)).text


def test_landmarks_language_and_title_are_there(html):
    page = Page(html)
    tags = [tag for tag, _ in page.tags]
    assert {"header", "nav", "main", "footer"} <= set(tags)
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.index("title") < tags.index("body")
    assert page.values("lang") == ["en"]


def test_headings_do_not_skip_a_level(html):
    levels = [int(tag[1]) for tag, _ in Page(html).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_light_dark_print_and_phone_are_provided_for(html):
    for query in ("prefers-color-scheme: dark", "@media print", "max-width: 34rem"):
        assert query in html
    assert "width=device-width, initial-scale=1" in Page(html).values("content")


def test_the_article_stands_whole_in_the_page_with_its_marks(audited):
    html = webpage.render(audited)
    text = audited.reading.article.text
    shown = Page(re.sub("<sup>.*?</sup>", "", html)).text
    assert all(line in shown for line in text.split("\n\n"))
    assert '<mark class="direct s1">&#34;We knew in March,&#34;</mark>' in html
    assert '<p id="p3" dir="auto" class="bare">The ferry ramp' in html


def test_an_article_without_any_attribution_has_a_page(draft):
    page = Page(webpage.render(audit(draft("It rained all day.").reading)))
    assert "Nobody that we could find." in page.text


def test_an_empty_text_has_a_page(draft):
    Page(webpage.render(audit(draft("").reading)))


def test_five_hundred_attributions_stay_under_a_megabyte(draft):
    story = draft("\n\n".join(f"Person {n} said that it rained for {n} days." for n in range(500)))
    for n in range(500):
        parts = (f"Person {n} ".strip(), "", f"that it rained for {n} days")
        story.says(parts, Source("named-person", f"Person {n}"))
    html = webpage.render(audit(story.reading))
    assert Page(html).text.count("that it rained for 499 days") >= 1
    assert len(html) < 1_000_000


def test_right_to_left_words_and_long_names_are_left_to_their_own_direction(draft):
    name = "أ" * 300
    story = draft(f"قال {name} إن المطر نزل.", title="عنوان", authors=(Author(name),), language="ar")
    story.says((name, "قال", "إن المطر نزل"), Source("named-person", name))
    html = webpage.render(audit(story.reading))
    assert '<h1 dir="auto">عنوان</h1>' in html
    assert Page(html).text.count(name) >= 1


def test_dates_missing_everywhere_are_said_to_be_missing(chain):
    bare = tuple(replace(one, article=replace(one.article, published=None)) for one in chain.appearances)
    html = webpage.render(replace(chain, appearances=bare, order_known=False))
    assert "cannot be said" in html
    assert html.count("no date") >= 5


def test_a_chain_draws_its_points_edges_and_absent_outlets(chain):
    page = Page(webpage.render(chain))
    circles = [attrs["class"] or "" for tag, attrs in page.tags if tag == "circle"]
    assert circles.count("hollow") == 2, "one in the key, one for Vesta"
    assert sum("point" in one for one in circles) == 6, "one in the key, one an article"
    assert "Vesta: cited, not in this corpus" in page.text


def test_changed_words_are_marked_on_their_own_side(chain):
    html = webpage.render(chain)
    assert "<del>We</del> knew" in html
    assert "<ins>They</ins> knew" in html


def test_nothing_seen_has_a_page_without_a_picture(chain):
    page = Page(webpage.render(Chain("words never seen", ())))
    assert "not seen in this corpus" in page.text
    assert "svg" not in {tag for tag, _ in page.tags}
    assert not Corpus(()).outlets
    Page(webpage.render(Corpus(())))


def test_eighty_mentions_stay_under_400_kilobytes(chain):
    first = chain.appearances[0]
    seen = [
        replace(
            first,
            article=replace(first.article, id=f"n{n}", url=f"https://x.example/{n}"),
            passage=replace(first.passage, id=f"p{n}"),
        )
        for n in range(80)
    ]
    pairs = list(pairwise(seen))
    edges = tuple(Edge(b.article.version, a.article.version, "observed", 0.9, "NorPress") for a, b in pairs)
    drift = tuple(replace(chain.drift[0], parent=a.passage.id, child=b.passage.id) for a, b in pairs)
    html = webpage.render(replace(chain, appearances=tuple(seen), edges=edges, drift=drift))
    Page(html)
    assert len(html.encode()) < 400_000
