"""What bytes are, told from the bytes themselves."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from provenance.errors import InputError, NotAnArticle
from provenance.ingest.feed import LISTS, is_address_list, root_name
from provenance.ingest.problems import looks_like_html

__all__ = ["Kind", "kind_of", "refuse_garbled", "refuse_other_formats"]

Kind = Literal["warc", "zip", "list", "addresses", "json", "page"]
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
_ZIP = b"PK\x03\x04"
_STARTS: dict[bytes, Kind] = {b"WARC/": "warc", _ZIP: "zip"}
_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (_ZIP, "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip file inside a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
# A page that a browser saved with all its pictures in one file.
_MHTML = re.compile(rb"^Content-Type: multipart/", re.IGNORECASE | re.MULTILINE)
_CONTROL = bytes(c for c in (*range(9), *range(14, 32)) if c != 27)
# Text has hardly a control character; random bytes have one in ten.
_MOST_CONTROLS = 0.03
_MOST_GARBLED = 0.01
_LOOKED_AT = 1 << 16


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of input that begins with `head`; the ending of `name` only helps where the bytes say nothing.

    "page" is one page or text, or anything that cannot be read at all.
    """
    for start, kind in _STARTS.items():
        if head.startswith(start):
            return kind
    if root_name(head) in LISTS:
        return "list"
    if _JSON.match(head):
        return "json"
    if looks_like_html(head):
        return "page"
    if name.lower().removesuffix(".gz").endswith(_JSON_ENDINGS) and head.strip():
        return "json"
    whole_lines = head if len(head) < _LOOKED_AT else head[: head.rfind(b"\n") + 1]
    return "addresses" if is_address_list(whole_lines.decode("utf-8-sig", "replace")) else "page"


def refuse_other_formats(data: bytes, name: str) -> None:
    """Raise `NotAnArticle` ("empty", "wrong-type") for what is neither HTML nor text."""
    if not data.strip():
        raise NotAnArticle("empty", f"{name}: empty; there is nothing to read")
    for start, what in _FORMATS:
        if data.startswith(start):
            raise NotAnArticle("wrong-type", f"{name}: {what}, not an article; give HTML or plain text")
    if _MHTML.search(data[:1000]):
        raise NotAnArticle("wrong-type", f"{name}: a page in MHTML form; open it in a browser and save it as HTML")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    sample = data[:_LOOKED_AT]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > _MOST_CONTROLS * len(sample) and not _wide(sample):
        raise NotAnArticle("wrong-type", f"{name}: binary data, not an article; give HTML or plain text")
    root = root_name(data[:_LOOKED_AT])
    if root and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and root != "html":
        raise NotAnArticle("wrong-type", f"{name}: XML (<{root}>), not an article; give HTML, plain text or a feed")


def _wide(sample: bytes) -> bool:
    """Whether it looks like Latin text in UTF-16 without a mark: every other byte is zero."""
    half = max(len(sample) // 2, 1)
    return any(sample[start::2].count(0) > 0.8 * half for start in (0, 1))


def refuse_garbled(text: str, name: str) -> None:
    """Raise `InputError` for text that was in an encoding nobody could tell."""
    if text.count("\ufffd") > _MOST_GARBLED * len(text):
        raise InputError(f"{name}: in an unknown encoding; convert it to UTF-8 and give it again")
