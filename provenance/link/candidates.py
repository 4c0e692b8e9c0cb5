"""Which texts are worth comparing: those that share three words in a row, or two rare ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from provenance.lexicon import rarity
from provenance.model import Passage
from provenance.text import spoken, words

__all__ = [
    "HUBS",
    "LEAST_PAIR",
    "LEAST_SHARE",
    "LEAST_TRIPLE",
    "LONGEST",
    "keys",
    "keys_by_passage",
    "passage_keys",
    "query_keys",
    "word_number",
]

_LENGTH = 3
_MASK = (1 << 63) - 1
# Odd multipliers (xxHash's primes), so that the order of the words counts.
_MIX = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)

# What is said is compared with what is said, prose with prose: each has keys of its own, so that a quote does not meet
# the sentence that it stands in.
_SPOKEN = 0x27D4EB2F165667C5

# Three words that together tell less than this ("one of the") are no key: they make half of the pairs, hardly a match.
LEAST_TRIPLE = 8.0
# Two words that together tell this much ("carpet bomb") are one: a short quote may share no three with its copy.
LEAST_PAIR = 13.0

# What two texts share of the keys of the one that has fewer, where they are worth comparing: of real matches, quotes
# and sentences, one in five hundred shares less, of the pairs that no one would link most do.
LEAST_SHARE = 0.2

# Of a key that more texts than this hold, not all pairs of what is stored are looked at: later texts go with the few
# that come first and the few before them, which keeps what belongs together connected at linear cost; to drop such
# keys would tear it apart. Those of much carried quotes hang together through a few. Whoever links, one by one or all
# at once, must go by the same numbers, or it finds other matches.
LONGEST = 40
HUBS = 4


@lru_cache(maxsize=1 << 17)
def _word(word: str) -> tuple[int, float]:
    """A word's number and its rarity."""
    known = word.removesuffix("'s")
    return word_number(known), rarity(known)


def word_number(word: str) -> int:
    """A number from 0 to 2**64 - 1 for a word, the same on every machine."""
    hashed = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(hashed.digest(), "big")


@lru_cache(maxsize=1 << 14)  # a passage's keys are asked for twice: when it is stored, and soon after when it is linked
def keys(text: str) -> frozenset[int]:
    """Hashes of every three telling words in a row, and of every two rare ones: texts with the same words share some.

    Whole numbers from 0 to 2**63 - 1, the same on every machine. A text of one or two words has the whole of it for a
    key; one of common words only has every three of its own; a text without words has none. What an editor put in
    square brackets is no word of it.

    >>> len(keys("Not since then he said")), keys("Not since…") == keys("not SINCE"), keys("—")
    (3, True, frozenset())
    """
    found = [_word(word) for word in words(spoken(text))]
    if not found:
        return frozenset()
    found += [(0, 0.0)] * (_LENGTH - len(found))
    one, two, three = _MIX
    every = [
        ((a * one ^ b * two ^ c * three) & _MASK, p + q + r)
        for (a, p), (b, q), (c, r) in zip(found, found[1:], found[2:], strict=False)
    ]
    telling = frozenset(key for key, rarities in every if rarities >= LEAST_TRIPLE)
    rare = frozenset(
        (a * two ^ b * one) & _MASK for (a, p), (b, q) in pairwise(found) if p + q >= LEAST_PAIR and (p and q)
    )
    return (telling or frozenset(key for key, _ in every)) | rare


def passage_keys(passage: Passage) -> frozenset[int]:
    """The keys under which a passage is kept."""
    found = keys(passage.text)
    return found if passage.kind == "sentence" else frozenset(key ^ _SPOKEN for key in found)


def keys_by_passage(passages: Iterable[Passage]) -> dict[str, frozenset[int]]:
    """The keys under which each of these passages is kept, by its id."""
    return {passage.id: passage_keys(passage) for passage in passages}


def query_keys(text: str) -> frozenset[int]:
    """The keys of all passages, spoken or not, that may carry the words of `text`."""
    found = keys(text)
    return found | {key ^ _SPOKEN for key in found}
