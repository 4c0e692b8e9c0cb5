"""Real articles as audits, and the example story, opened in Chromium: `python -m tests.bench.reports FOLDER`.

FOLDER holds articles that are read by path. Printed of each page: its size and, at two widths, light and dark, how long
it takes to open, what the browser complains of, what it asks the network for, links that lead nowhere, whether it is
wider than the screen, and what axe-core finds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.commands import CLI, run
from tests.pictures import LEDGER, QUOTE, ROOT
from tests.report.browser import MEASURES, chromium, lost_links, opened, violations

__all__ = ["reports"]


def reports(folder: Path) -> None:
    """Print what is wrong with each page; nothing is the figure to reach."""
    with tempfile.TemporaryDirectory() as work, chromium() as browser:
        for page in _pages(folder, Path(work)):
            print(f"{page.stem}: {page.stat().st_size // 1000} kB")
            for size, scheme in MEASURES:
                print(f"  {size['width']} {scheme}: {_look(browser, page, size, scheme)}")


def _pages(folder: Path, work: Path) -> Iterator[Path]:
    database = work / "reports.db"
    story = ("--gazetteer", ROOT / "examples" / "outlets.csv", "--db", database)
    run(*CLI, *story, "add", ROOT / "examples" / "ferry")
    run(*CLI, *story, "report", "quote", QUOTE, "-o", work / "example-trace.html")
    run(*CLI, *story, "report", "article", LEDGER, "-o", work / "example-audit.html")
    yield from (work / "example-trace.html", work / "example-audit.html")
    for number, article in enumerate(sorted(one for one in folder.iterdir() if one.is_file()), 1):
        page = work / f"audit-{number}.html"
        run(*CLI, "--db", work / "real.db", "report", "article", article, "-o", page)
        yield page


def _look(browser: Browser, page: Path, size: dict[str, int], scheme: str) -> str:
    began = time.perf_counter()
    with opened(browser, page, size=size, scheme=scheme) as seen:
        took = time.perf_counter() - began
        wide = seen.page.evaluate("document.documentElement.scrollWidth") - size["width"]
        wrong = {
            "console": seen.said,
            "network": seen.asked,
            "lost links": lost_links(seen.page),
            "too wide": [f"{wide} pixels"] if wide > 0 else [],
            "axe": violations(seen.page),
        }
    said = "; ".join(f"{what}: {', '.join(found)}" for what, found in wrong.items() if found)
    return f"{took:.2f} s, {said or 'nothing wrong'}"


if __name__ == "__main__":
    reports(Path(sys.argv[1]))
