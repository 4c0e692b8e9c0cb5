from __future__ import annotations

import json

import pytest

from provenance import report
from provenance.errors import InputError


@pytest.mark.parametrize("style", sorted(report.RENDERERS))
@pytest.mark.parametrize("kind", ["audited", "chain", "corpus"])
def test_every_value_renders_in_every_format(request, style, kind):
    text = report.render(request.getfixturevalue(kind), style)
    assert text.endswith("\n")
    assert "NorPress" in text
    text.encode("utf-8")


@pytest.mark.parametrize("kind", ["audited", "chain", "corpus"])
def test_the_same_value_gives_the_same_report(request, kind):
    value = request.getfixturevalue(kind)
    assert all(report.render(value, style) == report.render(value, style) for style in report.RENDERERS)


@pytest.mark.parametrize(
    ("path", "style"), [("a.html", "html"), ("/x/b.MD", "md"), ("c.json", "json"), ("d.tar.txt", "text")]
)
def test_the_ending_says_the_format(path, style):
    assert report.format_of(path) == style


@pytest.mark.parametrize("path", ["report.docx", "report", ".html"])
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
