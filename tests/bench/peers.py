"""Finding the same quote elsewhere: ours beside MinHash (datasketch, rensa) and RapidFuzz on every pair, in one run.

The others are given every advantage: of several settings that one counts which scores best on the very pairs it is
scored on. MinHash is not installed with the tests: ``pip install datasketch rensa``.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from provenance.text import WordCodes, words
from tests.bench.commands import CLI, run, score

__all__ = ["peers", "shingles"]

Row = dict[str, str]
Pairs = Iterable[tuple[int, int]]
_PERMUTATIONS = 128
_AT_ONCE = 500


class Tried(NamedTuple):
    """One setting of one peer."""

    setting: str
    pairs: Pairs
    seconds: float


def peers(corpora: Path, work: Path) -> None:
    """The same quote in other articles: recall, precision, F1 and time of ours and of the field's tools."""
    quotes, gold = corpora / "data/linking/quotes-dev.jsonl", corpora / "data/linking/pairs-dev.jsonl"
    rows = [json.loads(line) for line in quotes.open(encoding="utf-8")]
    print(f"N {len(rows)} quotes; recall of same + reworded, precision inside the labelled pairs")
    found = work / "ours.jsonl"
    began = time.perf_counter()
    run(*CLI, "match", quotes, stdout=found)
    _tell(
        "provenance match", "as it is, start of the program included", time.perf_counter() - began, corpora, gold, found
    )
    for name, of in PEERS.items():
        if name in ("datasketch", "rensa") and find_spec(name) is None:
            print(f"{name}: not measured; pip install {name}")
            continue
        tried = [(_scored(one, rows, corpora, gold, work), one) for one in of(rows)]
        (_, best), one = max(tried, key=lambda pair: pair[0][0])
        _tell(name, f"{one.setting}, the best of {len(tried)} settings", one.seconds, corpora, gold, best)


def _scored(one: Tried, rows: list[Row], corpora: Path, gold: Path, work: Path) -> tuple[float, Path]:
    path = work / (re.sub(r"\W+", "-", one.setting) + f"-{id(one)}.jsonl")
    with path.open("w", encoding="utf-8") as file:
        for a, b in one.pairs:
            if rows[a]["group"] != rows[b]["group"]:
                file.write(json.dumps({"a": rows[a]["id"], "b": rows[b]["id"]}) + "\n")
    said = score(corpora, "score_match.py", gold, path)
    found = re.search(r"F1 ([\d.]+)", said)
    return (float(found[1]) if found else 0.0), path


def _tell(name: str, setting: str, seconds: float, corpora: Path, gold: Path, path: Path) -> None:
    print(f"\n{name} ({setting}): {seconds:.1f} s")
    print(score(corpora, "score_match.py", gold, path))


def shingles(text: str, length: int) -> list[str]:
    """Every so many words in a row, the whole of a shorter text."""
    found = words(text)
    return [" ".join(found[at : at + length]) for at in range(max(1, len(found) - length + 1))]


def _datasketch(rows: list[Row]) -> Iterator[Tried]:
    from datasketch import MinHash, MinHashLSH

    for length in (2, 3):
        began = time.perf_counter()
        hashes = []
        for row in rows:
            one = MinHash(num_perm=_PERMUTATIONS)
            one.update_batch([part.encode() for part in shingles(row["text"], length)])
            hashes.append(one)
        hashed = time.perf_counter() - began
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.7):
            index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
            yield _indexed(f"words {length}, threshold {threshold}", index, hashes, hashed)


def _rensa(rows: list[Row]) -> Iterator[Tried]:
    from rensa import RMinHash, RMinHashLSH

    for length in (2, 3):
        began = time.perf_counter()
        hashes = []
        for row in rows:
            one = RMinHash(num_perm=_PERMUTATIONS, seed=42)
            one.update(shingles(row["text"], length))
            hashes.append(one)
        hashed = time.perf_counter() - began
        for bands in (16, 32, 64):
            index = RMinHashLSH(threshold=0.3, num_perm=_PERMUTATIONS, num_bands=bands)
            yield _indexed(f"words {length}, bands {bands}", index, hashes, hashed)


def _indexed(setting: str, index: Any, hashes: list[Any], hashed: float) -> Tried:
    """The pairs that an index of hashes gives, each new one asked for before it is put in."""
    began = time.perf_counter()
    pairs = []
    for at, one in enumerate(hashes):
        pairs += [(other, at) for other in index.query(one)]
        index.insert(at, one)
    return Tried(setting, pairs, hashed + time.perf_counter() - began)


def _exhaustive(rows: list[Row]) -> Iterator[Tried]:
    codes = WordCodes()
    forms = {
        "words": [codes.of(words(row["text"])) for row in rows],
        "characters": [" ".join(words(row["text"])) for row in rows],
    }
    for form, texts in forms.items():
        for scorer in (fuzz.partial_ratio, fuzz.ratio) if form == "words" else (fuzz.partial_ratio,):
            began = time.perf_counter()
            scored = list(_every_pair(texts, scorer))
            seconds = time.perf_counter() - began
            for least in (75, 80, 85, 90, 95):
                pairs = [(a, b) for a, b, score in scored if score >= least]
                yield Tried(f"{scorer.__name__} over {form}, at least {least}", pairs, seconds)


def _every_pair(texts: list[str], scorer: Callable[..., float]) -> Iterator[tuple[int, int, int]]:
    for first in range(0, len(texts), _AT_ONCE):
        some = texts[first : first + _AT_ONCE]
        scores = process.cdist(some, texts, scorer=scorer, score_cutoff=75, workers=-1, dtype="uint8")
        for a, b in zip(*(one.tolist() for one in scores.nonzero()), strict=True):
            if first + a < b:
                yield first + a, b, int(scores[a, b])


PEERS: dict[str, Callable[[list[Row]], Iterator[Tried]]] = {
    "datasketch": _datasketch,
    "rensa": _rensa,
    "RapidFuzz on every pair": _exhaustive,
}
