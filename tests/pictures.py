"""Remake the pictures of the documentation from the example story: `python -m tests.pictures`.

The pages are made by the command line and photographed in Chromium, at a desk's width and at a phone's, down to the end
of the first section.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, FloatRect
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from provenance.store import open_store
from tests.report.browser import chromium
from tests.web.conftest import running

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
QUOTE = "We knew in March that the ramp was failing, and we chose to wait for the summer money"
LEDGER = "https://northernledger.example/2024/06/04/unions-ferry"
LINES = 46
"""of what a terminal shows"""
_WINDOW = (
    '<pre style="width: 80ch; margin: 0; padding: 18px 22px; color: {foreground}; background: {background}; '
    "font: 14px/1.35 'DejaVu Sans Mono', monospace\">{code}</pre>"
)
WIDTHS = {"": 1280, "-390": 390}
"""ending of the file's name, and width"""


def main() -> None:
    """Write docs/images/trace.png and audit.png, at two widths and as a terminal shows them, and serve.png."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _run(place, "add", str(ROOT / "examples" / "ferry"))
        _run(place, "report", "quote", QUOTE, "-o", "trace.html")
        _run(place, "report", "article", LEDGER, "-o", "audit.html")
        with chromium() as browser:
            for ending, width in WIDTHS.items():
                page = browser.new_page(viewport={"width": width, "height": 900}, device_scale_factor=1)
                for name in ("trace", "audit"):
                    page.goto((place / f"{name}.html").as_uri())
                    picture = IMAGES / f"{name}{ending}.png"
                    height = page.locator("main > section").first.evaluate("one => one.getBoundingClientRect().bottom")
                    clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height + 32}
                    page.screenshot(path=picture, full_page=True, clip=clip)
                    print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1000} kB")
            for name, command in (("trace", ("trace", QUOTE)), ("audit", ("audit", LEDGER))):
                _terminal(browser, f"{name}-terminal", _run(place, *command))
            _site(browser, place)


def _site(browser: Browser, place: Path) -> None:
    """A trace as a page of the local site."""
    with open_store(place / "ferry.db") as store, running(store) as address:
        page = browser.new_page(viewport={"width": 1100, "height": 1000}, device_scale_factor=1)
        page.goto(f"{address}/trace?{urlencode({'quote': QUOTE})}")
        page.screenshot(path=IMAGES / "serve.png")


def _terminal(browser: Browser, name: str, written: str) -> None:
    """A picture of the first lines that a command writes to a terminal."""
    lines = written.splitlines()[:LINES]
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
    page = browser.new_page(device_scale_factor=1)
    page.set_content(console.export_html(theme=MONOKAI, inline_styles=True, code_format=_WINDOW))
    picture = IMAGES / f"{name}.png"
    page.locator("pre").screenshot(path=picture)
    print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1000} kB")


def _run(place: Path, *arguments: str) -> str:
    own = {"PROVENANCE_OUTLETS": str(ROOT / "examples" / "outlets.csv"), "PYTHONPATH": str(ROOT), "FORCE_COLOR": "1"}
    environment = os.environ | own
    command = [sys.executable, "-m", "provenance", "--db", str(place / "ferry.db"), *arguments]
    done = subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    main()
