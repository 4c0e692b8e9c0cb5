"""Rows dealt out among parts: what a part is to have of a batch travels as one row, a parcel of columns.

Spark sorts, joins and moves rows one at a time, and what a worker does with keys and pairs it does with columns. Packed
so, a thousand million rows move as some ten thousand, and nothing takes them apart on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np
import pyarrow as pa

from provenance.link.sharing import Numbers, firsts
from provenance.spark.columns import SCHEMAS, Batches

__all__ = ["dealt", "opened", "part_of"]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_UPPER = np.uint64(32)

Parcel = tuple[str, pa.RecordBatch]


def part_of(numbers: Numbers, parts: int) -> Numbers:
    """The part, from 0, to which each number belongs: about as many to each."""
    part: Numbers = (((numbers.astype(np.uint64) * _SPREAD) >> _UPPER) % np.uint64(parts)).astype(np.int32)
    return part


def dealt(some: pa.RecordBatch, parts: Numbers, of: str) -> Iterator[pa.RecordBatch]:
    """The rows of a batch as parcels, one for each of their `parts`; `of` names their columns."""
    if not some.num_rows:
        return
    order = np.argsort(parts, kind="stable")
    parts, ordered = parts[order], some.take(pa.array(order))
    begins = np.flatnonzero(firsts(parts))
    sizes = np.diff(np.append(begins, len(parts)))
    packed = [_packed(ordered.slice(at, size)) for at, size in zip(begins.tolist(), sizes.tolist(), strict=True)]
    told = [pa.array(parts[begins]), pa.array([of] * len(begins)), pa.array(packed, pa.binary())]
    yield pa.RecordBatch.from_arrays(told, schema=SCHEMAS["parcels"])


def _packed(rows: pa.RecordBatch) -> bytes:
    packed: bytes = rows.serialize().to_pybytes()
    return packed


def opened(found: Batches) -> Iterator[tuple[int, Iterator[Parcel]]]:
    """Each part with what it was sent, name and columns, given parcels in the order of their parts."""
    parcels = (row for batch in found for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))
    for part, some in groupby(parcels, itemgetter(0)):
        yield part, ((of, pa.ipc.read_record_batch(pa.py_buffer(packed), SCHEMAS[of])) for _, of, packed in some)
