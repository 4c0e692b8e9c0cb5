"""`provenance demo`: an invented story, told with the real commands' own stages."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from provenance.cli.output import print_text, write_report
from provenance.shipped import shipped

__all__ = ["tell"]

QUOTE = "We knew in March that the ramp was failing, and we chose to wait for the summer money"
AUDITED = "https://northernledger.example/2024/06/04/unions-ferry"

OPENING = """\
A ferry ramp fell into the harbour, and a minister said something about it. Nine invented articles of
invented outlets carry her words, trim them, copy them without credit, and give them to somebody else.
"""


def _step(command: str, what: str) -> None:
    print_text(f"\n$ {command}\n# {what}\n")


def tell(folder: Path | None) -> None:
    """Add the example articles, trace their quote, audit one of them, and write both reports into `folder`."""
    story = shipped("examples") / "ferry"
    os.environ["PROVENANCE_OUTLETS"] = str(shipped("examples") / "outlets.csv")
    # After the variable: the gazetteer is loaded once, with the invented outlets in it.
    from provenance import pipeline, report
    from provenance.cli import adding
    from provenance.report import tables
    from provenance.store import open_store

    place = folder or Path(tempfile.mkdtemp(prefix="provenance-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    database = place / "ferry.db"
    print_text(OPENING)
    with open_store(database) as store:
        _step("provenance add examples/ferry", "read the articles: text, time, outlet, who says what, who is credited")
        told = adding.add_all(store, adding.articles([str(story)], adding.Hints()), adding.Hints())
        adding.link_all(store, told)

        _step(
            f'provenance trace "{QUOTE}"',
            "where do these words come from? each article hangs on the one it took them from",
        )
        chain = pipeline.trace(store, QUOTE)
        print_text(report.render(chain, "text"))

        _step("provenance lineage", "who takes from whom? look for a credit gap and for two who cite each other")
        print_text(tables.render(map(tables.kinship_row, pipeline.lineages(store)), "text", empty=""))

        _step(f"provenance audit {AUDITED}", "what is this article's sourcing worth?")
        article = store.find(AUDITED)
        assert article is not None, "the example corpus holds the article it is about"
        audit = pipeline.audit_stored(store, article)
        print_text(report.render(audit, "text"))

        write_report(str(place / "trace.html"), report.render(chain, "html"))
        write_report(str(place / "audit.html"), report.render(audit, "html"))
    print_text(
        f"\nThe same as pages to look at and hand on:\n  {place / 'trace.html'}\n  {place / 'audit.html'}\n"
        f"The database behind them, to open with sqlite3 or Datasette:\n  {database}"
    )
