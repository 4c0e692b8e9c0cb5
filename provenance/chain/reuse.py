"""How much of one article's words stand in another, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from provenance.lexicon import rarity
from provenance.model import Match, Passage, Reading, Span
from provenance.text import WordCodes, quoted_runs, words

__all__ = ["Body", "Reuse", "Sentence", "bodies", "reuses"]

# A sentence with a quoted run of so many words is speech: two reporters in one room both carry it.
_SPEECH_WORDS = 5
# What one break in the copied words costs, in nats: to say where it is and of what kind.
_BREAK = 6.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article, its words coded; `speech` where it carries a quotation."""

    span: Span
    codes: str
    worth: tuple[float, ...]
    """rarity of each word"""
    speech: bool


@dataclass(frozen=True, slots=True)
class Body:
    """An article's sentences by passage id."""

    reading: Reading
    sentences: dict[str, Sentence]


@dataclass(slots=True)
class Reuse:
    """What `child` shares with `parent`: for each shared sentence of the child the best one of the parent."""

    taken: dict[str, tuple[float, str]] = field(default_factory=dict)
    """child's sentence -> nats that the parent's sentence saves in telling it, the parent's sentence"""


def bodies(readings: Sequence[Reading], passages: Iterable[Passage]) -> dict[str, Body]:
    """The sentences of every article, by its version; the codes are shared by all."""
    codes = WordCodes()
    found = {reading.article.version: Body(reading, {}) for reading in readings}
    speech = {version: _speech(body.reading.article.text) for version, body in found.items()}
    for passage in passages:
        if passage.kind == "sentence" and passage.article in found:
            said = [word.removesuffix("'s") for word in words(passage.text)]
            span = passage.spans[0]
            found[passage.article].sentences[passage.id] = Sentence(
                span,
                codes.of(said),
                tuple(map(rarity, said)),
                any(run.overlaps(span) for run in speech[passage.article]),
            )
    return found


def _speech(text: str) -> list[Span]:
    return [run for run in quoted_runs(text) if len(words(run.of(text))) >= _SPEECH_WORDS]


def reuses(known: Mapping[str, Body], matches: Iterable[Match]) -> dict[tuple[str, str], Reuse]:
    """What each article (first) shares with each other (second), both ways round."""
    home = {passage: version for version, body in known.items() for passage in body.sentences}
    found: defaultdict[tuple[str, str], Reuse] = defaultdict(Reuse)
    for match in matches:
        a, b = home.get(match.a), home.get(match.b)
        if a is None or b is None or a == b:
            continue
        saved = _saved(known[a].sentences[match.a], known[b].sentences[match.b])
        for child, parent, ours, theirs in ((a, b, match.a, match.b), (b, a, match.b, match.a)):
            taken = found[child, parent].taken
            if saved > taken.get(ours, (0.0, ""))[0]:
                taken[ours] = saved, theirs
    return dict(found)


def _saved(child: Sentence, parent: Sentence) -> float:
    """Nats saved in telling one sentence by pointing into the other: what its shared words tell, less the breaks."""
    runs = LCSseq.editops(child.codes, parent.codes).as_matching_blocks()[:-1]
    told = sum(sum(child.worth[run.a : run.a + run.size]) for run in runs)
    return told - _BREAK * max(0, len(runs) - 1)
