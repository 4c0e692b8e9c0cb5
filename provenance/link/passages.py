"""The pieces of an article that are worth linking: quotes, contents of claims, sentences of the body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from provenance.model import Claim, Passage, PassageKind, Reading, Span, Spans, digest
from provenance.text import quoted_runs, sentences, trim, words

__all__ = ["passages"]

# Fewer words than these are a name or a scare quote, and carry too little to be traced.
_FEWEST = {"quote": 3, "content": 5, "sentence": 5}

# Sentences that outlets set under every story; they say nothing about where this one came from. Sought in case-folded
# words, which is several times faster than letting the pattern ignore case.
_BOILERPLATE = re.compile(
    r"""\b(?: sign\ up\ (?:for|to|here|now) | subscribe\ (?:to|now|today|here)
      | (?:our|the|free|daily|weekly)\ newsletters?
      | follow\ (?:us|me|\w+)\ on\ (?:social|twitter|facebook|instagram|x\b|telegram|google|linkedin|whatsapp)
      | (?:like|join|find|visit)\ us\ on | all\ rights\ reserved | terms\ (?:of|and)\ (?:use|service|conditions)
      | privacy\ policy | cookies?\ policy | may\ not\ be\ (?:published|reproduced|rewritten|redistributed)
      | this\ is\ a\ (?:developing|breaking)\ (?:news\ )?story | (?:developing|breaking)\ story\ and\ will\ be\ updated
      | (?:click|tap|read|see)\ (?:here|more)\ (?:to|for|on|about|at|from) | download\ (?:our|the)\ (?:free\ )?app
      | support\ (?:our|independent)\ journalism | advertisement\b | contributed\ (?:to\ )?(?:this|reporting)
      | (?:got|have)\ a\ (?:news\ )?tip\b
      | get\ the\ (?:latest|day's|day’s|top)\ (?:news|headlines|stories|top\ stories) )""",
    re.VERBOSE,
)
# Longer than this, a sentence with such words in it is more likely prose about newsletters.
_LONGEST_BOILERPLATE = 40


def passages(reading: Reading) -> tuple[Passage, ...]:
    """Everything in one article that may be found again elsewhere, in the order of the text.

    Quotes: quoted runs of at least three words, those of one claim together. Contents: what a claim attributes without
    quoting it. Sentences: each of the body, so that copied paragraphs show. Titles, bylines, captions and other
    furniture, and what outlets set under every story, are left out.
    """
    text = reading.article.text
    furniture = sorted(one.span for one in reading.article.furniture)
    runs = [run for run in quoted_runs(text) if not _touches(run, furniture)]
    found = [*_spoken(reading, runs), *_sentences(text, furniture)]
    unique = {(kind, spans): (claim, kind, spans) for claim, kind, spans in reversed(found)}
    version = reading.article.version
    made = (_passage(text, version, *one) for one in unique.values())
    return tuple(sorted(made, key=lambda passage: (passage.spans, passage.kind)))


def _spoken(reading: Reading, runs: list[Span]) -> Iterator[tuple[Claim | None, PassageKind, Spans]]:
    """Quotes and contents of the claims, then the quoted runs that no claim holds."""
    text = reading.article.text
    starts = [run.start for run in runs]
    free = set(runs)
    for claim in reading.claims:
        content = claim.attribution.content
        quoted = tuple(run for part in content for run in _inside(part, runs, starts))
        free.difference_update(quoted)
        if quoted and _worth(text, "quote", quoted):
            yield claim, "quote", tuple(_bare(text, run) for run in quoted)
        if claim.attribution.kind != "direct" and not claim.attribution.anaphoric and _worth(text, "content", content):
            yield claim, "content", content
    for run in sorted(free):
        if _worth(text, "quote", (run,)):
            yield None, "quote", (_bare(text, run),)


def _inside(part: Span, runs: list[Span], starts: list[int]) -> Iterator[Span]:
    """Quoted runs that begin in `part` (a content span may leave out the marks)."""
    at = bisect_left(starts, part.start - 1)
    while at < len(runs) and starts[at] < part.end:
        yield runs[at]
        at += 1


def _sentences(text: str, furniture: list[Span]) -> Iterator[tuple[None, PassageKind, Spans]]:
    for sentence in sentences(text):
        if not _touches(sentence, furniture) and _worth(text, "sentence", (sentence,)):
            yield None, "sentence", (sentence,)


def _worth(text: str, kind: PassageKind, spans: Spans) -> bool:
    said = " ".join(span.of(text) for span in spans)
    count = len(words(said))
    return count >= _FEWEST[kind] and not (count <= _LONGEST_BOILERPLATE and _BOILERPLATE.search(said.casefold()))


def _bare(text: str, run: Span) -> Span:
    """A quoted run without its marks."""
    start, end = run.start, run.end
    while start < end and not text[start].isalnum() and text[start] not in "$€£#@([":
        start += 1
    while end > start and text[end - 1] in "\"“”„«»'’‘`":
        end -= 1
    return trim(text, Span(start, end))


def _touches(span: Span, furniture: list[Span]) -> bool:
    """Whether `span` shares characters with one of the sorted `furniture`, which do not overlap."""
    after = bisect_left(furniture, Span(span.end, span.end))
    return any(one.overlaps(span) for one in furniture[max(0, after - 1) : after])


def _passage(text: str, version: str, claim: Claim | None, kind: PassageKind, spans: Spans) -> Passage:
    where = ",".join(f"{span.start}-{span.end}" for span in spans)
    return Passage(
        id=digest("passage", version, kind, where),
        article=version,
        kind=kind,
        spans=spans,
        text=" … ".join(span.of(text) for span in spans),
        speaker=claim.source.referent if claim else None,
        claim=claim.id if claim else None,
    )
