"""The pages behind the articles, as the commands keep them and give them back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.conftest import site  # noqa: F401  # a fixture
from tests.ingest.site import QUICK, Answer, story_html


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch):
    """Requests to one host need not be apart here."""
    monkeypatch.setattr("provenance.ingest.fetch.Patience", lambda: QUICK)


def info(run):
    return dict(line.split(maxsplit=1) for line in run("db", "info").out.splitlines())


def versions(run, *place):
    lines = run(*place, "export", "articles").out.splitlines()
    return sorted((row["id"], row["title"], row["sha256"]) for row in map(json.loads, lines))


def checked(path):
    command = [sys.executable, "-m", "warcio.cli", "check", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_pages_of_an_investigation_are_an_archive_that_gives_the_same_articles(ferry):
    written = ferry("export", "pages", "-o", "pages.warc.gz")
    assert "written: pages.warc.gz, 9 pages" in written.err
    found = checked("pages.warc.gz")
    assert (found.returncode, found.stdout) == (0, "")
    assert ferry("--db", "again.db", "add", "pages.warc.gz", "--detector", "rules").code == 0
    assert versions(ferry, "--db", "again.db") == versions(ferry)


def test_pages_go_to_standard_output_and_into_an_archive_that_is_not_compressed(ferry, told):
    ferry("export", "pages", "-o", "pages.warc")
    command = [sys.executable, "-m", "provenance", "--db", told, "export", "pages"]
    piped = subprocess.run(command, capture_output=True, check=True).stdout
    assert piped.startswith(b"\x1f\x8b")
    assert Path("pages.warc").read_bytes().startswith(b"WARC/1.1")
    assert checked("pages.warc").returncode == 0


def test_pages_are_no_table(ferry):
    assert ferry("export", "pages", "-f", "csv").code == 2


def test_bytes_are_left_out_where_one_says_so_and_kept_when_one_does_not(run, site):  # noqa: F811
    url = site.put("/crane", story_html())
    add = ("add", url, "--allow-private", "--detector", "rules")
    run(*add, "--no-pages")
    without = info(run)
    assert (without["captures"], without["pages"], without["page_bytes"]) == ("1", "0", "0")
    assert run(*add).out.startswith("unchanged")
    kept = info(run)
    assert (kept["captures"], kept["pages"], kept["page_bytes"]) == ("1", "1", str(len(story_html())))


def test_other_bytes_around_the_same_words_are_a_further_capture(run, site):  # noqa: F811
    url = site.put("/crane", story_html(), story_html(extra="<script>later()</script>"), story_html())
    add = ("add", url, "--allow-private", "--detector", "rules")
    for _ in range(3):
        run(*add)
    assert (info(run)["article_versions"], info(run)["captures"], info(run)["pages"]) == ("1", "2", "2")


def test_every_answer_of_a_run_goes_to_an_archive_and_to_its_end_the_next_time(run, site):  # noqa: F811
    site.put("/new", story_html())
    url = site.put("/crane", Answer(b"", 301, {"Location": "/new"}))
    add = ("add", url, "--allow-private", "--detector", "rules", "--warc", "run.warc.gz")
    assert run(*add).code == 0
    first = Path("run.warc.gz").stat().st_size
    assert run(*add).code == 0
    assert Path("run.warc.gz").stat().st_size > first
    assert checked("run.warc.gz").returncode == 0
    assert run("--db", "again.db", "add", "run.warc.gz", "--detector", "rules").code == 0
    assert versions(run, "--db", "again.db") == versions(run)


def test_a_stored_page_is_sent_again_only_if_it_has_changed(run, site):  # noqa: F811
    url = site.put(
        "/crane", Answer(story_html(), headers={"ETag": '"1"'}), Answer(b"", 304), story_html(extra="<!-- new -->")
    )
    add = ("add", url, "--allow-private", "--detector", "rules", "--warc", "run.warc.gz")
    assert run(*add).out.startswith("added")
    before = info(run)
    assert run(*add).out.startswith("unchanged")
    assert info(run) == before
    assert run(*add).out.startswith("unchanged")
    assert [headers.get("if-none-match") for _, headers in site.asked] == [None, '"1"', '"1"']
    assert info(run)["captures"] == "2"
    assert checked("run.warc.gz").returncode == 0


def test_a_page_whose_bytes_were_not_kept_is_asked_for_whole(run, site):  # noqa: F811
    url = site.put("/crane", Answer(story_html(), headers={"ETag": '"1"'}))
    for _ in range(2):
        run("add", url, "--allow-private", "--detector", "rules", "--no-pages")
    assert [headers.get("if-none-match") for _, headers in site.asked] == [None, None]


def test_an_archive_that_cannot_be_written_is_said_before_anything_is_read(run, site):  # noqa: F811
    url = site.put("/crane", story_html())
    refused = run("add", url, "--allow-private", "--warc", "no/such/run.warc.gz")
    assert refused.code == 1
    assert (
        refused.err
        == "provenance: no/such/run.warc.gz: cannot be written (No such file or directory); name another place\n"
    )
    assert site.asked == []
