"""What a worker does with each article of its share: the functions of ingest, detect and resolve, batch by batch."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from provenance import ingest, link
from provenance.errors import InputError, ProvenanceError
from provenance.link.score import comparable
from provenance.model import Article, Reading, Skipped, digest
from provenance.reading import detector_named, read
from provenance.report import shapes
from provenance.spark.columns import (
    ARTICLE,
    FILE,
    NAMES,
    TOLD,
    Batches,
    article_of,
    as_json,
    packed,
    readings,
    rows,
)
from provenance.store.addresses import address

__all__ = ["articles", "attributions", "extracted", "items", "passages", "texts"]

_ITEMS = 200  # pages handed on together: some megabytes
_TEXTS = 20_000


def items(files: Batches) -> Iterator[pa.RecordBatch]:
    """The pages and records of files, as `ingest` reads them, and of Parquet the rows; numbered in their order."""
    for batch in files:
        for file, where in zip(batch["file"].to_pylist(), batch["where"].to_pylist(), strict=True):
            numbered = enumerate(_items(where), file << (FILE - ARTICLE))
            while some := list(islice(numbered, _ITEMS)):
                yield rows([{"number": number, "item": pickle.dumps(item)} for number, item in some], "items")


def _items(where: str) -> Iterator[ingest.Item]:
    try:
        if where.endswith(".parquet"):
            yield from _table(where)
        else:
            yield from ingest.items(where)
    except ProvenanceError as error:
        yield ingest.skipped(where, error)


def _table(where: str) -> Iterator[ingest.Item]:
    number = 0
    try:
        for batch in parquet.ParquetFile(where).iter_batches(_ITEMS):
            for row in batch.to_pylist():
                number += 1
                plain = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
                yield ingest.record_of(plain, f"{where}: row {number}")
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{where}: damaged Parquet after row {number}; write it again") from error


def extracted(found: Batches, outlet: str | None, published: str | None, now: datetime) -> Iterator[pa.RecordBatch]:
    """Each item as an article, or as the message that says why it is none."""
    to_article = partial(ingest.to_article, outlet=outlet, published=published, now=now)
    for batch in found:
        made = []
        for number, kept in zip(batch["number"].to_pylist(), batch["item"].to_pylist(), strict=True):
            item = pickle.loads(kept)  # noqa: S301  # what `items` has packed in this very run
            try:
                told = _skipped(item) if isinstance(item, Skipped) else _found(to_article(item))
            except ProvenanceError as error:
                told = _skipped(ingest.skipped(item.name, error))
            except UnicodeError:
                told = {"skipped": f"{item.name}: holds half a character, which no column can; passed over"}
            made.append({"number": number} | told)
        yield rows(made, "found")


def _skipped(one: Skipped) -> dict[str, Any]:
    return {"skipped": one.message}


def _found(one: Article) -> dict[str, Any]:
    return {
        "id": one.id,
        "own": address(one.url) if one.url else None,
        "words": digest(one.title or "", one.text),
        "article": packed(one),
        "seen": one.first_seen.at.timestamp() if one.first_seen else None,
    }


def articles(found: Batches, detector: str) -> Iterator[pa.RecordBatch]:
    """What each article states, read with the detector of that name."""
    reader = detector_named(detector)
    for batch in found:
        made = []
        for number, identity, kept in zip(
            *(batch[name].to_pylist() for name in ("number", "id", "article")), strict=True
        ):
            reading = read(replace(article_of(kept), id=identity), reader)
            made.append(_stated(number, reading, detector))
        yield rows(made, "articles")


def _stated(number: int, reading: Reading, detector: str) -> dict[str, Any]:
    article = reading.article
    starts, ends = link.days(article.published) if article.published else (None, None)
    return {
        "number": number,
        "version": article.version,
        "detector": detector,
        "series": article.outlet.id if article.outlet else article.id,
        "starts": starts,
        "ends": ends,
        "reading": packed(reading),
    } | {key: value for key, value in shapes.article_row(article).items() if key in ("id", *NAMES)}


def attributions(stated: Batches) -> Iterator[pa.RecordBatch]:
    """Every attribution: what is asked for most in columns, and all of it as `export attributions` gives it."""
    for batch in stated:
        made = []
        for number, reading in zip(batch["number"].to_pylist(), readings(batch), strict=True):
            for claim in reading.claims:
                row = shapes.attribution_row(claim, reading.article)
                told = {name: row[name] for name in ("id", "anonymous", "confidence", *TOLD)}
                made.append({"number": number, "article": reading.article.version, "row": as_json(row), **told})
        yield rows(made, "attributions")


def passages(stated: Batches) -> Iterator[pa.RecordBatch]:
    """Every passage, with its words as they are compared."""
    for batch in stated:
        made = []
        columns = (batch[name].to_pylist() for name in ("number", "series", "starts", "ends"))
        for reading, number, series, starts, ends in zip(readings(batch), *columns, strict=True):
            where = {"series": series, "starts": starts, "ends": ends}
            for at, one in enumerate(link.passages(reading)):
                own = {name: getattr(one, name) for name in ("id", "article", "kind", "text", "speaker", "claim")}
                told = {"words": " ".join(comparable(one.text)), "said": one.kind != "sentence"}
                made.append({"number": number << ARTICLE | at, **own, **told, **where})
        yield rows(made, "passages")


def texts(pieces: Batches) -> Iterator[pa.RecordBatch]:
    """The texts of JSONL as `match` takes them, with their words as they are compared; numbered by where they begin."""
    for batch in pieces:
        for piece in batch.to_pylist():
            where, numbered = piece["where"], _lines(piece["where"], piece["start"], piece["end"])
            while some := list(islice(numbered, _TEXTS)):
                made = [_text(at, line, where) for at, line in some if line.strip()]
                yield rows([{"number": piece["file"] << FILE | row.pop("at"), **row} for row in made], "texts")


def _lines(where: str, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The lines that begin in a piece of a file, each with where it does."""
    with open(where, "rb") as file:  # noqa: PTH123  # a worker's path
        if start:  # a line that began before belongs to the piece before
            file.seek(start - 1)
            file.readline()
        at = file.tell()
        while at < end and (line := file.readline()):
            yield at, line
            at += len(line)


def _text(at: int, line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        day = row.get("date") or row.get("published")
        days = None if day is None else float(datetime.fromisoformat(day).toordinal())
        told = {"id": str(row["id"]), "words": " ".join(comparable(row["text"] + "")), "series": row.get("group")}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        number = 1 + sum(1 for _ in _lines(where, 0, at))
        raise InputError(f'{where}, line {number}: no object with "id", "text" and maybe "group" and "date"') from error
    return {"at": at, "starts": days, "ends": days, "said": True, **told}
