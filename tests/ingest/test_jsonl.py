import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import InputError
from provenance.ingest.jsonl import records
from provenance.ingest.record import Record
from provenance.model import Skipped


def read(data: bytes | str) -> list[Record | Skipped]:
    return list(records(io.BytesIO(data.encode() if isinstance(data, str) else data), "a.jsonl"))


def lines(*values: object) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


ARTICLE = {
    "id": "s1",
    "url": "https://news.example/1",
    "outlet": "Skerry Post",
    "domain": "news.example",
    "published": "2024-02-06",
    "title": "Crane to close",
    "authors": ["Jo Li", "Al Roe"],
    "text": "The crane comes down.",
}


def test_a_line_is_an_article_with_all_that_it_says():
    (record,) = read(lines(ARTICLE))
    assert record == Record(
        "a.jsonl: line 1",
        text="The crane comes down.",
        id="s1",
        url="https://news.example/1",
        outlet="Skerry Post",
        domain="news.example",
        title="Crane to close",
        published="2024-02-06",
        authors=("Jo Li", "Al Roe"),
    )


def test_html_is_kept_as_a_page_in_utf8():
    (record,) = read(lines({"url": "https://news.example/1", "html": "<p>Café</p>"}))
    assert isinstance(record, Record)
    assert record.page is not None
    assert record.page.data == "<p>Café</p>".encode()
    assert record.page.media_type == "text/html; charset=utf-8"
    assert record.text is None


def test_the_text_goes_before_the_html():
    (record,) = read(lines({"html": "<p>One</p>", "text": "Two"}))
    assert isinstance(record, Record)
    assert (record.text, record.page) == ("Two", None)


def test_names_of_schema_org_and_of_other_extractors_are_understood():
    schema = {
        "headline": "Crane to close",
        "articleBody": "The crane comes down.",
        "datePublished": "2024-02-06T09:15:00Z",
        "author": [{"@type": "Person", "name": "Jo Li"}],
        "publisher": {"name": "Skerry Post"},
    }
    (record,) = read(lines(schema))
    assert isinstance(record, Record)
    assert (record.title, record.text, record.authors) == ("Crane to close", "The crane comes down.", ("Jo Li",))
    assert (record.published, record.outlet) == ("2024-02-06T09:15:00Z", "Skerry Post")
    (epoch,) = read(lines({"text": "x", "published": 1707210900}))
    assert isinstance(epoch, Record)
    assert epoch.published == "1707210900"


def test_a_bad_line_is_named_and_the_others_are_read():
    found = read(lines(ARTICLE) + '{"text": "cut}\n\n' + lines([1], {"url": "https://news.example/2"}, ARTICLE))
    assert [one.name if isinstance(one, Record) else one.where for one in found] == [
        "a.jsonl: line 1",
        "a.jsonl: line 2",
        "a.jsonl: line 4",
        "a.jsonl: line 5",
        "a.jsonl: line 6",
    ]
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["failed", "not-an-article", "no-text"]
    assert all(one.message.startswith(one.where) for one in found if isinstance(one, Skipped))


def test_a_number_too_long_to_be_read_spoils_its_line_alone():
    lines = [b'{"text": "One."}', b'{"text": "Two.", "published": %b}' % (b"9" * 5000), b'{"text": "Three."}']
    one, bad, three = records(io.BytesIO(b"\n".join(lines)), "in.jsonl")
    assert isinstance(bad, Skipped)
    assert bad.message.startswith("in.jsonl: line 2: not JSON (")
    assert isinstance(one, Record)
    assert isinstance(three, Record)
    assert (one.text, three.text) == ("One.", "Three.")


def test_a_first_line_that_is_cut_off_does_not_hide_the_others():
    found = read('{"text": "cut\n' + lines(ARTICLE, ARTICLE))
    assert [type(one) for one in found] == [Skipped, Record, Record]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object_or_array_may_fill_the_file(indent):
    (alone,) = read(json.dumps({key: ARTICLE[key] for key in ("title", "text")}, indent=2))
    assert isinstance(alone, Record)
    assert alone.name == "a.jsonl"
    listed = read(json.dumps([ARTICLE, ARTICLE], indent=indent))
    assert [one.name for one in listed if isinstance(one, Record)] == ["a.jsonl: item 1", "a.jsonl: item 2"]
    wrapped = read(json.dumps({"status": "ok", "articles": [ARTICLE]}, indent=2))
    assert [type(one) for one in wrapped] == [Record]


@pytest.mark.parametrize("data", [b"[1, 2", b"{", b"[" * 100_000, b'{\n"text": "\xff\xfe"\n}', b"nothing of the kind"])
def test_what_is_no_json_says_so_in_one_line(data):
    with pytest.raises(InputError, match=r"a\.jsonl: not JSON") as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_lines_are_read_one_by_one():
    stream = io.BytesIO(lines(*[ARTICLE] * 1000).encode())
    next(iter(records(stream, "a")))
    assert stream.tell() < 2 * len(lines(ARTICLE))


KEYS = st.sampled_from(["text", "html", "url", "authors", "author", "published", "articles", "id"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=9)


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)))
def test_any_json_gives_records_or_reasons(value):
    for one in read(json.dumps(value)):
        assert isinstance(one, Record | Skipped)
