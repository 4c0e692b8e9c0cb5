from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest

from provenance.errors import NotAnArticle
from provenance.ingest.packing import Gunzip
from provenance.ingest.warc import pages
from provenance.model import Page, Skipped
from tests.ingest.site import story_html

HTML = [("Content-Type", "text/html; charset=utf-8")]


class Archive:
    """Records written one after the other, kept apart to be damaged."""

    def __init__(self, *, packed: bool = True) -> None:
        self.packed = packed
        self.records: list[bytes] = []

    def add(
        self,
        url: str,
        body: bytes,
        *,
        kind: str = "response",
        status: str = "200 OK",
        headers: list[tuple[str, str]] = HTML,
    ) -> Archive:
        sent = "".join(f"{name}: {value}\r\n" for name, value in headers)
        block = f"HTTP/1.1 {status}\r\n{sent}\r\n".encode() + body if kind == "response" else body
        media_type = "application/http; msgtype=response" if kind == "response" else headers[0][1]
        fields = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:{len(self.records)}>",
            "WARC-Target-URI": url,
            "WARC-Date": "2024-02-06T09:15:00Z",
            "Content-Type": media_type,
            "Content-Length": str(len(block)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        record = f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"
        self.records.append(gzip.compress(record) if self.packed else record)
        return self

    def read(self) -> list[Page | Skipped]:
        stream = io.BytesIO(b"".join(self.records))
        return list(pages(io.BufferedReader(Gunzip(stream)) if self.packed else stream, "a.warc"))


@pytest.fixture(params=[True, False], ids=["gzip", "plain"])
def archive(request) -> Archive:
    return Archive(packed=request.param)


def story(n: int) -> str:
    return f"https://news.example/{n}"


def test_a_page_has_its_address_its_date_and_its_bytes(archive):
    (page,) = archive.add(story(1), story_html()).read()
    assert isinstance(page, Page)
    assert (page.url, page.data) == (story(1), story_html())
    assert page.retrieved == datetime(2024, 2, 6, 9, 15, tzinfo=UTC)
    assert page.media_type == "text/html; charset=utf-8"
    assert page.name == "a.warc: https://news.example/1"


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2024-02-06T09:15:00", "soon"])
def test_a_date_that_cannot_be_is_none(date):
    archive = Archive(packed=False).add(story(1), story_html())
    archive.records = [archive.records[0].replace(b"2024-02-06T09:15:00Z", date.encode())]
    (page,) = archive.read()
    assert isinstance(page, Page)
    assert page.retrieved is None


def test_only_pages_that_were_there_are_read(archive):
    archive.add(story(1), b"gone", status="404 Not Found")
    archive.add(story(2), b"", status="301 Moved")
    archive.add(story(3), b"\x89PNG", headers=[("Content-Type", "image/png")])
    archive.add("https://news.example/robots.txt", b"Disallow: /", headers=[("Content-Type", "text/plain")])
    archive.add("dns:news.example", b"1.2.3.4", kind="resource", headers=[("Content-Type", "text/dns")])
    archive.add(story(4), b"GET /4", kind="request")
    archive.add(story(5), story_html())
    archive.add(story(6), b"Plain words.", kind="resource", headers=[("Content-Type", "text/plain")])
    assert [page.url for page in archive.read()] == [story(5), story(6)]


def test_a_page_without_a_type_is_known_by_its_markup(archive):
    archive.add(story(1), story_html(), headers=[("Server", "x")]).add(story(2), b"\x00\x01", headers=[("Server", "x")])
    assert [page.url for page in archive.read()] == [story(1)]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress(story_html())),
        ([("Content-Encoding", "gzip")], story_html()),
        ([("Transfer-Encoding", "chunked")], b"%x\r\n%s\r\n0\r\n\r\n" % (len(story_html()), story_html())),
        (
            [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
            b"%x\r\n%s\r\n0\r\n\r\n"
            % (len(gzip.compress(story_html(), mtime=0)), gzip.compress(story_html(), mtime=0)),
        ),
    ],
)
def test_a_body_comes_without_the_codings_it_was_sent_in(archive, headers, body):
    (page,) = archive.add(story(1), body, headers=HTML + headers).read()
    assert page.data == story_html()


def test_a_coding_that_cannot_be_undone_is_reported(archive):
    (skipped,) = archive.add(story(1), b"\x0b", headers=[*HTML, ("Content-Encoding", "br")]).read()
    assert isinstance(skipped, Skipped)
    assert "compressed as br" in skipped.message


def test_what_is_said_of_a_record_is_one_line_whatever_its_fields_hold(archive):
    (skipped,) = archive.add(f"{story(1)}\rb", b"x", headers=[*HTML, ("Content-Encoding", "e\r\x1bramp")]).read()
    assert isinstance(skipped, Skipped)
    assert skipped.message == (
        "a.warc: https://news.example/1 b: stored compressed as e ␛ramp, which cannot be read; passed over"
    )


def test_a_damaged_record_is_reported_and_the_next_ones_are_read(archive, capfd):
    for n in range(5):
        archive.add(story(n), story_html(f"Story {n} of the harbour crane"))
    damaged = bytearray(archive.records[2])
    damaged[60:90] = bytes(30)  # inside the compressed data
    archive.records[2] = bytes(damaged) if archive.packed else archive.records[2].replace(b"WARC/1", b"WURC/1")
    found = archive.read()
    assert [page.url for page in found if isinstance(page, Page)] == [story(0), story(1), story(3), story(4)]
    (skipped,) = [one for one in found if isinstance(one, Skipped)]
    assert skipped.reason == "failed"
    assert "a.warc: record 3: damaged" in skipped.message
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("at", range(60, 760, 35))
def test_one_wrong_byte_costs_one_record_and_never_gives_other_words(at):
    archive = Archive()
    for n in range(3):
        archive.add(story(n), story_html(f"Story {n} of the harbour crane"))
    record = bytearray(archive.records[1])
    record[at % len(record)] ^= 0x55
    archive.records[1] = bytes(record)
    found = archive.read()
    assert [page.url for page in found if isinstance(page, Page)] == [story(0), story(2)]
    assert [one.where for one in found if isinstance(one, Skipped)] == ["a.warc: record 2"]


def test_an_archive_that_is_cut_off_gives_what_came_before(archive):
    archive.add(story(0), story_html()).add(story(1), story_html("A second story of the crane"))
    archive.records[1] = archive.records[1][:-150]
    page, skipped = archive.read()
    assert isinstance(page, Page)
    assert isinstance(skipped, Skipped)
    assert "cut off" in skipped.message


def test_rubbish_between_records_is_reported_once(archive):
    rubbish = b"not a record\nand more\n"
    archive.records.append(gzip.compress(rubbish) if archive.packed else rubbish)
    skipped, page = archive.add(story(1), story_html()).read()
    assert isinstance(skipped, Skipped)
    assert isinstance(page, Page)


def test_an_archive_in_one_gzip_member_is_read_too():
    plain = Archive(packed=False).add(story(1), story_html()).add(story(2), story_html())
    stream = io.BufferedReader(Gunzip(io.BytesIO(gzip.compress(b"".join(plain.records)))))
    assert [page.name for page in pages(stream, "a") if isinstance(page, Page)] == [f"a: {story(1)}", f"a: {story(2)}"]


def test_a_length_that_is_none_is_damage():
    records = Archive(packed=False).add(story(1), story_html()).records
    broken = records[0].replace(b"Content-Length: ", b"Content-Size: ", 1)
    found = list(pages(io.BytesIO(broken + records[0]), "a"))
    assert [type(one) for one in found] == [Skipped, Page]


def test_an_archive_without_pages_is_no_input(archive):
    with pytest.raises(NotAnArticle, match="without any page"):
        archive.add(story(1), b"", status="404 Not Found").read()


def test_pages_are_read_one_by_one_and_not_beforehand():
    archive = Archive().add(story(1), story_html()).add(story(2), story_html())
    source = io.BytesIO(b"".join(archive.records) + b"\xff" * 500_000)
    assert isinstance(next(pages(io.BufferedReader(Gunzip(source), 1024), "a")), Page)
    assert source.tell() < 100_000
