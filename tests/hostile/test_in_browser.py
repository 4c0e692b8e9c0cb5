"""What strangers wrote, in a real Chromium: every page, file, notebook and Markdown, with the page's own policy off.

The Content-Security-Policy of our pages would stop what gets through; here it must not be needed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, Route

from provenance import report
from provenance.model import Audit
from provenance.printable import plain
from provenance.report import fragment, webpage
from provenance.report.shown import Listing
from provenance.report.tables import found_row
from provenance.report.webpage import Entry, Site
from provenance.report.wording import heading
from provenance.web.asking import storable
from tests.hostile.articles import FAMILY, FIELDS, quote_of
from tests.hostile.conftest import KEPT, MANIFEST
from tests.hostile.payloads import PAYLOADS
from tests.web.conftest import running

SITE = Site((Entry("Trace", "/", current=True),), "token", "/reviews", "/articles/")
WATCH = (
    "for (const one of ['alert', 'confirm', 'prompt', 'open', 'print']) window[one] = () => console.log('ran ' + one);"
)
# What of a page could run or lead away, its heading, and our own script given titles to show.
LOOK = """(home) => {
    for (const one of [...document.querySelectorAll('[data-tip]')].slice(0, 9))
        one.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}));
    const all = [...document.querySelectorAll('*')];
    const foreign = all.filter((one) =>
        /^(img|iframe|object|embed|base|math|template|noscript)$/i.test(one.tagName)
        || (one.tagName === 'SCRIPT' && one.src === '' && !one.textContent.startsWith('"use strict"'))
        || (one.tagName === 'META' && /refresh/i.test(one.httpEquiv))
        || [...one.attributes].some((its) => /^on|^srcdoc$|^formaction$/i.test(its.name)));
    const leads = all.flatMap((one) => ['href', 'src', 'action'].map((name) => one.getAttribute(name)));
    return [document.querySelector('h1')?.textContent, foreign.map((one) => one.outerHTML),
        leads.filter((where) => where !== null && !/^https?:[/][/]/i.test(where) && !/^#/.test(where)
            && !(home && /^[/](?![/\\\\])/.test(where)))];
}"""


class Watched:
    """A page that records what ran, what it complained of, and what it asked anyone but us for."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.said: list[str] = []
        self.asked: list[str] = []
        page.add_init_script(WATCH)
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(f"dialog {dialog.message}"))
        page.on("popup", lambda other: self.said.append(f"popup {other.url}"))
        page.on("download", lambda one: self.said.append(f"download {one.suggested_filename}"))
        page.route(lambda url: not url.startswith(home), self._refused)

    def _refused(self, route: Route) -> None:
        self.asked.append(route.request.url)
        route.abort()

    def harmless(self, what: object, site: bool = False) -> str | None:
        """The heading; AssertionError unless nothing ran, nothing was asked for, and nothing of the page could."""
        heading, *could = self.page.evaluate(LOOK, site)
        said = [line for line in self.said if "the server responded with a status of 4" not in line]
        assert (what, could, said, self.asked) == (what, [[], []], [], [])
        return None if heading is None else str(heading)


@contextlib.contextmanager
def watched(browser: Browser, home: str, **how: bool) -> Iterator[Watched]:
    context = browser.new_context(bypass_csp=True, **how)  # type: ignore[arg-type]
    yield Watched(context.new_page(), home)
    context.close()


def shown(seen: Watched, path: Path, html: str, what: object, *, site: bool = False) -> str | None:
    path.write_text(html, encoding="utf-8")
    seen.page.goto(path.as_uri())
    return seen.harmless(what, site)


def test_no_report_of_a_page_runs_anything(browser, reports, tmp_path):
    with watched(browser, tmp_path.as_uri()) as seen:
        for number, value in enumerate(reports):
            site = SITE if number % 2 else None
            html = webpage.render(value, MANIFEST, site)
            title = shown(seen, tmp_path / "report.html", html, number, site=site is not None)
            if isinstance(value, Audit):
                assert title == heading(value.reading.article)


def test_no_notebook_and_no_rendered_markdown_runs_anything(browser, attacked, reports, tmp_path):
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    rows = [found_row(one, hit.snippet) for hit in attacked.search("painted twice", limit=100) for one in [hit.article]]
    pieces = [fragment.render(value) for value in reports]
    pieces += [fragment.render(value.reading.article) for value in reports if isinstance(value, Audit)]
    pieces += [Listing(tuple(rows), lambda row: row, "none")._repr_html_(), fragment.listing([], PAYLOADS["script"])]
    pieces += [reader.render(report.render(value, "md", MANIFEST)) for value in reports]
    with watched(browser, tmp_path.as_uri()) as seen:
        for at in range(0, len(pieces), 20):
            whole = "<!doctype html><meta charset=utf-8><body>" + "\n<hr>\n".join(pieces[at : at + 20])
            shown(seen, tmp_path / "pieces.html", whole, at)


def test_no_page_of_the_site_runs_anything(browser, attacked):
    versions = [one.version for one in attacked.latest(limit=len(KEPT))]
    families = range(-(-len(KEPT) // FAMILY))
    one, two = versions[:2]
    paths = [
        *("/", "/articles", "/articles?page=2", "/claims", "/outlets", "/reviews", "/reviews?page=2", "/login"),
        *(f"/articles/{version}{part}" for version in versions[::14] for part in ("", "/lineage", "/versions")),
        *(f"/trace?quote={quote(quote_of(family))}" for family in list(families)[::3]),
        f"/articles/{one}/links?other={two}",
        *(f"/outlet?outlet={quote(found[0].id)}" for found in attacked.outlets()[::9]),
    ]
    with running(attacked) as address, watched(browser, address) as seen:
        for path in paths:
            seen.page.goto(address + path)
            seen.harmless(path, site=True)


def test_no_answer_to_what_is_asked_runs_anything(browser, attacked):
    asked = "/articles?words={} /trace?quote={} /outlet?outlet={} /{} /articles/{} /trace?quote=a&least={}".split()
    with running(attacked) as address, watched(browser, address) as seen:
        for number, payload in enumerate(KEPT[::3]):
            path = asked[number % len(asked)].format(quote(payload, safe=""))
            with contextlib.suppress(Exception):  # some are no paths that a browser asks for
                seen.page.goto(address + path)
            seen.harmless(path, site=True)
        seen.page.goto(address)
        seen.page.fill("#what", " ".join(storable(one) for one in PAYLOADS.values()))
        seen.page.get_by_role("button", name="Audit").click()
        seen.harmless("a pasted text", site=True)


def test_every_field_has_had_every_payload(reports):
    audits = [one for one in reports if isinstance(one, Audit)][: len(PAYLOADS)]
    assert len(PAYLOADS) > len(FIELDS), "else a field would miss some"
    assert {one.reading.article.title for one in audits} == set(PAYLOADS.values())
    assert {one.reading.article.authors[0].name for one in audits} == set(PAYLOADS.values())
    assert plain(PAYLOADS["colour and clearing"]).startswith("␛[31mred")
