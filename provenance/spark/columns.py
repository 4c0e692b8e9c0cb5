"""The columns that each stage hands on, and how an article and a reading are put into one and taken out again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from provenance.errors import InputError
from provenance.model import Article, Match, Reading, Span

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError as missing:
    raise InputError("spark and load need the extra: pip install 'news-provenance[spark]'") from missing

__all__ = [
    "ARTICLE",
    "FILE",
    "FLAGS",
    "NAMES",
    "SCHEMAS",
    "TOLD",
    "Batches",
    "article_of",
    "as_json",
    "columns",
    "match",
    "packed",
    "parquet_columns",
    "readings",
    "rows",
]

ARTICLE, FILE = 20, 46
"""bits of a passage's number below its article's, and below its file's"""

Batches = Iterable[pa.RecordBatch]

_ARTICLE, _READING = TypeAdapter(Article), TypeAdapter(Reading)

_WORDS = [("id", pa.string()), ("words", pa.string()), ("series", pa.string())]
_DAYS = [("starts", pa.float64()), ("ends", pa.float64())]
_MATCH = [("a", pa.string()), ("b", pa.string()), ("score", pa.float64()), ("kind", pa.string())]
_SPANS = [(name, pa.int32()) for name in ("a_start", "a_end", "b_start", "b_end")]
_NUMBER, _PAIR = [("number", pa.int64())], [("first", pa.int64()), ("second", pa.int64())]
NAMES = ("url", "title", "outlet", "published")
FLAGS = ("credit_gap", "circular", "origin_outside_corpus")
TOLD = ("kind", "class", "referent", "source_text", "cue_text", "content_text", "outlet_id")

SCHEMAS = {
    name: pa.schema(fields)
    for name, fields in {
        "items": [*_NUMBER, ("item", pa.binary())],
        "found": [
            *_NUMBER,
            *((name, pa.string()) for name in ("id", "own", "words", "article", "skipped")),
            ("seen", pa.float64()),
        ],
        "articles": [
            *_NUMBER,
            *((name, pa.string()) for name in ("version", "id", *NAMES, "detector", "series")),
            *_DAYS,
            ("reading", pa.string()),
        ],
        "attributions": [
            *_NUMBER,
            ("article", pa.string()),
            *((name, pa.string()) for name in ("id", *TOLD)),
            ("anonymous", pa.bool_()),
            ("confidence", pa.float64()),
            ("row", pa.string()),
        ],
        "passages": [
            *_NUMBER,
            *_WORDS,
            *_DAYS,
            ("said", pa.bool_()),
            *((name, pa.string()) for name in ("article", "kind", "text", "speaker", "claim")),
        ],
        "texts": [*_NUMBER, *_WORDS, *_DAYS, ("said", pa.bool_())],
        "sides": [*_NUMBER, *((name, pa.string()) for name in ("id", "words", "text")), *_DAYS],
        "parcels": [("part", pa.int32()), ("of", pa.string()), ("packed", pa.binary())],
        "keys": [*_NUMBER, ("key", pa.int64()), ("keys", pa.int32()), ("series", pa.int64())],
        "pairs": [*_PAIR, ("shared", pa.int32()), ("fewer", pa.int32())],
        "matches": [*_PAIR, *_MATCH, *_SPANS],
        "alike": [*_PAIR, *_MATCH],
        "edges": [("one", pa.int64()), ("other", pa.int64())],
        "families": [*_NUMBER, ("family", pa.int64())],
        "linked": [*_NUMBER, ("address", pa.string()), ("own", pa.bool_())],
        "lineage": [
            *_NUMBER,
            *((name, pa.string()) for name in ("article", "parent", "parent_outlet")),
            *((name, pa.list_(pa.string())) for name in ("basis", "credited", "ties")),
            *((name, pa.bool_()) for name in FLAGS),
            ("confidence", pa.float64()),
            ("row", pa.string()),
            ("edges", pa.string()),
        ],
    }.items()
}
"""What each stage gives."""


def rows(some: list[dict[str, Any]], name: str) -> pa.RecordBatch:
    """Rows in the columns of a stage; what is not said is null."""
    return pa.RecordBatch.from_pylist(some, schema=SCHEMAS[name])


def columns(some: Iterable[Any], name: str) -> pa.RecordBatch:
    """All columns of a stage, in their order."""
    return pa.RecordBatch.from_arrays(list(some), schema=SCHEMAS[name])


def as_json(value: Any) -> str:
    """A value of lists and dicts in one line."""
    return json.dumps(value, ensure_ascii=False)


def packed(value: Article | Reading) -> str:
    """An article or a reading as JSON, from which it comes back as it was."""
    made = _ARTICLE.dump_json(value) if isinstance(value, Article) else _READING.dump_json(value)
    return made.decode()


def article_of(text: str) -> Article:
    """The article that was `packed`."""
    return _ARTICLE.validate_json(text)


def readings(table: pa.RecordBatch | pa.Table) -> list[Reading]:
    """The readings of some articles."""
    return [_READING.validate_json(text) for text in table["reading"].to_pylist()]


def parquet_columns(where: str) -> list[str]:
    """The columns of a Parquet file of articles; raises InputError where there is none that can hold one."""
    try:
        names: list[str] = parquet.read_schema(where).names
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{where}: no Parquet file ({str(error).splitlines()[0]}); write it again") from error
    if not {"text", "body", "articleBody", "maintext", "html", "raw_html"}.intersection(names):
        shown = ", ".join(names[:8])
        raise InputError(f"{where}: Parquet of another kind (columns: {shown}); articles need a column text or html")
    return names


def match(row: dict[str, Any]) -> Match:
    """The match of a row of `matches`."""
    spans = Span(row["a_start"], row["a_end"]), Span(row["b_start"], row["b_end"])
    return Match(row["a"], row["b"], row["score"], row["kind"], *spans)
