from __future__ import annotations

import re
from dataclasses import replace

import pytest

from provenance.model import Review
from provenance.report import fragment
from provenance.report.shown import ShownArticle

from .conftest import SCRIPT
from .test_webpage import Page


def fragments(*values):
    return [fragment.render(value) for value in values]


def test_every_fragment_is_well_formed_and_loads_and_runs_nothing(audited, chain, corpus):
    for html in fragments(audited, chain, corpus, audited.reading.article):
        page = Page(html)
        assert not {"script", "iframe", "img", "link", "object", "html", "body"} & {tag for tag, _ in page.tags}
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert not re.search(r"url\(|@import", html)


def test_its_style_concerns_nothing_but_itself(chain):
    (style,) = re.findall("<style>(.*?)</style>", fragment.render(chain), re.DOTALL)
    for rule in re.findall(r"^(.*?) \{", style, re.MULTILINE):
        assert all(selector.startswith(".provenance") for selector in rule.split(", ")), rule


def test_it_has_no_colour_of_its_own_but_tints_so_that_it_reads_in_light_and_dark(chain):
    assert re.findall(r"#[0-9a-f]{3,6}\b|color: (?!inherit)", fragment.render(chain)) == []


def test_markup_in_any_field_is_shown_and_not_obeyed(attack, attack_chain, attack_corpus):
    for html in fragments(attack, attack_chain, attack_corpus, attack.reading.article):
        assert SCRIPT not in html
        assert "&lt;script&gt;" in html
        assert "\x1b" not in html
        assert "\u202e" not in html
        assert not re.search(r'href="(?!https?://)', html)


def test_a_chain_says_who_had_the_words_first_what_changed_and_what_a_person_decided(chain, noon):
    edge = replace(chain.edges[0], review=Review("link", ("a", "b"), "accepted", "Ida", noon.at))
    html = fragment.render(replace(chain, edges=(edge, *chain.edges[1:])))
    assert "earliest seen" in html
    assert "<del>" in html
    assert "accepted by Ida" in html


def test_an_audit_shows_its_findings_with_their_words_and_places(audited):
    page = Page(fragment.render(audited))
    for finding in audited.findings:
        assert finding.message in page.text
    assert "There is no overall score" in page.text
    for cited in audited.sources:
        assert cited.name in page.text


def test_a_list_with_nothing_in_it_says_so():
    assert "no article is stored yet" in fragment.listing([], "no article is stored yet")
    assert "<table>" not in fragment.listing([], "nothing")


def test_addresses_in_a_list_can_be_followed_and_other_schemes_cannot():
    html = fragment.listing([{"where": "https://ledger.example/a"}, {"where": "javascript:alert(1)"}], "")
    assert re.findall('href="([^"]+)"', html) == ["https://ledger.example/a"]


@pytest.mark.parametrize("missing", ["title", "outlet", "url", "published"])
def test_an_article_shows_itself_whatever_is_not_known(audited, missing):
    article = replace(audited.reading.article, **{missing: None})
    Page(fragment.render(article))
    assert str(ShownArticle.of(article))
