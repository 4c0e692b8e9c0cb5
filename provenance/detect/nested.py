"""Who said it inside what somebody reports: "The minister admitted that …, the Wire reported".

Annotators mark one level, and so do the taggers that learn from them. Where the outer source only passes on what
another said, the inner level is read by rule: then the way of a statement, from its speaker to the outlet, shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from provenance.detect import rules
from provenance.lexicon import aliases
from provenance.model import Article, Attribution, Span, Spans, length

__all__ = ["nested"]

_LONG = 60
"""characters of content that can hold a speaker, a cue and what is said"""
_SURE = 0.6
"""inner readings less likely than this are right less often than not where both levels were checked"""
_ARTICLE = re.compile(r"(?:the|a)\s+", re.IGNORECASE)


def _passes_on(one: Attribution, text: str) -> bool:
    """Whether the source stands behind what it is cited for ("…, she said") or is an outlet by name."""
    if not one.source or not one.cue or one.kind == "direct" or length(one.content) < _LONG:
        return False
    name = _ARTICLE.sub("", one.source[0].of(text).strip(" ,"), count=1)
    return one.source[0].start > one.content[0].end or name in aliases()


def _inside(one: Attribution, outer: Attribution) -> bool:
    """Whether the speaker and the cue stand in what the outer one passes on."""
    return all(any(part.covers(span) for part in outer.content) for span in (*one.source, *one.cue))


def nested(found: list[Attribution], text: str) -> Iterator[Attribution]:
    """Attributions inside the content of those that pass on what another said."""
    for one in found:
        if not _passes_on(one, text):
            continue
        start = one.content[0].start
        for read in rules.detect(Article(id="", text=text[start : one.content[-1].end])):
            inner = _moved(read, start)
            if inner.source and inner.cue and inner.confidence >= _SURE and _inside(inner, one):
                yield inner


def _moved(one: Attribution, by: int) -> Attribution:
    def moved(spans: Spans) -> Spans:
        return tuple(Span(span.start + by, span.end + by) for span in spans)

    return replace(
        one,
        source=moved(one.source),
        cue=moved(one.cue),
        content=moved(one.content),
        antecedent=moved(one.antecedent),
    )
