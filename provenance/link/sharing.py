"""Which of many texts share keys: an inverted index in NumPy, made once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.link.candidates import HUBS, LEAST_PAIR, LEAST_TRIPLE

__all__ = ["Index", "Numbers", "firsts", "index_of", "keys_of", "ranked", "sharing"]

_TEXTS_AT_ONCE = 20_000
# Keys are put in order by so many of their first bits at a time: most have one text, and are let go of at once.
# Their texts are then put in order in as many parts.
_TOP_BITS = 4
_PAIRS_AT_ONCE = 1_000_000
_MIX = tuple(np.uint64(odd) for odd in (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(29)
_MANY = 65_535
"""texts before one in a list that are counted no further"""

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Index:
    """The texts of every key that more than one text holds, key after key, the earlier text first."""

    holders: Numbers
    """text numbers"""
    places: Numbers
    """for each text in turn, where in `holders` it stands behind another"""
    ranks: Numbers
    """how many texts stand before it in that list, `_MANY` for all that are more"""
    heads: Numbers
    """where in `holders` the lists begin that are longer than that"""
    starts: Numbers
    """for each text where in `places` its own begin, and where those of the last one end"""
    keys: Numbers
    """how many keys each text has, those that nobody shares among them"""


def index_of(texts: Sequence[str], rarities: Numbers) -> Index:
    """The index of texts with a character for each word; `rarities` are those of the words, by the character's number.

    The keys are those of `candidates.keys`: three telling words in a row, two rare ones.
    """
    bits = np.uint64(max(1, len(texts).bit_length()))
    numbers = np.arange(len(rarities), dtype=np.uint64)
    number = (np.uint64(1) << bits) - np.uint64(1)
    dealt = [_Growing(np.uint64) for _ in range(1 << _TOP_BITS)]
    for first in range(0, len(texts), _TEXTS_AT_ONCE):
        packed = _packed(*keys_of(texts[first : first + _TEXTS_AT_ONCE], rarities, numbers), first, bits)
        tops = packed >> np.uint64(64 - _TOP_BITS)
        for top, part in enumerate(dealt):
            part.extend(packed[tops == top])
    counts = np.zeros(len(texts), np.int64)
    lists = _Lists()
    while dealt:
        packed = dealt.pop(0).numbers()
        packed.sort()
        packed = packed[firsts(packed)]
        held = (packed & number).astype(np.int32)
        counts += np.bincount(held, minlength=len(texts))
        lists.extend(packed >> bits, held)
    return _index(lists, counts)


def _packed(keys: Numbers, owners: Numbers, first: int, bits: np.uint64) -> Numbers:
    """Keys in the upper bits, in the lower ones the numbers of their texts, which count from `first`."""
    packed: Numbers = (keys >> bits << bits) | (owners + first).astype(np.uint64)
    return packed


def ranked(keys: Numbers, held: Numbers, counts: Numbers) -> Index:
    """The index of `keys` in order, each beside a text that has it, the earlier text first.

    `counts`: how many keys each text has.
    """
    lists = _Lists()
    lists.extend(keys, held)
    return _index(lists, counts)


class _Growing:
    """Numbers one behind the other: an array of NumPy does not grow, and many small ones leave holes in memory."""

    def __init__(self, kind: Any) -> None:
        self._kind, self._bytes = kind, bytearray()

    def extend(self, some: Numbers) -> None:
        self._bytes += some.astype(self._kind).data.cast("B")

    def numbers(self) -> Numbers:
        return np.frombuffer(self._bytes, self._kind)


class _Lists:
    """Texts that hold a key, key after key, and how many stand before each in its list, `_MANY` for all that are more.

    Only keys that more than one text holds.
    """

    def __init__(self) -> None:
        self.holders, self.ranks = _Growing(np.int32), _Growing(np.uint16)

    def extend(self, keys: Numbers, held: Numbers) -> None:
        begins = np.flatnonzero(firsts(keys))
        sizes = np.diff(np.append(begins, len(keys)))
        shared = np.repeat(sizes > 1, sizes)
        ranks = np.arange(len(keys)) - np.repeat(begins, sizes)
        self.holders.extend(held[shared])
        self.ranks.extend(np.minimum(ranks[shared], _MANY))


def _index(lists: _Lists, counts: Numbers) -> Index:
    # Of a million texts these are tens of millions of numbers, and here memory is at its highest: each is held once,
    # as narrow as it may be, and put in order a part at a time.
    held, ranks = lists.holders.numbers(), lists.ranks.numbers()
    behind = ranks > 0
    starts = np.concatenate([[0], np.cumsum(np.bincount(held[behind], minlength=len(counts)))])
    places = np.zeros(starts[-1], np.int32 if len(held) < 1 << 31 else np.int64)
    step = len(counts) // (1 << _TOP_BITS) + 1
    for first in range(0, len(counts), step):
        after = min(first + step, len(counts))
        some = np.flatnonzero(behind & (held >= first) & (held < after))
        places[starts[first] : starts[after]] = some[np.argsort(held[some], kind="stable")]
    return Index(held, places, ranks[places], _heads(ranks), starts, counts)


def _heads(ranks: Numbers) -> Numbers:
    """Where the lists begin that have places which are counted no further."""
    far = np.flatnonzero(ranks == _MANY)
    if not len(far):
        return far
    begins = np.flatnonzero(ranks == 0)
    return np.unique(begins[np.searchsorted(begins, far) - 1])


def keys_of(texts: Sequence[str], rarities: Numbers, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Keys of texts with a character for each word, and the place of the text that has each; the same key may come
    twice. `rarities` and `numbers` are those of the words, by the character's number: keys are equal where these are.
    """
    padded = [text + "\0" * (3 - len(text)) if len(text) < 3 else text for text in texts]
    filled = np.fromiter(map(bool, texts), bool, len(texts))
    words = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), np.uint32)
    owner = np.repeat(np.arange(len(texts)), np.fromiter(map(len, padded), np.int64, len(texts)))
    told, codes = rarities[words], numbers[words]
    triples = (codes[:-2] * _MIX[0]) ^ (codes[1:-1] * _MIX[1]) ^ (codes[2:] * _MIX[2])
    whole = (owner[:-2] == owner[2:]) & filled[owner[:-2]]
    telling = whole & (told[:-2] + told[1:-1] + told[2:] >= LEAST_TRIPLE)
    lacking = np.ones(len(texts), bool)
    lacking[owner[:-2][telling]] = False
    used = np.flatnonzero(telling | (whole & lacking[owner[:-2]]))
    pairs = (codes[:-1] * _MIX[1]) ^ (codes[1:] * _MIX[0])
    rare = (owner[:-1] == owner[1:]) & (told[:-1] + told[1:] >= LEAST_PAIR) & (words[:-1] > 0) & (words[1:] > 0)
    keys = np.concatenate([triples[used], pairs[rare]])
    owners = np.concatenate([owner[:-2][used], owner[:-1][rare]])
    keys ^= keys >> _HALF
    keys *= _SPREAD
    return keys, owners


def firsts(some: Numbers) -> Numbers:
    """Which of sorted values differ from the one before."""
    return np.append(np.ones(min(1, len(some)), bool), some[1:] != some[:-1])


def sharing(index: Index, longest: int) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Pairs of texts that share keys, batch after batch: the earlier text, the later one, how many keys they share.

    Each pair comes once, in the order of the later text, then of the earlier one. A key of more texts than `longest`,
    which is at most 65,534, gives all pairs of the first so many; later texts go with the four first and the four
    before them.
    """
    of_text = np.cumsum(np.fromiter(_pairs_by_text(index, longest), np.int64, len(index.keys)))
    marks = np.arange(0, of_text[-1] + _PAIRS_AT_ONCE if len(of_text) else 0, _PAIRS_AT_ONCE)
    for first, after in pairwise(np.searchsorted(of_text, marks, side="right").tolist()):
        if first < after:
            yield _pairs(index, first, after, longest)


def _pairs_by_text(index: Index, longest: int) -> Iterator[int]:
    """How many pairs the keys of each text give it with earlier ones."""
    for first in range(0, len(index.keys), _TEXTS_AT_ONCE):
        starts = index.starts[first : first + _TEXTS_AT_ONCE + 1]
        counts = _counts(index.ranks[starts[0] : starts[-1]], longest)
        yield from np.diff(np.concatenate([[0], np.cumsum(counts)])[starts - starts[0]]).tolist()


def _counts(ranks: Numbers, longest: int) -> Numbers:
    counts: Numbers = np.where(ranks <= longest, ranks.astype(np.int64), 2 * HUBS)
    return counts


def _pairs(index: Index, first: int, after: int, longest: int) -> tuple[Numbers, Numbers, Numbers]:
    """The pairs of the texts from `first` to the one before `after` with those before each."""
    starts = index.starts[first : after + 1]
    span = slice(starts[0], starts[-1])
    places, ranks = index.places[span].astype(np.int64), index.ranks[span]
    counts = _counts(ranks, longest)
    heads = places - ranks
    far = ranks == _MANY
    heads[far] = index.heads[np.searchsorted(index.heads, places[far], side="right") - 1]
    ends = np.cumsum(counts)
    step = np.arange(ends[-1]) - np.repeat(ends - counts, counts)
    at = np.repeat(heads, counts) + step
    recent = np.repeat(ranks > longest, counts) & (step >= HUBS)
    at[recent] = (np.repeat(places, counts) + step - 2 * HUBS)[recent]
    width = len(index.keys)
    both = np.repeat(np.repeat(np.arange(first, after) * width, np.diff(starts)), counts) + index.holders[at]
    both.sort()
    begins = np.flatnonzero(firsts(both))
    shared = np.diff(np.append(begins, len(both)))
    both = both[begins]
    return both % width, both // width, shared
