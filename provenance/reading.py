"""What an article states, without a database: a detector's findings, resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from provenance import link
from provenance.detect import DEFAULT, DETECTORS, Detector
from provenance.errors import InputError
from provenance.model import Article, Claim, Passage, Reading
from provenance.resolve import resolve
from provenance.workers import Task

__all__ = ["Prepared", "confident", "detector_named", "name_of", "prepare", "read", "task"]

_SECONDS, _A_LETTER, _MOST_SECONDS = 8.0, 1e-4, 40.0
"""Of computing that an article may take: always, for each letter (four times what it needs), and at most."""
_LIGHT = 50_000  # letters: two or three seconds at most; news articles have a tenth


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that the store keeps of an article: made without a database, so that other processes can make it."""

    reading: Reading
    passages: tuple[Passage, ...]
    keys: dict[str, frozenset[int]]
    """those of each passage, by its id"""


def detector_named(name: str | None = None) -> Detector:
    """The detector of that name, or the default one; raises InputError that lists those there are."""
    name = name or DEFAULT
    try:
        return DETECTORS[name]
    except KeyError:
        raise InputError(f"{name}: no such detector; there are: {', '.join(sorted(DETECTORS))}") from None


def name_of(detector: Detector) -> str:
    """The name that what this detector reads is stored under: one of your own goes by that of its function."""
    own = getattr(detector, "__name__", type(detector).__name__)
    return next((name for name, known in DETECTORS.items() if known is detector), own)


def read(article: Article, detector: Detector) -> Reading:
    """What an article states: its claims with their sources, and the outlets it names.

    Detectors read English and say how sure they are of an English text: in another language each claim's confidence
    is lowered to what is left of it if the text should be English after all.
    """
    reading = resolve(article, detector(article))
    if article.language == "en" or article.language_confidence is None:
        return reading
    english = 1 - article.language_confidence
    doubted = (
        replace(one, attribution=replace(one.attribution, confidence=one.attribution.confidence * english))
        for one in reading.claims
    )
    return replace(reading, claims=tuple(doubted))


def confident(reading: Reading, least: float) -> Reading:
    """`reading` without the claims whose confidence is below `least`, 0 to 1; what a person found right stays."""
    return replace(reading, claims=tuple(one for one in reading.claims if one.review or _sure(one, least)))


def _sure(claim: Claim, least: float) -> bool:
    return claim.attribution.confidence >= least


def prepare(article: Article, detector: Detector) -> Prepared:
    """`read`, and the passages that are compared with those of other articles."""
    reading = read(article, detector)
    passages = link.passages(reading)
    return Prepared(reading, passages, link.keys_by_passage(passages))


def task(article: Article, detector: Detector) -> Task[Prepared]:
    """`prepare` as a task, within limits; the page that the article was made of stays behind."""
    seconds = min(_SECONDS + len(article.text) * _A_LETTER, _MOST_SECONDS)
    article = replace(article, page=None)
    return Task(partial(prepare, detector=detector), article, seconds, light=len(article.text) <= _LIGHT)
