"""What a worker does with its share of the keys, of the pairs and of the families: the functions of link and chain.

Passages are numbered in the order of the articles that they stand in, so that numbers tell which comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from provenance import chain, link
from provenance.chain.credits import addresses, linked_addresses
from provenance.lexicon import rarity
from provenance.link.candidates import word_number
from provenance.link.judge import KINDS, WORDS, Alikes, Judge
from provenance.link.sharing import Numbers, firsts, keys_of, ranked, sharing
from provenance.model import Lineage, Match
from provenance.report import shapes
from provenance.spark.columns import FLAGS, SCHEMAS, Batches, as_json, columns, match, readings, rows
from provenance.spark.parcels import dealt, opened, part_of
from provenance.text import WordCodes

__all__ = ["compared", "keyed", "lent", "lineage", "linked", "pairs", "sides", "worth"]

_COMPARED = 50_000
"""pairs whose results are handed on at once: some megabytes"""


class _Words(NamedTuple):
    """Texts with a character for each word, and what is known of the words by the characters' numbers."""

    texts: list[str]
    codes: WordCodes

    def known(self, of: Callable[[str], float], kind: Any) -> Numbers:
        """A number for each word, by its character's."""
        told = np.zeros(WORDS, kind)
        for word, code in self.codes.items():
            told[ord(code)] = of(word)
        return told


def _coded(some: Iterable[str]) -> _Words:
    codes = WordCodes()
    return _Words([codes.of(words.split(" ") if words else ()) for words in some], codes)


def keyed(found: Batches, parts: int) -> Iterator[pa.RecordBatch]:
    """Every key of each text once, with how many the text has; those of what is said differ from those of prose."""
    for batch in found:
        words = _coded(batch["words"].to_pylist())
        keys, owners = keys_of(words.texts, words.known(rarity, np.float64), words.known(word_number, np.uint64))
        said = batch["said"].to_numpy(zero_copy_only=False)
        keys = (keys << np.uint64(1)) | said[owners].astype(np.uint64)
        order = np.lexsort((keys, owners))
        keys, owners = keys[order], owners[order]
        once = firsts(keys) | firsts(owners)
        keys, owners = keys[once], owners[once]
        counts = np.bincount(owners, minlength=len(words.texts)).astype(np.int32)
        numbers, series = (batch[name].to_numpy(zero_copy_only=False)[owners] for name in ("number", "group"))
        made = columns(map(pa.array, (numbers, keys.view(np.int64), counts[owners], series)), "keys")
        yield from dealt(made, part_of(keys, parts), "keys")


def pairs(found: Batches, longest: int, parts: int) -> Iterator[pa.RecordBatch]:
    """The pairs of texts that share some of a part's keys, and how many: all holders of a key are in one part.

    Texts of one series make none. Of a key that more than `longest` texts hold, not all pairs: see `sharing`.
    """
    for _, parcels in opened(found):
        table = pa.Table.from_batches(one for _, one in parcels)
        numbers, keys, counts, series = (table[name].to_numpy() for name in ("number", "key", "keys", "series"))
        texts, first, held = np.unique(numbers, return_index=True, return_inverse=True)
        counts, series = counts[first], series[first]
        order = np.lexsort((held, keys))
        index = ranked(keys[order], held[order].astype(np.int32), counts)
        for earlier, later, shared in sharing(index, longest):
            apart = (series[earlier] == 0) | (series[earlier] != series[later])
            a, b = earlier[apart], later[apart]
            fewer = np.minimum(counts[a], counts[b])
            made = columns(map(pa.array, (texts[a], texts[b], shared[apart].astype(np.int32), fewer)), "pairs")
            yield from dealt(made, part_of(texts[b], parts), "pairs")


def worth(found: Batches, parts: int) -> Iterator[pa.RecordBatch]:
    """The pairs added up over all keys, those that share enough to be compared: all of a later text are in one part."""
    for _, parcels in opened(found):
        first, second, shared, fewer = _sides(parcels)
        order = np.lexsort((first, second))
        first, second, shared, fewer = (one[order] for one in (first, second, shared, fewer))
        begins = np.flatnonzero(firsts(first) | firsts(second))
        told = first[begins], second[begins], np.add.reduceat(shared, begins, dtype=np.int32), fewer[begins]
        enough = told[2] / told[3] >= link.LEAST_SHARE
        made = columns((pa.array(one[enough]) for one in told), "pairs")
        yield from dealt(made, part_of(first[begins][enough], parts), "pairs")


def _sides(parcels: Iterable[tuple[str, pa.RecordBatch]]) -> list[Numbers]:
    """The columns of all pairs of a part."""
    table = pa.Table.from_batches((one for _, one in parcels), SCHEMAS["pairs"])
    return [table[name].to_numpy() for name in SCHEMAS["pairs"].names]


def sides(found: Batches, parts: int) -> Iterator[pa.RecordBatch]:
    """What is compared of each text, at home in the part of its own number."""
    for batch in found:
        yield from dealt(batch, part_of(batch["number"].to_numpy(), parts), "sides")


def lent(found: Batches, parts: int) -> Iterator[pa.RecordBatch]:
    """The pairs, which come to the part of their first text, on to that of their second one; with them the first texts.

    A text that many pairs name goes to each part once: what everybody quotes is no burden to anyone.
    """
    for part, parcels in opened(found):
        texts, pairs = _apart(parcels)
        home = part_of(pairs[1], parts)
        yield from dealt(columns(map(pa.array, pairs), "pairs"), home, "pairs")
        wanted = np.unique(np.stack([home, _places(texts, pairs[0])])[:, home != part], axis=1)
        yield from dealt(texts.take(pa.array(wanted[1])), wanted[0].astype(np.int32), "sides")


def _apart(parcels: Iterable[tuple[str, pa.RecordBatch]]) -> tuple[pa.RecordBatch, list[Numbers]]:
    """The texts of a part in the order of their numbers, and its pairs; texts come before pairs."""
    some = groupby(parcels, itemgetter(0))
    _, first = next(some)
    texts = pa.Table.from_batches(one for _, one in first).sort_by("number").combine_chunks().to_batches()[0]
    return texts, _sides(next(some, ("pairs", ()))[1])


def _places(texts: pa.RecordBatch, numbers: Numbers) -> Numbers:
    places: Numbers = np.searchsorted(texts["number"].to_numpy(), numbers)
    return places


class _Named(NamedTuple):
    """A text to align."""

    id: str
    text: str


def compared(found: Batches, *, strict: bool, spans: bool) -> Iterator[pa.RecordBatch]:
    """Those of the pairs that carry the same words; with `spans` also where these stand."""
    for _, parcels in opened(found):
        texts, (first, second, shared, fewer) = _apart(parcels)
        words = _coded(texts["words"].to_pylist())
        days = np.array([texts[name].to_numpy(zero_copy_only=False) for name in ("starts", "ends")])
        judge = Judge(words.texts, np.full(len(words.texts), -1), days, words.known(rarity, np.float64), strict)
        a, b = _places(texts, first), _places(texts, second)
        for at in range(0, len(a), _COMPARED):
            some = slice(at, at + _COMPARED)
            alike = judge.alike(a[some], b[some], shared[some] / fewer[some])
            yield _aligned(alike, texts) if spans else _told(alike, texts)


def _told(alike: Alikes, texts: pa.RecordBatch) -> pa.RecordBatch:
    sides = pa.array(alike.a), pa.array(alike.b)
    told = [texts[name].take(side) for name in ("number", "id") for side in sides]
    kinds = pa.array(KINDS).take(pa.array(alike.kinds))
    return columns((*told, pa.array(alike.scores), kinds), "alike")


def _aligned(alike: Alikes, texts: pa.RecordBatch) -> pa.RecordBatch:
    numbers, names, words = (texts[name].to_pylist() for name in ("number", "id", "text"))
    at = dict(zip(names, numbers, strict=True))
    named = [_Named(name, text) for name, text in zip(names, words, strict=True)]
    found = link.pairs((named[a], named[b]) for a, b in zip(alike.a.tolist(), alike.b.tolist(), strict=True))
    return rows([_match_row(one, at) for one in found], "matches")


def _match_row(one: Match, at: dict[str, int]) -> dict[str, Any]:
    spans = {"a_start": one.a_span.start, "a_end": one.a_span.end, "b_start": one.b_span.start, "b_end": one.b_span.end}
    told = {name: getattr(one, name) for name in ("a", "b", "score", "kind")}
    return {"first": at[one.a], "second": at[one.b], **told, **spans}


def linked(stated: Batches) -> Iterator[pa.RecordBatch]:
    """The addresses of each article (`own`), and those that it links to."""
    for batch in stated:
        made = []
        for number, reading in zip(batch["number"].to_pylist(), readings(batch), strict=True):
            own, other = addresses(reading.article), linked_addresses(reading.article)
            made += [{"number": number, "address": one, "own": True} for one in own]
            made += [{"number": number, "address": one, "own": False} for one in other]
        yield rows(made, "linked")


def lineage(family: pa.Table, matches: pa.Table) -> pa.Table:
    """The lineages of a family of articles, given all matches among them."""
    some = family.sort_by("number")
    stated = readings(some)
    pieces = [piece for reading in stated for piece in link.passages(reading)]
    ordered = matches.sort_by([("first", "ascending"), ("second", "ascending")])
    found = chain.lineages(stated, pieces, [match(row) for row in ordered.to_pylist()])
    made = [_lineage_row(number, one) for number, one in zip(some["number"].to_pylist(), found, strict=True)]
    return pa.Table.from_pylist(made, schema=SCHEMAS["lineage"])


def _lineage_row(number: int, one: Lineage) -> dict[str, Any]:
    names = ("parent_outlet", "basis", "credited", *FLAGS)
    return {
        "number": number,
        "article": one.article.version,
        "parent": one.parent.version if one.parent else None,
        "ties": [tie.version for tie in one.ties],
        "confidence": one.confidence,
        "row": as_json(shapes.lineage_row(one)),
        "edges": as_json([shapes.edge_row(edge) for edge in one.edges]),
    } | {name: getattr(one, name) for name in names}
