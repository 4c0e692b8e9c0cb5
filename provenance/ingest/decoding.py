"""Bytes of a page to text: what the bytes themselves say goes before what the page declares."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from trafilatura.utils import detect_encoding

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What browsers read under these names.
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}
# ASCII, with what the codecs that run escapes or decode host names would make something else of.
_ASCII = bytes(range(0x20, 0x7F)).replace(b"\\", rb"\u0041.xn--mnchen-3ya.")
_CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF)))
# UTF-8 read as Windows-1252: "Ã¼" for ü, "â€œ" for a quotation mark.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€.|Â[\u00a0-\u00bf]")
_SIGNS = ("Ã", "â€", "Â")
_MOJIBAKE_FROM = 3


def decode(data: bytes, media_type: str | None) -> tuple[str, tuple[str, ...]]:
    """The text of a page without control characters, and what a reader should know of how it was read."""
    text, notes = _text(data, media_type)
    text = text.removeprefix("\ufeff")
    if any(control in text for control in _CONTROLS):
        text = text.translate(dict.fromkeys(map(ord, _CONTROLS)))
    if any(sign in text for sign in _SIGNS) and len(_MOJIBAKE.findall(text)) >= _MOJIBAKE_FROM:
        notes += ("mojibake: the page itself holds wrongly encoded letters, kept as they are",)
    return text, notes


def _text(data: bytes, media_type: str | None) -> tuple[str, tuple[str, ...]]:
    named = next((name for mark, name in _BOMS if data.startswith(mark)), None) or _wide(data)
    if named:
        return data.decode(named, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf8(data, media_type)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its markup is zero."""
    start = data[:200]
    if len(start) >= 8 and start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 8 and start[::2].count(0) > len(start) // 3 else None


def _not_utf8(data: bytes, media_type: str | None) -> tuple[str, tuple[str, ...]]:
    declared = _declared(data, media_type)
    if declared and declared != "utf-8":
        return data.decode(declared, "replace"), ()
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if lost * 4 < sum(letter > "\x7f" for letter in damaged):  # cut inside a letter, or a few broken ones
        return damaged, (f"{lost} letters of the page cannot be read",)
    guesses = ["cp1252"] if declared else detect_encoding(data)
    for guess in (*guesses, "cp1252"):
        try:
            return data.decode(guess), ()
        except (LookupError, UnicodeDecodeError):
            continue
    return damaged, (f"{lost} letters of the page cannot be read",)


def _declared(data: bytes, media_type: str | None) -> str | None:
    """The encoding that the response or the page names, as Python calls it; None for none or an unknown one."""
    header = _HEADER.search(media_type or "")
    meta = _DECLARED.search(data[:4096])
    for name in (header and header[1], meta and meta[1].decode("ascii", "replace")):
        known = _codec(name) if name else None
        if known:
            return _AS_BROWSERS_DO.get(known, known)
    return None


@lru_cache(maxsize=64)
def _codec(name: str) -> str | None:
    """What Python calls an encoding of that name, None where it has none or a browser would not read a page with it.

    Besides encodings Python has codecs that unpack, run escapes or fail on purpose: in none of them is ASCII itself.
    """
    try:
        known = codecs.lookup(name).name
        plain = known.startswith(("utf-16", "utf-32")) or _ASCII.decode(known) == _ASCII.decode("ascii")
    except (LookupError, ValueError):  # no such encoding, or one that cannot even read this
        return None
    return known if plain else None
