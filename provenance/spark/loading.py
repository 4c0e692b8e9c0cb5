"""A run's result put into a store as it is: nothing is read, compared or linked again."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from provenance import link
from provenance.errors import InputError
from provenance.model import Reading
from provenance.spark.columns import SCHEMAS, match, readings
from provenance.store import Store

__all__ = ["load", "require_whole"]

_ROWS = 100  # of each file at a time
_AT_ONCE = 2_000
_COLUMNS = {"articles": ("number", "detector", "reading"), "matches": SCHEMAS["matches"].names}


def load(store: Store, folder: str | Path) -> Iterator[str]:
    """Put what a run of `spark` left in `folder` into an empty store; says what was stored, article by article.

    A store that holds a part of it already, because the loading was stopped, is filled up. Raises InputError where
    the folder holds no whole run, and where the store holds other articles: their matches with these nobody looked for.
    """
    articles, matches = require_whole(folder)
    _refuse_others(store, articles)
    for row in _rows(articles, "articles", ("number",)):
        reading = _reading(row, folder)
        pieces = link.passages(reading)
        yield store.add(reading, pieces, link.keys_by_passage(pieces), detector=row["detector"])
    found = map(match, _rows(matches, "matches", ("first", "second")))
    while some := list(islice(found, _AT_ONCE)):
        store.save_matches(some, [])
    while waiting := [passage.id for passage in store.unlinked(limit=_AT_ONCE)]:
        store.save_matches([], waiting)


def require_whole(folder: str | Path) -> tuple[list[Path], list[Path]]:
    """The files of articles and of matches of a run that has come to its end; raises InputError where there is none."""
    articles, matches = (_parts(Path(folder), name) for name in ("articles", "matches"))
    return articles, matches


def _parts(folder: Path, name: str) -> list[Path]:
    for stage in (name, "lineage"):
        if not (folder / stage / "_SUCCESS").exists():
            raise InputError(f"{folder}: no whole run of `provenance spark` (no {stage}); run it to its end first")
    files = sorted((folder / name).glob("*.parquet"))
    for file in files:
        with _damaged(file):
            schema = parquet.read_schema(file)
        if any(one not in schema.names or schema.field(one) != SCHEMAS[name].field(one) for one in _COLUMNS[name]):
            shown = ", ".join(schema.names[:8])
            raise InputError(f"{file}: Parquet of another kind (columns: {shown}); run `provenance spark` again")
    return files


def _reading(row: dict[str, Any], folder: str | Path) -> Reading:
    try:
        (reading,) = readings(pa.Table.from_pylist([row]))
    except ValueError as error:
        raise InputError(f"{folder}: article {row['number']} is damaged; run `provenance spark` again") from error
    return reading


def _refuse_others(store: Store, files: Sequence[Path]) -> None:
    stored = {article.version for article in store.articles()}
    if not stored:
        return
    for file in files:
        stored.difference_update(parquet.read_table(file, columns=["version"])["version"].to_pylist())
    if stored:
        raise InputError(
            f"the database holds {len(stored)} articles of another run; load into a new one, then add those"
        )


def _rows(files: Sequence[Path], name: str, order: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of a stage in their order, of which each file has its own."""
    return heapq.merge(*(_of(file, name) for file in files), key=lambda row: tuple(row[one] for one in order))


def _of(file: Path, name: str) -> Iterator[dict[str, Any]]:
    with _damaged(file):
        for batch in parquet.ParquetFile(file).iter_batches(_ROWS, columns=list(_COLUMNS[name])):
            yield from batch.to_pylist()


@contextmanager
def _damaged(file: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{file}: damaged ({str(error).splitlines()[0]}); run `provenance spark` again") from error
