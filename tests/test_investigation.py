"""What `provenance.open` gives, on the example story and on real files: every method does what the command does."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

import provenance
from provenance import pipeline, report
from provenance.errors import InputError, NotAnArticle, StoreError
from provenance.model import Skipped
from provenance.store import open_store

FERRY = Path(__file__).resolve().parents[1] / "examples" / "ferry"
QUOTE = "We knew in March that the ramp was failing"
LEDGER = "https://northernledger.example/2024/06/04/unions-ferry"


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    """The example story, open."""
    with provenance.open(tmp_path_factory.mktemp("investigation") / "ferry.db") as opened:
        opened.add(FERRY)
        yield opened


@pytest.fixture
def empty(tmp_path):
    with provenance.open(tmp_path / "empty.db") as opened:
        yield opened


def test_the_public_names_are_these_and_each_is_documented():
    assert provenance.__all__ == [
        "Article",
        "Audit",
        "Chain",
        "Claim",
        "Investigation",
        "Lineage",
        "ProvenanceError",
        "Skipped",
        "Span",
        "__version__",
        "open",
    ]
    assert all(getattr(provenance, name).__doc__ for name in provenance.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = provenance.Nothing


def test_every_method_is_documented_and_typed():
    own = {name: value for name, value in vars(provenance.Investigation).items() if callable(value) and name[0] != "_"}
    assert set(own) >= {"add", "article", "articles", "audit", "close", "export", "lineages", "link", "outlets"}
    for name, method in own.items():
        assert method.__doc__, name
        assert "return" in method.__annotations__, name


def test_importing_the_package_loads_no_stage_and_nothing_of_others():
    code = "import sys; before = set(sys.modules); import provenance; print(*(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert {name for name in loaded if name.split(".")[0] == "provenance"} == {"provenance"}
    assert not {"sqlalchemy", "numpy", "rich", "jinja2", "lxml"} & set(loaded)


def test_what_is_given_is_read_stored_and_linked_and_again_changes_nothing(empty):
    first = empty.add(FERRY / "1-meridian-wire.html", FERRY / "3-coastline-today.html")
    assert [one.status for one in first] == ["added", "added"]
    assert empty.link() == 0
    assert len(list(empty.store.matches())) >= 1
    assert [one.status for one in empty.add(FERRY / "1-meridian-wire.html")] == ["unchanged"]
    assert [one["status"] for one in empty.add(FERRY / "1-meridian-wire.html", detector="rules").rows] == ["reread"]


def test_what_articles_were_made_of_is_kept_and_goes_out_as_an_archive(empty, tmp_path):
    page = FERRY / "1-meridian-wire.html"
    (added,) = empty.add(page)
    assert added.article.page is None
    assert [kept.data for kept in empty.store.captures] == [page.read_bytes()]
    path = empty.export("pages", tmp_path / "pages.warc.gz")
    with provenance.open(tmp_path / "again.db") as again:
        again.add(path)
        assert [one.version for one in again.articles()] == [added.article.version]
    with pytest.raises(InputError, match=r"pages are written as a web archive; use \.warc\.gz or \.warc"):
        empty.export("pages", tmp_path / "pages.csv")


def test_what_is_audited_without_having_been_added_is_kept_with_its_page(empty):
    empty.audit(FERRY / "1-meridian-wire.html")
    assert len(list(empty.store.captures)) == 1


def test_what_is_said_of_the_input_counts(empty):
    empty.add(FERRY / "9-skerry-notes.txt", outlet="Meridian Wire", published="2024-06-07")
    (article,) = empty.articles()
    assert article.outlet.name == "Meridian Wire"
    assert str(article.published) == "2024-06-07"


def test_one_of_several_that_cannot_be_read_is_skipped_and_a_single_one_is_an_error(empty, tmp_path):
    (tmp_path / "empty.txt").touch()
    done = empty.add(tmp_path / "empty.txt", FERRY / "9-skerry-notes.txt")
    assert isinstance(done[0], Skipped)
    assert [row["status"] for row in done.rows] == ["skipped", "added"]
    with pytest.raises(NotAnArticle):
        empty.add(tmp_path / "empty.txt")
    with pytest.raises(InputError, match="no such detector; there are: accurate, fast, rules"):
        empty.add(FERRY, detector="guess")


def test_the_answers_are_those_of_the_pipeline(ferry):
    chain = ferry.trace(QUOTE)
    assert str(chain) == report.render(pipeline.trace(ferry.store, QUOTE), "text").rstrip("\n")
    stored = pipeline.audit_stored(ferry.store, ferry.article(LEDGER))
    assert str(ferry.audit(LEDGER)) == report.render(stored, "text").rstrip("\n")
    assert ferry.lineages().lineages == tuple(pipeline.lineages(ferry.store))


def test_doubtful_claims_can_be_left_out(ferry):
    assert len(ferry.audit(LEDGER, least=0.99).reading.claims) < len(ferry.audit(LEDGER).reading.claims)
    assert not any(one.passage.speaker for one in ferry.trace(QUOTE, least=1.0).appearances)


def test_an_article_that_is_not_stored_is_added_by_its_audit_and_read_again_by_another_detector(empty):
    audit = empty.audit(FERRY / "8-northern-ledger.html", detector="rules")
    assert [one.id for one in empty.articles()] == [audit.reading.article.id]
    assert empty.store.detector(audit.reading.article) == "rules"
    empty.audit(LEDGER, detector="fast")
    assert empty.store.detector(audit.reading.article) == "fast"
    with pytest.raises(InputError, match="holds 9 articles"):
        empty.audit(FERRY)


def test_articles_are_found_by_address_file_and_words(ferry):
    assert ferry.article(LEDGER).title == "Union says no crew will board until ramp is replaced"
    assert ferry.article("9-skerry-notes.txt").url is None
    assert ferry.search('"hinge pins"')[0].article.outlet.name == "Quayside Post"
    assert len(ferry.articles()) == 9
    with pytest.raises(InputError, match="no such article is stored; add it first"):
        ferry.article("https://nowhere.example/")


def test_outlets_come_with_how_many_articles_are_theirs_and_cite_them(ferry):
    counts = {row["outlet"]: (row["articles"], row["cited by"]) for row in ferry.outlets().rows}
    assert counts["Meridian Wire"] == (1, 2)
    assert counts["Aldernovosti"] == (0, 1)


def test_linking_anew_finds_the_same(ferry):
    before = sorted((one.a, one.b, one.kind) for one in ferry.store.matches())
    assert ferry.link(anew=True) > 0
    assert sorted((one.a, one.b, one.kind) for one in ferry.store.matches()) == before


def test_a_report_is_written_as_its_ending_asks(ferry, tmp_path):
    chain = ferry.trace(QUOTE)
    for ending in report.ENDINGS:
        path = ferry.report(chain, tmp_path / f"trace{ending}")
        assert path.read_text(encoding="utf-8").strip()
    with pytest.raises(InputError, match=r"no report format for the ending \.docx"):
        ferry.report(chain, tmp_path / "trace.docx")
    with pytest.raises(InputError, match="cannot be written"):
        ferry.report(chain, tmp_path / "nowhere" / "trace.html")


def test_everything_of_a_kind_can_be_gone_through_and_written(ferry, tmp_path):
    rows = list(ferry.rows("attributions"))
    assert {"class", "confidence", "article"} <= rows[0].keys()
    lines = ferry.export("attributions", tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    with ferry.export("articles", tmp_path / "articles.CSV").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 9
    with pytest.raises(InputError, match="no such kind; there are articles, attributions"):
        ferry.rows("people")
    with pytest.raises(InputError, match=r"no table format for this ending; use \.jsonl, \.csv, \.parquet"):
        ferry.export("articles", tmp_path / "articles.xlsx")


def test_a_database_that_is_not_there_is_made_only_if_that_is_wanted(tmp_path):
    with pytest.raises(StoreError):
        provenance.open(tmp_path / "none.db", create=False)
    with provenance.open(tmp_path / "new.db") as made:
        assert str(made.articles()) == "no article is stored yet"
        assert str(made.lineages())
        assert not made.trace(QUOTE).appearances
    with open_store(tmp_path / "new.db", create=False):
        pass


def test_what_is_shown_in_a_notebook_says_the_same_as_what_is_printed(ferry):
    assert "Earliest seen in this corpus: Meridian Wire." in ferry.trace(QUOTE)._repr_html_()
    assert ferry.articles()._repr_html_().count("<tr>") == 10


def test_a_report_says_how_it_was_made_as_far_as_the_value_tells(ferry, tmp_path):
    values = {"trace": ferry.trace(QUOTE), "audit": ferry.audit(LEDGER), "corpus": ferry.lineages()}
    for name, value in values.items():
        made = json.loads(ferry.report(value, tmp_path / f"{name}.json").read_text(encoding="utf-8"))["manifest"]
        assert [asked for asked, _ in made["asked"]] == [name]
        assert made["articles"] == 9
