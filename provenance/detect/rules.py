"""The rule detector: tokens, sentences, candidates at each cue, the best reading of each that is likely enough.

Walk one sentence through it: `"It failed," said Ann Lee, who ran it.`

1. `tokens`: one letter each, a quoted run is one token: `KVAA,WvP.`
2. `candidates`: at the cue "said" (V), `postposed.inverted` reads a quotation, a verb, a speaker up to the mark
3. `precision`: of all "said" in the shape "inverted quote" the share that annotators agree with, the confidence
4. `quotes`: sentences behind it that are only quotation belong to it
5. `anaphora`: content that only points back ("His statements") gets its antecedent
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from provenance.detect.anaphora import resolved
from provenance.detect.candidate import Candidate
from provenance.detect.candidates import candidates
from provenance.detect.kinds import kind
from provenance.detect.precision import confidence
from provenance.detect.quotes import continuations, extended, has_quotation
from provenance.detect.sentences import sentences
from provenance.detect.sources import main_subject
from provenance.detect.terms import TERMS
from provenance.detect.tokens import Range, Tokens, tokens
from provenance.detect.verbs import PREDICATES
from provenance.lexicon import cues
from provenance.model import Article, Attribution, Spans

__all__ = ["cue_verbs", "detect"]

_LIKELY = 0.35
"""Readings that are right less often are left out: F1 on annotated news is flat between .3 and .4."""
_FLOATING = 0.65
"""Share of quotations without a cue of their own whose content annotators mark, too: 55 of 84 in 420 articles. Their
speaker agrees less often, in about a third."""
_BRIEF = 5
"""words: a shorter quotation on its own is a slogan or a title"""


@cache
def cue_verbs() -> frozenset[str]:
    """Every form of the verbs that were counted as cues."""
    return frozenset(word for word, _ in cues()) - PREDICATES


def _best(readings: list[Candidate]) -> tuple[float, Candidate]:
    return max(((confidence(one.word, one.shape), one) for one in readings), key=lambda pair: pair[0])


def _chosen(t: Tokens, sentence: Range) -> list[tuple[float, Candidate]]:
    """The best reading of each cue that is likely enough, one for each place where content starts."""
    at: dict[tuple[Range, ...], tuple[float, Candidate]] = {}
    for readings in candidates(t, *sentence):
        share, one = _best(readings)
        terms = TERMS.match(t.text, t.starts[one.content[0][0]])
        if share >= _LIKELY and not terms and share > at.get(one.content[:1], (0.0, one))[0]:
            at[one.content[:1]] = share, one
    return list(at.values())


def _spans(t: Tokens, ranges: tuple[Range, ...]) -> Spans:
    return tuple(t.span(start, end) for start, end in ranges)


def _attribution(t: Tokens, one: Candidate, share: float, *, floating: bool = False) -> Attribution:
    source = _spans(t, (one.source,)) if one.source else ()
    cue = _spans(t, (one.cue,)) if one.cue[0] < one.cue[1] else ()
    return Attribution(source, cue, _spans(t, one.content), kind(t, one.content), round(share, 2), floating=floating)


def _in_sentence(t: Tokens, sentence: Range, more: tuple[Range, ...]) -> Iterator[Attribution]:
    """Attributions of one sentence; `more` are the sentences behind it that are only quotation.

    Where no one in the sentence is quoted they float: its last source, or its subject, is taken to go on speaking.
    """
    chosen = _chosen(t, sentence)
    claimed = False
    for share, one in chosen:
        claimed |= has_quotation(t, one.content)
        whole = Candidate(one.word, one.shape, one.source, one.cue, extended(t, one.content, more))
        yield _attribution(t, whole, share)
    if more and not claimed and t.text[slice(*_outer(t, more))].count(" ") >= _BRIEF:
        source = chosen[-1][1].source if chosen else main_subject(t, *sentence)
        yield _attribution(t, Candidate("", "floating", source, (0, 0), more), _FLOATING, floating=True)


def _outer(t: Tokens, ranges: tuple[Range, ...]) -> tuple[int, int]:
    return t.starts[ranges[0][0]], t.ends[ranges[-1][1] - 1]


def detect(article: Article) -> list[Attribution]:
    """Who said what in `article.text`: source, cue and content spans, in the order of the text.

    Furniture (bylines, dates, photo credits) is left out but for the title, which may be "Name: …".
    """
    t = tokens(article.text, cue_verbs())
    apart = [one.span for one in article.furniture if one.kind != "title"]
    body = [one for one in sentences(t) if not any(t.span(*one).overlaps(span) for span in apart)]
    more = continuations(t, body)
    found = [one for at, sentence in enumerate(body) for one in _in_sentence(t, sentence, more.get(at, ()))]
    return resolved(sorted(found, key=lambda one: (one.content[0], one.cue)), article.text)
