"""Passages that carry the same words: one new one against what is known, or a quote that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from provenance.link.score import Coded, Overlap, align, coded, comparison, least_weight, likeness, overlap
from provenance.model import Comparison, Match, Moment, Passage
from provenance.text import WordCodes

__all__ = ["days", "find", "link", "pairs"]

# Who asks for a stock phrase gets it, where it stands word for word or nearly.
_ASKED = 90.0
# What scores less than this is not even near.
_NEAR = 40.0
_NEAREST = 5


class Worded(Protocol):
    """What has words and a name: a passage, a text."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def text(self) -> str:
        """Its words."""


Hit = tuple[Passage, Comparison]


def link(
    passage: Passage,
    candidates: Iterable[Passage],
    *,
    series: Mapping[str, str] | None = None,
    published: Mapping[str, Moment] | None = None,
    codes: WordCodes | None = None,
) -> list[Match]:
    """The `candidates` that carry the words of `passage`, which is `a` of every match.

    Passages of one article do not match, nor do those of articles in one `series` (article version to a name: its
    outlet, its address); sentences are matched with sentences, what is said with what is said. `published` (article
    version to its time) makes words of the same week easier to match. Calls that share `codes` give each word its code
    only once.
    """
    names, times = series or {}, published or {}
    others = [other for other in candidates if _comparable(passage, other, names)]
    if not others:
        return []
    codes = WordCodes() if codes is None else codes
    ours = coded(passage.text, codes)
    found = []
    for other in others:
        apart = _days_apart(times.get(passage.article), times.get(other.article))
        seen = align(ours, coded(other.text, codes), days_apart=apart)
        if seen:
            found.append(_match(passage, other, seen))
    return found


def _comparable(passage: Passage, other: Passage, series: Mapping[str, str]) -> bool:
    if passage.article == other.article or (passage.kind == "sentence") != (other.kind == "sentence"):
        return False
    name = series.get(passage.article)
    return name is None or name != series.get(other.article)


def pairs(some: Iterable[tuple[Worded, Worded]]) -> Iterator[Match]:
    """The matches of texts or passages that are known to carry the same words, the first of each pair as `a`."""
    codes = WordCodes()
    for one, other in some:
        seen = likeness(coded(one.text, codes), coded(other.text, codes))
        if seen:
            yield _match(one, other, seen)


def _match(one: Worded, other: Worded, seen: Comparison) -> Match:
    return Match(one.id, other.id, seen.score, seen.kind, seen.a_span, seen.b_span)


def days(moment: Moment) -> tuple[float, float]:
    """The first and the last that a moment can mean, as days since 1970."""
    start, end = moment.interval()
    return start.timestamp() / 86_400, end.timestamp() / 86_400


def _days_apart(one: Moment | None, other: Moment | None) -> float | None:
    """Days between two moments at their nearest, None where either is not known."""
    if one is None or other is None:
        return None
    (start, end), (other_start, other_end) = one.interval(), other.interval()
    return max(0.0, (start - other_end).total_seconds(), (other_start - end).total_seconds()) / 86_400


def find(query: str, candidates: Iterable[Passage]) -> tuple[list[Hit], list[Hit]]:
    """The `candidates` that carry the words of `query`, and the five that come nearest to it without.

    In a hit `a_span` is in the query, `b_span` in the passage. A query that is found whole is a hit even if it is a
    stock phrase, which `compare` would leave out.
    """
    codes = WordCodes()
    asked = coded(query, codes)
    hits: list[tuple[Passage, Coded, Overlap]] = []
    near: list[tuple[Passage, Coded, Overlap]] = []
    for passage in candidates:
        other = coded(passage.text, codes)
        seen = overlap(asked, other, least=_NEAR)
        if seen is None:
            continue
        whole = seen.score >= _ASKED and len(asked.codes) <= len(other.codes)
        carries = whole or seen.weight >= least_weight(seen.score, None)
        (hits if carries else near).append((passage, other, seen))
    near.sort(key=lambda one: (-one[2].weight, -one[2].score, one[0].id))
    told, close = (
        [(passage, comparison(asked, other, seen)) for passage, other, seen in some] for some in (hits, near[:_NEAREST])
    )
    return told, close
