from __future__ import annotations

import json

import pytest

from provenance import report
from provenance.cli.everyday import ReportFormat
from provenance.errors import InputError
from provenance.report.making import data_digest
from tests.report.odd import BARE, MAKERS, MANIFEST, NAMES, REVIEW

STYLES = sorted(report.RENDERERS)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["audited", "chain", "corpus"])
def test_every_value_renders_in_every_format(request, style, kind):
    text = report.render(request.getfixturevalue(kind), style)
    assert text.endswith("\n")
    # This corpus has no words that anything rests on: nothing to annotate.
    assert ("NorPress" in text) == ((kind, style) != ("corpus", "annotations"))
    text.encode("utf-8")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_odd_names_render_in_every_format_as_text_that_can_be_written(kind, name, style):
    text = report.render(MAKERS[kind](NAMES[name], REVIEW), style, MANIFEST)
    assert text.endswith("\n")
    text.encode("utf-8")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bare", BARE)
def test_a_report_with_next_to_nothing_in_it_renders_in_every_format(bare, style):
    assert report.render(BARE[bare], style).endswith("\n")


@pytest.mark.parametrize("style", [one for one in STYLES if one != "html"])
@pytest.mark.parametrize("kind", ["audited", "chain", "corpus"])
def test_every_format_says_how_the_report_was_made(request, style, kind):
    text = report.render(request.getfixturevalue(kind), style, MANIFEST).replace("\\", "").replace("\n", "")
    assert "1.2.3" in text
    assert "2024-05-06" in text
    assert "c" * 40 in text
    assert "a" * 64 in text or data_digest(MANIFEST)[:40] in text.replace(" ", "")
    assert "min_confidence" in text


def test_the_command_line_offers_every_format():
    assert [one.value for one in ReportFormat] == list(report.RENDERERS)


@pytest.mark.parametrize("kind", ["audited", "chain", "corpus"])
def test_the_same_value_gives_the_same_report(request, kind):
    value = request.getfixturevalue(kind)
    assert all(report.render(value, style) == report.render(value, style) for style in report.RENDERERS)


@pytest.mark.parametrize(
    ("path", "style"),
    [
        ("a.html", "html"),
        ("/x/b.MD", "md"),
        ("c.json", "json"),
        ("d.tar.txt", "text"),
        ("e.csv", "csv"),
        ("f.GraphML", "graphml"),
        ("g.provn", "provn"),
        ("h.provjson", "provjson"),
        ("i.jsonld", "provjsonld"),
        ("j.anno.jsonld", "annotations"),
        ("k.SCHEMA.jsonld", "schema.org"),
    ],
)
def test_the_ending_says_the_format(path, style):
    assert report.format_of(path) == style


@pytest.mark.parametrize("path", ["report.docx", "report", ".html", "x/.csv"])
def test_an_unknown_ending_is_refused_with_those_that_work(path):
    with pytest.raises(InputError, match=r"no report format.*\.html"):
        report.format_of(path)


def test_every_ending_leads_to_a_renderer():
    assert set(report.ENDINGS.values()) <= set(report.RENDERERS)


def test_an_unknown_format_is_refused_with_those_that_work(chain):
    with pytest.raises(InputError, match=r"no such report format.*html"):
        report.render(chain, "docx")


def test_json_reports_are_json(audited, chain, corpus):
    assert json.loads(report.render(audited, "json"))["title"] == "Ramp was failing, minister admits"
    assert json.loads(report.render(chain, "json"))["query"] == chain.query
    assert json.loads(report.render(corpus, "json"))["articles"] == 5
