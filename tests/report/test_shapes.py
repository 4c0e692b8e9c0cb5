from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from provenance.model import Disagreement, Evidence, Moment, Reading, Span, Unsourced
from provenance.report import shapes

ATTRIBUTION_KEYS = ["source", "cue", "content", "kind", "confidence", "class", "referent", "anonymous"]
MENTION_KEYS = ["start", "end", "role", "outlet", "outlet_id", "claim", "chain"]
ARTICLE_KEYS = """id url fetched_url canonical_url outlet outlet_id title authors published updated first_seen language
    language_confidence wire text links sha256""".split()
LINEAGE_KEYS = """article parent parent_outlet basis confidence credited credit_gap circular
    origin_outside_corpus disagreements ties review rejected""".split()


def test_detected_has_the_keys_of_the_contract_and_no_others(audited):
    row = shapes.detected(audited.reading)
    assert list(row) == ["attributions", "outlet_mentions", "language", "language_confidence"]
    assert all(list(one) == ATTRIBUTION_KEYS for one in row["attributions"])
    assert all(list(one) == MENTION_KEYS for one in row["outlet_mentions"])


def test_spans_are_pairs_that_find_their_words_again(audited):
    text = audited.reading.article.text
    first = shapes.detected(audited.reading)["attributions"][0]
    assert [text[start:end] for start, end in first["source"]] == ["Anna Berg"]
    assert [text[start:end] for start, end in first["content"]] == ['"We knew in March,"']
    assert (first["class"], first["referent"], first["anonymous"]) == ("named-person", "Anna Berg", False)


def test_an_outlet_that_could_not_be_resolved_keeps_its_words_and_no_id(audited):
    mention = replace(audited.reading.mentions[0], outlet=None, name="the Bugle", claim=Span(3, 9), chain=("A", "B"))
    row = shapes.mention_row(mention)
    assert (row["outlet"], row["outlet_id"], row["claim"], row["chain"]) == ("the Bugle", None, [3, 9], ["A", "B"])


def test_an_exported_attribution_adds_its_words_and_its_way(audited):
    reading = audited.reading
    row = shapes.attribution_row(reading.claims[0], reading.article)
    assert list(row)[: len(ATTRIBUTION_KEYS)] == ATTRIBUTION_KEYS
    assert row["content_text"] == '"We knew in March,"'
    assert row["hops"] == [["Anna Berg", "Vesta", "this article"]]


def test_an_article_row_has_the_keys_of_the_contract(audited):
    row = shapes.article_row(audited.reading.article)
    assert list(row)[: len(ARTICLE_KEYS)] == ARTICLE_KEYS
    assert (row["file"], row["notes"]) == ("", [])
    assert (row["published"], row["outlet_id"], row["authors"]) == ("2024-03-01T12:00:00+01:00", "ledger", ["Ida Holm"])
    assert row["sha256"].startswith("sha256:")


def test_a_day_is_written_as_a_date_and_an_unknown_time_as_null(audited):
    day = Moment(datetime(2024, 3, 1, tzinfo=UTC), "day", "given", zoned=False)
    row = shapes.article_row(replace(audited.reading.article, published=day, updated=None))
    assert (row["published"], row["updated"]) == ("2024-03-01", None)


def test_the_audit_row_holds_what_the_contract_names(audited):
    row = shapes.audit_row(audited)
    assert {"article", "attributions", "outlet_mentions", "metrics", "findings", "unsourced", "title", "hops"} <= set(
        row
    )
    parts = {"value", "n", "definition", "baseline", "evidence", "interval", "caveat"}
    assert set(row["metrics"]["named_share"]) == parts
    assert [audited.reading.article.text[s:e] for s, e in row["unsourced"]] == [
        "The ferry ramp fell into the harbour on Tuesday night."
    ]


def test_a_statement_without_a_source_has_its_words_and_its_exemption(audited):
    row = shapes.audit_row(replace(audited, unsourced_statements=(Unsourced(Span(0, 4), "background", (Span(0, 4),)),)))
    (one,) = row["unsourced_statements"]
    assert (one["statement"]["exact"], one["exemption"], one["evidence"]) == ("Ramp", "background", [[0, 4]])


def test_the_corpus_row_holds_its_figures_by_name(corpus):
    found = shapes.corpus_row(corpus)["figures"]["named_share"]
    assert (found["value"], found["interval"], found["caveat"]) == (0.5, [0.15, 0.85], "Some are missed.")


def test_byline_and_credits_are_listed_with_their_words(audited):
    (byline,) = shapes.audit_row(audited)["article"]["furniture"]
    assert (byline["kind"], byline["exact"]) == ("byline", "By Ida Holm")


def test_the_ways_end_at_this_article_and_rest_on_a_sentence(audited):
    row = shapes.audit_row(audited)
    assert row["hops"] == [["Anna Berg", "Vesta", "this article"], ["NorPress", "this article"]]
    assert [[one["exact"] for one in evidence] for evidence in row["hops_evidence"]] == [
        ['"We knew in March," Anna Berg said, according to Vesta.'],
        ["NorPress reported that the union warned twice."],
    ]


def test_evidence_of_a_finding_carries_its_words_with_context(audited):
    text = audited.reading.article.text
    for finding in shapes.audit_row(audited)["findings"]:
        for one in finding["evidence"]:
            whole = one["prefix"] + one["exact"] + one["suffix"]
            assert whole in text
            assert text[one["start"] : one["end"]] == one["exact"]


def test_a_chain_row_names_articles_by_url_in_time_order(chain):
    row = shapes.chain_row(chain)
    assert row["mentions"][:2] == ["https://norpress.example/0", "https://ledger.example/1"]
    assert (row["earliest"], row["earliest_tied"]) == ("https://norpress.example/0", ["https://norpress.example/0"])
    assert row["independent_origins"] == 2
    assert row["edges"][1]["parent"] == "https://norpress.example/0"
    assert row["edges"][1]["evidence"][0]["article"] == "https://ledger.example/1"
    assert row["edges"][1]["lag"] == 5400
    assert row["drift"][0] | {"diff": []} == {
        "parent": "https://ledger.example/1",
        "child": "https://city.example/2",
        "changes": ["trimmed"],
        "diff": [],
    }


def test_an_article_seen_twice_is_one_mention(chain):
    twice = replace(chain, appearances=chain.appearances + chain.appearances[:1])
    assert shapes.chain_row(twice)["mentions"] == shapes.chain_row(chain)["mentions"]


def test_nothing_seen_has_no_earliest(chain):
    row = shapes.chain_row(replace(chain, appearances=(), edges=(), drift=(), earliest=()))
    assert (row["mentions"], row["earliest"]) == ([], None)


def test_an_article_without_a_url_goes_by_its_id(chain):
    first = chain.appearances[0]
    nameless = replace(first, article=replace(first.article, url=None))
    assert shapes.chain_row(replace(chain, appearances=(nameless,)))["mentions"] == ["a0"]


def test_a_lineage_row_has_the_keys_of_the_contract(corpus):
    row = shapes.lineage_row(corpus.lineages[1])
    assert list(row) == LINEAGE_KEYS
    assert (row["article"], row["parent"]) == ("https://ledger.example/1", "https://norpress.example/0")


def test_a_lineage_row_gives_the_addresses_of_ties_and_of_what_a_disagreement_rests_on(corpus):
    lineage = corpus.lineages[1]
    words = Evidence(lineage.article.version, (Span(0, 5),), "cited")
    odd = replace(
        lineage, disagreements=(Disagreement("Vesta", "NorPress", False, (words,)),), ties=(corpus.lineages[2].article,)
    )
    row = shapes.lineage_row(odd)
    evidence = {"article": "https://ledger.example/1", "spans": [[0, 5]], "note": "cited"}
    assert row["disagreements"] == [
        {"credited": "Vesta", "parent_outlet": "NorPress", "later": False, "evidence": [evidence]}
    ]
    assert row["ties"] == [shapes.lineage_row(corpus.lineages[2])["article"]]


def test_the_corpus_row_counts_by_outlet(corpus):
    row = shapes.corpus_row(corpus)
    counts = {one["outlet"]: (one["articles"], one["taken"], one["given"]) for one in row["outlets"]}
    assert counts["NorPress"] == (1, 1, 1)
    assert counts["Vesta"] == (0, 0, 1)
    assert {
        "outlet": "The Ledger",
        "takes_from": "NorPress",
        "articles": 1,
        "credit_gaps": 0,
        "median_lag": None,
    } in row["dependence"]


def test_a_lone_surrogate_can_be_written_and_read_again(draft):
    reading = draft("It \ud800 rained.").reading
    text = shapes.dumps(shapes.article_row(reading.article))
    assert json.loads(text.encode("utf-8"))["text"] == "It \ud800 rained."


def test_an_empty_reading_gives_empty_lists(draft):
    row = shapes.detected(Reading(draft("").article, (), ()))
    assert row == {"attributions": [], "outlet_mentions": [], "language": None, "language_confidence": None}
