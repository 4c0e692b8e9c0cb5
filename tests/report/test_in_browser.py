"""The pages as a reader has them: in a real Chromium, light and dark, at a desk and on a phone, without scripts too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from provenance.audit import audit
from provenance.model import Audit, Author, Chain, Lineage, Manifest, Review, Source, Span, Unsourced
from provenance.report import Corpus, webpage
from provenance.report.webpage import Entry, Site
from tests.report.browser import MEASURES, PHONE, WIDE, lost_links, opened, violations
from tests.report.invented import BIDI, LONG, five_hundred, hard_names, long_chain, one_outlet, undated

SITE = Site((Entry("Trace", "/", current=True), Entry("Articles", "/articles")), "token", "/reviews", "/articles/")
MADE = Manifest(
    "1", datetime(2024, 7, 2, tzinfo=UTC), (("quote", "We knew"),), (("outlets", "sha256:00"),), "sha256:1", 5
)
REVIEW = Review("parent", ("a", "b"), "accepted", "Ida Holm", datetime(2024, 7, 2, tzinfo=UTC), note="asked them")


@pytest.fixture
def full_chain(chain: Chain) -> Chain:
    """The chain with everything that a page can show of one."""
    edges = (replace(chain.edges[0], review=REVIEW), *chain.edges[1:])
    return replace(
        chain, edges=edges, rejected=(replace(chain.edges[4], review=REVIEW),), near_misses=chain.appearances
    )


@pytest.fixture
def full_audit(audited: Audit, chain: Chain) -> Audit:
    """The audit with everything that a page can show of one."""
    reading = audited.reading
    claims = (replace(reading.claims[0], review=REVIEW), *reading.claims[1:])
    parent = chain.appearances[0].article
    edges = (replace(chain.edges[1], child=reading.article.version),)
    line = Lineage(reading.article, parent, "NorPress", ("stated",), 0.8, ("NorPress",), True, True, False, edges)
    metrics = tuple(
        replace(one, interval=(0.1, 0.9), caveat="One in five is missed.") if isinstance(one.value, float) else one
        for one in audited.metrics
    )
    return replace(
        audited,
        reading=replace(reading, claims=claims, rejected=claims[:1]),
        metrics=metrics,
        lineage=replace(line, rejected=edges, ties=(parent,), review=REVIEW),
        unsourced_statements=(Unsourced(Span(45, 95), "witnessed", (Span(50, 60),)), Unsourced(Span(0, 20))),
    )


@pytest.fixture
def hard_audit(draft) -> Audit:
    """An article whose title, author and sources are markup, right-to-left words and names of three hundred letters."""
    story = draft(f"{LONG}said that it rained.\n\nقال {BIDI} إن المطر نزل.", title=BIDI, authors=(Author("W" * 300),))
    story.says((LONG.strip(), "said", "that it rained"), Source("named-person", LONG))
    story.says((BIDI, "قال", "إن المطر نزل"), Source("named-person", BIDI))
    return audit(story.reading)


@pytest.fixture
def value(request, chain, draft) -> Audit | Chain | Corpus:
    """What a page is made of, by name: a fixture, or one of the hard cases."""
    hard: dict[str, Callable[[], Audit | Chain | Corpus]] = {
        "eighty": long_chain,
        "a chain of one": lambda: long_chain(1),
        "one outlet": lambda: one_outlet(chain),
        "no dates": lambda: undated(chain),
        "hard names": lambda: hard_names(chain),
        "nothing seen": lambda: Chain("words never seen", ()),
        "no attribution": lambda: audit(draft("It rained all day.").reading),
        "no article": lambda: Corpus(()),
        "five hundred attributions": five_hundred,
    }
    if request.param in hard:
        return hard[request.param]()
    found: Audit | Chain | Corpus = request.getfixturevalue(request.param)
    return found


PAGES = ["full_chain", "full_audit", "corpus"]
HARD = ["a chain of one", "one outlet", "no dates", "hard names", "nothing seen", "no attribution", "no article"]
HARD += ["hard_audit"]
LONG_ONES = ["eighty", "five hundred attributions"]
ATTACKS = ["attack", "attack_chain", "attack_corpus"]
EVERY = pytest.mark.parametrize("value", [*PAGES, *HARD, *LONG_ONES, *ATTACKS], indirect=True)
THREE = pytest.mark.parametrize("value", PAGES, indirect=True)


@pytest.fixture
def written(value: Audit | Chain | Corpus, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(webpage.render(value, MADE), encoding="utf-8")
    return path


@EVERY
def test_nothing_is_complained_of_nothing_is_asked_for_and_every_link_inside_leads_somewhere(browser, written):
    with opened(browser, written) as seen:
        assert (seen.said, seen.asked, lost_links(seen.page)) == ([], [], [])


@EVERY
def test_a_page_is_no_wider_than_a_phone(browser, written):
    with opened(browser, written, size=PHONE) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@THREE
@pytest.mark.parametrize(("size", "scheme"), MEASURES)
def test_axe_finds_nothing(browser, written, size, scheme):
    with opened(browser, written, size=size, scheme=scheme) as seen:
        assert violations(seen.page) == []


@pytest.mark.parametrize("value", HARD, indirect=True)
def test_axe_finds_nothing_in_hard_cases(browser, written):
    with opened(browser, written, size=PHONE) as seen:
        assert violations(seen.page) == []


@pytest.mark.parametrize("value", ["eighty"], indirect=True)
def test_axe_finds_nothing_in_a_full_picture(browser, written):
    with opened(browser, written) as seen:
        assert violations(seen.page, "#timeline") == []


@THREE
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_axe_finds_nothing_in_a_page_of_the_site(browser, value, tmp_path, size):
    path = tmp_path / "page.html"
    path.write_text(webpage.render(value, MADE, SITE), encoding="utf-8")
    with opened(browser, path, size=size) as seen:
        assert violations(seen.page) == []
        assert seen.said == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") == size["width"]


@pytest.mark.parametrize("value", ATTACKS, indirect=True)
@pytest.mark.parametrize("site", [None, SITE])
def test_script_in_any_field_runs_nothing(browser, value, site, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(webpage.render(value, MADE, site), encoding="utf-8")
    with opened(browser, path) as seen:
        seen.page.on("dialog", lambda dialog: seen.said.append(f"ran: {dialog.message}"))
        seen.page.reload()
        for link in seen.page.locator(".picture a").all():
            link.dispatch_event("click")
            seen.page.keyboard.press("Escape")
        assert seen.page.evaluate("document.querySelectorAll('img, script').length") == 1, "our own script"
        assert (seen.said, seen.asked) == ([], [])


@pytest.mark.parametrize("value", ["full_chain"], indirect=True)
def test_the_policy_stops_a_script_that_is_not_ours(browser, written):
    """What would happen if markup got through after all: the policy of the page itself refuses it."""
    html = written.read_text(encoding="utf-8")
    written.write_text(
        html.replace("<main", "<script>window.ran = 1</script><img src=x onerror='ran = 1'><main"), "utf-8"
    )
    with opened(browser, written) as seen:
        assert seen.page.evaluate("window.ran") is None
        assert seen.asked == []
        assert any("Content Security Policy" in line for line in seen.said)


@pytest.mark.parametrize("value", ["full_chain"], indirect=True)
def test_the_picture_is_worked_by_keyboard(browser, written):
    with opened(browser, written) as seen:
        page = seen.page
        focused = page.locator(":focus")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.picture') !== null"):
                break
        expect(focused).to_have_attribute("aria-label", "Vesta: cited, not in this corpus")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#tip")).to_contain_text("NorPress, 2024-03-01 08:00 UTC")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_have_accessible_name("The Ledger from NorPress")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(focused).to_have_attribute("id", "p2")


@pytest.mark.parametrize("value", ["full_chain"], indirect=True)
def test_a_click_shows_both_texts_with_the_changed_words_marked(browser, written):
    with opened(browser, written) as seen:
        page = seen.page
        page.locator("#p4").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_have_accessible_name("outlet unknown from City Daily words replaced other speaker")
        expect(dialog.locator("del")).to_have_text("We")
        expect(dialog.locator("ins")).to_have_text("They")
        assert violations(page) == []
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_be_hidden()
        page.locator("#p5").click()
        expect(dialog).to_have_accessible_name("Undated Weekly no date")
        assert seen.said == []


@pytest.mark.parametrize("value", ["full_chain"], indirect=True)
def test_pointing_at_a_point_shows_its_words_and_dims_what_does_not_hang_together(browser, written):
    with opened(browser, written) as seen:
        seen.page.locator("#p1 circle").hover()
        expect(seen.page.locator("#tip")).to_contain_text("We knew in March")
        lit = seen.page.locator(".picture a.lit").evaluate_all("all => all.map((one) => one.id || one.dataset.ends)")
        assert sorted(lit) == ["o0", "o0 p1", "p1", "p1 p2", "p1 p2", "p2"]
        edge = seen.page.locator("a[data-ends='p2 p3'] .hit")
        edge.dispatch_event("pointerover", {"pointerType": "mouse", "bubbles": True})
        expect(seen.page.locator("#tip")).to_contain_text("City Daily from The Ledger")
        seen.page.mouse.move(2, 2)
        expect(seen.page.locator("#tip")).to_be_hidden()


@pytest.mark.parametrize("value", ["full_audit"], indirect=True)
def test_a_highlight_tells_source_cue_and_confidence_and_leads_to_its_row(browser, written):
    with opened(browser, written) as seen:
        page = seen.page
        page.locator("#source-1").get_by_role("link", name="statement 1 in paragraph 4").click()
        mark = page.locator("#m1")
        expect(mark).to_be_in_viewport()
        expect(mark).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        expect(page.locator("#tip")).to_contain_text("Anna Berg\nsignalled by “said”, direct, confidence 0.90")
        expect(mark).to_have_accessible_description("Anna Berg signalled by “said”, direct, confidence 0.90")
        page.keyboard.press("Escape")
        expect(page.locator("#tip")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.locator("#s1")).to_be_in_viewport()


@THREE
def test_without_scripts_all_of_it_can_be_read(browser, written):
    with opened(browser, written, java_script_enabled=False) as seen:
        plain = seen.page.locator("main").inner_text()
    with opened(browser, written) as seen:
        assert seen.page.locator("main").inner_text() == plain
        assert len(plain) > 500


@pytest.mark.parametrize("value", ["full_chain"], indirect=True)
def test_without_scripts_a_point_and_an_edge_lead_to_their_words(browser, written):
    with opened(browser, written, java_script_enabled=False) as seen:
        seen.page.locator("a[href='#article-3']").first.click()
        expect(seen.page.locator("#article-3")).to_be_in_viewport()
        seen.page.goto(written.as_uri() + "#edge-5")
        expect(seen.page.locator("#edge-5")).to_be_in_viewport()


@pytest.mark.parametrize("value", ["eighty"], indirect=True)
def test_eighty_mentions_stay_small_and_folded_steps_open_when_led_to(browser, written):
    assert written.stat().st_size < 400_000
    with opened(browser, written) as seen:
        points = seen.page.locator(".point").count()
        seen.page.goto(written.as_uri() + "#edge-30")
        expect(seen.page.locator("#edge-30")).to_be_visible()
    assert points == 82, "two in the key"


@pytest.mark.parametrize("value", ["full_audit"], indirect=True)
def test_a_printed_page_shows_what_is_folded(browser, written):
    with opened(browser, written) as seen:
        folded = seen.page.locator("#findings details blockquote").first
        expect(folded).to_be_hidden()
        seen.page.emulate_media(media="print")
        expect(folded).to_be_visible()
