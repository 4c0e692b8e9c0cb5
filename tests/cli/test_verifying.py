"""`verify` over a database and over reports of every format, and `timestamp` with an authority of this machine."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from provenance import report
from tests.authority import Authority, running

LEDGER = "https://northernledger.example/2024/06/04/unions-ferry"


def change(tmp_path: Path, statement: str) -> None:
    """Change what is stored behind the program's back."""
    engine = create_engine(os.environ.get("PROVENANCE_DB", f"sqlite:///{tmp_path}/provenance.db"))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


# --- the database ---


def test_a_database_as_it_was_written_is_told_so_with_its_seal(ferry):
    ran = ferry("verify")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(
        r"all that is stored of 9 article versions is as it was written; its seal is sha256:[0-9a-f]{64}\n", ran.out
    )
    assert ferry("verify").out == ran.out


def test_what_was_changed_is_named_by_table_address_and_title(ferry, tmp_path):
    change(tmp_path, "UPDATE attributions SET referent = 'Someone Else' WHERE position = 0")
    change(tmp_path, "DELETE FROM matches WHERE a = (SELECT min(a) FROM matches)")
    ran = ferry("verify")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "not as written, each named above" in ran.err
    lines = ran.out.splitlines()
    assert any(line.startswith(LEDGER) and "“" in line and "attributions:" in line for line in lines)
    assert any("matches:" in line for line in lines)


def test_a_changed_title_cannot_drive_the_terminal(ferry, tmp_path):
    change(tmp_path, "UPDATE article_versions SET title = title || '\u001b[31m'")
    out = ferry("verify").out
    assert "article_versions" in out
    assert "\x1b" not in out


def test_a_database_that_is_not_there_is_an_error_of_one_line(run):
    ran = run("--db", "none.db", "verify")
    assert (ran.code, ran.err.count("\n")) == (1, 1)


# --- reports ---


@pytest.fixture
def reports(ferry) -> list[str]:
    """An article's report in every format."""
    names = [f"r{ending}" for ending in report.ENDINGS]
    for name in names:
        assert ferry("report", "article", LEDGER, "-o", name).code == 0
    return names


def test_reports_of_every_format_hold(ferry, reports):
    ran = ferry("verify", *reports)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("every byte is as it was written") == len(reports)
    assert ran.out.count("hold, word for word") == 2


def test_a_changed_letter_is_named_with_each_file(ferry, reports, tmp_path):
    for name in reports:
        path = tmp_path / name
        path.write_bytes(path.read_bytes().replace(b"e", b"f", 1))
    ran = ferry("verify", *reports)
    assert ran.code == 1
    for name in reports:
        assert f"{name}: the file is not as it was written" in ran.out


def test_a_sealed_report_without_words_needs_no_database(ferry, reports):
    assert ferry("--db", "none.db", "verify", "r.html", "r.md").code == 0
    assert "none.db" in ferry("--db", "none.db", "verify", "r.json").err


def test_a_report_of_an_earlier_release_is_looked_up_and_remarked_on(ferry, reports, tmp_path):
    row = json.loads((tmp_path / "r.json").read_text())
    del row["manifest"]["seal"]
    (tmp_path / "old.json").write_text(json.dumps(row))
    ran = ferry("verify", "old.json")
    assert ran.code == 0
    assert "carries no seal" in ran.err


def test_a_corpus_that_has_grown_is_remarked_on_and_no_fault(ferry, reports, tmp_path):
    (tmp_path / "more.txt").write_text("The ferry line said on Monday that it would pay for the repairs of the quay.")
    assert ferry("add", "more.txt").code == 0
    for name in ("r.json", "r.anno.jsonld"):
        ran = ferry("verify", name)
        assert ran.code == 0
        assert "made over 9 articles, not the 10 that are stored now" in ran.err


def test_of_several_files_one_that_is_no_report_is_named_among_them(ferry, reports, tmp_path):
    (tmp_path / "x.html").write_text("<p>hello</p>")
    ran = ferry("verify", "r.html", "x.html", "gone.json")
    assert ran.code == 1
    assert "x.html: holds no words to verify" in ran.out
    assert "gone.json: cannot be read" in ran.out


# --- time stamps ---


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "a")


@pytest.fixture
def authority(made) -> Iterator[Authority]:
    with running(made):
        yield made
    made.answer, made.status = None, 200


def test_a_report_is_stamped_and_its_stamp_is_checked_with_it(ferry, reports, authority, tmp_path):
    ran = ferry("timestamp", "r.html", "--authority", authority.url, "--allow-private")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("written: r.html.tsr, stamped 20")
    assert authority.asked[-1][0] == "application/timestamp-query"
    assert authority.accepts(tmp_path / "r.html", tmp_path / "r.html.tsr")
    checked = ferry("verify", "r.html", "--certificate", authority.root)
    assert checked.code == 0
    assert "by CN=Skerry Time Authority,O=Skerry Time Authority" in checked.out
    unchecked = ferry("verify", "r.html")
    assert unchecked.code == 0
    assert "check it with --certificate" in unchecked.out


def test_a_stamp_that_does_not_fit_is_named(ferry, reports, authority, tmp_path):
    assert ferry("timestamp", "r.md", "--authority", authority.url, "--allow-private").code == 0
    (tmp_path / "r.md.tsr").rename(tmp_path / "r.csv.tsr")
    ran = ferry("verify", "r.csv", "--certificate", authority.root)
    assert ran.code == 1
    assert "r.csv.tsr: is not a time stamp of this file" in ran.out
    missing = ferry("verify", "r.md", "--certificate", authority.root)
    assert missing.code == 1
    assert "r.md.tsr: cannot be read" in missing.out


def test_the_older_stamp_is_kept(ferry, reports, authority, tmp_path):
    asked = ("timestamp", "r.txt", "--authority", authority.url, "--allow-private", "--certificate", authority.root)
    assert ferry(*asked).code == 0
    before = (tmp_path / "r.txt.tsr").read_bytes()
    again = ferry(*asked)
    assert again.code == 1
    assert "exists already" in again.err
    assert (tmp_path / "r.txt.tsr").read_bytes() == before


def test_a_report_that_was_changed_is_not_stamped(ferry, reports, authority, tmp_path):
    (tmp_path / "r.txt").write_bytes((tmp_path / "r.txt").read_bytes() + b" ")
    count = len(authority.asked)
    ran = ferry("timestamp", "r.txt", "--authority", authority.url, "--allow-private")
    assert ran.code == 1
    assert "its seal does not fit" in ran.err
    assert len(authority.asked) == count


@pytest.mark.parametrize(("answer", "status"), [(b"sorry", 200), (b"", 200), (b"", 503), (b"x" * (2 << 20), 200)])
def test_an_authority_that_gives_no_stamp_is_an_error_of_one_line(ferry, reports, authority, tmp_path, answer, status):
    authority.answer, authority.status = answer, status
    ran = ferry("timestamp", "r.txt", "--authority", authority.url, "--allow-private")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert authority.url in ran.err
    assert not (tmp_path / "r.txt.tsr").exists()


def test_an_authority_on_this_machine_is_asked_only_if_that_is_allowed(ferry, reports, authority):
    count = len(authority.asked)
    ran = ferry("timestamp", "r.txt", "--authority", authority.url)
    assert ran.code == 1
    assert "no public address" in ran.err
    assert len(authority.asked) == count


def test_where_the_extra_is_missing_it_is_named(ferry, reports, authority, monkeypatch):
    assert ferry("timestamp", "r.md", "--authority", authority.url, "--allow-private").code == 0
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    for command in (("verify", "r.md"), ("timestamp", "r.txt", "--authority", authority.url, "--allow-private")):
        ran = ferry(*command)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert "pip install 'news-provenance[timestamp]'" in ran.err
