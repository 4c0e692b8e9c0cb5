"""The site in a real Chromium: script in any field of an article never runs, axe finds nothing, a phone shows all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from provenance import link, pipeline
from provenance.model import Article, Author, Claim, Link, Moment, Outlet, Reading, Review, Source, WireCredit
from provenance.store import Store, open_store
from tests.conftest import Draft
from tests.report.browser import PHONE, WIDE, violations
from tests.report.conftest import ATTACK, SCRIPT
from tests.web.conftest import QUOTE, running

FOREIGN = "document.querySelectorAll('img, iframe, object, embed, script:not([src])').length"
HANDLERS = (
    "[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).length"
)
HREFS = "[...document.querySelectorAll('a')].map((a) => a.href.baseVal ?? a.href)"
SAID = f"{SCRIPT} we knew in March that the old crane was failing {ATTACK} and we chose to wait"
TOLD = f"{ATTACK} said {SAID}.\n\n{ATTACK} It was built in 1911 by the harbour board, and was painted {SCRIPT} twice."


def attacking(number: int) -> Reading:
    """An article that has markup and control characters in every field that can hold them."""
    evil = Outlet(
        f"evil{number}{ATTACK}", f"{ATTACK}{number}", ATTACK, ATTACK, "state-controlled", (ATTACK,), (ATTACK,)
    )
    when = Moment(datetime(2024, 6, number, tzinfo=UTC), "second", ATTACK)
    story = Draft(
        TOLD,
        f"https://evil{number}.example/{ATTACK}",
        id=f"{ATTACK}{number}",
        title=f"{ATTACK}{number}",
        outlet=evil,
        authors=(Author(ATTACK),),
        notes=(ATTACK,),
        language=ATTACK,
        name=ATTACK,
        canonical_url=f"javascript:{ATTACK}",
        published=when,
        updated=when,
        first_seen=when,
        wire=(WireCredit(evil, ATTACK, None, ATTACK),),
        links=(Link(f"javascript:{ATTACK}", ATTACK, None),),
    )
    source = Source("unnamed-person", ATTACK, True, ATTACK, ATTACK, evil)
    story.says((ATTACK, "said", SAID), source, (story.mention(ATTACK, evil),))
    return story.reading


def keep(store: Store, reading: Reading) -> Article:
    pieces = link.passages(reading)
    store.add(reading, pieces, link.keys_by_passage(pieces), detector=ATTACK)
    return reading.article


def decide(store: Store, article: Article, claim: Claim) -> None:
    now = datetime.now(UTC)
    subject = (article.version, claim.id)
    pipeline.review(store, Review("attribution", subject, "relabelled", ATTACK, now, ATTACK, ATTACK))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> Iterator[tuple[str, list[str]]]:
    """The address of a server over attacking articles, and every page of theirs."""
    with open_store(tmp_path_factory.mktemp("attack") / "evil.db") as store:
        readings = [attacking(number) for number in (1, 2, 3)]
        one, two, three = (keep(store, reading) for reading in readings)
        keep(store, replace(readings[2], article=replace(three, title=f"{ATTACK} again")))
        list(pipeline.link_new(store))
        for reading in readings[:2]:
            decide(store, reading.article, reading.claims[0])
        own = [
            f"/articles/{name}{part}" for name in (one.version, two.version) for part in ("", "/lineage", "/versions")
        ]
        with running(store) as address:
            yield (
                address,
                [
                    *("/", "/articles", "/claims", "/outlets", "/reviews", "/login"),
                    *own,
                    f"/articles/{one.version}/links?other={two.version}",
                    f"/articles?words={quote(ATTACK)}",
                    "/articles?words=crane",
                    f"/claims?words={quote(SCRIPT)}",
                    f"/outlet?outlet={quote(f'evil1{ATTACK}')}",
                    f"/trace?quote={quote(SAID)}",
                    f"/trace?quote={quote(ATTACK)}",
                    f"/{quote(ATTACK)}",
                    f"/articles/{quote(ATTACK, safe='')}",
                    f"/outlet?outlet={quote(ATTACK)}",
                    f"/trace?least={quote(ATTACK)}",
                ],
            )


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, what it said, and what it asked other servers for."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.add_init_script("for (const one of ['alert', 'confirm', 'prompt']) window[one] = () => console.log('ran')")
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page, said, asked
    context.close()


def test_script_in_any_field_of_an_article_never_runs(attacked, watched):
    address, paths = attacked
    page, said, asked = watched
    for path in paths:
        page.goto(address + path)
        assert (path, page.evaluate(FOREIGN), page.evaluate(HANDLERS)) == (path, 0, 0)
        assert all(href.startswith(("http://", "https://", "#")) for href in page.evaluate(HREFS))
        for point in page.locator(".picture a").all():
            point.dispatch_event("click")
            page.keyboard.press("Escape")
    assert [line for line in said if "the server responded with a status of 4" not in line] == []
    assert {url for url in asked if not url.startswith(address)} == set()


def test_what_is_pasted_never_runs_either(attacked, watched):
    address, _ = attacked
    page, said, asked = watched
    page.goto(address)
    page.fill("#what", f"{TOLD} It is the harbour's own crane, and it has been closed since Friday, she said.")
    page.click("summary")
    for field in ("#title", "#outlet"):
        page.fill(field, ATTACK)
    page.get_by_role("button", name="Audit").click()
    assert page.locator("header .kicker").text_content() == "Sourcing audit"
    page.goto(address)
    page.fill("#quote", ATTACK)
    page.get_by_role("button", name="Trace").click()
    assert page.locator("img, script:not([src])").count() == 0
    assert (said, {url for url in asked if not url.startswith(address)}) == ([], set())


def pages_of(store: Store) -> list[str]:
    one = next(one for one in store.articles() if one.title and "Varga admits" in one.title)
    parent = pipeline.lineage(store, one).parent
    assert parent
    own = f"/articles/{one.version}"
    return [
        *("/", "/articles", "/articles?words=ramp", "/claims", "/outlets", "/outlet?outlet=meridian-wire", "/reviews"),
        *(own, f"{own}/lineage", f"{own}/versions", f"{own}/links?other={parent.version}"),
        *(f"/trace?quote={quote(QUOTE)}", "/trace?quote=seven+swans+swam", "/nowhere"),
    ]


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_every_page_fits_a_phone(browser, told, tmp_path, size, scheme):
    path = tmp_path / "news.db"
    path.write_bytes(told.read_bytes())
    with open_store(path) as store, running(store) as address:
        reading = next(pipeline.readings(store))
        decide(store, reading.article, reading.claims[0])
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        for where in pages_of(store):
            page.goto(address + where)
            assert (where, violations(page)) == (where, [])
            assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        context.close()


def test_a_quote_is_followed_and_decided_on_without_any_script(browser, told, tmp_path):
    path = tmp_path / "news.db"
    path.write_bytes(told.read_bytes())
    with open_store(path) as store, running(store) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        page.fill("#quote", QUOTE)
        page.get_by_role("button", name="Trace").click()
        assert "Earliest seen in this corpus: Meridian Wire." in page.inner_text("body")
        page.get_by_role("link", name="Varga admits").first.click()
        page.get_by_role("button", name="Reject").first.click()
        page.fill("#by", "Ida Holm")
        page.get_by_role("button", name="Decide").click()
        assert page.url.startswith(f"{address}/articles/")
        page.get_by_role("link", name="Reviews").click()
        page.get_by_role("button", name="Take back").click()
        assert "taken back by Ida Holm" in page.inner_text("main")
        assert [one.undone is not None for one in store.decisions(undone=True)] == [True]
        context.close()
