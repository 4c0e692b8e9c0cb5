"""What strangers wrote, through every format: each is read by a strict reader, and nothing in it is more than words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from provenance import report
from provenance.exporting import EXPORTS
from provenance.model import Audit
from provenance.printable import clean, pictured
from provenance.report import Corpus, tables, terminal
from provenance.report.prov_document import document
from provenance.report.wording import heading
from tests.hostile.conftest import MANIFEST
from tests.report.test_prov_document import read_back
from tests.report.test_tables import unmarked

CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
SGR = re.compile(r"\x1b\[[0-9;]*m")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
JSON = ["json", "provjson", "provjsonld", "annotations", "schema.org"]
ADDRESSES = {"@id", "id", "url", "schema:url", "source", "xsd:anyURI"}
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+|_:\w+|[a-z]+:[\w.-]+")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rendered(reports, style):
    return [(value, report.render(value, style, MANIFEST)) for value in reports]


def everything(value) -> Iterator[tuple[str, object]]:
    """Every key with its value, at whatever depth; a value that has a type stands under that."""
    if isinstance(value, dict):
        yield str(value.get("type")), value.get("$")
        for key, inside in value.items():
            yield key, inside
            yield from everything(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from everything(inside)


def test_a_terminal_is_given_our_own_colours_and_nothing_else_and_a_pipe_not_even_these(reports):
    for value in reports:
        assert CONTROL.search(SGR.sub("", terminal.render(value, MANIFEST, colour=True))) is None
    for value in reports[::20]:
        assert CONTROL.search(terminal.render(value, MANIFEST)) is None


@pytest.mark.parametrize("style", JSON)
def test_json_is_read_back_leads_to_web_pages_only_and_drives_no_terminal(reports, style):
    for value, text in rendered(reports, style):
        assert CONTROL.search(text) is None
        read = json.loads(text)
        if style == "json" and isinstance(value, Audit):
            assert read["article"]["title"] == value.reading.article.title
            assert read["article"]["text"] == value.reading.article.text
        elif style != "json":  # ours says what was found, and calls nothing an address to be followed
            leads = [said for key, said in everything(read) if key in ADDRESSES and isinstance(said, str)]
            assert [said for said in leads if not ADDRESS.fullmatch(said)] == []


def test_the_notation_of_prov_has_strings_that_end_where_they_should(reports):
    for value, text in rendered(reports, "provn"):
        outside = re.sub(r'<https://[^<>\s]+>|"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"', '""', text)
        assert not re.search(r"<|alert|javascript|\{\{", outside), outside
        if isinstance(value, Corpus):
            unsealed = report.RENDERERS["provn"](value, MANIFEST)
            assert read_back(unsealed, "provn") == document(value, MANIFEST)


def test_xml_is_read_strictly_and_says_the_same(reports):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for value, text in rendered(reports, "graphml"):
        root = etree.fromstring(text.encode("utf-8"), parser)
        assert {etree.QName(one).localname for one in root.iter()} <= {
            "graphml",
            "key",
            "graph",
            "node",
            "edge",
            "data",
        }
        if isinstance(value, Audit) and (title := value.reading.article.title):
            told = _NOT_XML.sub(lambda found: pictured(found.group()), title)
            assert told in {one.text for one in root.iterfind(".//{*}data[@key='node_label']")}


def tokens(some: list[Token]) -> Iterator[Token]:
    for one in some:
        yield one
        yield from tokens(one.children or [])


def test_markdown_has_no_markup_no_picture_and_only_links_to_web_pages(reports):
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    for value, text in rendered(reports, "md"):
        assert CONTROL.search(text) is None
        found = list(tokens(reader.parse(text)))
        assert not {one.type for one in found} & {"html_block", "html_inline", "image", "fence", "code_block"}
        links = [str(one.attrs["href"]) for one in found if one.type == "link_open"]
        assert all(re.match(r"(?i)https?://[^\s<>\"']+$", href) for href in links), links
        if isinstance(value, Audit):
            first = next(one for one in found if one.type == "inline")
            assert "".join(one.content for one in tokens([first]) if one.type == "text") == heading(
                value.reading.article
            )


def runs(cell: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula, after dropping what some of them drop."""
    bare = cell.lstrip(' \xa0\t\r\n"')
    return bare.startswith(tuple("=+-@＝＋－＠")) and not NUMBER.fullmatch(bare)


def spreadsheets(text: str) -> Iterator[str]:
    """Every cell as spreadsheets of several countries would part them, and as those do that know no quotation marks."""
    for mark in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            yield from row
    yield from (cell for line in text.splitlines() for cell in re.split("[;\t]", line))


def test_no_cell_is_run_by_any_spreadsheet_and_each_can_be_read_back(reports):
    for value, text in rendered(reports, "csv"):
        assert [cell for cell in spreadsheets(text) if runs(cell)] == []
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        if isinstance(value, Audit) and rows:
            referent = value.reading.claims[0].source.anonymity_reason or ""
            level = referent.replace("\r\n", "\n").replace("\r", "\n")
            told = level.encode("utf-8", "backslashreplace").decode("utf-8")
            assert told == unmarked(rows[0]["reason"])


@pytest.mark.parametrize("what", EXPORTS)
def test_exports_are_read_back_whatever_is_in_them(attacked, what):
    rows = list(EXPORTS[what](attacked))
    assert rows
    listed = tables.dump(rows, "jsonl").decode("utf-8")
    assert CONTROL.search(listed) is None
    assert [json.loads(line) for line in listed.splitlines()] == json.loads(json.dumps(rows))
    sheet = tables.dump(rows, "csv").decode("utf-8")
    assert [cell for cell in spreadsheets(sheet) if runs(cell)] == []
    assert len(list(csv.reader(io.StringIO(sheet, newline=""), strict=True))) == len(rows) + 1
    assert CONTROL.search(tables.render(rows, "text", empty="")) is None


def test_parquet_keeps_every_value_as_it_is(attacked):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = list(EXPORTS["articles"](attacked))
    read = parquet.read_table(io.BytesIO(tables.dump(rows, "parquet"))).to_pylist()
    assert [row["title"] for row in read] == [row["title"] for row in rows]


def test_a_text_that_is_shown_has_lost_nothing_but_marks_of_direction(reports):
    for value in reports:
        if isinstance(value, Audit):
            text = value.reading.article.text
            assert len(clean(text)) == len(re.sub("[\r\u2028-\u202c\u2066-\u2069\ufeff]", "", text))
