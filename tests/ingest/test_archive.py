"""What is written is a web archive by the judgement of others, and gives back what went in."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from provenance.errors import FetchError, InputError
from provenance.ingest import appended, fetcher, items
from provenance.ingest.archive import FIELD, Archive, Told, _write
from provenance.ingest.warc import pages
from provenance.model import Page
from tests.ingest.site import QUICK, Answer, story_html

CAME = datetime(2024, 2, 6, 10, 15, 0, 250, tzinfo=timezone(timedelta(hours=1)))
PAGE = Page(
    story_html(),
    url="https://post.example/crane",
    fetched_url="https://post.example/crane/",
    redirects=("https://post.example/crane",),
    media_type="text/html; charset=utf-8",
    headers=(
        ("content-type", "text/html; charset=utf-8"),
        ("x-town", "Malmö"),
        ("set-cookie", "a"),
        ("set-cookie", "b"),
    ),
    retrieved=CAME,
    name="https://post.example/crane",
    status=200,
)


def check(path: Path) -> str:
    """What `warcio check` says of an archive: nothing, where all is well."""
    ran = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", str(path)], capture_output=True, text=True, check=False
    )
    return ran.stdout + ran.stderr + str(ran.returncode or "")


def records(path: Path) -> list[tuple[str, str, str, bytes]]:
    """Of every record its type, its address, its status and its content as it is stored."""
    with path.open("rb") as file:
        return [
            (
                one.rec_type,
                one.rec_headers.get_header("WARC-Target-URI") or "",
                one.http_headers.get_statuscode() if one.http_headers else "",
                one.raw_stream.read(),
            )
            for one in ArchiveIterator(file)
        ]


def written(*given: Page, packed: bool = True) -> bytes:
    out = io.BytesIO()
    archive = Archive(out.write, packed=packed)
    for page in given:
        archive.add_page(page)
    return out.getvalue()


def read_back(*given: Page) -> list[Page]:
    stream = io.BytesIO(gzip.decompress(written(*given)))
    return [page for page in pages(stream, "a.warc") if isinstance(page, Page)]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_pages_are_written_so_that_others_find_nothing_wrong(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(written(PAGE, Page(b"Plain words.", name="notes\n.txt"), packed=name.endswith(".gz")))
    assert check(path) == ""
    info, crane, notes = records(path)
    assert info[0] == "warcinfo"
    assert crane == ("response", "https://post.example/crane/", "200", story_html())
    assert notes[0] == "resource"
    assert notes[1].startswith("urn:sha256:")


def test_a_page_comes_back_from_an_archive_as_it_went_in():
    (page,) = read_back(PAGE)
    assert page == replace(
        PAGE,
        headers=(*PAGE.headers, ("content-length", str(len(PAGE.data)))),
        retrieved=CAME.astimezone(UTC),
        name="a.warc: https://post.example/crane",
    )


def test_what_http_undid_is_told_as_undone():
    packed = replace(
        PAGE, headers=(("content-encoding", "br"), ("transfer-encoding", "chunked"), ("content-length", "9"))
    )
    (page,) = read_back(packed)
    assert page.data == PAGE.data
    assert dict(page.headers)["x-archive-orig-content-encoding"] == "br"
    assert dict(page.headers)["content-length"] == str(len(PAGE.data))


@given(st.binary(max_size=50), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_no_name_address_or_header_breaks_a_record(data, url, name, value):
    odd = Page(data, url or None, url or None, (url,), value or None, (("x", value),), CAME, name or "x", 200)
    first, second = read_back(odd, PAGE)
    assert (first.data, second.data) == (data, PAGE.data)

    def stored(said: str | None) -> str | None:
        return said and said.encode("utf-8", "replace").decode()

    assert (first.url, first.media_type) == (stored(odd.url), stored(odd.media_type))
    assert first.redirects == (stored(url),)


def test_a_file_without_an_address_comes_back_without_one(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(written(Page(story_html(), name="crane.html")))
    (page,) = items(str(path))
    assert isinstance(page, Page)
    assert (page.url, page.media_type, page.data) == (None, None, story_html())


@pytest.mark.parametrize(
    "said", ["", "{", "[]", "7", '{"url": 7}', '{"redirects": {"a": 1}, "url": ["b"]}', "[" * 10_000]
)
def test_what_others_put_into_our_field_is_read_only_if_it_makes_sense(said):
    assert Told.read(said) is None


def test_what_is_told_comes_back():
    told = Told("https://a.example/\ud800", None, ("b",), None, "c")
    assert Told.read(str(told)) == replace(told, url="https://a.example/?")


def quick(path: Path, *urls: str) -> list[Page | FetchError]:
    found: list[Page | FetchError] = []
    with appended(path) as archive:
        fetch = fetcher(QUICK, allow_private=True, archive=archive)
        for url in urls:
            try:
                found.append(fetch(url, crawling=True))
            except FetchError as error:
                found.append(error)
    return found


def test_every_answer_is_a_record_of_its_own_as_it_came(site, tmp_path):
    path = tmp_path / "run.warc.gz"
    packed = gzip.compress(story_html())
    site.put("/crane", Answer(b"Moved.", 302, {"Location": "/new"}))
    site.put("/new", Answer(packed, headers={"Content-Encoding": "gzip"}))
    site.put("/gone", Answer(b"Nothing here.", 410))
    page, gone = quick(path, site.url + "/crane", site.url + "/gone")
    assert isinstance(page, Page)
    assert isinstance(gone, FetchError)
    assert check(path) == ""
    assert records(path)[1:] == [
        ("response", f"{site.url}/robots.txt", "404", b"gone"),
        ("response", f"{site.url}/crane", "302", b"Moved."),
        ("response", f"{site.url}/new", "200", packed),
        ("response", f"{site.url}/gone", "410", b"Nothing here."),
    ]
    (again,) = items(str(path))
    assert isinstance(again, Page)
    assert (again.url, again.fetched_url, again.redirects) == (page.url, page.fetched_url, page.redirects)
    assert (again.data, again.status, again.media_type) == (page.data, page.status, page.media_type)
    assert FIELD not in dict(again.headers)


def test_a_body_in_chunks_is_stored_whole(site, tmp_path):
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (story_html()[:300], story_html()[300:], b""))
    site.put("/crane", Answer(chunks, headers={"Transfer-Encoding": "chunked", "Content-Length": "0"}))
    path = tmp_path / "run.warc.gz"
    (page,) = quick(path, site.url + "/crane")
    assert check(path) == ""
    assert records(path)[-1][3] == story_html()
    (again,) = items(str(path))
    assert isinstance(page, Page)
    assert isinstance(again, Page)
    assert again.data == page.data


def test_of_what_is_no_page_and_of_what_breaks_off_the_head_is_kept(site, tmp_path):
    site.put("/film", Answer(b"\0" * 1000), media_type="video/mp4")
    site.put("/broken", Answer(b"half", 404, {"Content-Length": "900"}))
    path = tmp_path / "run.warc.gz"
    film, broken = quick(path, site.url + "/film", site.url + "/broken")
    assert isinstance(film, FetchError)
    assert film.reason == "wrong-type"
    assert isinstance(broken, FetchError)
    assert broken.reason == "not-found"
    assert check(path) == ""
    assert [one[2:] for one in records(path)[2:]] == [("200", b""), ("404", b"")]
    with path.open("rb") as file:
        cut = [one.rec_headers.get_header("WARC-Truncated") for one in ArchiveIterator(file)]
    assert cut[2:] == ["unspecified"] * 2


def test_a_second_run_goes_to_the_end_of_the_archive(site, tmp_path):
    path = tmp_path / "run.warc.gz"
    url = site.put("/crane", story_html())
    quick(path, url)
    first = path.read_bytes()
    quick(path, url)
    assert path.read_bytes().startswith(first)
    assert check(path) == ""
    assert [one[1] for one in records(path)].count(url) == 2


def test_a_file_of_another_kind_is_left_alone(tmp_path):
    for name, data in (("notes.warc.gz", b"my notes"), ("a.warc", gzip.compress(b"x")), ("b.warc", b"<html>")):
        (tmp_path / name).write_bytes(data)
        with (
            pytest.raises(InputError, match=f"{name}: is there already and no such web archive"),
            appended(tmp_path / name),
        ):
            pass
        assert (tmp_path / name).read_bytes() == data


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to write to")
def test_a_full_disk_is_named():
    full = pytest.raises(InputError, match=r"run\.warc\.gz: cannot be written \(No space left")
    with Path("/dev/full").open("wb", buffering=0) as file, full:
        Archive(partial(_write, file, "run.warc.gz"))


def test_a_place_that_is_none_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be written"), appended(tmp_path / "no" / "run.warc.gz"):
        pass
