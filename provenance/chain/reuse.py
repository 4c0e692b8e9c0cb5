"""How much of one article's words stand in another, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import LCSseq

from provenance.lexicon import rarity
from provenance.model import Match, Passage, Reading, Span
from provenance.text import WordCodes, quoted_runs, words

__all__ = ["Body", "Piece", "Reuse", "Sentence", "bodies", "reuses"]

# A sentence with a quoted run of so many words is speech: two reporters in one room both carry it.
_SPEECH_WORDS = 5
# What one break in the copied words costs, in nats: to say where it is and of what kind.
_BREAK = 6.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article; `speech` where it carries a quotation."""

    span: Span
    speech: bool


@dataclass(frozen=True, eq=False)
class Piece:
    """A passage in the sentence where it begins; its words are coded when they are asked for, which few are."""

    sentence: str
    """passage id of the sentence"""
    text: str
    book: WordCodes

    @cached_property
    def _words(self) -> list[str]:
        return [word.removesuffix("'s") for word in words(self.text)]

    @cached_property
    def codes(self) -> str:
        """Its words, a character each, in codes that all pieces share."""
        return self.book.of(self._words)

    @cached_property
    def worth(self) -> tuple[float, ...]:
        """The rarity of each word."""
        return tuple(map(rarity, self._words))


@dataclass(frozen=True, slots=True)
class Body:
    """An article's sentences and pieces (those, and what is said in them) by passage id, in the order of the text."""

    reading: Reading
    sentences: dict[str, Sentence]
    pieces: dict[str, Piece]


@dataclass(slots=True)
class Reuse:
    """What a child shares with a parent: for each shared sentence of the child the best one of the parent."""

    taken: dict[str, tuple[float, str]] = field(default_factory=dict)
    """child's sentence -> nats that the parent's sentence saves in telling it, the parent's sentence"""

    @property
    def saved(self) -> float:
        """Nats saved by all of it."""
        return sum(nats for nats, _ in self.taken.values())


def bodies(readings: Sequence[Reading], passages: Iterable[Passage]) -> dict[str, Body]:
    """The sentences and pieces of every article, by its version; the codes are shared by all."""
    codes = WordCodes()
    ours: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        ours[passage.article].append(passage)
    return {reading.article.version: _body(reading, ours[reading.article.version], codes) for reading in readings}


def _body(reading: Reading, passages: Iterable[Passage], codes: WordCodes) -> Body:
    speech = _speech(reading.article.text)
    inside = sorted(passages, key=lambda passage: passage.spans)
    whole = [passage for passage in inside if passage.kind == "sentence"]
    starts = [passage.spans[0].start for passage in whole]
    begins = [run.start for run in speech]
    body = Body(reading, {}, {})
    for passage in whole:
        span = passage.spans[0]
        last = bisect_left(begins, span.end) - 1  # runs do not overlap: no earlier one reaches further
        body.sentences[passage.id] = Sentence(span, last >= 0 and speech[last].end > span.start)
    for passage in inside:
        at = bisect_right(starts, passage.spans[0].start) - 1
        if at >= 0 and whole[at].spans[0].overlaps(passage.spans[0]):
            body.pieces[passage.id] = Piece(whole[at].id, passage.text, codes)
    return body


def _speech(text: str) -> list[Span]:
    return [run for run in quoted_runs(text) if _is_speech(run.of(text))]


def _is_speech(said: str) -> bool:
    # What stands between blanks and ends in a letter holds a word or more: of most that settles it.
    return sum(part[-1].isalnum() for part in said.split()) >= _SPEECH_WORDS or len(words(said)) >= _SPEECH_WORDS


def reuses(known: Mapping[str, Body], matches: Iterable[Match]) -> dict[tuple[str, str], Reuse]:
    """What each article (first) shares with each other (second), both ways round.

    Words said count apart from their sentences only between articles that share no sentence.
    """
    home = {passage: version for version, body in known.items() for passage in body.pieces}
    inside = [match for match in matches if match.a in home and match.b in home and home[match.a] != home[match.b]]
    found: defaultdict[tuple[str, str], Reuse] = defaultdict(Reuse)
    spoken: defaultdict[tuple[str, str], Reuse] = defaultdict(Reuse)
    for match in inside:
        a, b = home[match.a], home[match.b]
        one, other = known[a].pieces[match.a], known[b].pieces[match.b]
        saved = _saved(one, other)
        into = found if one.sentence == match.a else spoken
        _take(into[a, b], one, other, saved)
        _take(into[b, a], other, one, saved)
    return {**spoken, **found}


def _take(reuse: Reuse, mine: Piece, theirs: Piece, saved: float) -> None:
    if saved > reuse.taken.get(mine.sentence, (0.0, ""))[0]:
        reuse.taken[mine.sentence] = saved, theirs.sentence


def _saved(child: Piece, parent: Piece) -> float:
    """Nats saved in telling one piece by pointing into the other: what the shared words tell, less the breaks."""
    runs = LCSseq.editops(child.codes, parent.codes).as_matching_blocks()[:-1]
    told = sum(sum(child.worth[run.a : run.a + run.size]) for run in runs)
    return told - _BREAK * max(0, len(runs) - 1)
