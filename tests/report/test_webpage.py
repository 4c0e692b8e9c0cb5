from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from provenance.audit import audit
from provenance.model import Author, Chain, Lineage, Manifest, Metric, Review, Source, Span, Unsourced
from provenance.report import Corpus, webpage
from tests.report.invented import five_hundred, long_chain

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
    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "embed", "base"}
    assert all(attrs == {"method": "dialog"} for tag, attrs in page.tags if tag == "form")
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
    shown = Page(html).text
    assert all(line in shown for line in text.split("\n\n"))
    told = "Anna Berg\nsignalled by “said”, direct, confidence 0.90"
    lead = f'<a id="m1" class="said direct s1" href="#s1" title="{told}">&#34;We knew in March,&#34;</a>'
    assert lead in html
    assert '<p id="p3" dir="auto" class="bare"><span class="bare">The ferry ramp' in html


def test_who_is_cited_leads_to_each_of_their_statements_in_the_article(audited):
    row = re.search(r'<tr id="source-1">.*?</tr>', webpage.render(audited), re.DOTALL)
    assert row
    assert re.findall(r'href="(#m\d)"', row.group()) == ["#m1", "#m2"]
    assert "¶ 4" in row.group()


def test_each_finding_gives_digest_places_and_context(audited):
    html = webpage.render(audited)
    found = re.search(r'<section id="findings".*?</section>', html, re.DOTALL)
    assert found
    page = Page(found.group())
    assert page.text.count(audited.reading.article.sha256) == len(audited.findings)
    span = audited.findings[0].evidence[0]
    assert f"{span.start}–{span.end}" in page.text


def test_an_article_without_any_attribution_has_a_page(draft):
    page = Page(webpage.render(audit(draft("It rained all day.").reading)))
    assert "Nobody that we could find." in page.text


def test_an_empty_text_has_a_page(draft):
    Page(webpage.render(audit(draft("").reading)))


def test_five_hundred_attributions_stay_under_a_megabyte():
    html = webpage.render(five_hundred())
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
    assert sum("point" in one for one in circles) == 7, "two in the key, one an article"
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


def test_eighty_mentions_stay_under_400_kilobytes():
    html = webpage.render(long_chain(80))
    Page(html)
    assert len(html.encode()) < 400_000


def test_each_edge_gives_both_digests_places_and_words(chain):
    html = webpage.render(chain)
    step = re.search(r'<div id="step-2">.*?</article>', html, re.DOTALL)
    assert step
    text = Page(f"<article><details>{step.group()}").text
    parent, child = chain.appearances[:2]
    assert parent.article.sha256 in text
    assert child.article.sha256 in text
    assert "title · The Ledger 0–10" in text
    assert "Headline 1" in text


def test_what_a_reviewer_set_aside_is_struck_through_apart(chain, audited):
    review = Review("parent", ("a", "b"), "rejected", "Ida Holm", datetime(2024, 7, 2, tzinfo=UTC))
    edge = replace(chain.edges[1], review=review)
    html = webpage.render(replace(chain, edges=(), rejected=(edge,)))
    assert '<s dir="auto">The Ledger names NorPress as its source (stated)</s>' in html
    assert "rejected by Ida Holm on 2024-07-02" in Page(html).text
    reading = audited.reading
    gone = replace(reading.claims[0], review=review)
    html = webpage.render(replace(audited, reading=replace(reading, claims=reading.claims[1:], rejected=(gone,))))
    assert '<s dir="auto">Anna Berg: &#34;We knew in March,&#34;</s>' in html


def test_where_the_text_came_from_is_drawn_with_what_speaks_for_it(audited, chain):
    edges = (replace(chain.edges[2], child=audited.reading.article.version),)
    parent = chain.appearances[0].article
    line = Lineage(
        audited.reading.article, parent, "NorPress", ("observed",), 0.8, ("Vesta",), True, False, False, edges
    )
    page = Page(webpage.render(replace(audited, lineage=line)))
    assert "observed, confidence 0.80" in page.text
    assert "has the same words as NorPress, 1 h 30 min later" in page.text
    assert "https://norpress.example/0" in page.values("href")


def test_a_figure_shows_interval_caveat_and_the_published_share(audited):
    metric = Metric(
        "named_share", 0.5, 4, "Named.", "76 % named (US)", interval=(0.15, 0.85), caveat="Some are missed."
    )
    html = webpage.render(replace(audited, metrics=(*audited.metrics[:2], metric, *audited.metrics[3:])))
    assert "n = 4, likely 15 % to 85 %" in html
    assert 'aria-label="Here 50 %, likely 15 % to 85 %; published 76 %"' in html
    assert 'class="published" x1="76.0%"' in html
    assert "Some are missed." in html


def test_statements_without_a_source_say_why_they_may_need_none(audited):
    text = audited.reading.article.text
    start = text.index("The ferry ramp")
    span, night = Span(start, text.index("night.") + 6), text.index("on Tuesday")
    bare = (Unsourced(span, "witnessed", (Span(night, night + 10),)), Unsourced(Span(0, 33)))
    html = webpage.render(replace(audited, unsourced_statements=bare))
    assert '<span class="bare">The ferry ramp fell into the harbour on Tuesday night.</span>' in html
    text = Page(html).text
    assert "witnessed: “on Tuesday”" in text
    assert "nothing in its words says why" in text


@pytest.mark.parametrize("kind", ["audited", "chain", "corpus"])
def test_how_it_was_made_is_said_where_it_is_known(kind, request):
    made = datetime(2024, 7, 2, 9, 30, tzinfo=UTC)
    manifest = Manifest("1.2", made, (("quote", "<b>"),), (("outlets", "sha256:aa"),), "sha256:cc", 1200)
    value = request.getfixturevalue(kind)
    text = Page(webpage.render(value, manifest)).text
    for said in ("How this was made", "1.2, 2024-07-02 09:30 UTC", "<b>", "sha256:aa", "1,200 articles, sha256:cc"):
        assert said in text
    assert "How this was made" not in webpage.render(value)
