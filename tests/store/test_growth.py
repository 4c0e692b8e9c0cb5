"""What an article costs must not grow with what is stored: no statement walks through the whole of a table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

import provenance
from provenance import ingest, pipeline
from provenance.detect import detect
from provenance.exporting import EXPORTS
from provenance.store import open_store
from provenance.store.tables import metadata

FERRY = Path(__file__).parents[2] / "examples" / "ferry"
WALKED = re.compile(r"^SCAN (\w+)(?! USING COVERING INDEX)")
SMALL = {"alembic_version", "outlets", "sqlite_master", "passages_to_index", "passages_to_link"}
"""tables that do not grow with the articles: names, and what waits"""


@contextmanager
def statements() -> Iterator[dict[str, Any]]:
    """Every statement that is run meanwhile, with the values of one time."""
    run: dict[str, Any] = {}

    def keep(_connection, _cursor, statement, parameters, _context, many) -> None:
        run[statement] = parameters[0] if many and parameters else parameters

    event.listen(Engine, "before_cursor_execute", keep)
    yield run
    event.remove(Engine, "before_cursor_execute", keep)


def walked(database: Path, run: dict[str, Any]) -> set[tuple[str, str]]:
    """Tables that statements walk through, as SQLite plans them."""
    grown = set(metadata.tables) - SMALL
    found = set()
    with sqlite3.connect(database) as connection:
        for statement, values in run.items():
            if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
                for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values):
                    table = WALKED.match(step)
                    if table and table[1] in grown:
                        found.add((table[1], statement))
    return found


def test_neither_adding_nor_adding_again_nor_linking_walks_through_a_table_that_grows(tmp_path):
    database = tmp_path / "news.db"
    articles = list(ingest.read(str(FERRY)))
    with open_store(database) as store:
        list(pipeline.add(store, articles[:4], detector=detect))
        list(pipeline.link_new(store))
    with open_store(database) as store, statements() as run:
        list(pipeline.add(store, articles, detector=detect))
        list(pipeline.link_new(store))
    assert walked(database, run) == set()


def test_neither_a_trace_nor_an_audit_does(tmp_path):
    database = tmp_path / "news.db"
    with provenance.open(database) as news:
        news.add(FERRY)
        with statements() as run:
            assert "Meridian" in str(news.trace("We knew in March that the ramp was failing"))
            assert "Northern Ledger" in str(news.audit(FERRY / "8-northern-ledger.html"))
    assert walked(database, run) == set()


def test_neither_does_a_batch_of_what_is_written_out(tmp_path):
    database = tmp_path / "news.db"
    with provenance.open(database) as news:
        news.add(FERRY)
    with open_store(database) as store:
        for what, rows in EXPORTS.items():
            with statements() as run:
                assert list(rows(store)), what
            assert walked(database, run) == set(), what
