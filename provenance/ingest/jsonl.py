"""Articles as JSON: one object a line, or one object or array that fills the file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from provenance.errors import InputError
from provenance.ingest.packing import read_capped
from provenance.ingest.record import Record
from provenance.model import Page, Skipped

__all__ = ["record_of", "records"]

# No article comes near it: a longer line is a file without line ends, or another format.
_LONGEST = 32 << 20
# What archives, schema.org and other extractors call the same things; the first that is there counts.
_NAMES = {
    "text": ("text", "body", "articleBody", "maintext"),
    "html": ("html", "raw_html"),
    "id": ("id",),
    "url": ("url", "link"),
    "outlet": ("outlet", "publisher"),
    "domain": ("domain",),
    "title": ("title", "headline"),
    "published": ("published", "date", "datePublished", "date_publish", "publish_date"),
    "updated": ("updated", "dateModified", "date_modify"),
}
_AUTHORS = ("authors", "author")


def records(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The articles of a JSONL or JSON stream, one at a time; a line that holds none is `Skipped`, named by its number.

    Raises `InputError` where the whole is no JSON, `NotAnArticle` where one JSON value is too large to read at once.
    """
    first = stream.readline(_LONGEST + 1)
    start = first.strip()
    if start.startswith(b"{") and start.endswith(b"}"):
        yield from _lines(first, stream, name)
        return
    data = first + read_capped(stream, _LONGEST, name)
    value = _parsed(data)
    if isinstance(value, ValueError):
        rest = data[len(first) :]
        if not isinstance(_parsed(rest.split(b"\n", 1)[0]), dict):
            raise InputError(f"{name}: not JSON ({value}); mend it, or give one JSON object a line")
        yield from _lines(first, io.BytesIO(rest), name)
    else:
        yield from _values(value, name)


def _parsed(data: bytes) -> Any:
    """The JSON value, or the `ValueError` that says why there is none."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ValueError("not in UTF-8")
    except ValueError as error:  # also a number of thousands of digits, which Python does not read
        return error
    except RecursionError:
        return ValueError("nested too deeply")


def _lines(first: bytes, rest: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    number, line = 1, first
    while line:
        where = f"{name}: line {number}"
        if len(line) > _LONGEST:
            yield Skipped(
                where, "too-large", f"{where}: more than {_LONGEST >> 20} MB; the rest of the file is not read"
            )
            return
        if line.strip():
            value = _parsed(line)
            if isinstance(value, ValueError):
                yield Skipped(where, "failed", f"{where}: not JSON ({value}); mend or remove the line")
            else:
                yield record_of(value, where)
        number, line = number + 1, rest.readline(_LONGEST + 1)


def _values(value: Any, name: str) -> Iterator[Record | Skipped]:
    listed = value.get("articles") if isinstance(value, dict) else value
    if isinstance(listed, list):
        yield from (record_of(one, f"{name}: item {number}") for number, one in enumerate(listed, 1))
    else:
        yield record_of(value, name)


def _words(value: Any) -> str | None:
    """The text of a field: a string, a number such as an epoch, or the name of a schema.org thing."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value) or None


def _authors(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_words, listed) if name)


def record_of(value: Any, name: str) -> Record | Skipped:
    """The article that a JSON object describes, called `name` in messages; `Skipped` where it is none."""
    if not isinstance(value, dict):
        return Skipped(name, "not-an-article", f"{name}: not a JSON object; an article is an object with url and text")
    given = {
        key: next(filter(None, (_words(value.get(form)) for form in forms)), None) for key, forms in _NAMES.items()
    }
    html, text = given.pop("html"), given.pop("text")
    if not html and not text:
        return Skipped(name, "no-text", f"{name}: has neither text nor html; give one of them")
    authors = next(filter(None, (_authors(value.get(form)) for form in _AUTHORS)), ())
    record = Record(name, text=text, authors=authors, **given)  # type: ignore[arg-type]  # its keys are those of _NAMES
    if text or not html:
        return record
    data = html.encode("utf-8", "replace")
    return replace(record, page=Page(data, url=record.url, media_type="text/html; charset=utf-8", name=name))
