"""A real Chromium, one for all tests, and a page that records what it complains of and what it asks the network for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

__all__ = ["MEASURES", "PHONE", "WIDE", "Seen", "chromium", "installed", "lost_links", "opened", "violations"]

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MEASURES = [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")]
_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RUN = "async (where) => (await axe.run(where)).violations.map((one) => `${one.id}: ${one.nodes[0].html}`)"
_LOST = """() => [...document.querySelectorAll("a[href^='#']")].map((one) => one.getAttribute("href"))
    .filter((href) => document.getElementById(href.slice(1)) === null)"""


def installed() -> str | None:
    """Where Chromium is, Debian's or another; None without one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that has just been started; raises FileNotFoundError where none is installed."""
    path = installed()
    if path is None:
        raise FileNotFoundError("no Chromium is installed: apt-get install chromium")
    with sync_playwright() as playwright:
        # The sandbox needs rights that root in a container does not have; the pages are our own.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Seen:
    """An open page with what it said and asked for besides itself."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def opened(
    browser: Browser, path: Path, *, size: dict[str, int] = WIDE, scheme: str = "light", **how: bool
) -> Iterator[Seen]:
    """The file as a reader opens it; every request but the one for it is recorded and refused."""
    context = browser.new_context(viewport=size, color_scheme=scheme, **how)  # type: ignore[arg-type]
    seen = Seen(context.new_page())
    address = path.resolve().as_uri()

    def route(one: Route, request: Request) -> None:
        if request.url.partition("#")[0] == address:
            one.continue_()
        else:
            seen.asked.append(request.url)
            one.abort()

    context.route("**/*", route)
    seen.page.on("console", lambda message: seen.said.append(message.text))
    seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.page.goto(address)
    yield seen
    context.close()


def violations(page: Page, where: str = "html") -> list[str]:
    """What axe-core finds wrong in a part of the page, each with the first place."""
    page.evaluate(_AXE)
    found: list[str] = page.evaluate(_RUN, where)
    return found


def lost_links(page: Page) -> list[str]:
    """Links inside the page that lead nowhere."""
    found: list[str] = page.evaluate(_LOST)
    return found
