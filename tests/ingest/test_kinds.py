from random import Random

import pytest

from provenance.errors import InputError, NotAnArticle
from provenance.ingest.kinds import kind_of, refuse_garbled, refuse_other_formats
from tests.ingest.site import STORY, story_html

TEXT = "\n\n".join(STORY).encode()


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"WARC/1.0\r\nWARC-Type: warcinfo", "x.html", "warc"),
        (b'<?xml version="1.0"?><rss version="2.0">', "x.html", "list"),
        (b"<urlset>", "x", "list"),
        (b'{"text": "<p>One</p>"}', "x.html", "json"),
        (b'[\n {"text": "One"}', "x", "json"),
        (b'{"text": "cut', "x.txt", "json"),
        (b"cut off", "x.jsonl", "json"),
        (b"cut off", "x.ndjson.gz", "json"),
        (story_html(), "x.json", "page"),
        (b"https://a.example/1\nhttps://a.example/2\n", "x.html", "addresses"),
        (b"https://a.example/1\nand words\n", "x", "page"),
        (TEXT, "x.html", "page"),
        (b"[LONDON] The crane comes down.", "x.txt", "page"),
        (b"", "x.json", "page"),
        (b"%PDF-1.4", "x", "page"),
    ],
)
def test_what_a_file_is_its_content_says(head, name, kind):
    assert kind_of(head, name) == kind


def test_a_long_list_of_addresses_is_known_by_its_whole_lines():
    head = (b"https://a.example/" + b"x" * 60 + b"\n") * 2000
    assert kind_of(head[: 1 << 16], "x") == "addresses"


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "empty", "empty"),
        (b" \r\n\t", "empty", "empty"),
        (b"%PDF-1.4\n1 0 obj", "wrong-type", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "wrong-type", "a PNG image"),
        (b"PK\x03\x04rest", "wrong-type", "a ZIP archive"),
        (Random(7).randbytes(5000), "wrong-type", "binary data"),
        (
            b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
            "wrong-type",
            "a page in MHTML form",
        ),
        (b"<?xml version='1.0'?><nitf><p>One</p></nitf>", "wrong-type", "XML (<nitf>)"),
    ],
)
def test_other_formats_are_refused_by_name(data, reason, words):
    with pytest.raises(NotAnArticle) as caught:
        refuse_other_formats(data, "story")
    assert caught.value.reason == reason
    assert str(caught.value).startswith(f"story: {words}")


@pytest.mark.parametrize(
    "data",
    [
        story_html(),
        TEXT,
        TEXT[:200] + b"\x00" + TEXT[200:],
        TEXT.decode().encode("utf-16"),
        TEXT.decode().encode("utf-16-le"),
    ],
)
def test_text_in_any_usual_form_is_let_through(data):
    refuse_other_formats(data, "story")


def test_text_that_could_not_be_decoded_says_what_to_do():
    refuse_garbled("One \ufffd in a hundred " * 5 + "x" * 900, "story")
    with pytest.raises(InputError, match="story: in an unknown encoding; convert it to UTF-8"):
        refuse_garbled("\ufffd\ufffd\ufffd of words", "story")
