"""A copy holds what the original holds, goes on from there, and is all or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance import ingest, pipeline
from provenance.errors import StoreError
from provenance.store import Store, copy, open_store
from tests.databases import database
from tests.store.samples import piece, rows

FERRY = Path(__file__).parents[2] / "examples" / "ferry"
WORDS = "We knew in March that the ramp was failing"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story, one article of it revised, one not yet linked."""
    path = tmp_path_factory.mktemp("story") / "ferry.db"
    with open_store(path) as store:
        list(pipeline.add(store, ingest.read(str(FERRY))))
        list(pipeline.link_new(store))
        store.add(*piece("a"))
        store.add(*piece("a", title="Revised"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for the copy."""
    if request.param == "sqlite":
        yield str(tmp_path / "copy.db")
        return
    with database(request.getfixturevalue("server")) as url:
        yield url


def answers(store: Store) -> object:
    """What the readers of a database ask it."""
    return (
        rows(store),
        {hit.article.version: hit.found for hit in store.search("ramp")},  # each engine ranks in its own way
        pipeline.trace(store, WORDS),
        store.counts(),
    )


def test_a_copy_answers_as_the_original_does(story, elsewhere):
    copied = copy(story, elsewhere)
    assert copied["article_versions"] == 11
    with open_store(story) as original, open_store(elsewhere, create=False) as made:
        assert answers(made) == answers(original)


def test_there_and_back_again_is_the_same_database(story, elsewhere, tmp_path):
    copy(story, elsewhere)
    copy(elsewhere, tmp_path / "back.db")
    with open_store(story) as original, open_store(tmp_path / "back.db") as back:
        assert answers(back) == answers(original)


def test_a_copy_goes_on_where_the_original_stopped(story, elsewhere, tmp_path):
    copy(story, elsewhere)
    shutil.copy(story, tmp_path / "original.db")
    for where in (tmp_path / "original.db", elsewhere):
        with open_store(where) as store:
            store.add(*piece("b"))
            list(pipeline.link_new(store))
    with open_store(tmp_path / "original.db") as original, open_store(elsewhere) as made:
        assert answers(made) == answers(original)


def test_a_database_that_holds_articles_is_left_as_it_is(story, made):
    with open_store(made) as store:
        store.add(*piece("mine"))
        before = rows(store)
        with pytest.raises(StoreError, match="holds articles already"):
            copy(story, made)
        assert rows(store) == before


def test_a_copy_that_fails_leaves_an_empty_database(story, elsewhere, monkeypatch):
    def fails(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("provenance.store.copying._make_searchable", fails)
    with pytest.raises(StoreError, match="full"):
        copy(story, elsewhere)
    with open_store(elsewhere) as store:
        assert store.counts()["article_versions"] == 0


def test_a_database_is_not_copied_onto_itself(story):
    with pytest.raises(StoreError, match="give another place"):
        copy(story, f"sqlite:///{story}")


def test_what_is_no_database_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"no\.db: there is no such database"):
        copy(tmp_path / "no.db", tmp_path / "new.db")
    assert list(tmp_path.iterdir()) == []
