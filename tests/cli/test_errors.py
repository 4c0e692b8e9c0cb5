"""What goes wrong is said in one line: what, where, what to do; and nothing stored is lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import FERRY


def one_line(ran, *, code=1):
    assert ran.code == code
    assert ran.err.count("\n") == 1, ran.err
    assert "Traceback" not in ran.err
    return ran.err


def test_a_missing_file_is_named_and_no_database_is_made_for_it(run, tmp_path):
    assert "nowhere.html: no such file" in one_line(run("add", "nowhere.html"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_articles_is_said_to_be_one(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "empty: a folder without articles" in one_line(run("add", "empty"))


def test_one_bad_input_of_several_does_not_stop_the_others(run):
    mixed = run("add", "nowhere.html", FERRY / "1-meridian-wire.html")
    assert mixed.code == 3
    assert "added " in mixed.out
    assert "nowhere.html" in mixed.err


def test_a_database_that_is_not_there_is_not_made_by_looking(run, tmp_path):
    assert "none.db" in one_line(run("--db", "none.db", "trace", "some words of a quote"))
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_left_as_it_is(run, tmp_path):
    (tmp_path / "notes.db").write_text("these are notes, not a database, and they are mine\n" * 50)
    assert "notes.db" in one_line(run("--db", "notes.db", "lineage"))
    assert (tmp_path / "notes.db").read_text().startswith("these are notes")


def test_the_database_named_before_the_command_wins_over_the_variable(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PROVENANCE_DB", str(tmp_path / "variable.db"))
    assert run("--db", "typed.db", "add", FERRY / "1-meridian-wire.html").code == 0
    assert (tmp_path / "typed.db").exists()
    assert not (tmp_path / "variable.db").exists()


WRONG = ["not json", "[1]", '{"id": "a"}', '{"id": 1, "text": "x"}', "[" * 100_000, f'{{"id": {"9" * 5000}}}']


@pytest.mark.parametrize("line", WRONG, ids=range(len(WRONG)))
def test_a_wrong_line_of_jsonl_is_named(run, tmp_path, line):
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "b"}\n' + line)
    assert "in.jsonl, line 2" in one_line(run("match", "in.jsonl"))


def test_a_report_into_a_place_that_cannot_be_written_says_so(ferry):
    assert "cannot be written" in one_line(ferry("report", "corpus", "-o", "no/such/folder/r.html"))


def test_a_trace_needs_words_or_a_batch(run):
    assert run("trace").code == 2
    assert run("trace", "words", "--batch", "f").code == 2


def test_an_unknown_detector_is_answered_with_those_there_are(run):
    assert "rules" in one_line(run("add", FERRY, "--detector", "magic"))


@pytest.mark.parametrize("given", ["1.01", "-0.1", "nan", "much", ""])
def test_a_confidence_that_is_none_is_said_in_one_line(ferry, given):
    for command in (["detect", "-"], ["audit", "x"], ["trace", "x"], ["report", "article", "x", "-o", "x.md"]):
        assert "not a number from 0 to 1" in one_line(ferry(*command, f"--min-confidence={given}"))


def test_a_closed_pipe_leaves_no_traceback(run):
    assert run("add", FERRY).code == 0
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "provenance", "export", "articles"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")
