"""Adding with several processes: the same database as with one, whatever happens on the way."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance import ingest, pipeline
from provenance.model import Article, Skipped
from provenance.store import open_store
from provenance.workers import Workers
from tests.cli.conftest import FERRY
from tests.ingest.test_warc import Archive
from tests.test_workers import LARGE, SLOW

PLACES = "Vik Holm Skarholm Ellery Sorrel Brann Torsvik Ulvoy Nesset Hamna".split()


def text(number: int) -> list[str]:
    place, other = PLACES[number % 10], PLACES[number // 10 % 10]
    return [
        f"The harbour board of {place} will close pier {number} before winter, it said on Tuesday in {other}.",
        f"“We counted {number + 40} rotten piles under it,” harbour master Eli Strand told Radio Sorrel.",
        f"According to NorPress, repairs of the {number + 3} metres towards {other} cost more than was planned.",
        "“The north pier will not survive another winter without new piles of oak,” the mayor warned.",
    ]


def story(number: int, *more: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in (*text(number), *more))
    return f"<html lang=en><body><article><h1>Pier {number}</h1>{body}</article></body></html>".encode()


def crawl(folder: Path, *, bad: bool = True) -> Path:
    """Thirty pages, two of them there twice, one in other words too; between good ones what nobody can read."""
    archive = Archive()
    for number in range(30):
        archive.add(f"https://paper{number % 7}.example/pier/{number}", story(number))
        if number in (4, 5):
            archive.add(f"https://paper{number % 7}.example/pier/{number}", story(number))
        if number == 6:
            archive.add("https://paper6.example/pier/6?utm_source=x", story(number, "It is closed already."))
        if bad and number == 8:
            archive.add("https://paper1.example/large", LARGE)
            archive.add("https://paper1.example/empty", b"<html><body></body></html>")
    where = folder / "crawl.warc.gz"
    where.write_bytes(b"".join(archive.records))
    return where


def rows(database: Path) -> list[str]:
    """Every table of a database, as statements."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def test_as_many_processes_as_you_like_make_the_same_database_row_for_row(run, tmp_path):
    where = crawl(tmp_path, bad=False)
    said = {}
    for jobs in ("1", "2", "4"):
        done = run("--db", f"{jobs}.db", "add", where, "--jobs", jobs, "--detector", "rules")
        assert done.code == 0, done.err
        said[jobs] = done.out
    with open_store(tmp_path / "here.db") as store:
        list(pipeline.add(store, ingest.read(str(where)), detector=pipeline.detector_named("rules")))
        list(pipeline.link_new(store))
    assert said["1"] == said["2"] == said["4"]
    assert (said["1"].count("added "), said["1"].count("unchanged "), said["1"].count("revised ")) == (30, 2, 1)
    expected = rows(tmp_path / "1.db")
    assert len(expected) > 500
    for name in ("2.db", "4.db", "here.db"):
        assert rows(tmp_path / name) == expected


def test_pages_that_cannot_be_read_are_named_and_those_beside_them_are_stored(run, tmp_path):
    done = run("add", crawl(tmp_path), "--jobs", "2", "--detector", "rules", "--format", "jsonl")
    assert done.code == 3
    outcomes = [json.loads(line) for line in done.out.splitlines()]
    assert [one.get("reason") for one in outcomes[12:15]] == ["out-of-memory", "no-text", None]
    assert outcomes[12]["where"].endswith("crawl.warc.gz: https://paper1.example/large")
    assert sum(one["status"] == "added" for one in outcomes) == 30
    assert [one["where"] for one in outcomes if one["status"] == "added"] == [
        f"https://paper{number % 7}.example/pier/{number}" for number in range(30)
    ]


def test_one_page_that_takes_too_much_is_an_error_of_one_line(run, tmp_path):
    (tmp_path / "large.html").write_bytes(LARGE)
    done = run("add", "large.html")
    assert done.code == 1
    assert done.err.startswith("provenance: large.html: out of memory: ")
    assert done.err.count("\n") == 1
    assert not (tmp_path / "provenance.db").exists()
    assert run("audit", "large.html").err == done.err


def test_files_that_are_many_inputs_are_read_side_by_side_and_in_order(run):
    names = sorted(str(path) for path in FERRY.iterdir() if path.suffix in (".html", ".txt"))
    done = run("add", *names, "missing.html", "--jobs", "2", "--format", "jsonl")
    assert done.code == 3
    assert [json.loads(line)["status"] for line in done.out.splitlines()] == ["added"] * len(names) + ["skipped"]


def lines(folder: Path, count: int) -> Path:
    where = folder / "news.jsonl.gz"
    articles = (
        {"url": f"https://paper{n % 7}.example/{n}", "title": f"Pier {n}", "text": "\n".join(text(n) * 3)}
        for n in range(count)
    )
    where.write_bytes(gzip.compress("\n".join(map(json.dumps, articles)).encode()))
    return where


def begin(database: Path, where: Path) -> subprocess.Popen[str]:
    command = ["--db", str(database), "add", str(where), "--jobs", "2", "--detector", "rules"]
    return subprocess.Popen(
        [sys.executable, "-m", "provenance", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def processes_of(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(one) for one in found.read_text(encoding="ascii").split()] if found.exists() else []


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_what_was_said_to_be_added_is_stored_when_it_is_stopped_and_another_run_goes_on(run, tmp_path, sent):
    where, database = lines(tmp_path, 90), tmp_path / "stopped.db"
    process = begin(database, where)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(25)]
    workers = processes_of(process.pid)
    process.send_signal(sent)
    said += process.stdout.readlines()
    _, error = process.communicate(timeout=60)
    assert process.returncode == (130 if sent is signal.SIGINT else -9)
    assert error == ("provenance: stopped; what was stored stays\n" if sent is signal.SIGINT else "")
    added = {line.split(" — ")[1].strip() for line in said if line.endswith("\n")}
    assert 25 <= len(added) < 90
    with contextlib.closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with open_store(database) as store:
        assert added <= {article.url for article in store.articles()}
    wait_for_end(workers)
    again = run("--db", database, "add", where, "--jobs", "2", "--detector", "rules")
    assert again.out.count("added ") + again.out.count("unchanged ") == 90
    assert again.out.count("unchanged ") >= len(added)
    run("--db", "whole.db", "add", where, "--jobs", "1", "--detector", "rules")
    assert stored(database) == stored(tmp_path / "whole.db")


def wait_for_end(processes: list[int]) -> None:
    for _ in range(100):
        if not any(Path(f"/proc/{one}/cmdline").exists() for one in processes):
            return
        time.sleep(0.1)
    raise AssertionError(f"still there: {processes}")


def stored(database: Path) -> tuple[list[tuple[str, list[str], int]], list[str], set[tuple[str, str, str]]]:
    with open_store(database) as store:
        readings = [
            (one.article.version, [claim.id for claim in one.claims], len(one.mentions)) for one in store.readings()
        ]
        passages = [passage.id for passage in store.passages()]
        return readings, passages, {(one.a, one.b, one.kind) for one in store.matches()}


def test_a_process_killed_in_the_middle_costs_no_article(tmp_path):
    process = begin(tmp_path / "news.db", lines(tmp_path, 70))
    assert process.stdout is not None
    for _ in range(10):
        process.stdout.readline()
    killed = processes_of(process.pid)
    for one in killed:
        os.kill(one, signal.SIGKILL)
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    assert error == "70 added\n"
    assert out.count("added ") == 60


def test_a_page_that_takes_too_long_ends_neither_the_run_nor_its_neighbours(run, tmp_path, monkeypatch):
    monkeypatch.setattr("provenance.ingest.articles._SECONDS", 1.0)
    archive = Archive()
    for number, data in enumerate((story(0), SLOW, story(2))):
        archive.add(f"https://paper.example/{number}", data)
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(archive.records))
    done = run("add", "crawl.warc.gz", "--jobs", "1", "--format", "jsonl", "--detector", "rules")
    assert done.code == 3
    assert [json.loads(line).get("reason") for line in done.out.splitlines()] == [None, "too-slow", None]


def test_pages_that_are_linked_to_are_extracted_beside_one_another_as_well(tmp_path, monkeypatch):
    monkeypatch.setattr("provenance.ingest.articles._SECONDS", 1.0)
    linked = {f"https://paper.example/{number}": tmp_path / f"{number}.html" for number in range(2, 5)}
    start = tmp_path / "start.html"
    start.write_bytes(story(1, *(f'See <a href="{url}">what paper {url[-1]} said</a> of it.' for url in linked)))
    for url, path in linked.items():
        path.write_bytes(SLOW if url.endswith("3") else story(int(url[-1])))
    with open_store(tmp_path / "news.db") as store, Workers(2) as apply:
        detector = pipeline.detector_named("rules")

        def fetch(url: str) -> Iterator[Article | Skipped]:
            return ingest.read_all([str(linked[url])], apply=apply)

        found = ingest.read_all([str(start)], apply=apply)
        done = list(pipeline.add(store, found, follow=1, detector=detector, fetch=fetch, apply=apply))
        assert [one.article.title for one in done if isinstance(one, pipeline.Kept)] == ["Pier 1", "Pier 2", "Pier 4"]
        assert [one.reason for one in done if isinstance(one, Skipped)] == ["too-slow"]
