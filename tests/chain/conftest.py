"""An invented story, told by several outlets, for tests of who took from whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from provenance.link import link, passages
from provenance.model import Article, Match, Moment, Outlet, OutletMention, Passage, Reading, Role, Span

__all__ = ["Corpus"]

PROSE = (
    "Inspectors were called to the shipyard in Norvik after a deckhand found seawater in the engine room.",
    "The ferry Halcyon has carried tourists between the outer islands since it was bought from a Greek owner.",
    "A regional inquiry will examine whether maintenance records were falsified during the winter overhaul.",
    "Passengers holding summer tickets will travel by bus through the mountain tunnel until further notice.",
    "Insurers estimate that repairing the hull could cost eleven million crowns and take until October.",
    "Two unions have demanded that the operator suspend its chief engineer while the inquiry lasts.",
)
QUOTE = "“We knew about the cracked hull for eleven weeks and told nobody at the harbour office,” Anna Berg said."


@dataclass
class Corpus:
    """Articles as they are added, then what links them."""

    readings: list[Reading] = field(default_factory=list)

    def add(
        self,
        name: str,
        *sentences: str,
        at: str | None = None,
        outlet: Outlet | None = None,
        named: Sequence[tuple[str, Outlet | None, Role]] = (),
        **fields: object,
    ) -> str:
        """An article of `name`.example, published `at` (a date, or a time in UTC); gives its version."""
        text = "\n\n".join(sentences)
        moment = None
        if at:
            when = datetime.fromisoformat(at).replace(tzinfo=UTC)
            moment = Moment(when, "second" if "T" in at else "day", "given", zoned="T" in at)
        article = Article(
            id=name,
            text=text,
            url=f"https://{name}.example/ferry",
            outlet=outlet or Outlet(name, name.title()),
            published=moment,
            **fields,  # type: ignore[arg-type]
        )
        mentions = tuple(
            OutletMention(Span(start, start + len(words)), role, who, who.name if who else words, 0.9)
            for words, who, role in named
            for start in [text.index(words)]
        )
        self.readings.append(Reading(article, (), mentions))
        return article.version

    @property
    def passages(self) -> list[Passage]:
        return [passage for reading in self.readings for passage in passages(reading)]

    @property
    def matches(self) -> list[Match]:
        known: list[Passage] = []
        found: list[Match] = []
        for passage in self.passages:
            found += link(passage, known)
            known.append(passage)
        return found

    def name(self, version: str) -> str:
        """What an article version was added as."""
        return next(reading.article.id for reading in self.readings if reading.article.version == version)


@pytest.fixture
def corpus() -> Corpus:
    """An empty corpus: `add` articles to it."""
    return Corpus()


@pytest.fixture
def prose() -> tuple[str, ...]:
    """Six sentences of a reporter's own."""
    return PROSE


@pytest.fixture
def quote() -> str:
    """A sentence of speech, which two reporters may have heard."""
    return QUOTE
