"""What is stored is as it was written after everything the program does, and any change past it is named."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from provenance.model import Author, Decision, Furniture, Link, Match, Moment, Page, Review, Span, WireCredit
from provenance.store import Store, copy, open_store, upgrade
from provenance.store.engine import connect, database_url
from provenance.store.schema import migrate
from tests.databases import run_on
from tests.store.samples import GAZETTE, WIRE, Piece, piece
from tests.store.test_schema import RELEASED, made_at

LATER = Moment(datetime(2024, 6, 3, 9, tzinfo=UTC), "minute", "meta")


def full(identity: str, text: str, keys: tuple[int, ...] = (7, 8)) -> Piece:
    """A piece with something in every table and column."""
    reading, passages, by_passage = piece(
        identity,
        text,
        keys,
        fetched_url=f"https://harbour.example/{identity}?from=feed",
        canonical_url=f"https://harbour.example/news/{identity}",
        published=LATER,
        updated=LATER,
        first_seen=LATER,
        language="en",
        language_confidence=0.75,
        authors=(Author("Ada Lind"),),
        links=(Link("https://wire.example/1", "Meridian Wire", Span(13, 26)),),
        wire=(WireCredit(WIRE, "credit-line", Span(13, 26), "Meridian Wire"),),
        furniture=(Furniture("title", Span(0, 12)),),
        notes=("only the opening is here",),
        name=f"pages/{identity}.html",
        page_sha256="sha256:" + "0" * 64,
    )
    (claim,) = reading.claims
    source = replace(
        claim.source, anonymous=True, anonymous_descriptor="an official", anonymity_reason="fear", outlet=WIRE
    )
    (mention,) = reading.mentions
    mention = replace(mention, claim=Span(0, 12), chain=("Meridian Wire", "Harbour Gazette"))
    claim = replace(claim, source=source, ways=((mention,),))
    return replace(reading, claims=(claim,), mentions=(mention,)), passages, by_passage


TEXTS = {
    "one": "According to Meridian Wire, it sank. “The bridge was never inspected,” said Ada Lind. The storm passed.",
    "two": "According to Meridian Wire, nobody knew. “The bridge was never inspected,” said Ada Lind. The storm went.",
    "three": "According to Meridian Wire, “The bridge was never inspected,” said Ada Lind. The storm.",
}
PAGE = Page(
    b"<p>The storm.</p>",
    url="https://harbour.example/three",
    fetched_url="https://archive.example/web/20240603090000/https://harbour.example/three",
    redirects=("https://archive.example/three",),
    media_type="text/html",
    headers=(("etag", '"a"'),),
    retrieved=LATER.at,
    name="three.html",
    status=200,
    memento=LATER.at,
)
PIECES = {name: full(name, text) for name, text in TEXTS.items()}


def known_keys(passages: Any) -> dict[str, frozenset[int]]:
    """The keys that passages were stored with: the first of a piece has some."""
    return {one.id: frozenset({7, 8}) if one.kind == "quote" else frozenset() for one in passages}


def review(number: int = 0) -> Decision:
    version = PIECES["one"][0].article.version
    given = Review("attribution", (version, "c"), "relabelled", "Ada", datetime(2024, 6, 4, tzinfo=UTC), "Eve", "sure")
    return Decision(number, replace(given, source_class="group"), "one", "two", ("the words",))


def filled(store: Store) -> None:
    """Two linked articles, the first in two versions, a third that waits to be linked and indexed, and decisions."""
    for name in ("one", "two"):
        store.add(*PIECES[name], detector="rules")
    match(store, "one", "two")
    newer = full("one", TEXTS["one"] + " More is to come.")
    assert store.add(*newer, detector="rules") == "revised"
    a, b = newer[1][0].id, PIECES["two"][1][0].id
    store.save_matches([Match(a, b, 93.5, "edited", Span(0, 9), Span(1, 10))], [a, b])
    store.add_review(review())
    store.undo_review(store.add_review(review()), by="Ben", at=datetime(2024, 6, 5, tzinfo=UTC))
    store.add(*PIECES["three"], detector="fast", page=PAGE)
    store.captures.add(PIECES["two"][0].article.version, replace(PAGE, data=b"<p>The storm went.</p>"))


def match(store: Store, one: str, other: str, score: float = 88.0) -> None:
    a, b = PIECES[one][1][0].id, PIECES[other][1][0].id
    store.save_matches([Match(a, b, score, "edited", Span(0, 9), Span(1, 10))], [a, b])


def named(store: Store) -> list[str]:
    """What is not as it was written, a line each."""
    return [f"{one.what}: {line}" for one in store.verify(known_keys) for line in one.changed]


def sealed(store: Store) -> str:
    """The seal of all that is stored."""
    *_, last = store.verify(known_keys)
    assert last.seal is not None
    return last.seal


# --- what the program does leaves everything as written ---


def test_an_empty_database_is_as_written(store: Store):
    assert named(store) == []


def test_whatever_the_program_does_is_as_written(store: Store):
    filled(store)
    assert named(store) == []
    match(store, "one", "two", 50.0)  # of a version that is gone: left out
    for one in PIECES.values():
        store.add(*one, detector="fast")
    assert named(store) == []
    store.reread(*PIECES["two"], detector="fast")
    assert named(store) == []
    store.reread(*PIECES["one"], detector="fast")  # the older version
    assert named(store) == []
    store.clear_matches()
    assert named(store) == []


def test_a_match_that_is_scored_anew_is_as_written(store: Store):
    for one in PIECES.values():
        store.add(*one)
    for score in (88.0, 88.0, 90.0):
        match(store, "one", "two", score)
        assert named(store) == []


def test_a_capture_older_than_the_current_one_is_as_written(store: Store):
    store.add(*full("one", TEXTS["one"]))
    reading, passages, keys = piece("one", TEXTS["one"] + " Earlier.")
    earlier = replace(LATER, at=datetime(2020, 1, 1, tzinfo=UTC))
    reading = replace(reading, article=replace(reading.article, first_seen=earlier))
    assert store.add(reading, passages, keys) == "revised"
    assert named(store) == []


def test_the_seal_of_everything_tells_two_states_apart(store: Store):
    store.add(*PIECES["one"])
    before = sealed(store)
    assert sealed(store) == before
    store.add(*PIECES["two"])
    assert sealed(store) != before


@pytest.mark.parametrize("made", ["postgresql"], indirect=True)
def test_seals_hold_on_another_engine(made: str, tmp_path: Path):
    with open_store(tmp_path / "here.db") as here:
        filled(here)
    copy(tmp_path / "here.db", made)
    with open_store(made) as there:
        assert named(there) == []
    copy(made, tmp_path / "back.db")
    with open_store(tmp_path / "back.db") as back:
        assert named(back) == []


def test_a_database_without_seals_is_sealed_as_it_is(made: str):
    from provenance.store.sealing_all import seal_all

    with open_store(made) as store:
        filled(store)
        before = sealed(store)
        run_on(str(database_url(made)) if "://" not in made else made, "DELETE FROM seals")
        assert any("has no seal" in line for line in named(store))
        with store._writing() as connection:
            seal_all(connection)
        assert named(store) == []
        assert sealed(store) == before


def test_a_database_of_this_release_is_not_sealed_again_by_whoever_finds_it_made(made: str):
    with open_store(made) as store:
        filled(store)
        run_on(str(database_url(made)) if "://" not in made else made, "DELETE FROM seals WHERE owner = 2")
        before = named(store)
        assert before
        engine = connect(database_url(made), wait=10)
        migrate(engine)
        engine.dispose()
        assert named(store) == before


# --- what others do is named ---


@pytest.fixture(scope="module")
def template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "news.db"
    shutil.copy(sqlite_template, path)
    with open_store(path) as store:
        filled(store)
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy to be tampered with, where nothing is checked as it is written."""
    shutil.copy(template, tmp_path / "news.db")
    connection = sqlite3.connect(tmp_path / "news.db", isolation_level=None)
    yield connection
    connection.close()


def named_in(path: Path) -> list[str]:
    with open_store(path, create=False) as store:
        return named(store)


TABLES = (
    "outlets article_versions article_addresses authors links wire_credits furniture attributions attribution_spans"
    " outlet_mentions attribution_ways passages passage_ids passage_keys passages_to_index passages_to_link"
    " passages_superseded matches reviews reviews_undone captures pages seals"
).split()


def test_every_table_is_tampered_with(database: sqlite3.Connection):
    found = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    engines = {name for name in found if name.startswith(("article_search", "sqlite_"))}
    assert set(TABLES) == found - engines - {"alembic_version"}
    assert all(database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_value_of_any_column_is_named_with_its_table(template: Path, tmp_path: Path, table: str):
    with sqlite3.connect(template) as connection:
        columns = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})")]
    for column, kind in columns:
        path = tmp_path / f"{column}.db"
        shutil.copy(template, path)
        changed = {"VARCHAR": f"{column} || 'x'", "BLOB": "x'78'"}.get(kind, f"{column} + 1000")
        connection = sqlite3.connect(path)
        where = f"{column} = (SELECT max({column}) FROM {table})"
        assert connection.execute(f"UPDATE {table} SET {column} = {changed} WHERE {where}").rowcount >= 1, column
        connection.commit()
        connection.close()
        lines = named_in(path)
        assert any(table in line for line in lines), (column, lines)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_gone_is_named_with_its_table(database: sqlite3.Connection, tmp_path: Path, table: str):
    database.execute(f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})") if _has_rowid(
        database, table
    ) else _delete_last(database, table)
    lines = named_in(tmp_path / "news.db")
    assert any(table in line for line in lines), lines


def _has_rowid(database: sqlite3.Connection, table: str) -> bool:
    (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return "WITHOUT ROWID" not in sql


def _delete_last(database: sqlite3.Connection, table: str) -> None:
    keys = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[5]]
    last = database.execute(f"SELECT {', '.join(keys)} FROM {table} ORDER BY {' DESC, '.join(keys)} DESC").fetchone()
    database.execute(f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)}", last)


@pytest.mark.parametrize("table", [name for name in TABLES if name != "outlets"])
def test_a_row_that_is_added_is_named_with_its_table(database: sqlite3.Connection, tmp_path: Path, table: str):
    described = database.execute(f"PRAGMA table_info({table})").fetchall()
    row = list(database.execute(f"SELECT * FROM {table}").fetchone())
    for place, (_, _, kind, _, _, key) in enumerate(described):
        if key or (described[place][1] == "version" and kind == "VARCHAR"):
            row[place] = f"{row[place]}x" if kind == "VARCHAR" else row[place] + 77
    if table == "article_versions":
        row[3] = 0
    if table == "captures":
        row[2] += "x"
    database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    lines = named_in(tmp_path / "news.db")
    assert any(table in line for line in lines), lines


def test_an_article_that_is_gone_whole_with_its_seals_is_missed(database: sqlite3.Connection, tmp_path: Path):
    of = "(SELECT number FROM article_versions WHERE article = 'three')"
    passages = f"(SELECT number FROM passages WHERE version IN {of})"
    database.execute(
        "INSERT INTO article_search (article_search, rowid, title, text)"
        f" SELECT 'delete', number, title, text FROM article_versions WHERE number IN {of}"
    )
    for table in ("passage_keys", "passages_to_index", "passages_to_link", "passages_superseded", "passage_ids"):
        database.execute(f"DELETE FROM {table} WHERE passage IN {passages}")
    for table in ("authors", "links", "wire_credits", "furniture", "attributions", "attribution_spans"):
        database.execute(f"DELETE FROM {table} WHERE version IN {of}")
    for table in ("outlet_mentions", "attribution_ways", "article_addresses", "passages", "captures"):
        database.execute(f"DELETE FROM {table} WHERE version IN {of}")
    database.execute(f"DELETE FROM seals WHERE owner IN {of} AND part NOT LIKE 'reviews%'")
    database.execute("DELETE FROM article_versions WHERE article = 'three'")
    (line,) = named_in(tmp_path / "news.db")
    assert "may be gone whole" in line


def test_a_text_that_is_no_utf_8_any_more_is_named(database: sqlite3.Connection, tmp_path: Path):
    database.execute("UPDATE authors SET name = CAST(x'c328' AS TEXT)")
    assert any("authors" in line for line in named_in(tmp_path / "news.db"))


def test_what_search_would_no_longer_find_is_named(database: sqlite3.Connection, tmp_path: Path):
    database.execute(
        "INSERT INTO article_search (article_search, rowid, title, text)"
        " SELECT 'delete', number, title, text FROM article_versions WHERE article = 'two'"
    )
    assert any("article_search" in line and "two" in line for line in named_in(tmp_path / "news.db"))


def test_a_view_or_trigger_of_another_hand_is_named(database: sqlite3.Connection, tmp_path: Path):
    database.execute("DROP VIEW sourcing")
    database.execute("CREATE TRIGGER t AFTER INSERT ON links BEGIN DELETE FROM links; END")
    lines = named_in(tmp_path / "news.db")
    assert any("sourcing" in line and "gone" in line for line in lines)
    assert any("trigger" in line for line in lines)


def test_tables_of_ones_own_are_left_alone(database: sqlite3.Connection, tmp_path: Path):
    database.execute("CREATE TABLE my_notes (text)")
    database.execute("CREATE INDEX my_index ON links (href)")
    assert named_in(tmp_path / "news.db") == []


def test_a_line_names_the_article_by_its_address_and_title(database: sqlite3.Connection, tmp_path: Path):
    database.execute("UPDATE attributions SET confidence = 0.1")
    lines = named_in(tmp_path / "news.db")
    assert all("https://harbour.example/" in line and "Ferry ran aground" in line for line in lines)


def test_what_was_changed_is_not_sealed_by_another_reading(database: sqlite3.Connection, tmp_path: Path):
    database.execute("UPDATE article_versions SET text = text || '!', detector = 'other' WHERE article = 'two'")
    database.execute("DELETE FROM matches")
    with open_store(tmp_path / "news.db") as store:
        store.reread(*PIECES["two"], detector="fast")
        lines = named(store)
    for part in ("article_versions.text", "article_versions.current or", "matches"):
        assert any(part in line for line in lines), part


def test_a_change_on_a_server_is_named_too(server: str):
    from tests.databases import database as served

    changes = {
        "authors": "UPDATE authors SET name = 'Eve'",
        "matches": "DELETE FROM matches",
        "article_versions": "UPDATE article_versions SET text = 'nothing' WHERE article = 'two'",
        "article_search": "DELETE FROM article_search",
        "passage_keys": "UPDATE passage_keys SET key = -key - 7",
        "reviews": "DELETE FROM reviews WHERE number = (SELECT min(number) FROM reviews)",
        "seals": "UPDATE seals SET digest = 'x' WHERE owner = 0",
    }
    with served(server) as url:
        with open_store(url) as store:
            filled(store)
            assert named(store) == []
        for table, change in changes.items():
            run_on(url, change)
            with open_store(url) as store:
                assert any(table in line for line in named(store)), table


def test_others_may_write_meanwhile(store: Store):
    store.add(*PIECES["one"])
    going = store.verify(known_keys)
    seen = [next(going), next(going)]
    store.add(*PIECES["two"])
    assert [one for one in (*seen, *going) if one.changed] == []


def test_nothing_is_changed_by_looking(made: str):
    with open_store(made) as store:
        filled(store)
        engine = create_engine(database_url(made))
        with engine.connect() as connection:
            before = connection.exec_driver_sql("SELECT * FROM seals ORDER BY owner, part").all()
        named(store)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT * FROM seals ORDER BY owner, part").all() == before
        engine.dispose()
    assert GAZETTE.name == "Harbour Gazette"


@pytest.mark.parametrize("revision", RELEASED)
def test_a_database_of_an_earlier_release_has_seals_and_the_schema_once_it_is_upgraded(where: str, revision: str):
    made_at(where, revision)
    upgrade(where)
    with open_store(where) as store:
        lines = named(store)
        assert [line for line in lines if "seal" in line or "release" in line] == []
        # What was there is taken as it is, and its own digests are held against it all the same.
        assert any("text_sha256" in line or "article_versions.text" in line for line in lines)
        assert any("outlets" in line for line in lines)


def test_the_name_of_a_page_that_is_no_utf_8_any_more_is_named(database: sqlite3.Connection, tmp_path: Path):
    database.execute("UPDATE pages SET sha256 = CAST(x'c328' AS TEXT) WHERE rowid = (SELECT min(rowid) FROM pages)")
    assert any("pages" in line for line in named_in(tmp_path / "news.db"))
