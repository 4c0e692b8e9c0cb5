"""Reports to hand on: every format by its ending, a whole file or none, and the words held against the store."""

from __future__ import annotations

import json
import os
import stat

import pytest
from prov.model import ProvDocument
from sqlalchemy import create_engine, text

from provenance import report
from tests.cli.conftest import FERRY

WORDS = "We knew in March that the ramp was failing, and we chose to wait for the summer money"
LEDGER = "https://northernledger.example/2024/06/04/unions-ferry"
KINDS = {"quote": ("quote", WORDS), "article": ("article", LEDGER), "corpus": ("corpus",)}
MARKS = {
    ".csv": "program_version",
    ".graphml": "<graphml",
    ".provn": "document\n",
    ".provjson": '"bundle"',
    ".jsonld": "@context",
    ".anno.jsonld": "AnnotationCollection",
    ".schema.jsonld": "https://schema.org/",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_ending_gives_its_format_with_how_it_was_made(ferry, tmp_path, kind):
    for ending in report.ENDINGS:
        ran = ferry("report", *KINDS[kind], "-o", f"r{ending}")
        assert (ran.code, ran.out, ran.err) == (0, "", f"written: r{ending}\n")
        written = (tmp_path / f"r{ending}").read_text(encoding="utf-8")
        assert "Meridian Wire" in written
        assert MARKS.get(ending, "") in written
    assert json.loads((tmp_path / "r.json").read_text())["manifest"]["articles"] == 9
    assert len(list(ProvDocument.deserialize(tmp_path / "r.provn", format="provn").bundles)) == 2


def test_a_format_that_is_named_wins_over_the_ending(ferry, tmp_path):
    assert ferry("report", "corpus", "-o", "r.json", "--format", "graphml").code == 0
    assert ferry("report", "corpus", "-o", "noending", "-f", "schema.org").code == 0
    assert "<graphml" in (tmp_path / "r.json").read_text()
    assert "NewsArticle" in (tmp_path / "noending").read_text()
    assert ferry("report", "corpus", "-o", "r.json", "--format", "docx").code == 2


def test_trace_and_audit_print_the_same_formats(ferry):
    assert ferry("trace", WORDS, "-f", "provn").out.startswith("document\n")
    assert "AnnotationCollection" in ferry("audit", LEDGER, "-f", "annotations").out
    assert ferry("audit", LEDGER, "-f", "csv").out.startswith("article,source,")
    asked = dict(json.loads(ferry("trace", WORDS, "-f", "json", "--min-confidence", "0.5").out)["manifest"]["asked"])
    assert asked == {"trace": WORDS, "min_confidence": "0.5"}


def test_the_same_question_of_the_same_database_is_made_the_same(ferry, tmp_path):
    manifests = []
    for name in ("a.json", "b.json"):
        assert ferry("report", "article", LEDGER, "-o", name).code == 0
        manifests.append(json.loads((tmp_path / name).read_text())["manifest"] | {"made": None, "seal": None})
    printed = json.loads(ferry("audit", LEDGER, "-f", "json").out)["manifest"] | {"made": None, "seal": None}
    assert manifests == [printed, printed]


def test_an_article_without_a_database_is_a_corpus_of_one(run, tmp_path):
    assert run("report", "article", FERRY / "8-northern-ledger.html", "-o", "r.json").code == 0
    assert json.loads((tmp_path / "r.json").read_text())["manifest"]["articles"] == 1


@pytest.mark.parametrize("ending", ["docx", "", "jsonl"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_ending_is_refused_before_the_database_is_even_looked_for(run, tmp_path, kind, ending):
    ran = run("report", *KINDS[kind], "-o", f"r.{ending}")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "no report format for the ending" in ran.err
    assert ".anno.jsonld" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_unwritable_place_is_refused_before_the_work(run, tmp_path, kind):
    (tmp_path / "folder.html").mkdir()
    for place in ("no/such/r.html", "folder.html", "x" * 300 + ".html"):
        ran = run("--db", "none.db", "report", *KINDS[kind], "-o", place)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert "cannot be written" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.html"]


def test_where_the_work_fails_the_report_of_before_stays_and_nothing_half_written(run, tmp_path):
    (tmp_path / "r.html").write_text("of yesterday")
    assert "none.db" in run("--db", "none.db", "report", "corpus", "-o", "r.html").err
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("r.html", "of yesterday")]


def test_a_report_replaces_the_old_one_and_keeps_its_rights_and_its_link(ferry, tmp_path):
    old = tmp_path / "old.md"
    old.write_text("old")
    old.chmod(0o640)
    (tmp_path / "link.md").symlink_to(old)
    assert ferry("report", "corpus", "-o", "link.md").code == 0
    assert old.read_text().startswith("# Sourcing, and who takes from whom")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert (tmp_path / "link.md").is_symlink()


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="there is no such device")  # noqa: PTH110
def test_a_report_may_go_into_a_device(ferry):
    assert ferry("report", "corpus", "-o", "/dev/null", "-f", "csv").code == 0
    assert not os.path.isfile("/dev/null")  # noqa: PTH113


# --- verify ---


@pytest.fixture
def handed_on(ferry):
    """Reports of everything, with words in them."""
    names = []
    for kind, ending in (("quote", "json"), ("article", "json"), *((kind, "anno.jsonld") for kind in KINDS)):
        names.append(f"{kind}.{ending}")
        assert ferry("report", *KINDS[kind], "-o", names[-1]).code == 0
    return names


def change(tmp_path, old, new):
    """Change words of stored texts behind the program's back."""
    engine = create_engine(os.environ.get("PROVENANCE_DB", f"sqlite:///{tmp_path}/provenance.db"))
    with engine.begin() as connection:
        statement = text("UPDATE article_versions SET text = replace(text, :old, :new)")
        connection.execute(statement, {"old": old, "new": new})
    engine.dispose()


def test_reports_hold_as_long_as_the_texts_do(ferry, handed_on):
    ran = ferry("verify", *handed_on)
    assert (ran.code, ran.err) == (0, "")
    assert "hold, word for word" in ran.out


def test_after_one_character_of_a_text_is_changed_every_report_names_the_words(ferry, handed_on, tmp_path):
    change(tmp_path, "“Nobody from our side", "“Nobody from my side")
    for name in ("article.json", "article.anno.jsonld"):
        ran = ferry("verify", name)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
        lines = ran.out.splitlines()
        assert any(LEDGER in line and "the stored text has changed" in line for line in lines)
        assert any("orphan" in line and "Nobody from our side" in line for line in lines)


def test_what_does_not_hold_is_only_what_was_changed(ferry, handed_on, tmp_path):
    change(tmp_path, "Repairs at sea are slow", "Repairs at sea are Slow")
    lost = ferry("verify", "quote.anno.jsonld").out.splitlines()
    assert [line for line in lost if "orphan" in line] == []
    assert [LEDGER in line for line in lost] == [True]


def test_a_report_of_texts_that_are_not_here_does_not_hold(run, handed_on):
    assert run("--db", "other.db", "add", FERRY / "1-meridian-wire.html").code == 0
    ran = run("--db", "other.db", "verify", "article.json")
    assert ran.code == 1
    assert "is not in this database" in ran.out


def test_a_newer_version_beside_it_leaves_a_report_as_true_as_it_was(ferry, handed_on, tmp_path):
    page = (FERRY / "8-northern-ledger.html").read_text(encoding="utf-8")
    (tmp_path / "new.html").write_text(page.replace("forty million", "fifty million"), encoding="utf-8")
    assert ferry("add", "new.html").out.startswith("revised")
    assert ferry("verify", "article.json", "article.anno.jsonld").code == 0


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\x00", b"[1]", b"<html>"])
def test_what_is_no_report_is_an_error_of_one_line(ferry, tmp_path, content):
    (tmp_path / "x.json").write_bytes(content)
    ran = ferry("verify", "x.json")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "x.json" in ran.err
    assert "gone.json: cannot be read" in ferry("verify", "gone.json").err
