"""The trained detectors: words, tags, links, groups, and how sure each group is.

Walk one sentence through it: `"It failed," said Ann Lee, who ran it.`

1. `words`: eleven words and marks, the first four of them between quotation marks
2. a tagger, the network or the linear one, tags them: content `"It failed,"`, cue `said`, source `Ann Lee, who ran it`
3. `linker`: that content belongs to that cue, and that cue has that source, each with a likelihood
4. `assemble`: one attribution of the three; `confidence`: how often annotators agree with one like it
5. `nested`: a speaker inside what an outlet reports, which annotators mark one level of
6. `transcripts`: paragraphs that name their speaker in front are read by rule, the taggers have hardly seen any
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from provenance.detect.anaphora import resolved
from provenance.detect.assemble import Group, cleaned, grouped, kind
from provenance.detect.confidence import confidence, signs
from provenance.detect.linker import Parts, links
from provenance.detect.nested import nested
from provenance.detect.tags import Tagged, Tagger, parts
from provenance.detect.terms import TERMS
from provenance.detect.transcripts import Turn, turns
from provenance.detect.words import Words, words
from provenance.model import Article, Attribution, AttributionKind, Span

__all__ = ["found", "groups"]

_LIKELY = {"accurate": 0.15, "fast": 0.05}
"""Findings that annotators agree with less often are left out: where F1 on annotated news was best."""
_TURN = 0.9
"""a turn of a transcript names its speaker and is nothing but what is said"""


def groups(words: Words, tagged: Tagged) -> list[Group]:
    """The attributions that the tags spell, as word ranges."""
    tagged_parts = cleaned(words, parts(tagged.tags))
    return grouped(words, tagged_parts, links(words, Parts.of(tagged_parts)))


def _attribution(words: Words, tagged: Tagged, one: Group, detector: str) -> Attribution:
    return Attribution(
        source=(words.span(*one.source),) if one.source else (),
        cue=(words.span(*one.cue),) if one.cue else (),
        content=tuple(words.span(*part) for part in one.contents),
        kind=kind(words, one.contents),
        confidence=round(confidence(detector, signs(words, tagged, one)), 2),
        floating=one.cue is None and one.source is not None,
    )


def _turn(one: Turn, text: str) -> Attribution:
    quoted: AttributionKind = "direct" if text[one.said.start] in "\"“'‘" else "indirect"
    return Attribution((one.speaker,), (one.mark,), (one.said,), quoted, _TURN)


def _outer(one: Attribution) -> Span:
    spans = (*one.source, *one.cue, *one.content)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _clear(found: list[Attribution], apart: list[Span]) -> list[Attribution]:
    """Those that share nothing with the spans, in time that does not grow with both: a transcript has many of each."""
    apart = sorted(apart)
    starts = [span.start for span in apart]
    reach = [0, *accumulate((span.end for span in apart), max)]  # how far those before each one reach
    return [one for one in found if reach[bisect_left(starts, (outer := _outer(one)).end)] <= outer.start]


def found(article: Article, tagger: Tagger, detector: str) -> list[Attribution]:
    """Who said what in `article.text`, in the order of the text, as the tagger sees it.

    Furniture (bylines, dates, photo credits) is left out but for the title, which may be "Name: …".
    """
    read = words(article.text)
    tagged = tagger(read)
    every = (_attribution(read, tagged, one, detector) for one in groups(read, tagged))
    attributions = [
        one
        for one in every
        if one.confidence >= _LIKELY[detector] and not TERMS.match(article.text, one.content[0].start)
    ]
    attributions += list(nested(attributions, article.text))
    spoken = turns(article.text)
    apart = [one.span for one in article.furniture if one.kind != "title"]
    apart += [Span(turn.speaker.start, turn.said.end) for turn in spoken]
    attributions = _clear(attributions, apart) + [_turn(one, article.text) for one in spoken]
    return resolved(sorted(attributions, key=lambda one: (one.content[0], one.cue)), article.text)
