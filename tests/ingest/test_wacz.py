"""Web archives in a ZIP file: read as they stand there, and never longer or larger than they may be."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path

import pytest

from provenance.errors import InputError, NotAnArticle
from provenance.ingest import items
from provenance.model import Page, Skipped
from tests.ingest.site import story_html
from tests.ingest.test_warc import Archive, story


def packed(*names: str) -> dict[str, bytes]:
    """Archives of two pages each, by their names in the file."""
    made = {}
    for number, name in enumerate(names):
        archive = Archive(packed=name.endswith(".gz"))
        for n in (2 * number, 2 * number + 1):
            archive.add(story(n), story_html(f"Story {n} of the harbour crane"))
        made[name] = b"".join(archive.records)
    return made


def put(folder: Path, parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> str:
    path = folder / "run.wacz"
    with zipfile.ZipFile(path, "w", method) as made:
        made.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
        for name, data in parts.items():
            made.writestr(name, data)
        made.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
    return str(path)


def told(where: str) -> tuple[list[str | None], list[str]]:
    found = list(items(where))
    return (
        [one.url for one in found if isinstance(one, Page)],
        [one.message.removeprefix(where) for one in found if isinstance(one, Skipped)],
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_pages_of_all_its_archives_are_read_in_order(tmp_path, method):
    where = put(tmp_path, packed("archive/a.warc.gz", "archive/b.warc"), method)
    assert told(where) == ([story(n) for n in range(4)], [])
    (first, *_) = items(where)
    assert isinstance(first, Page)
    assert first.name == f"{where}: archive/a.warc.gz: {story(0)}"


def test_it_is_known_by_its_content_and_read_from_standard_input(tmp_path):
    data = Path(put(tmp_path, packed("archive/a.warc.gz"))).read_bytes()
    (tmp_path / "download").write_bytes(data)
    assert len(list(items(str(tmp_path / "download")))) == 2
    assert len(list(items("-", stdin=io.BytesIO(data)))) == 2


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


def test_where_there_is_no_going_back_it_says_what_to_do(tmp_path):
    data = Path(put(tmp_path, packed("archive/a.warc.gz"))).read_bytes()
    with pytest.raises(InputError, match="read from its end; give it as a file"):
        list(items("-", stdin=Pipe(data)))
    (tmp_path / "run.wacz.gz").write_bytes(gzip.compress(data))
    with pytest.raises(InputError, match="not packed any further"):
        list(items(str(tmp_path / "run.wacz.gz")))


def test_an_archive_of_pictures_beside_others_is_passed_over(tmp_path):
    pictures = Archive().add(story(9), b"\x89PNG", headers=[("Content-Type", "image/png")])
    parts = {"archive/shots.warc.gz": b"".join(pictures.records)}
    assert told(put(tmp_path, parts | packed("archive/a.warc.gz"))) == ([story(0), story(1)], [])
    with pytest.raises(NotAnArticle, match="web archives without any page"):
        list(items(put(tmp_path, parts)))


def test_another_zip_archive_is_no_input(tmp_path):
    with pytest.raises(NotAnArticle, match="an office document, and no web archive") as caught:
        list(items(put(tmp_path, {"word/document.xml": b"<w/>"})))
    assert caught.value.reason == "wrong-type"


@pytest.mark.parametrize("cut", [30, 400, -10])
def test_a_file_that_is_cut_off_is_one_clear_line(tmp_path, cut):
    where = put(tmp_path, packed("archive/a.warc.gz"))
    Path(where).write_bytes(Path(where).read_bytes()[:cut])
    with pytest.raises(InputError, match=r"run\.wacz: a damaged ZIP archive \(.+\); get it again$"):
        list(items(where))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("ending", [".warc.gz", ".warc"])
def test_damage_in_one_archive_costs_nothing_of_the_others(tmp_path, method, ending):
    parts = packed("archive/a" + ending, "archive/b.warc.gz")
    where = put(tmp_path, parts, method)
    data = bytearray(Path(where).read_bytes())
    at = data.index(b"archive/a") + 400
    data[at] ^= 0xFF
    Path(where).write_bytes(bytes(data))
    urls, skipped = told(where)
    assert urls[-2:] == [story(2), story(3)]
    assert len(skipped) == 1
    assert skipped[0].startswith(": archive/a" + ending)
    assert "damaged" in skipped[0]


def test_a_part_behind_a_password_is_named_and_passed_over(tmp_path):
    where = put(tmp_path, packed("archive/a.warc.gz", "archive/b.warc.gz"))
    data = bytearray(Path(where).read_bytes())
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)  # the second in the list of parts
    data[entry + 8] |= 1
    Path(where).write_bytes(bytes(data))
    urls, (skipped,) = told(where)
    assert urls == [story(2), story(3)]
    assert "password" in skipped


def test_parts_that_lie_over_each_other_are_a_trap_and_not_read(tmp_path):
    where = put(tmp_path, packed("archive/a.warc.gz", "archive/b.warc.gz"), zipfile.ZIP_DEFLATED)
    data = bytearray(Path(where).read_bytes())
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[entry + 20 : entry + 24] = (10_000).to_bytes(4, "little")  # its size, packed
    Path(where).write_bytes(bytes(data))
    with pytest.raises(InputError, match="lie over each other"):
        list(items(where))


def test_a_bomb_goes_off_in_nobody_s_memory(tmp_path):
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: %d\r\n\r\n"
    size = 50 << 20
    where = put(tmp_path, {"archive/a.warc": head % size + bytes(size)}, zipfile.ZIP_DEFLATED)
    began = time.monotonic()
    urls, (skipped,) = told(where)
    assert urls == []
    assert "more than 20 MB" in skipped
    assert time.monotonic() - began < 10
