"""Copies that are made while articles are added: each is sound, and holds all that was stored when it was begun."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.contents import changed, contents, different, faults, of_versions
from tests.killing import Begun, begin, place, ran
from tests.stories import stories, written

ADD = ("--detector", "rules", "--jobs", "1", "--format", "jsonl")
ARTICLES = 200
"""which take some seconds"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles of which each is a row said to be added."""
    return written(tmp_path / "articles.jsonl", stories(ARTICLES, 10))


def said(out: str) -> list[str]:
    """The addresses that were said to be added, in their order; of whole lines."""
    return [json.loads(line)["url"] for line in out.splitlines(keepends=True) if line.endswith("\n")]


def until(begun: Begun, count: int) -> list[str]:
    """Wait until so many articles are said to be added; all that are by then."""
    while len(said(begun.out)) < count:
        assert begun.process.poll() is None, begun.end().err
        time.sleep(0.005)
    return said(begun.out)


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_a_backup_made_while_articles_are_added_holds_whole_articles_and_all_that_were_stored(
    where: str, corpus: Path, tmp_path: Path
):
    copies = [str(tmp_path / f"copy{number}.db") for number in range(2)]
    adding = begin("--db", where, "add", corpus, *ADD, folder=tmp_path)
    seen = []
    for number, copy in enumerate(copies):
        before = until(adding, 5 + 12 * number)
        done = ran("db", "backup", copy, "--db", where, folder=tmp_path)
        assert (done.code, done.err) == (0, f"copied to {copy}\n")
        seen.append((copy, before))
    assert adding.end().code == 0
    whole = contents(where)
    for copy, before in seen:
        assert [*faults(copy), *changed(copy)] == []
        made = contents(copy)
        urls = {row["url"] for row in made["article_versions"]}
        assert set(before) <= urls
        assert urls == {row["url"] for row in stories(len(urls), 0)}  # the first ones, as they were given
        assert len(urls) < ARTICLES or copy != copies[0]  # on a slow machine the second one may be whole
        versions = {row["version"] for row in made["article_versions"]}
        assert of_versions(made, versions) == of_versions(whole, versions)
    assert ran("--db", copies[0], "add", corpus, *ADD, folder=tmp_path).code == 0
    assert different(contents(copies[0]), contents(where)) == []


def test_a_whole_copy_is_made_while_articles_are_added_and_read_again(
    where: str, corpus: Path, tmp_path: Path, request: pytest.FixtureRequest
):
    server = request.getfixturevalue("server") if "://" in where else None
    assert ran("--db", where, "add", corpus, *ADD, folder=tmp_path).code == 0
    rules = contents(where)
    with place(tmp_path, server) as copy:
        again = begin("--db", where, "add", corpus, *ADD[2:], "--detector", "fast", folder=tmp_path)
        until(again, 5)
        done = ran("db", "copy", where, copy, folder=tmp_path)
        assert done.code == 0, done.err
        assert [*faults(copy), *changed(copy)] == []
        made = contents(copy)
        assert again.end().code == 0
    read = {row["version"]: row["detector"] for row in made["article_versions"]}
    assert set(read.values()) == {"rules", "fast"}
    for name, rows in (("rules", rules), ("fast", contents(where))):
        versions = {version for version, detector in read.items() if detector == name}
        assert of_versions(made, versions) == of_versions(rows, versions)


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_server_is_backed_up_by_pg_dump_or_db_copy_and_that_is_said(where: str, corpus: Path, tmp_path: Path):
    assert ran("--db", where, "add", corpus, *ADD, folder=tmp_path).code == 0
    done = ran("db", "backup", "copy.db", "--db", where, folder=tmp_path)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert done.err.startswith(f"provenance: {where.partition('?')[0]}")
    assert done.err.endswith("a server's database is copied with pg_dump, or into a file by: provenance db copy\n")
    assert not (tmp_path / "copy.db").exists()
    assert ran("db", "copy", where, "copy.db", folder=tmp_path).code == 0
    assert different(contents(str(tmp_path / "copy.db")), contents(where)) == []
