"""Texts asked of others: which of these carry the same words, and which may say the same in other words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from provenance.link.candidates import keys
from provenance.link.meaning import Embed
from provenance.link.reworded import Rewording, index, rewordings_of
from provenance.link.score import Coded, align, coded
from provenance.model import Answer, Comparison, Passage, Span, Spans
from provenance.text import WordCodes

__all__ = ["Known", "against", "near", "rewordings"]

# Texts that share most keys with the one asked for: more of them are compared than are shown, for what shares the most
# keys need not align the best.
_COMPARED = 50
# Rewordings of one text within a file that are looked at; a text with more of them is a stock phrase of that file.
_LOOKED_AT = 20
# Within one file most texts have no rewording: of pairs less likely than this too many are wrong.
_RIGHT = 0.8
# A passage less likely than this to say the same is not shown as near.
_NEAR = 0.5
# Speeches of hundreds of words share many by chance: below this score lie only such.
_LEAST_SCORE = 15.0


class Known(NamedTuple):
    """A text to look in: `title` is a second field of it, texts of one `group` are not matched with each other."""

    id: str
    text: str
    title: str = ""
    group: str | None = None


class _Shelf:
    """The texts looked in, by their keys."""

    def __init__(self, others: Sequence[Known]) -> None:
        self.others = others
        self.codes = WordCodes()
        self.ready: dict[int, Coded] = {}
        self.holders: defaultdict[int, list[int]] = defaultdict(list)
        for at, one in enumerate(others):
            for key in keys(one.text):
                self.holders[key].append(at)

    def alike(self, one: Known) -> dict[int, Answer]:
        """The answers among the texts that share most keys with `one`, by position."""
        shared = Counter(at for key in keys(one.text) for at in self.holders.get(key, ()))
        ours = coded(one.text, self.codes)
        found = {}
        for at, _ in shared.most_common(_COMPARED):
            other = self.others[at]
            if at not in self.ready:
                self.ready[at] = coded(other.text, self.codes)
            seen = align(ours, self.ready[at])
            if seen and _apart(one, other):
                found[at] = Answer(one.id, other.id, seen.score, seen.kind, None, (seen.a_span,), (seen.b_span,))
        return found


def _apart(one: Known, other: Known) -> bool:
    return one.group is None or one.group != other.group


def against(
    texts: Iterable[Known],
    others: Iterable[Known],
    *,
    top: int = 5,
    other_words: bool = False,
    least: float = 0.0,
    embed: Embed | None = None,
) -> Iterator[Answer]:
    """For each of `texts` the best `top` of `others`, the best first.

    Those that carry the same words come first. With `other_words`, texts that may say the same in other words follow,
    as far as they are right with a confidence of `least`; they are guesses. With `embed` these are chosen by what the
    texts mean, too.
    """
    shelf = _Shelf(list(others))
    known = index(((one.text, one.title) for one in shelf.others), embed=embed) if other_words else None
    for one in texts:
        same = shelf.alike(one)
        if known is None:
            yield from sorted(same.values(), key=lambda answer: -answer.score)[:top]
            continue
        same = {at: answer for at, answer in same.items() if answer.kind != "reworded"}
        yield from sorted(same.values(), key=lambda answer: -answer.score)[:top]
        for guess in rewordings_of(one.text, known, top=top):
            other = shelf.others[guess.at]
            if len(same) < top and guess.at not in same and guess.confidence >= least and _apart(one, other):
                same[guess.at] = _guessed(one, other, guess)
                yield same[guess.at]


def _guessed(one: Known, other: Known, guess: Rewording) -> Answer:
    return Answer(one.id, other.id, guess.score, "reworded", guess.confidence, guess.a_spans, guess.b_spans)


def rewordings(texts: Iterable[Known], *, least: float = _RIGHT, embed: Embed | None = None) -> Iterator[Answer]:
    """Pairs of `texts` that may say the same in other words, right with a confidence of `least` or more.

    Each must answer so to the other, which leaves out a long text that holds a short one's few words here and there:
    score and confidence are the lower of the two. Texts that carry the same words are not among the pairs.
    They come in the order of the later text.
    """
    some = list(texts)
    known = index(((one.text, one.title) for one in some), embed=embed)
    codes = WordCodes()
    found: dict[tuple[int, int], Rewording] = {}
    for at, one in enumerate(some):
        for guess in rewordings_of(one.text, known, top=_LOOKED_AT):
            other = some[guess.at]
            weak = guess.confidence < least or guess.score < _LEAST_SCORE
            if weak or guess.at == at or not _apart(one, other):
                continue
            if at < guess.at:
                found[at, guess.at] = guess
            elif (guess.at, at) in found:
                yield from _mutual(other, one, found[guess.at, at], guess, codes)


def _mutual(one: Known, other: Known, there: Rewording, back: Rewording, codes: WordCodes) -> Iterator[Answer]:
    """The answer that two texts give each other, unless they carry the same words."""
    seen = align(coded(one.text, codes), coded(other.text, codes))
    if seen is None:
        score, sure = min(there.score, back.score), min(there.confidence, back.confidence)
        yield _guessed(one, other, replace(there, score=score, confidence=sure))


def near(query: str, passages: Iterable[Passage]) -> list[tuple[Passage, Comparison]]:
    """The passages that may say the same as `query` in other words, five at most, the likeliest first.

    In each `a_span` runs over what is shared in the query, `b_span` in the passage.
    """
    some = list(passages)
    found = rewordings_of(query, index((one.text, "") for one in some))
    return [
        (some[one.at], Comparison(one.score, "reworded", _over(one.a_spans), _over(one.b_spans), one.telling))
        for one in found
        if one.confidence >= _NEAR
    ]


def _over(spans: Spans) -> Span:
    return Span(spans[0].start, spans[-1].end)
