"""What Spark's workers do with keys and pairs, put together by hand: no Spark is needed, only its columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import link
from provenance.link import Text

if find_spec("pyarrow") is None or find_spec("pydantic") is None:
    pytest.skip("columns need pyarrow: pip install 'news-provenance[spark]'", allow_module_level=True)

import pyarrow as pa

from provenance.errors import InputError
from provenance.spark import linking, reading
from provenance.spark.columns import SCHEMAS
from provenance.spark.parcels import dealt, opened, part_of

PARTS = 5
STEM = "the harbour board had known since march that the northern ramp was failing and said nothing to passengers"
SAID = [
    STEM,
    STEM.replace("said nothing", "told nobody"),
    "she said that the harbour board had known since march that the northern ramp was failing",
    "mechanics asked twice for spare bearings and for an engineer who knew the older pumps",
    "mechanics asked twice for spare bearings and for an engineer who knew the older pumps by heart",
    "nothing else in this paper has anything to do with ferries at all",
]


def texts(where: str, size: int, step: int) -> list[Any]:
    """All texts of a file that is read in pieces of `step` bytes."""
    pieces = [{"file": 0, "where": where, "start": start, "end": start + step} for start in range(0, size, step)]
    return list(reading.texts([pa.RecordBatch.from_pylist(pieces)]))


def parted(*parcels: Any) -> list[Any]:
    """Parcels as Spark hands them on: part by part, texts before pairs."""
    table = pa.concat_tables([pa.Table.from_batches(some, SCHEMAS["parcels"]) for some in parcels])
    ordered: list[Any] = table.sort_by([("part", "ascending"), ("of", "descending")]).to_batches(max_chunksize=3)
    return ordered


def found_in(batches: Iterable[Any], longest: int) -> list[dict[str, Any]]:
    """The pairs of some texts, through all of the steps."""
    known = pa.Table.from_batches(batches, SCHEMAS["texts"])
    grouped = known.append_column("group", pa.array(np.zeros(len(known), np.int64))).to_batches(max_chunksize=4)
    shared = linking.pairs(parted(linking.keyed(grouped, PARTS)), longest, PARTS)
    pairs = list(linking.worth(parted(shared), PARTS))
    own = known.select(["number", "id", "words"]).append_column("text", pa.array([""] * len(known)))
    own = own.append_column("starts", known["starts"]).append_column("ends", known["ends"])
    sides = list(linking.sides(own.to_batches(max_chunksize=4), PARTS))
    lent = linking.lent(parted(sides, pairs), PARTS)
    alike = linking.compared(parted(sides, list(lent)), strict=True, spans=False)
    return [row for batch in alike for row in batch.to_pylist()]


@pytest.fixture
def corpus(tmp_path) -> tuple[str, list[Text]]:
    """Sixty texts that many share words in, a line each."""
    rows = [Text(f"t{at}", f"{SAID[at % len(SAID)]} {'quite so ' * (at % 4)}".strip()) for at in range(60)]
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in rows), encoding="utf-8")
    return str(path), rows


@pytest.mark.parametrize("longest", [4, 250])
def test_parts_together_find_what_one_process_finds(corpus, longest):
    where, rows = corpus
    pile = link.Pile()
    for one in rows:
        pile.add(one.text)
    local = [(rows[one.a].id, rows[one.b].id, one.score, one.kind) for one in pile.alike(longest=longest)]
    found = found_in(texts(where, 1 << 20, 1 << 20), longest)
    assert len(local) > 100
    assert sorted((row["a"], row["b"], row["score"], row["kind"]) for row in found) == sorted(local)


@pytest.mark.parametrize("step", [1, 7, 100, 5_000])
def test_a_file_in_pieces_has_the_same_texts_as_the_whole(corpus, step):
    where, rows = corpus
    size = Path(where).stat().st_size
    some = pa.Table.from_batches(texts(where, size, step), SCHEMAS["texts"])
    assert some.equals(pa.Table.from_batches(texts(where, size, size), SCHEMAS["texts"]))
    assert some["id"].to_pylist() == [one.id for one in rows]


def test_a_line_that_is_none_is_named_by_its_number_in_the_file(tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n\n{"id": "b", "text": 5}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"texts\.jsonl, line 3: no object"):
        texts(str(path), path.stat().st_size, 30)


@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.text())), st.integers(1, 9))
def test_rows_come_out_of_their_parcels_in_their_part_and_order(some, parts):
    numbers = np.array([number for number, _ in some], np.int64)
    batch = pa.RecordBatch.from_pylist([{"number": number, "words": words} for number, words in some], SCHEMAS["sides"])
    home = part_of(numbers, parts)
    back = {
        part: [(row["number"], row["words"]) for _, one in parcels for row in one.to_pylist()]
        for part, parcels in opened(dealt(batch, home, "sides"))
    }
    assert back == {
        part: [one for one, at in zip(some, home.tolist(), strict=True) if at == part] for part in set(home.tolist())
    }


def test_a_key_that_all_texts_hold_makes_no_more_pairs_than_its_hubs_do():
    many = 5_000
    batch = pa.RecordBatch.from_pydict(
        {
            "number": list(range(many)),
            "words": ["unsafe hulls inspectors"] * many,
            "said": [True] * many,
            "group": pa.array([0] * many, pa.int64()),
        }
    )
    shared = linking.pairs(parted(linking.keyed([batch], 1)), 40, PARTS)
    pairs = sum(one.num_rows for _, parcels in opened(parted(shared)) for _, one in parcels)
    assert many < pairs < many * 10
