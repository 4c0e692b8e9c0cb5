"""A real Chromium, one for all tests, and a page that records what it complains of and what it asks the network for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

__all__ = ["PHONE", "WIDE", "Seen", "chromium", "opened"]

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's or whichever Chromium is installed; without one a test is skipped, in CI it fails."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium is installed: apt-get install chromium")
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
