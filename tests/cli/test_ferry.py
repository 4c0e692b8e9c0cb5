"""The example story through the real commands: what a newcomer sees, and what a script reads."""

from __future__ import annotations

import csv
import io
import json
import os

from provenance.detect import DEFAULT, DETECTORS
from tests.cli.conftest import FERRY

WORDS = "We knew in March that the ramp was failing, and we chose to wait for the summer money"
WIRE = "https://meridianwire.example/2024/06/03/skerry-ferry-ramp"
LEDGER = "https://northernledger.example/2024/06/04/unions-ferry"


def rows(text):
    return [json.loads(line) for line in text.splitlines()]


def test_adding_says_what_was_done_with_each_article(run):
    first = run("add", FERRY)
    assert first.code == 0
    assert first.out.count("added ") == 9
    assert "9 added" in first.err


def test_adding_again_changes_no_row(ferry):
    def stored() -> tuple[str, list[str]]:
        # A server's files grow and shrink while it tidies up.
        info = [line for line in ferry("db", "info").out.splitlines() if not line.startswith("bytes ")]
        return ferry("export", "articles").out, info

    before = stored()
    again = ferry("add", FERRY)
    assert again.out.count("unchanged ") == 9
    assert stored() == before


def test_changed_words_at_the_same_address_are_a_new_version(ferry, tmp_path):
    page = (FERRY / "6-quayside-post.html").read_text(encoding="utf-8")
    (tmp_path / "corrected.html").write_text(
        page.replace("Eleven of the twelve", "Ten of the twelve"), encoding="utf-8"
    )
    assert ferry("add", "corrected.html").out.startswith("revised ")
    stored = [row for row in rows(ferry("export", "articles").out) if row["outlet"] == "Quayside Post"]
    assert len(stored) == 1
    assert "Ten of the twelve" in stored[0]["text"]


def test_a_trace_finds_every_carrier_and_the_earliest(ferry):
    chain = json.loads(ferry("trace", WORDS, "--format", "json").out)
    hosts = {url.split("/")[2].split(".")[0] for url in chain["mentions"]}
    assert hosts == {
        "meridianwire",
        "harbourgazette",
        "coastlinetoday",
        "dailylantern",
        "veritascourier",
        "northernledger",
    }
    assert chain["earliest"] == WIRE


def test_a_trace_shows_the_trimmed_quote_and_the_changed_speaker(ferry):
    shown = ferry("trace", WORDS).out
    assert "earliest seen in this corpus" in shown.lower()
    assert "trimmed" in shown
    assert "other speaker" in shown


def test_a_batch_of_traces_is_one_answer_a_line(ferry, tmp_path):
    (tmp_path / "q.jsonl").write_text(
        json.dumps({"id": "q1", "text": WORDS})
        + "\n"
        + json.dumps({"id": "q2", "text": "Nobody ever wrote these words anywhere"})
    )
    found, missing = rows(ferry("trace", "--batch", "q.jsonl").out)
    assert (found["id"], found["earliest"]) == ("q1", WIRE)
    assert (missing["id"], missing["mentions"], missing["earliest"]) == ("q2", [], None)


def test_lineage_tells_copies_with_credit_from_copies_without(ferry):
    by_outlet = {
        row["article"].split("/")[2]: row
        for row in rows(ferry("lineage", "--format", "jsonl").out)
        if row["article"].startswith("http")
    }
    assert by_outlet["meridianwire.example"]["parent"] is None
    assert by_outlet["coastlinetoday.example"]["parent"] == WIRE
    assert by_outlet["coastlinetoday.example"]["credit_gap"] is True
    assert by_outlet["harbourgazette.example"]["parent"] == WIRE
    assert by_outlet["harbourgazette.example"]["credit_gap"] is False
    assert "hyperlink" in by_outlet["harbourgazette.example"]["basis"]
    circle = {host for host, row in by_outlet.items() if row["circular"]}
    assert circle == {"quaysidepost.example", "islandmirror.example"}


def test_an_audit_names_sources_ways_and_what_has_none(ferry):
    audit = json.loads(ferry("audit", LEDGER, "--format", "json").out)
    cited = {mention["outlet"] for mention in audit["outlet_mentions"] if mention["role"] in ("cited", "venue", "wire")}
    assert cited == {"Radio Sorrel", "Meridian Wire", "Aldernovosti"}
    people = {row["referent"] for row in audit["attributions"]}
    assert {"Marit Aune", "Ilse Varga"} <= people
    assert any(row["anonymous"] for row in audit["attributions"])
    text = audit["article"]["text"]
    assert any(text[start:end].startswith("Repairs at sea") for start, end in audit["unsourced"])


def test_every_span_of_an_audit_lies_in_the_stored_text(ferry):
    audit = json.loads(ferry("audit", LEDGER, "--format", "json").out)
    length = len(audit["article"]["text"])
    spans = [span for row in audit["attributions"] for part in ("source", "cue", "content") for span in row[part]]
    assert spans
    assert all(0 <= start < end <= length for start, end in spans + audit["unsourced"])


def test_an_audit_tells_intervals_exemptions_and_what_the_detector_misses(ferry):
    audit = json.loads(ferry("audit", LEDGER, "--format", "json").out)
    named = audit["metrics"]["named_share"]
    assert named["interval"][0] < named["value"] < named["interval"][1]
    assert "finds 77.8 % of attributions" in audit["metrics"]["unsourced_share"]["caveat"]
    text = audit["article"]["text"]
    assert audit["unsourced_statements"]
    for one in audit["unsourced_statements"]:
        assert text[one["statement"]["start"] : one["statement"]["end"]] == one["statement"]["exact"]


def test_a_corpus_is_audited_in_every_format(ferry):
    row = json.loads(ferry("audit", "--corpus", "--format", "json").out)
    assert row["articles"] == 9
    assert (row["figures"]["credit_gap_rate"]["value"], row["figures"]["credit_gap_rate"]["n"]) == (0.1111, 9)
    shown = ferry("audit", "--corpus").out
    assert "Credit gap rate          11 % (2-44 %)  (n = 9)" in shown
    assert "published: 49 % of stories came wholly or mainly from wires" in shown
    assert "| Credit gap rate | 11 % \\(2\\-44 %\\) | 9 |" in ferry("audit", "--corpus", "-f", "md").out
    page = ferry("audit", "--corpus", "-f", "html").out
    assert "<dt>Credit gap rate</dt>" in page
    assert "11 % <small>n = 9, likely 2 % to 44 %" in page


def test_the_corpus_report_holds_the_same_figures(ferry, tmp_path):
    assert ferry("report", "corpus", "-o", "corpus.json").code == 0
    written = json.loads((tmp_path / "corpus.json").read_text(encoding="utf-8"))
    assert written["figures"] == json.loads(ferry("audit", "--corpus", "-f", "json").out)["figures"]


def test_one_outlets_articles_are_audited_alone(ferry):
    row = json.loads(ferry("audit", "--corpus", "--outlet", "coastline today", "-f", "json").out)
    assert (row["articles"], row["figures"]["credit_gap_rate"]["value"]) == (1, 1.0)
    wrong = ferry("audit", "--corpus", "--outlet", "Nowhere Times")
    assert wrong.code == 1
    assert wrong.err.startswith("provenance: Nowhere Times: no stored article is of that outlet; there are: Coastline")


def test_a_corpus_of_one_outlet_without_any_date_is_audited(run, tmp_path):
    words = "The ramp fell into the harbour, Anna Berg said. It had been closed to lorries and it was old. "
    (tmp_path / "a.txt").write_text("The ramp fell\n\n" + 3 * words, encoding="utf-8")
    assert run("add", "a.txt", "--outlet", "Echo").code == 0
    row = json.loads(run("audit", "--corpus", "-f", "json").out)
    assert row["articles"] == 1
    assert row["figures"]["original_rate"]["value"] == 1.0
    assert row["figures"]["single_origin_rate"]["value"] is None


def test_an_article_and_the_corpus_are_not_audited_at_once(ferry):
    for args in ((), (LEDGER, "--corpus"), (LEDGER, "--outlet", "x"), ("--corpus", "--fail-on", "no-date")):
        assert ferry("audit", *args).code == 2
    assert ferry("--db", "none.db", "audit", "--corpus").code == 1


def test_an_audit_fails_on_the_finding_it_is_told_to_and_on_no_other(ferry):
    rules = [finding["rule"] for finding in json.loads(ferry("audit", LEDGER, "--format", "json").out)["findings"]]
    assert ferry("audit", LEDGER, "--fail-on", rules[0]).code == 4
    assert ferry("audit", LEDGER, "--fail-on", "no-date").code == 0
    wrong = ferry("audit", LEDGER, "--fail-on", "no-such-finding")
    assert wrong.code == 2
    assert rules[0] in wrong.err


def test_an_article_can_be_audited_without_any_database(run, tmp_path):
    shown = run("audit", FERRY / "8-northern-ledger.html")
    assert shown.code == 0
    assert "Marit Aune" in shown.out
    assert list(tmp_path.iterdir()) == []


def test_reports_are_written_in_the_format_of_their_ending(ferry, tmp_path):
    for kind in (("quote", WORDS), ("article", LEDGER), ("corpus",)):
        for ending in ("html", "md", "json", "txt"):
            target = tmp_path / f"{kind[0]}.{ending}"
            assert ferry("report", *kind, "-o", target).code == 0
            assert "Meridian Wire" in target.read_text(encoding="utf-8")


def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(ferry):
    wrong = ferry("report", "corpus", "-o", "report.docx")
    assert wrong.code == 1
    assert ".html" in wrong.err
    assert wrong.err.count("\n") == 1


def test_stored_articles_are_found_by_their_words(ferry):
    assert [row["title"] for row in rows(ferry("search", "bookmakers", "-f", "jsonl").out)] == [
        "“We knew in March”: minister’s ferry bombshell"
    ]
    assert "no stored article holds" in ferry("search", "xylophone").out


def test_the_gazetteer_can_be_looked_up(run):
    assert "AKIpress" in run("outlets", "akipress").out
    table = list(csv.DictReader(io.StringIO(run("outlets", "Meridian Wire", "-f", "csv").out)))
    assert [row["outlet_id"] for row in table] == ["meridian-wire"]


def test_exports_hold_everything_once(ferry):
    articles = rows(ferry("export", "articles").out)
    assert len(articles) == 9
    assert all(row["sha256"].startswith("sha256:") for row in articles)
    assert len(rows(ferry("export", "matches").out)) > 5
    assert {row["kind"] for row in rows(ferry("export", "edges").out)} >= {"stated", "observed", "hyperlink"}
    table = list(csv.DictReader(io.StringIO(ferry("export", "attributions", "-f", "csv").out)))
    assert len(table) > 20


def test_linking_again_from_nothing_gives_the_same_matches(ferry):
    before = sorted(ferry("export", "matches").out.splitlines())
    assert ferry("link", "--all").code == 0
    assert sorted(ferry("export", "matches").out.splitlines()) == before


def test_the_demo_tells_the_whole_story_and_leaves_two_pages(run, tmp_path):
    told = run("demo", "--keep", tmp_path / "kept")
    assert told.code == 0, told.err
    assert "earliest seen in this corpus" in told.out.lower()
    for page in ("trace.html", "audit.html"):
        assert "<html" in (tmp_path / "kept" / page).read_text(encoding="utf-8")


def test_detect_is_a_filter_that_keeps_every_key(run, tmp_path):
    line = {"id": "x", "text": "“We will rebuild the pier,” Mayor Ana Ruiz told Reuters.", "mine": [1]}
    (tmp_path / "in.jsonl").write_text(json.dumps(line))
    (out,) = rows(run("detect", "in.jsonl").out)
    assert {key: out[key] for key in line} == line
    assert out["attributions"][0]["referent"] == "Ana Ruiz"
    assert [(one["outlet"], one["role"]) for one in out["outlet_mentions"]] == [("Reuters", "venue")]


def test_detect_leaves_out_what_is_less_sure_than_asked_for(run, tmp_path):
    text = "“We will rebuild the pier,” Mayor Ana Ruiz said. The mayor seemed to suggest that it was late."
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "x", "text": text}))
    (everything,), (nothing,) = (
        rows(run("detect", "in.jsonl", "--detector", "rules", "--min-confidence", least).out) for least in ("0", "1")
    )
    assert everything["attributions"]
    assert nothing["attributions"] == []
    assert nothing["outlet_mentions"] == everything["outlet_mentions"]


def test_detect_says_which_language_a_text_is_in_and_doubts_what_it_finds(run, tmp_path):
    text = "„Wir bauen die Mole wieder auf“, sagte die Bürgermeisterin am Montag, und niemand im Rat widersprach ihr, "
    lines = [
        {"id": "de", "text": text + "obwohl das Geld dafür fehlt."},
        {"id": "few", "text": "Nein.", "language": "de"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    german, few = rows(run("detect", "in.jsonl").out)
    assert german["language"] == "de"
    assert german["language_confidence"] > 0.9
    assert all(one["confidence"] <= 0.1 for one in german["attributions"])
    assert (few["language"], few["language_confidence"]) == ("de", None)


def test_naming_another_detector_reads_stored_articles_again(ferry):
    before = ferry("export", "attributions").out
    again = ferry("add", FERRY, "--detector", "rules")
    assert again.out.count("reread ") == 9
    assert "9 reread" in again.err
    assert ferry("export", "attributions").out != before
    assert ferry("add", FERRY).out.count("unchanged ") == 9


def test_an_audit_names_its_detector_and_reads_again_with_the_one_that_is_asked_for(ferry, monkeypatch):
    monkeypatch.setitem(DETECTORS, "nothing", lambda article: [])
    first = json.loads(ferry("audit", LEDGER, "-f", "json").out)
    assert first["metrics"]["detector"]["value"] == DEFAULT
    assert first["attributions"]
    again = json.loads(ferry("audit", LEDGER, "-f", "json", "--detector", "nothing").out)
    assert again["metrics"]["detector"] | {"definition": ""} == {
        "value": "nothing",
        "n": 0,
        "definition": "",
        "baseline": None,
        "evidence": [],
        "interval": None,
        "caveat": None,
    }
    assert json.loads(ferry("audit", LEDGER, "-f", "json").out)["attributions"] == []


def test_an_audit_of_the_sure_claims_says_how_many_it_leaves_out(ferry, tmp_path):
    assert (
        "attributions left out: their confidence is below 0.99"
        in ferry("audit", LEDGER, "--min-confidence", "0.99").out
    )
    ferry("report", "article", LEDGER, "-o", "sure.html", "--min-confidence", "0.99")
    assert "attributions left out" in (tmp_path / "sure.html").read_text(encoding="utf-8")
    ferry("report", "quote", WORDS, "-o", "sure.json", "--min-confidence", "1")
    assert {one["speaker"] for one in json.loads((tmp_path / "sure.json").read_text())["appearances"]} == {None}


def test_match_is_a_filter_that_compares_across_groups_only(run, tmp_path):
    texts = [{"id": str(i), "text": WORDS, "group": "g" if i < 2 else str(i)} for i in range(3)]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(one) for one in texts))
    found = {(row["a"], row["b"]) for row in rows(run("match", "in.jsonl").out)}
    assert {tuple(sorted(pair)) for pair in found} == {("0", "2"), ("1", "2")}


def test_a_copy_of_the_database_answers_the_same(ferry, tmp_path):
    here = os.environ.get("PROVENANCE_DB", "provenance.db")
    copied = ferry("db", "copy", here, "copy.db")
    assert (copied.code, copied.err) == (0, "copied 9 versions of articles and 68 matches\n")
    mine, answered = (
        json.loads(ferry(*db, "trace", WORDS, "--format", "json").out) for db in ((), ("--db", "copy.db"))
    )
    assert mine["manifest"].pop("made") <= answered["manifest"].pop("made")
    assert all(one["manifest"].pop("seal").startswith("seal:sha256:") for one in (mine, answered))
    assert mine == answered
    assert "holds articles already" in ferry("db", "copy", here, "copy.db").err
