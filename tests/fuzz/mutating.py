"""Inputs made from others by chance: a brief fuzzer without a guide, for every run of the tests."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

__all__ = ["mutants"]


def mutants(some: Sequence[bytes], words: Sequence[str], count: int, *, longest: int, seed: int = 1) -> Iterator[bytes]:
    """So many inputs, the same for the same seed: `some` with a few bytes changed, lost, doubled, or put together."""
    chance = random.Random(seed)
    pieces = [word.encode("utf-8") for word in words] or [b"\0"]
    for _ in range(count):
        data = bytearray(chance.choice(some))
        for _ in range(chance.randint(1, 8)):
            _changed(data, pieces, some, chance)
        yield bytes(data[:longest])


def _changed(data: bytearray, pieces: Sequence[bytes], some: Sequence[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
    way = chance.randrange(6)
    if way == 0 and at < len(data):
        data[at] = chance.randrange(256)
    elif way == 1:
        data[at:at] = chance.choice(pieces)
    elif way == 2:
        del data[at:end]
    elif way == 3:
        data[at:at] = data[at:end] * chance.choice((1, 2, 30))
    elif way == 4:
        data[at:end] = chance.choice((b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x9f\x92\xa9", b"\r", b"9" * 30))
    else:
        other = chance.choice(some)
        cut = chance.randint(0, len(other))
        data[at:] = other[cut:]
