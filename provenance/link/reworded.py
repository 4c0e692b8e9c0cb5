"""Texts that say the same in other words: a guess, from the rare words and the letters that two texts share."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from provenance.lexicon import rarity
from provenance.link.meaning import Embed, Meanings, embedded
from provenance.link.postings import Postings, postings
from provenance.link.terms import BUCKETS, bare, grams, shared_spans, stem_of, surfaces
from provenance.model import Spans

__all__ = ["Index", "Rewording", "index", "rewordings_of"]

Values = NDArray[np.float64]

# Rarity of a word that counts as shared: "of" and "said" carry nothing.
_LEAST_TELLING = 3.0
# Texts looked at beyond those asked for, since some share letters only: there is nothing to show for these.
_SPARE = 10
# Log-odds that a finding is right: what it starts from, what the log of the score and that of the shared words' rarity
# add. `python -m provenance.train.rewordings` fits them on posts whose checked claim is known, each asked for once with
# that claim there and once with it taken out.
_ODDS = (-17.0, 2.22, 3.14)
_ODDS_WITH_MEANING = (-26.9, 6.06, 1.71)
# What means the same counts so many points beside the hundred of words and letters: the best of 30, 60, 90 in training.
_OF_MEANING = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Texts made ready to be asked; `stems` numbers the stems of their words."""

    texts: tuple[str, ...]
    titles: tuple[str, ...]
    stems: dict[str, int]
    rarities: Values
    """of each stem, that of its commonest form"""
    words: Postings
    letters: Postings
    meanings: tuple[Meanings, ...] = ()
    """of the texts and of their titles, where these are compared"""
    embed: Embed | None = None


@dataclass(frozen=True, slots=True)
class Rewording:
    """A text that may say the same as the one asked for."""

    at: int
    """its position among the texts of the index"""
    score: float
    """0 to 100: how much of what the words asked for tell is found in it"""
    telling: float
    """the rarities of the telling words that they share, in all"""
    confidence: float
    """the share of such findings that were right where it was measured"""
    a_spans: Spans
    """those words, in the text asked for"""
    b_spans: Spans
    """the same in the text found (those of its title left out)"""


def index(texts: Iterable[tuple[str, str]], *, embed: Embed | None = None) -> Index:
    """The index of some texts, each with its title ("" where it has none); with `embed` for what they mean, too.

    A hundred thousand sentences take 5 s, a gigabyte while it is made, and a tenth of that once it is.
    """
    pairs = tuple(texts)
    written = [surfaces(bare(f"{text} {title}")) for text, title in pairs]
    stems: dict[str, int] = {}
    numbers = {
        word: stems.setdefault(stem_of(word), len(stems)) for word in dict.fromkeys(chain.from_iterable(written))
    }
    rarities = np.full(len(stems), np.inf)
    for word, number in numbers.items():
        rarities[number] = min(rarities[number], rarity(word.removesuffix("'s")))
    terms = np.fromiter((numbers[word] for words in written for word in words), np.int64)
    of = np.repeat(np.arange(len(pairs)), [len(words) for words in written])
    fours, of_fours = grams(written)
    return Index(
        texts=tuple(text for text, _ in pairs),
        titles=tuple(title for _, title in pairs),
        stems=stems,
        rarities=rarities,
        words=postings(terms, of, texts=len(pairs), kinds=len(stems)),
        letters=postings(fours, of_fours, texts=len(pairs), kinds=BUCKETS),
        meanings=tuple(_meanings(column, embed) for column in zip(*pairs, strict=True)) if embed else (),
        embed=embed,
    )


def _meanings(texts: tuple[str, ...], embed: Embed) -> Meanings:
    return embedded(texts, [" ".join(surfaces(bare(one))) for one in texts], embed)


def _surprise(held: Values, texts: int) -> Values:
    """What it tells that a text holds a term which so many of all hold."""
    return np.maximum(0.0, np.log((texts - held + 0.5) / (held + 0.5)))


def rewordings_of(query: str, known: Index, *, top: int = 5) -> list[Rewording]:
    """The `top` texts of an index that are likeliest to say what `query` says, the likeliest first.

    The order of the words does not count, and how likely each is stands beside it. Texts that share no telling word are
    left out; where two do equally well, the one that came first in the index comes first.

    >>> claims = ["A swan was elected mayor of Wyre.", "Ferries to Skerry Island burn whale oil."]
    >>> found = rewordings_of("The island's ferry runs on oil made of whales!", index((claim, "") for claim in claims))
    >>> [(one.at, [span.of(claims[one.at]) for span in one.b_spans]) for one in found][0]
    (1, ['Ferries', 'Island', 'whale oil'])
    """
    asked = _asked(query, known)
    scores = asked.scores(known)
    found: list[Rewording] = []
    for at in _best(scores, top + _SPARE):
        shown, telling = _shared(asked, known, at)
        if not shown or len(found) == top:
            continue
        found.append(
            Rewording(
                at=at,
                score=float(scores[at]),
                telling=telling,
                confidence=confidence(float(scores[at]), telling, with_meaning=known.embed is not None),
                a_spans=shared_spans(query, shown),
                b_spans=shared_spans(known.texts[at], shown),
            )
        )
    return found


def confidence(score: float, telling: float, *, with_meaning: bool = False) -> float:
    """The share right among findings with such a score that share words of this rarity in all."""
    start, of_score, of_rarity = _ODDS_WITH_MEANING if with_meaning else _ODDS
    odds = start + of_score * math.log1p(score) + of_rarity * math.log1p(telling)
    return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A text made ready to be looked for."""

    stems: frozenset[str]
    words: NDArray[np.int64]
    word_weights: Values
    letters: NDArray[np.int64]
    letter_weights: Values
    all_words: float
    """what its words would weigh if all were found"""
    meaning: Meanings | None

    def scores(self, known: Index) -> Values:
        """0 to 100 for each text of the index: half by the words, half by the letters."""
        words = known.words.scores(self.words, self.word_weights) / (self.all_words or 1.0)
        letters = known.letters.scores(self.letters, self.letter_weights) / (self.letter_weights.sum() or 1.0)
        found = np.minimum(1.0, (words + letters) / 2) * 100
        if self.meaning is not None:
            alike = np.maximum.reduce([each @ self.meaning for each in known.meanings])
            found = (found + _OF_MEANING * np.maximum(0.0, alike)) / (100 + _OF_MEANING) * 100
        return np.round(found, 4)  # texts of equal words get equal scores


def _asked(query: str, known: Index) -> _Asked:
    written = surfaces(bare(query))
    rarities = {stem_of(word): rarity(word.removesuffix("'s")) for word in reversed(written)}
    texts = len(known.texts)
    words = np.array([known.stems[one] for one in rarities if one in known.stems], np.int64)
    weights = (_surprise(known.words.held(words), texts) + known.rarities[words]) ** 2
    unseen = [(math.log(2 * texts + 1) + rare) ** 2 for one, rare in rarities.items() if one not in known.stems]
    letters = np.unique(grams([written])[0]).astype(np.int64)
    held = known.letters.held(letters)
    return _Asked(
        stems=frozenset(rarities),
        words=words,
        word_weights=weights,
        letters=letters,
        letter_weights=np.log1p((texts - held + 0.5) / (held + 0.5)) ** 2,
        all_words=float(weights.sum()) + sum(unseen),
        meaning=known.embed([bare(query)])[0] if known.embed and known.texts else None,
    )


def _best(scores: Values, top: int) -> list[int]:
    """Positions of the `top` highest above nothing, the earlier first where equal."""
    top = min(top, len(scores))
    if top < 1:
        return []
    floor = np.partition(scores, -top)[-top]
    among = np.flatnonzero((scores >= floor) & (scores > 0))
    best: list[int] = among[np.lexsort((among, -scores[among]))][:top].tolist()
    return best


def _shared(asked: _Asked, known: Index, at: int) -> tuple[frozenset[str], float]:
    """Stems of the telling words that a text shares with the one asked for, and their rarity in all."""
    rarities = {one: float(known.rarities[known.stems[one]]) for one in asked.stems & _stems(known, at)}
    shown = frozenset(one for one, rare in rarities.items() if rare >= _LEAST_TELLING)
    return shown, math.fsum(rarities[one] for one in shown)


def _stems(known: Index, at: int) -> frozenset[str]:
    return frozenset(map(stem_of, surfaces(bare(f"{known.texts[at]} {known.titles[at]}"))))
