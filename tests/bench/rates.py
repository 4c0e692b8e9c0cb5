"""What each step of a run costs on one core, and what that makes of a year of a large news crawl."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from provenance import ingest
from provenance.detect import DETECTORS
from provenance.model import Page
from tests.bench.mentions import made

__all__ = ["rates"]

YEAR = 300_000_000
"""articles of a large news crawl in a year"""
PAGES, READ, MENTIONS = 150, 60, 100_000
SHARES, KEYED = 8, 50_000
_HOUR = 3600.0


class Bill:
    """CPU seconds by step, each for one article."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, step: str, count: int, articles: float = 1.0) -> Iterator[None]:
        """Time what is inside, which is done `count` times; an article needs it `articles` times."""
        began = time.process_time()
        yield
        each = (time.process_time() - began) / count
        self.seconds[step] = each * articles
        hours = each * articles * YEAR / _HOUR
        print(f"{step:28} {each * 1000:9.3f} ms, {1 / each:9,.0f} a second a core; a year: {hours:9,.0f} core hours")


def rates(corpora: Path, work: Path) -> None:
    """CPU of each step on one core, bytes handed on, and what a year of a large crawl makes of them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from provenance.spark import reading
    from provenance.spark.columns import SCHEMAS

    bill = Bill()
    now = datetime.now(UTC)
    pages = [one for one in ingest.items(str(corpora / "data/pages/dev/pages")) if isinstance(one, Page)][:PAGES]
    packed = [{"number": at, "item": pickle.dumps(page)} for at, page in enumerate(pages)]
    batch = pa.RecordBatch.from_pylist(packed, schema=SCHEMAS["items"])
    list(reading.extracted([batch.slice(0, 5)], None, None, now))  # what loads slowly is loaded
    with bill.of("extract a page", len(pages)):
        found = list(reading.extracted([batch], None, None, now))
    print(f"  N {len(pages)} pages of {sum(len(page.data) for page in pages) / len(pages) / 1000:.0f} kB")
    kept = pa.Table.from_batches(found).drop_columns(["own", "words", "seen"])
    kept = kept.filter(pc.is_valid(kept["article"])).slice(0, READ).combine_chunks().to_batches()
    stated: list[Any] = []
    for name in DETECTORS:
        list(reading.articles([kept[0].slice(0, 2)], name))
        with bill.of(f"read it: {name}", kept[0].num_rows):
            stated = list(reading.articles(kept, name))
    count = stated[0].num_rows
    with bill.of("find its passages", count):
        pieces = list(reading.passages(stated))
    each = pieces[0].num_rows / count
    size = sum(map(len, kept[0]["article"].to_pylist())) / count
    print(f"  N {count} articles of {size:.0f} bytes, {each:.1f} passages each")
    for name, some in (("articles", stated), ("passages", pieces)):
        print(f"  Parquet of {name}: {_size(some, work) / count / 1000:.1f} kB an article")
    _matching(corpora, work, bill, each)
    _year(bill)


def _size(batches: list[Any], work: Path) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_batches(batches), work / "size.parquet")
    return (work / "size.parquet").stat().st_size


def _matching(corpora: Path, work: Path, bill: Bill, each: float) -> None:
    import numpy as np
    import pyarrow as pa

    from provenance.spark import linking, reading

    where = made(corpora, work, MENTIONS)
    piece = {"file": [0], "where": [str(where)], "start": [0], "end": [where.stat().st_size]}
    texts = pa.Table.from_batches(reading.texts([pa.RecordBatch.from_pydict(piece)])).combine_chunks()
    grouped = texts.append_column("group", pa.array(np.zeros(len(texts), np.int64))).to_batches(KEYED)
    own = texts.select(["number", "id", "words"]).append_column("text", pa.array([""] * len(texts)))
    sides = list(
        linking.sides(
            own.append_column("starts", texts["starts"]).append_column("ends", texts["ends"]).to_batches(KEYED), SHARES
        )
    )
    with bill.of("key a passage", MENTIONS, each):
        keys = list(linking.keyed(grouped, SHARES))
    with bill.of("pair a passage", MENTIONS, each):
        pairs = list(linking.pairs(_parted(keys), 40, SHARES))
    with bill.of("add up a passage's pairs", MENTIONS, each):
        worth = list(linking.worth(_parted(pairs), SHARES))
    with bill.of("lend a passage's words", MENTIONS, each):
        lent = list(linking.lent(_parted(sides, worth), SHARES))
    with bill.of("compare a passage's pairs", MENTIONS, each):
        alike = list(linking.compared(_parted(sides, lent), strict=False, spans=False))
    for name, some in (
        ("keys", keys),
        ("pairs", pairs),
        ("pairs worth comparing", worth),
        ("words", [*sides, *sides, *lent]),
    ):
        print(f"  {name}: {sum(one.nbytes for one in some) / MENTIONS:.0f} bytes shuffled a passage")
    matched = sum(one.num_rows for one in alike) / MENTIONS
    print(f"  {matched:.1f} matches a passage, {_size(alike, work) / MENTIONS:.0f} bytes of Parquet")


def _parted(*parcels: list[Any]) -> list[Any]:
    """Parcels as Spark hands them on: part by part, texts before pairs."""
    import pyarrow as pa

    table = pa.concat_tables([pa.Table.from_batches(some) for some in parcels])
    sorted_: list[Any] = table.sort_by([("part", "ascending"), ("of", "descending")]).to_batches()
    return sorted_


def _year(bill: Bill) -> None:
    rest = sum(seconds for step, seconds in bill.seconds.items() if not step.startswith("read it"))
    for name in DETECTORS:
        whole = (rest + bill.seconds[f"read it: {name}"]) * YEAR / _HOUR
        print(f"{YEAR:,} articles, {name}: {whole:,.0f} core hours, {whole / 1000:,.0f} hours on 1,000 cores")
    print(json.dumps({step: round(seconds * 1000, 3) for step, seconds in bill.seconds.items()}))
