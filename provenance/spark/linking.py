"""What a worker does with its share of the keys, of the pairs and of the families: the functions of link and chain.

Passages are numbered in the order of the articles that they stand in, so that numbers tell which comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
from provenance.text import WordCodes

__all__ = ["compared", "keyed", "lineage", "linked", "pairs", "worth"]


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


def keyed(found: Batches) -> Iterator[pa.RecordBatch]:
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
        yield columns(map(pa.array, (numbers, keys.view(np.int64), counts[owners], series)), "keys")


def pairs(found: Batches, longest: int) -> Iterator[pa.RecordBatch]:
    """The pairs of texts that share some of these keys, and how many: all holders of a key are here.

    Texts of one series make none. Of a key that more than `longest` texts hold, not all pairs: see `sharing`.
    """
    table = pa.Table.from_batches(list(found), SCHEMAS["keys"])
    numbers, keys, counts, series = (table[name].to_numpy() for name in ("number", "key", "keys", "series"))
    texts, first, held = np.unique(numbers, return_index=True, return_inverse=True)
    counts, series = counts[first], series[first]
    order = np.lexsort((held, keys))
    index = ranked(keys[order], held[order].astype(np.int32), counts)
    for earlier, later, shared in sharing(index, longest):
        apart = (series[earlier] == 0) | (series[earlier] != series[later])
        a, b = earlier[apart], later[apart]
        fewer = np.minimum(counts[a], counts[b])
        yield columns(map(pa.array, (texts[a], texts[b], shared[apart].astype(np.int32), fewer)), "pairs")


def worth(found: Batches) -> Iterator[pa.RecordBatch]:
    """The pairs added up over all keys, those that share enough to be compared: all of a later text are here."""
    table = pa.Table.from_batches(list(found), SCHEMAS["pairs"])
    sides = [table[name].to_numpy() for name in SCHEMAS["pairs"].names]
    order = np.lexsort(sides[:2])
    first, second, shared, fewer = (one[order] for one in sides)
    begins = np.flatnonzero(firsts(first) | firsts(second))
    if not len(begins):
        return
    told = first[begins], second[begins], np.add.reduceat(shared, begins, dtype=np.int32), fewer[begins]
    enough = told[2] / told[3] >= link.LEAST_SHARE
    yield columns((pa.array(one[enough]) for one in told), "pairs")


class _Named(NamedTuple):
    """A text to align."""

    id: str
    text: str


def compared(found: Batches, *, strict: bool, spans: bool) -> Iterator[pa.RecordBatch]:
    """Those of the pairs that carry the same words; with `spans` also where these stand."""
    for batch in found:
        if not batch.num_rows:
            continue
        sides = [batch[name].to_numpy() for name in ("first", "second")]
        numbers, first, place = np.unique(np.concatenate(sides), return_index=True, return_inverse=True)
        a, b = np.split(place, 2)

        def of(name: str, first: Numbers = first, batch: pa.RecordBatch = batch) -> pa.Array:
            return pa.concat_arrays([batch["a_" + name], batch["b_" + name]]).take(pa.array(first))

        words = _coded(of("words").to_pylist())
        days = np.array([of(name).to_numpy(zero_copy_only=False) for name in ("starts", "ends")])
        judge = Judge(words.texts, np.full(len(numbers), -1), days, words.known(rarity, np.float64), strict)
        alike = judge.alike(a, b, batch["shared"].to_numpy() / batch["fewer"].to_numpy())
        ids = of("id")
        yield _aligned(alike, numbers, ids, of("text").to_pylist()) if spans else _told(alike, numbers, ids)


def _told(alike: Alikes, numbers: Numbers, ids: pa.Array) -> pa.RecordBatch:
    named = (ids.take(pa.array(side)) for side in (alike.a, alike.b))
    kinds = pa.array(KINDS).take(pa.array(alike.kinds))
    told = (pa.array(numbers[alike.a]), pa.array(numbers[alike.b]), *named, pa.array(alike.scores), kinds)
    return columns(told, "alike")


def _aligned(alike: Alikes, numbers: Numbers, ids: pa.Array, texts: list[str]) -> pa.RecordBatch:
    names = ids.to_pylist()
    at = {name: int(number) for name, number in zip(names, numbers, strict=True)}
    named = [_Named(name, text) for name, text in zip(names, texts, strict=True)]
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
