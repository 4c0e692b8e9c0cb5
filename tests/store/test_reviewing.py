"""What people decided, as rows: added, found by article, taken back, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from provenance.errors import StoreError
from provenance.model import Decision, Review
from provenance.store import Store, open_store
from tests.store.samples import piece, rows

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)


def decision(article: str = "ferry", other: str | None = None, **changes: Any) -> Decision:
    given: dict[str, Any] = {"about": "attribution", "subject": ("v1", "c1"), "verdict": "accepted", "by": "Ada"}
    return Decision(0, Review(**(given | {"at": NOON} | changes)), article, other, words=("some words",))


def test_nothing_is_decided_in_a_new_database(store: Store):
    assert store.decisions() == []
    assert store.decisions(["ferry"]) == []


def test_decisions_are_numbered_in_the_order_they_were_made_and_none_replaces_another(store: Store):
    numbers = [store.add_review(decision(verdict=verdict)) for verdict in ("accepted", "rejected", "accepted")]
    assert numbers == sorted(set(numbers))
    assert [(one.number, one.review.verdict) for one in store.decisions()] == list(
        zip(numbers, ("accepted", "rejected", "accepted"), strict=True)
    )


def test_decisions_are_found_by_either_of_their_articles(store: Store):
    first = store.add_review(decision("a"))
    second = store.add_review(decision("b", "a", about="parent"))
    third = store.add_review(decision("c"))
    assert [one.number for one in store.decisions(["a"])] == [first, second]
    assert [one.number for one in store.decisions(["b", "c"])] == [second, third]
    assert store.decisions([]) == []
    assert len(store.decisions(f"article {number}" for number in range(1_000))) == 0
    assert len(store.decisions([*map(str, range(1_000)), "a", "b", "c"])) == 3


def test_what_is_taken_back_counts_no_more_and_stays_readable(store: Store):
    number = store.add_review(decision())
    store.undo_review(number, by="Bo", at=NOON)
    assert store.decisions() == []
    (kept,) = store.decisions(undone=True)
    assert kept.undone == ("Bo", NOON)


def test_what_is_not_there_or_was_taken_back_before_cannot_be_taken_back(store: Store):
    with pytest.raises(StoreError, match="there is no review 7; see: provenance review list"):
        store.undo_review(7, by="Bo", at=NOON)
    number = store.add_review(decision())
    store.undo_review(number, by="Bo", at=NOON)
    with pytest.raises(StoreError, match="taken back before, by Bo"):
        store.undo_review(number, by="Ada", at=NOON)


def test_two_reviewers_at_once_lose_nothing(made: str):
    def decide(name: str) -> None:
        with open_store(made, wait=10) as own:
            for _ in range(20):
                own.add_review(decision(by=name))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(decide, ("Ada", "Bo")))
    with open_store(made) as store:
        found = store.decisions()
    assert sorted(one.review.by for one in found) == ["Ada"] * 20 + ["Bo"] * 20
    assert len({one.number for one in found}) == 40


def test_reading_an_article_again_and_a_newer_version_leave_decisions_alone(store: Store):
    reading, passages, keys = piece()
    store.add(reading, passages, keys)
    store.add_review(decision())
    before = rows(store)["reviews"]
    store.reread(reading, passages, keys, detector="another")
    store.add(*piece(text="The ferry had left late. “It was never inspected,” said Ada Lind."))
    store.clear_matches()
    assert rows(store)["reviews"] == before


def test_a_decision_that_cannot_be_stored_leaves_none(store: Store):
    with pytest.raises(StoreError, match="no database stores"):
        store.add_review(decision(note="\0"))
    assert store.decisions() == []


def test_the_view_shows_a_decision_beside_its_article(made: str):
    from sqlalchemy import create_engine, text

    with open_store(made) as store:
        store.add(*piece())
        number = store.add_review(decision(note="I was there"))
        store.undo_review(number, by="Bo", at=NOON)
    engine = create_engine(made if "://" in made else f"sqlite:///{made}")
    with engine.connect() as connection:
        (row,) = connection.execute(text("SELECT * FROM decisions")).all()
    engine.dispose()
    assert (row.article, row.outlet, row.verdict, row.reviewer) == (
        "Ferry ran aground",
        "Harbour Gazette",
        "accepted",
        "Ada",
    )
    assert (row.words, row.note, row.undone_by) == ("some words", "I was there", "Bo")
