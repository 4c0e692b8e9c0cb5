"""What the database holds as a whole, its copy, and the views that others open it for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from provenance.errors import StoreError
from provenance.model import Author, Match, Span
from provenance.store import Store, head_revision, open_store
from tests.store.samples import GAZETTE, WIRE, piece


def view(store: Store, name: str) -> list[dict[str, Any]]:
    with store._reading() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2")).mappings()]


def test_outlets_are_counted_over_current_articles_the_most_cited_first(store: Store):
    store.add(*piece("a"))
    store.add(*piece("a", title="Revised"))
    store.add(*piece("b", outlet=WIRE))
    store.add(*piece("c", outlet=None))
    assert [(outlet, *counts) for outlet, counts in store.outlets()] == [(WIRE, 1, 3), (GAZETTE, 1, 0)]


def test_counts_tell_current_articles_from_versions(store: Store):
    store.add(*piece("a"))
    store.add(*piece("a", title="Revised"))
    counts = store.counts()
    assert (counts["articles"], counts["article_versions"], counts["passages"]) == (1, 2, 4)
    assert (counts["matches"], counts["passages_to_link"]) == (0, 2)


def test_info_names_engine_schema_and_size(made: str):
    with open_store(made) as store:
        info = store.info()
    assert info["engine"] == ("postgresql" if "://" in made else "sqlite")
    assert info["schema"] == head_revision()
    assert int(info["bytes"]) > 10_000
    assert str(info["database"])


def test_a_backup_holds_everything_and_overwrites_nothing(tmp_path: Path):
    reading, passages, keys = piece()
    copy = tmp_path / "copy.db"
    with open_store(tmp_path / "news.db") as store:
        store.add(reading, passages, keys)
        store.backup(copy)
        store.add(*piece("later"))
        with pytest.raises(StoreError, match=r"copy\.db: exists already"):
            store.backup(copy)
        with pytest.raises(StoreError, match="nowhere"):
            store.backup(tmp_path / "nowhere" / "copy.db")
    with open_store(copy, create=False) as copied:
        assert list(copied.readings()) == [reading]
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


def test_a_backup_is_made_while_another_writes(tmp_path: Path):
    with open_store(tmp_path / "news.db") as store, open_store(tmp_path / "news.db") as other:
        store.add(*piece())
        with other._writing() as connection:
            connection.execute(text("DELETE FROM passages_to_link"))
            store.backup(tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db") as copied:
        assert len(copied.unlinked()) == 2


@pytest.mark.parametrize("made", ["postgresql"], indirect=True)
def test_a_server_is_backed_up_by_its_own_tool(store: Store, tmp_path: Path):
    with pytest.raises(StoreError, match="pg_dump"):
        store.backup(tmp_path / "copy.db")


def test_the_views_read_like_sentences(store: Store):
    first = piece("a", authors=(Author("Eve Moe"), Author("Jon Aas")))
    second = piece("b", outlet=WIRE, title="Bridge not inspected")
    for one in (first, second):
        store.add(*one)
    store.save_matches([Match(first[1][0].id, second[1][0].id, 100.0, "verbatim", Span(0, 9), Span(0, 9))], [])
    articles = view(store, "articles")
    assert [(row["id"], row["title"], row["outlet"], row["authors"]) for row in articles] == [
        ("a", "Ferry ran aground", "Harbour Gazette", "Eve Moe, Jon Aas"),
        ("b", "Bridge not inspected", "Meridian Wire", None),
    ]
    said = view(store, "sourcing")[0]
    assert (said["speaker"], said["cue_words"], said["via"]) == ("Ada Lind", "said", "Meridian Wire")
    assert said["content_words"] == "“The bridge was never inspected,”"
    cited = view(store, "outlets_cited")
    assert [(row["outlet"], row["articles_citing"], row["own_articles_stored"]) for row in cited] == [
        ("Meridian Wire", 2, 1)
    ]
    shared = view(store, "shared_passages")
    assert [(row["a_outlet"], row["b_outlet"], row["a_text"] == row["b_text"]) for row in shared] == [
        ("Harbour Gazette", "Meridian Wire", True)
    ]


def test_the_views_leave_older_versions_out(store: Store):
    store.add(*piece("a"))
    store.add(*piece("a", title="Revised"))
    assert [row["title"] for row in view(store, "articles")] == ["Revised"]
    assert [row["article"] for row in view(store, "sourcing")] == ["Revised"]
    assert [row["mentions"] for row in view(store, "outlets_cited")] == [1]
