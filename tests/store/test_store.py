"""Articles go in whole, once, and come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from provenance.model import Author, Match, Moment, Span
from provenance.store import Store, open_store
from provenance.store import linking as linking_module
from provenance.store import reading as reading_module
from tests.databases import run_on
from tests.store.samples import GAZETTE, piece, rows


def seen(day: int) -> Moment:
    return Moment(datetime(2024, 5, day, 12, tzinfo=UTC), "second", "retrieved")


def test_an_article_is_added_and_read_back_equal(store: Store):
    reading, passages, keys = piece()
    assert store.add(reading, passages, keys) == "added"
    assert store.reading(reading.article.version) == reading
    assert list(store.readings()) == [reading]
    assert list(store.articles()) == [reading.article]
    assert list(store.passages()) == passages
    assert store.has(reading.article)


def test_the_same_content_again_changes_no_row_not_even_when_it_was_first_seen(store: Store):
    assert store.add(*piece(first_seen=seen(1))) == "added"
    before = rows(store)
    assert store.add(*piece(first_seen=seen(2), url="https://mirror.example/x")) == "unchanged"
    assert rows(store) == before


def test_changed_content_is_a_new_version_beside_the_old_one(store: Store):
    old, new = piece(), piece(title="Ferry freed")
    store.add(*old)
    assert store.add(*new) == "revised"
    assert list(store.articles()) == [new[0].article]
    assert list(store.articles(every_version=True)) == [old[0].article, new[0].article]
    assert store.find("ferry") == new[0].article
    assert store.find(old[0].article.version) == old[0].article
    assert store.add(*old) == "unchanged"
    assert store.find("ferry") == new[0].article


def test_of_every_article_the_current_version_is_listed_without_reading_it(store: Store):
    old, new, other = piece(), piece(title="Ferry freed"), piece("other")
    for one in (old, other, new):
        store.add(*one)
    assert sorted(store.versions()) == sorted([new[0].article.version, other[0].article.version])


@pytest.mark.parametrize("indexed", [False, True])
def test_another_reading_takes_the_place_of_the_stored_one_and_of_all_that_hung_on_it(store: Store, indexed: bool):
    (first, passages, keys), other = piece(), piece("other")
    store.add(first, passages, keys, detector="quick")
    store.add(*other)
    quote, theirs = passages[0].id, other[1][0].id
    if indexed:
        store.save_matches(
            [Match(quote, theirs, 90.0, "verbatim", Span(0, 5), Span(0, 5))], [one.id for one in passages]
        )
    doubtful = replace(first.claims[0], attribution=replace(first.claims[0].attribution, confidence=0.4))
    second = replace(first, claims=(doubtful,), mentions=(replace(first.mentions[0], role="venue"),))
    second = replace(second, claims=(replace(doubtful, ways=(second.mentions,)),))
    store.reread(second, passages[:1], {quote: frozenset({7, 8, 9})}, detector="slow")
    assert store.detector(first.article) == "slow"
    assert store.detectors() == {first.article.version: "slow"}
    assert store.reading(first.article.version) == second
    assert list(store.passages(articles=[first.article.version])) == passages[:1]
    assert list(store.matches()) == []
    assert passages[0] in store.unlinked()
    assert store.candidates([9]) == passages[:1]
    assert len(store.search("inspected")) == 2


def test_what_a_former_reading_held_is_found_no_more(store: Store):
    reading, passages, keys = piece()
    store.add(reading, passages, keys)
    assert store.candidates([7]) == passages[:1]
    store.reread(replace(reading, claims=()), passages[1:], keys | {passages[1].id: frozenset({5})})
    assert store.candidates([7, 8]) == []
    assert store.candidates([5]) == passages[1:]
    with store._reading() as connection:
        held = connection.exec_driver_sql("SELECT passage FROM passage_keys").all()
        there = connection.exec_driver_sql("SELECT number FROM passages").all()
    assert set(held) == set(there)


def test_another_reading_of_an_old_version_takes_no_part_in_linking(store: Store):
    old, new = piece(), piece(title="Ferry freed", keys=(99,))
    store.add(*old)
    store.add(*new)
    store.reread(old[0], old[1], old[2], detector="slow")
    assert store.detector(old[0].article) == "slow"
    assert store.detector(new[0].article) is None
    assert store.detectors() == {}  # of current versions
    assert list(store.articles()) == [new[0].article]
    assert store.candidates([7]) == []
    assert store.unlinked() == new[1]
    assert list(store.passages(articles=[old[0].article.version])) == old[1]
    assert [hit.article.title for hit in store.search("bridge")] == ["Ferry freed"]


def test_who_read_an_article_that_is_not_stored_is_not_known(store: Store):
    assert store.detector(piece()[0].article) is None


def test_an_older_capture_is_kept_and_does_not_become_current(store: Store):
    new, old = piece(first_seen=seen(9)), piece(title="Ferry late", first_seen=seen(3), keys=(99,))
    store.add(*new)
    assert store.add(*old) == "revised"
    assert list(store.articles()) == [new[0].article]
    assert list(store.passages()) == new[1]
    assert store.candidates([99]) == []
    assert store.unlinked() == new[1]
    assert [hit.article for hit in store.search("late")] == [new[0].article]  # in its text, not in the old title


@pytest.mark.parametrize("indexed", [False, True])
def test_only_the_current_version_takes_part_in_linking(store: Store, indexed: bool):
    old, other, new = piece(), piece("other"), piece(title="Ferry freed")
    store.add(*old)
    store.add(*other)
    if indexed:
        mine, theirs = old[1][0].id, other[1][0].id
        store.save_matches([Match(mine, theirs, 90.0, "verbatim", Span(0, 5), Span(0, 5))], [mine])
    store.add(*new)
    assert store.candidates([7]) == [other[1][0], new[1][0]]
    assert list(store.matches()) == []
    assert store.unlinked() == other[1] + new[1]
    assert list(store.passages()) == other[1] + new[1]
    assert list(store.passages(ids=[old[1][0].id])) == old[1][:1]
    store.clear_matches()
    assert store.unlinked() == other[1] + new[1]


def test_readings_come_in_the_order_asked_for_and_what_is_missing_is_left_out(store: Store):
    pieces = [piece(f"article-{n}") for n in range(5)]
    for one in pieces:
        store.add(*one)
    asked = [pieces[n][0].article.version for n in (3, 0, 4)]
    found = list(store.readings([asked[0], "nowhere", *asked[1:]]))
    assert [reading.article.version for reading in found] == asked
    with pytest.raises(KeyError):
        store.reading("nowhere")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((reading_module, "BATCH"), (reading_module, "PASSAGES"), (linking_module, "BATCH")):
        monkeypatch.setattr(module, name, 2)


@pytest.mark.usefixtures("small_batches")
def test_iterators_cross_their_batches_without_loss(store: Store):
    pieces = [piece(f"article-{n}") for n in range(5)]
    for one in pieces:
        store.add(*one)
    quotes = [passages[0].id for _, passages, _ in pieces]
    pairs = [(a, b) for n, a in enumerate(quotes) for b in quotes[n + 1 :]]
    store.save_matches([Match(a, b, 80.0, "edited", Span(0, 1), Span(0, 2)) for a, b in pairs], quotes)
    assert list(store.readings()) == [one[0] for one in pieces]
    assert list(store.passages()) == [passage for _, passages, _ in pieces for passage in passages]
    assert [passage.id for passage in store.passages(ids=quotes)] == quotes
    assert [(match.a, match.b) for match in store.matches()] == pairs
    assert {(match.a, match.b) for match in store.matches(quotes)} == set(pairs)
    assert [passage.id for passage in store.unlinked()] == [passages[1].id for _, passages, _ in pieces]


@pytest.mark.usefixtures("small_batches")
def test_a_loop_over_the_store_may_write_to_it(store: Store):
    for n in range(5):
        store.add(*piece(f"article-{n}"))
    for passage in store.passages():
        store.save_matches([], [passage.id])
    assert store.unlinked() == []


def test_what_one_store_adds_another_finds(made: str):
    reading, passages, keys = piece()
    with open_store(made) as store, open_store(made) as other:
        store.add(reading, passages, keys)
        assert list(other.readings()) == [reading]
        assert other.add(reading, passages, keys) == "unchanged"


def test_an_outlet_keeps_the_record_that_it_was_read_with(store: Store):
    changed = replace(GAZETTE, country="SE", state_media="state-controlled")
    store.add(*piece("first", outlet=GAZETTE))
    store.add(*piece("second", outlet=changed))
    assert [one.outlet for one in store.articles()] == [GAZETTE, changed]


def test_what_is_read_in_one_go_does_not_change_when_another_writes_meanwhile(made: str):
    with open_store(made) as store, open_store(made) as other:
        other.add(*piece("a"))
        with store._reading() as connection:
            before = connection.execute(text("SELECT detector FROM article_versions")).all()
            other.add(*piece("b"))
            reading, passages, keys = piece("a")
            other.reread(reading, passages, keys, detector="fast")
            assert connection.execute(text("SELECT detector FROM article_versions")).all() == before
        assert len(store.versions()) == 2


@pytest.mark.parametrize("made", ["postgresql"], indirect=True)
def test_rows_come_in_their_order_wherever_the_engine_has_put_them(made: str):
    article = piece("a", authors=(Author("Ada Lind"), Author("Ben Roe"), Author("Cy Ode")))
    with open_store(made) as store:
        store.add(*article)
    run_on(made, "UPDATE authors SET kind = kind WHERE position < 2")
    for way in ("indexscan", "bitmapscan"):
        run_on(made, f"ALTER ROLE CURRENT_USER SET enable_{way} = off")
    try:
        with open_store(made) as store:
            (reading,) = store.readings()
    finally:
        run_on(made, "ALTER ROLE CURRENT_USER RESET ALL")
    assert reading.article.authors == article[0].article.authors
