"""Whatever fails, and wherever in what is done, the database is as it was before, or as it is to be after."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect

from provenance.errors import StoreError
from provenance.model import Decision, Match, Review, Span
from provenance.store import Store, copy, current_revision, head_revision, open_store, upgrade
from provenance.store.engine import database_url
from tests.contents import contents, different, faults
from tests.faulty import When, failing
from tests.store.samples import piece
from tests.store.test_schema import made_at

WHEN = pytest.mark.parametrize("when", ["before", "after"])
FIRST, SECOND = (piece(name)[1][0].id for name in ("a", "b"))
REVIEW = Review("attribution", ("v", "c"), "accepted", "Ada", datetime(2024, 6, 3, tzinfo=UTC))


def _reread(store: Store) -> None:
    reading, passages, keys = piece("a")
    store.reread(reading, passages[:1], keys, detector="fast")


WORKS: dict[str, Callable[[Store], object]] = {
    "an article": lambda store: store.add(*piece("c")),
    "another version": lambda store: store.add(*piece("a", title="Revised")),
    "another reading": _reread,
    "passages for the index": lambda store: store.candidates([7]),
    "matches": lambda store: store.save_matches(
        [Match(FIRST, SECOND, 90.0, "edited", Span(0, 9), Span(0, 9))], [FIRST, SECOND]
    ),
    "matches forgotten": lambda store: store.clear_matches(),
    "a decision": lambda store: store.add_review(Decision(0, REVIEW, "a")),
    "a decision taken back": lambda store: store.undo_review(1, by="Eli", at=datetime(2024, 6, 4, tzinfo=UTC)),
}


def _begin(store: Store, name: str) -> None:
    """Two articles; all but what puts passages into the index finds them there, with a match, and a decision."""
    store.add(*piece("a"))
    store.add(*piece("b"))
    if name != "passages for the index":
        store.save_matches([Match(FIRST, SECOND, 80.0, "edited", Span(0, 5), Span(0, 5))], [FIRST])
        store.add_review(Decision(0, REVIEW, "a"))


@WHEN
@pytest.mark.parametrize("name", WORKS)
def test_a_fault_at_any_statement_leaves_what_was_or_what_is_to_be(made: str, tmp_path: Path, name: str, when: When):
    with open_store(tmp_path / "whole.db") as store:
        _begin(store, name)
        WORKS[name](store)
    after = contents(str(tmp_path / "whole.db"))
    with open_store(made) as store:
        _begin(store, name)
        before = contents(made)
        assert before != after
        failed = _fail(lambda: WORKS[name](store), lambda: contents(made), (before, after), when)
        if contents(made) != after:  # the answer to the last commit was not lost
            WORKS[name](store)
    assert len(failed) >= 3
    assert "COMMIT" in failed
    assert different(contents(made), after) == []
    assert faults(made) == []


def _fail(work: Callable[[], object], state: Callable[[], Any], either: tuple[Any, Any], when: When) -> list[str]:
    """Let every statement and commit of a work fail in turn, until it is done; gives those that did."""
    before, after = either
    failed: list[str] = []
    for at in itertools.count():
        with failing(at, when) as which:
            try:
                work()
            except StoreError as error:
                said = str(error)
            else:
                assert which() is None, f"nobody heard of the failure of {which()}"
                return failed
        what = which()
        assert what is not None
        assert "reading or writing failed" in said
        assert "\n" not in said
        failed.append(what)
        found = state()
        if found == after:  # it was done, and what failed was the answer, or the end of what was only read
            return failed
        assert found == before, f"after the failure of {what}"
    raise AssertionError


def _everything(where: str) -> dict[str, Any]:
    """Tables, columns and rows, of whatever release."""
    engine = create_engine(database_url(where))
    with engine.connect() as connection:
        looked = inspect(connection)
        found = {
            name: (
                [column["name"] for column in looked.get_columns(name)],
                sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {name}").all())),
            )
            for name in looked.get_table_names()
        }
        views = {name: looked.get_view_definition(name) for name in looked.get_view_names()}
    engine.dispose()
    return {"tables": found, "views": views}


@WHEN
def test_a_fault_at_any_statement_of_an_upgrade_leaves_the_former_release_or_this_one(where: str, when: When):
    made_at(where, "0001")
    before = _everything(where)

    def state() -> str:
        return "before" if _everything(where) == before else str(current_revision(where))

    failed = _fail(lambda: upgrade(where), state, ("before", head_revision()), when)
    assert any("ALTER TABLE" in statement for statement in failed)
    assert upgrade(where)[1] == head_revision()
    with open_store(where, create=False) as store:
        assert [article.title for article in store.articles()] == ["Ferry aground"]
    assert faults(where) == []


@WHEN
def test_a_fault_at_any_statement_of_a_copy_leaves_an_empty_database_or_a_whole_one(
    made: str, tmp_path: Path, when: When
):
    source = str(tmp_path / "source.db")
    with open_store(source) as store:
        _begin(store, "")
    before, after = contents(made), contents(source)
    assert not any(before.values())
    failed = _fail(lambda: copy(source, made), lambda: contents(made), (before, after), when)
    assert len(failed) > 20
    if contents(made) != after:
        copy(source, made)
    assert different(contents(made), after) == []
    assert faults(made) == []
