"""Deciding on findings at the command line: by their words, with a name, and seen in every answer after."""

from __future__ import annotations

import getpass
import json
from typing import Any

import pytest

from tests.cli.conftest import FERRY

WIRE = "https://meridianwire.example/2024/06/03/skerry-ferry-ramp"
LEDGER = "https://northernledger.example/2024/06/04/unions-ferry"
WORDS = "We knew in March that the ramp was failing, and we chose to wait for the summer money"
OFFICIAL = "two more terminals"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROVENANCE_REVIEWER", raising=False)


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def listed(run: Any) -> list[dict[str, Any]]:
    return rows(run("review", "list", "-f", "jsonl").out)


def coastline(run: Any) -> str:
    (where,) = {row["url"] for row in rows(run("export", "articles").out) if "coastline" in (row["url"] or "")}
    return str(where)


def test_without_a_verdict_the_attributions_are_listed_by_number(ferry):
    shown = ferry("review", "attribution", LEDGER)
    assert shown.code == 0
    assert [line.split()[0] for line in shown.out.splitlines()] == [
        str(n + 1) for n in range(len(shown.out.splitlines()))
    ]
    assert "Marit Aune: “Nobody from our side" in shown.out


def test_an_attribution_is_chosen_by_its_words_and_decided_with_a_name(ferry):
    done = ferry(
        "review", "attribution", LEDGER, "accept", "--words", OFFICIAL, "--by", "Ada Lind", "--note", "Heard it."
    )
    assert done.code == 0
    assert done.out.splitlines()[-1] == "review 1 by Ada Lind; take it back with: provenance review undo 1"
    (row,) = listed(ferry)
    assert (row["about"], row["verdict"], row["by"], row["note"]) == (
        "attribution",
        "accepted",
        "Ada Lind",
        "Heard it.",
    )
    assert (row["article"], row["standing"]) == (LEDGER, "counts")
    assert OFFICIAL in row["words"][0]


def test_reports_show_who_decided_what(ferry):
    ferry("review", "attribution", LEDGER, "accept", "--words", OFFICIAL, "--by", "Ada Lind")
    ferry("review", "attribution", LEDGER, "reject", "--words", "Nobody from our side", "--by", "Bo Ek")
    for style in ("text", "md"):
        shown = " ".join(ferry("audit", LEDGER, "-f", style).out.replace("\\", "").split())
        assert "accepted by Ada Lind, 20" in shown
        assert "Found wrong by a person, and not counted" in shown
        assert "rejected by Bo Ek, 20" in shown
    audit = json.loads(ferry("audit", LEDGER, "-f", "json").out)
    assert [row["review"]["by"] for row in audit["attributions"] if row["review"]] == ["Ada Lind"]
    assert [row["review"]["verdict"] for row in audit["rejected"]] == ["rejected"]
    assert "Nobody from our side" in audit["rejected"][0]["content_text"]


def test_a_relabelled_source_stands_in_exports(ferry):
    done = ferry(
        "review", "attribution", LEDGER, "relabel", "--words", OFFICIAL, "--as", "Eve Moe", "--class", "named-person"
    )
    assert done.out.startswith("relabelled to Eve Moe, named-person: ")
    mine = [row for row in rows(ferry("export", "attributions").out) if row["article"] == LEDGER]
    (row,) = [row for row in mine if OFFICIAL in row["content_text"]]
    assert (row["referent"], row["class"], row["anonymous"]) == ("Eve Moe", "named-person", False)


def test_decisions_outlive_linking_anew_and_another_detector(ferry):
    ferry("review", "attribution", LEDGER, "reject", "--words", OFFICIAL)
    ferry("review", "parent", coastline(ferry), "reject")
    assert ferry("link", "--all").code == 0
    assert ferry("add", FERRY, "--detector", "rules").code == 0
    assert [row["standing"] for row in listed(ferry)] == ["counts", "counts"]
    assert ferry("review", "attribution", LEDGER, "accept", "--words", OFFICIAL).code == 0


def test_a_parent_is_shown_rejected_and_named(ferry, tmp_path):
    where = coastline(ferry)
    assert WIRE in ferry("review", "parent", where).out
    rejected = ferry("review", "parent", where, "reject", "--by", "Ada")
    assert "not:    Meridian Wire, rejected by Ada" in rejected.out
    lineage = {row["article"]: row for row in rows(ferry("lineage", "-f", "jsonl").out)}[where]
    assert lineage["parent"] != WIRE
    assert {edge["parent"] for edge in lineage["rejected"]} == {WIRE}
    named = ferry("review", "parent", where, "--is", LEDGER, "--by", "Ada")
    assert LEDGER in named.out
    lineage = {row["article"]: row for row in rows(ferry("lineage", "-f", "jsonl").out)}[where]
    assert (lineage["parent"], lineage["review"]["verdict"]) == (LEDGER, "relabelled")
    assert "parent relabelled" in ferry("lineage").out
    chain = ferry("trace", WORDS)
    assert "Found wrong by a person" in chain.out
    assert "Coastline Today has the same words as Meridian Wire" in " ".join(chain.out.split())
    for name in ("corpus.md", "corpus.txt"):
        assert ferry("report", "corpus", "-o", name).code == 0
        report = " ".join((tmp_path / name).read_text(encoding="utf-8").replace("\\", "").split())
        assert "relabelled by Ada, 20" in report
        assert "Found wrong by a person, and not counted" in report


def test_a_parent_is_accepted_and_a_link_is_decided_on(ferry):
    where = coastline(ferry)
    assert ferry("review", "parent", where, "accept").code == 0
    assert ferry("review", "parent", where, "accept", "--parent", LEDGER).code == 0
    shown = ferry("review", "link", where, WIRE)
    assert shown.out.startswith("  1  “")
    assert ferry("review", "link", where, WIRE, "reject", "-n", "1").code == 0
    assert ferry("review", "link", where, WIRE, "relabel", "-n", "1", "--as", "edited").code == 0
    assert ferry("review", "link", LEDGER, LEDGER).out == "no passages of these two are linked\n"
    assert [row["standing"] for row in listed(ferry)] == ["replaced", "counts", "replaced", "counts"]


def test_a_decision_is_taken_back_and_stays_in_the_list(ferry):
    ferry("review", "attribution", LEDGER, "reject", "--words", OFFICIAL, "--by", "Ada")
    assert ferry("review", "undo", "1", "--by", "Bo").out == "review 1 taken back\n"
    (row,) = listed(ferry)
    assert (row["standing"], row["undone_by"]) == ("undone", "Bo")
    assert "taken back by Bo" in ferry("review", "list").out
    assert "rejected by" not in ferry("audit", LEDGER).out


def test_the_name_is_that_of_the_setting_else_of_the_login(ferry, monkeypatch):
    ferry("review", "attribution", LEDGER, "accept", "-n", "1")
    monkeypatch.setenv("PROVENANCE_REVIEWER", "Zoe")
    ferry("review", "attribution", LEDGER, "accept", "-n", "1")
    ferry("review", "attribution", LEDGER, "accept", "-n", "1", "--by", "Ada")
    assert [row["by"] for row in listed(ferry)] == [getpass.getuser(), "Zoe", "Ada"]


def test_nothing_decided_is_said(ferry):
    assert ferry("review", "list").out == "nothing was decided yet: provenance review --help\n"
    assert ferry("review", "list", "-f", "jsonl").out == ""


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["attribution", "https://nowhere.example/x", "accept"], "is not stored"),
        (["attribution", LEDGER, "accept", "--words", "whales"], "no attribution here has these words"),
        (["attribution", LEDGER, "accept", "--words", "?!"], "no attribution here has these words"),
        (["attribution", LEDGER, "accept", "--words", "the"], "say which with --number: 1 is "),
        (["attribution", LEDGER, "accept"], "say which with --number"),
        (["attribution", LEDGER, "accept", "-n", "99"], "without a verdict they are listed"),
        (["attribution", LEDGER, "accept", "-n", "1", "--by", " "], "nobody is named"),
        (
            ["attribution", LEDGER, "relabel", "-n", "1", "--class", "human"],
            "no class of sources; there are: named-person",
        ),
        (["attribution", LEDGER, "relabel", "-n", "1", "--as", " "], "what should it be called"),
        (["link", LEDGER, LEDGER, "accept"], "there is no link to decide on here"),
        (["link", LEDGER, WIRE, "relabel", "-n", "1", "--as", "same"], "no kind of link; there are: verbatim"),
        (["parent", WIRE, "accept"], "no parent in this corpus"),
        (["parent", WIRE, "reject", "--parent", "nowhere"], "nowhere: is not stored"),
        (["parent", WIRE, "--is", WIRE], "cannot be its own parent"),
        (["parent", WIRE, "--is", "https://nowhere.example/x"], "is not stored; add it first"),
        (["undo", "7"], "there is no review 7"),
    ],
)
def test_what_cannot_be_decided_is_one_line_and_changes_nothing(ferry, args, message):
    failed = ferry("review", *args)
    assert failed.code == 1
    assert failed.err.startswith("provenance: ")
    assert failed.err.count("\n") == 1
    assert message in failed.err
    assert listed(ferry) == []


@pytest.mark.parametrize(
    "args",
    [
        ["attribution", LEDGER, "relabel", "-n", "1"],
        ["attribution", LEDGER, "accept", "-n", "1", "--as", "Eve"],
        ["attribution", LEDGER, "believe"],
        ["link", LEDGER, WIRE, "relabel", "-n", "1"],
        ["parent", LEDGER, "reject", "--is", WIRE],
        ["undo", "first"],
    ],
)
def test_verdicts_that_make_no_sense_are_wrong_usage(ferry, args):
    assert ferry("review", *args).code == 2
    assert listed(ferry) == []


def test_a_database_that_is_not_there_is_not_made(run, tmp_path):
    assert run("--db", "none.db", "review", "list").code == 1
    assert list(tmp_path.iterdir()) == []
