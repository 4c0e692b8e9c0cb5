"""Reports read back: what holds is quiet, what no longer holds is named with its words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from provenance import report
from provenance.errors import InputError
from provenance.report.verifying import cited, failures, remarks
from provenance.report.web_annotation import marks
from tests.report.odd import MAKERS, MANIFEST, NAMES


def held(value, style):
    return cited(report.render(value, style), "report")


@pytest.mark.parametrize("style", ["json", "annotations"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["audit", "chain"])
def test_all_words_of_a_report_hold_in_the_texts_that_it_was_made_of(kind, name, style):
    value = MAKERS[kind](NAMES[name])
    known = {mark.article.version: mark.article for mark in marks(value)}
    found = held(value, style)
    assert sum(len(one.words) for one in found) >= 2
    assert [failures(one, known[one.version]) for one in found] == [[] for _ in found]


@pytest.mark.parametrize("style", ["json", "annotations"])
def test_one_changed_character_is_named_with_the_words_and_the_digests(audited, style):
    article = audited.reading.article
    changed = replace(article, text=article.text.replace("We knew in March", "We knew in Match"))
    (one,) = held(audited, style)
    lines = failures(one, changed)
    assert any(
        "https://ledger.example/ramp" in line and changed.sha256 in line and article.sha256 in line for line in lines
    )
    assert any("orphan" in line and "We knew in March" in line and "[104, 123]" in line for line in lines)


def test_a_change_elsewhere_leaves_the_words_and_is_still_said(audited):
    article = audited.reading.article
    (one,) = held(audited, "annotations")
    lines = failures(one, replace(article, text=article.text + " It rained."))
    assert len([line for line in lines if "digest" in line]) == 1
    assert not [line for line in lines if "Anna Berg" in line]


def test_an_article_that_is_not_stored_is_named(audited):
    (one,) = held(audited, "json")
    (line,) = failures(one, None)
    assert "not in this database" in line
    assert "https://ledger.example/ramp" in line


def test_words_that_were_tampered_with_in_the_report_do_not_hold(audited):
    text = report.render(audited, "json").replace("We knew in March,", "We knew in April,")
    (one,) = cited(text, "report")
    assert any("April" in line for line in failures(one, audited.reading.article))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        "3",
        '"a"',
        '{"appearances": 3}',
        '{"appearances": [{}], "near_misses": []}',
        '{"type": "AnnotationCollection"}',
    ],
)
def test_what_is_no_report_is_refused_by_name(text):
    with pytest.raises(InputError, match=r"x\.json: holds no words to verify"):
        cited(text, "x.json")


def test_the_json_of_a_corpus_has_no_words_and_is_refused(corpus):
    with pytest.raises(InputError, match=r"anno\.jsonld"):
        cited(report.render(corpus, "json"), "c.json")


def test_a_span_that_is_no_span_is_refused(audited):
    row = json.loads(report.render(audited, "json"))
    row["attributions"][0]["cue"] = [["a", "b"]]
    with pytest.raises(InputError, match="holds no words"):
        cited(json.dumps(row), "x.json")


PLACE = {"start": 0, "end": 5, "exact": "words", "prefix": "a", "suffix": "b"}


@pytest.mark.parametrize("wrong", [{"start": "0"}, {"end": None}, {"exact": 3}, {"prefix": ["a"]}, {"suffix": {}}])
def test_words_without_a_place_are_refused(audited, wrong):
    row = json.loads(report.render(audited, "json"))
    row["article"]["furniture"] = [PLACE]
    assert cited(json.dumps(row), "x.json")
    row["article"]["furniture"] = [PLACE | wrong]
    with pytest.raises(InputError, match="holds no words"):
        cited(json.dumps(row), "x.json")


@pytest.mark.parametrize("field", ["version", "sha256", "url"])
def test_a_version_that_is_no_name_is_refused(audited, field):
    row = json.loads(report.render(audited, "json"))
    row["article"][field] = [7]
    with pytest.raises(InputError, match="holds no words"):
        cited(json.dumps(row), "x.json")


def test_json_nested_too_deeply_is_refused():
    with pytest.raises(InputError, match="holds no words"):
        cited("[" * 100_000, "x.json")


ODD = [3, "x", [1], {"version": {}, "data": 3}, {"data": [3, None, [4], "a"], "articles": "\x1b"}]


@pytest.mark.parametrize("made", ODD)
def test_how_it_was_made_may_be_anything(made):
    for key in ("manifest", "nt:manifest"):
        assert all(isinstance(one, str) for one in remarks(json.dumps({key: made}), MANIFEST))
