"""Invented articles with their attributions, written as words and found by them."""

from __future__ import annotations

from provenance import lexicon
from provenance.model import Article, Attribution, Claim, OutletMention, Reading, Span, Spans
from provenance.resolve import resolve
from provenance.resolve.layout import Layout, lay_out

Parts = tuple[str, str, str]


def nearest(text: str, words: str, place: int) -> Spans:
    """Where the words stand nearest to a place; nothing for no words."""
    if not words:
        return ()
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    start = min(places, key=lambda at: abs(at - place))
    return (Span(start, start + len(words)),)


def attribution(text: str, parts: Parts, *, anaphoric: bool = False, floating: bool = False) -> Attribution:
    """An attribution by the words of its source, cue and content."""
    place = text.index(parts[2] or parts[0])
    source, cue, content = (nearest(text, part, place) for part in parts)
    return Attribution(source, cue, content, "indirect", 0.9, anaphoric=anaphoric, floating=floating)


def laid(text: str, *parts: Parts, own: str | None = None) -> Layout:
    """A layout of an article of the outlet `own` (a gazetteer id)."""
    outlet = lexicon.outlet_by_id(own) if own else None
    return lay_out(Article("sample", text, outlet=outlet), [attribution(text, one) for one in parts])


def read(text: str, *parts: Parts, own: str | None = None) -> Reading:
    """What the article states."""
    layout = laid(text, *parts, own=own)
    return resolve(layout.article, layout.attributions)


def claim(reading: Reading, content: str) -> Claim:
    """The claim whose content holds these words."""
    text = reading.article.text
    return next(one for one in reading.claims if any(content in s.of(text) for s in one.attribution.content))


def mention(reading: Reading, words: str) -> OutletMention:
    """The first mention of these words."""
    return next(one for one in reading.mentions if words in one.span.of(reading.article.text))
