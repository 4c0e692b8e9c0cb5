"""The migrations make what the tables say, from every schema that was ever released."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import ColumnElement, Connection, create_engine, text

from provenance.errors import StoreError
from provenance.model import Article, Decision, Review
from provenance.shipped import shipped
from provenance.store import current_revision, head_revision, open_store, upgrade
from provenance.store.columns import SNAPSHOT, tables
from provenance.store.engine import connect, database_url
from provenance.store.schema import _LOCK, migrate
from provenance.store.snapshot import snapshot
from provenance.store.tables import metadata
from tests.contents import faults
from tests.databases import database

SCRIPTS = shipped("db") / "versions"
RELEASED = sorted(path.name[:4] for path in SCRIPTS.glob("[0-9]*.py"))

VERSION = Article("ferry", "A ferry ran aground.", "Ferry aground").version
# One article as revision 0001 holds it, in plain SQL: the tables of today cannot write what they were then.
FIRST_ARTICLE = [
    "INSERT INTO outlets VALUES (1, 'wire', 'Meridian Wire', 'CH', 'news-agency', 'unknown', '[]', '[]', '[]', 'r')",
    """
    INSERT INTO article_versions
        (number, version, article, current, title, outlet, language, notes, name, text_sha256, text)
    VALUES (1, :version, 'ferry', true, 'Ferry aground', 1, 'no', '[]', 'ferry.txt', 'sha256:0', 'A ferry ran aground.')
    """,
    "INSERT INTO authors VALUES (1, 0, 'Eve Moe', 'person')",
    """
    INSERT INTO attributions VALUES (1, 0, 'c1', 'indirect', 0.9, false, false, 'named-person', 'Eve Moe', false, NULL,
                                     NULL, NULL, false, '', '', '')
    """,
    "INSERT INTO passages VALUES (1, 'p1', 1, 'sentence', '[[0,20]]', 'A ferry ran aground.', NULL, NULL)",
    "INSERT INTO passages_to_index VALUES (1, '[7]')",
    "INSERT INTO passages_to_link VALUES (1)",
]

FIRST_WORDS = {
    "sqlite": "INSERT INTO article_search (article_search) VALUES ('rebuild')",
    "postgresql": """
        INSERT INTO article_search (version, words)
        SELECT number, setweight(to_tsvector('provenance_english', lower(title)), 'A')
                       || to_tsvector('provenance_english', lower(text))
        FROM article_versions
    """,
}
# What each later revision added, as it holds it.
ADDED = {
    "0002": [
        """
        UPDATE article_versions SET detector = 'fast', language = 'en', language_confidence = 0.97 WHERE number = 1
        """
    ],
    "0003": [
        """
        INSERT INTO reviews VALUES
            (1, 'attribution', :version, 'c1', 'ferry', NULL, 'relabelled', 'unnamed-person', NULL, 'Ada',
             '2024-06-03T08:00:00+02:00', 'heard it', 'aground', :finding),
            (2, 'parent', :version, '', 'ferry', 'bridge', 'rejected', NULL, NULL, 'Eli', '2024-06-04T08:00:00+02:00',
             '', '', :finding)
        """,
        "INSERT INTO reviews_undone VALUES (2, 'Mona', '2024-06-05T08:00:00+02:00')",
    ],
}
FINDING = '{"spans":[{"start":8,"end":20}],"words":["ran aground."],"claim":null,"passages":[]}'


def made_at(where: str, revision: str) -> None:
    """A database of an earlier release, made by the migrations of that time, with one article in it."""
    engine = connect(database_url(where), wait=10)
    migrate(engine, "0001")
    with engine.execution_options(writing=True).begin() as connection:
        for statement in FIRST_ARTICLE:
            connection.execute(text(statement), {"version": VERSION} if ":version" in statement else {})
        connection.execute(text(FIRST_WORDS[connection.dialect.name]))
    migrate(engine, revision)
    engine.dispose()


def filled_at(where: str, revision: str) -> None:
    """The same, with rows of all that was added up to that release."""
    made_at(where, revision)
    engine = connect(database_url(where), wait=10)
    with engine.execution_options(writing=True).begin() as connection:
        for statement in (one for of in RELEASED if of <= revision for one in ADDED.get(of, ())):
            values = {"version": VERSION, "finding": FINDING}
            connection.execute(text(statement), {name: values[name] for name in values if f":{name}" in statement})
        if connection.dialect.name == "postgresql" and revision >= "0003":  # numbers come from there otherwise
            connection.execute(text("SELECT setval('reviews_number_seq', 2)"))
    engine.dispose()


def relabel(where: str, revision: str) -> None:
    engine = create_engine(database_url(where))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    engine.dispose()


def differences(connection: Connection) -> list[object]:
    def ours(name: str | None, kind: str, _parents: object) -> bool:
        # The full-text index is the engine's own affair.
        return not (kind == "table" and name and name.startswith(("article_search", "alembic_version")))

    context = MigrationContext.configure(connection, opts={"include_name": ours})
    return list(compare_metadata(context, metadata))


def test_tables_and_migrations_agree(made: str):
    engine = create_engine(database_url(made))
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_the_schema_of_a_new_sqlite_database_is_what_the_migrations_make():
    assert (shipped("db") / SNAPSHOT).read_text(encoding="utf-8") == snapshot()


def test_statements_know_the_columns_and_types_that_the_models_declare():
    def kind(column: ColumnElement[Any]) -> str:
        name = type(column.type).__name__
        return {"BigInteger": "Integer", "AutoString": "String"}.get(name, name)

    known = {name: [(one.name, kind(one)) for one in table.columns] for name, table in tables().items()}
    declared = {name: [(one.name, kind(one)) for one in table.columns] for name, table in metadata.tables.items()}
    assert {name: known[name] for name in declared} == declared


@pytest.mark.parametrize("revision", RELEASED)
def test_a_database_of_every_release_is_upgraded_without_loss(where: str, revision: str):
    made_at(where, revision)
    assert upgrade(where) == (revision, head_revision())
    assert current_revision(where) == head_revision()
    with open_store(where, create=False) as store:
        (article,) = store.articles()
        assert (article.title, article.text) == ("Ferry aground", "A ferry ran aground.")
        assert article.outlet is not None
        assert article.outlet.name == "Meridian Wire"
        assert [author.name for author in article.authors] == ["Eve Moe"]
        assert (article.language, article.language_confidence) == ("no", None)
        assert store.detector(article) == "rules"
        (claim,) = store.reading(article.version).claims
        assert (claim.source.referent, claim.attribution.confidence) == ("Eve Moe", 0.9)
        assert [passage.id for passage in store.candidates([7])] == ["p1"]
        assert [passage.id for passage in store.unlinked()] == ["p1"]
        assert store.decisions() == []
        review = Review("attribution", (VERSION, "c1"), "accepted", "Ada", datetime(2024, 6, 3, tzinfo=UTC))
        store.add_review(Decision(0, review, "ferry"))
        assert [decision.review for decision in store.decisions(["ferry"])] == [review]


@pytest.mark.parametrize("revision", [one for one in RELEASED if one < "0006"])
def test_keys_of_passages_are_counted_in_the_index_and_where_they_wait_for_it(where: str, revision: str):
    made_at(where, revision)
    engine = connect(database_url(where), wait=10)
    with engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("INSERT INTO passages VALUES (2, 'p2', 1, 'quote', '[[0,7]]', 'A ferry', NULL, NULL)"))
        connection.execute(text("INSERT INTO passage_ids VALUES ('p2', 2)"))
        connection.execute(text("INSERT INTO passage_keys VALUES (8, 2), (9, 2), (10, 2)"))
    upgrade(where)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT number, keys FROM passages ORDER BY number")).all() == [(1, 1), (2, 3)]
    engine.dispose()


@pytest.mark.parametrize("revision", [one for one in RELEASED if one in ADDED])
def test_what_a_release_has_added_is_upgraded_without_loss(where: str, revision: str):
    filled_at(where, revision)
    assert upgrade(where) == (revision, head_revision())
    with open_store(where, create=False) as store:
        (article,) = store.articles()
        assert (article.language, article.language_confidence, store.detector(article)) == ("en", 0.97, "fast")
        assert [hit.article.id for hit in store.search("aground")] == ["ferry"]
        made = store.decisions(undone=True)
        if revision >= "0003":
            relabelled, taken_back = made
            assert (relabelled.review.label, relabelled.review.note, relabelled.words) == (
                "unnamed-person",
                "heard it",
                ("ran aground.",),
            )
            assert (taken_back.other, taken_back.undone) == ("bridge", ("Mona", datetime(2024, 6, 5, 6, tzinfo=UTC)))
            assert store.decisions() == [relabelled]
            assert store.add_review(taken_back) == 3
        else:
            assert made == []
    assert faults(where) == []


def test_an_empty_database_is_given_the_schema(where: str):
    if "://" not in where:
        Path(where).touch()
    assert upgrade(where) == (None, head_revision())
    open_store(where, create=False).close()


def test_upgrading_again_changes_nothing(made: str):
    assert upgrade(made) == (head_revision(), head_revision())


def test_a_database_of_an_older_release_says_how_to_upgrade_it(where: str):
    open_store(where).close()
    relabel(where, "0000")
    with pytest.raises(StoreError, match=r"older release \(schema 0000\).*provenance db upgrade"):
        open_store(where)


def test_a_database_of_a_newer_release_is_left_alone(where: str):
    open_store(where).close()
    relabel(where, "9999")
    for use in (open_store, upgrade):
        with pytest.raises(StoreError, match=r"newer release \(schema 9999"):
            use(where)
    assert current_revision(where) == "9999"


def test_there_is_nothing_to_upgrade_where_there_is_no_database(tmp_path: Path):
    with pytest.raises(StoreError, match="no such database"):
        upgrade(tmp_path / "news.db")
    assert list(tmp_path.iterdir()) == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(where: str, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if "://" not in where:
        Path(where).touch()
    monkeypatch.setattr("alembic.op.create_index", fail)
    with pytest.raises(StoreError, match="No space left on device"):
        upgrade(where)
    monkeypatch.undo()
    assert current_revision(where) is None
    open_store(where).close()


def test_two_processes_may_make_the_same_database(where: str):
    engines = [connect(database_url(where), wait=30) for _ in range(2)]
    # Alembic's own state is one a process; what must hold is that the second finds the work done.
    for engine in engines:
        migrate(engine)
        engine.dispose()
    assert current_revision(where) == head_revision()


def test_a_program_waits_for_another_that_makes_the_schema_as_long_as_that_takes(server: str):
    with database(server) as url, ThreadPoolExecutor() as others:
        engine = create_engine(database_url(url))
        with engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            opened = others.submit(lambda: open_store(url, wait=0.1))
            time.sleep(1)
            assert not opened.done()
        opened.result().close()
        engine.dispose()


def test_the_head_is_read_from_the_file_names_and_alembic_agrees():
    config = Config()
    config.set_main_option("script_location", str(shipped("db")))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == head_revision() == RELEASED[-1]
    assert [script.revision for script in scripts.walk_revisions()] == RELEASED[::-1]


def test_revisions_are_numbered_without_a_gap_in_the_names_of_their_files():
    assert [int(revision) for revision in RELEASED] == list(range(1, len(RELEASED) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", path.name) for path in SCRIPTS.glob("[0-9]*.py"))
