"""Passages and pairs of texts as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from provenance.model import Answer, MatchKind, Passage, Span

__all__ = ["answer_row", "match_row", "passage_row", "spans_row"]

Row = dict[str, Any]


def spans_row(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as JSON has them: half-open code-point offsets."""
    return [[span.start, span.end] for span in spans]


def passage_row(passage: Passage, names: Mapping[str, str]) -> Row:
    """A piece of an article that can be matched; `names` turns version ids into addresses."""
    return {
        "id": passage.id,
        "article": names.get(passage.article, passage.article),
        "kind": passage.kind,
        "spans": spans_row(passage.spans),
        "text": passage.text,
        "speaker": passage.speaker,
    }


def match_row(a: str, b: str, score: float, kind: MatchKind) -> Row:
    """One matching pair."""
    return {"a": a, "b": b, "score": round(score, 2), "kind": _shown(kind)}


def answer_row(answer: Answer) -> Row:
    """One text that answers to another, as `match --against` and `--reworded` write it."""
    sure = None if answer.confidence is None else round(answer.confidence, 3)
    pair = {"a": answer.a, "b": answer.b, "score": round(answer.score, 2), "kind": _shown(answer.kind)}
    return {**pair, "confidence": sure, "a_spans": spans_row(answer.a_spans), "b_spans": spans_row(answer.b_spans)}


def _shown(kind: MatchKind) -> str:
    """A passage contained in a longer one is an edited one to the outside."""
    return "edited" if kind == "contained" else kind
