"""What tests of several stages share: the invented outlets, and a way to draft an article with its claims."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from provenance.model import (
    Article,
    Attribution,
    AttributionKind,
    Author,
    Claim,
    Furniture,
    FurnitureKind,
    Moment,
    Outlet,
    OutletMention,
    Reading,
    Role,
    Source,
    Span,
    Spans,
)
from tests.databases import postgresql_made, server, sqlite_template, where
from tests.report.browser import chromium, installed

__all__ = ["Draft", "postgresql_made", "server", "sqlite_template", "where"]

# How long an example takes is no matter of right and wrong, and says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# The invented outlets of the example story are part of every test's gazetteer, which is loaded once a process.
os.environ["PROVENANCE_OUTLETS"] = str(Path(__file__).resolve().parents[1] / "examples" / "outlets.csv")


class Draft:
    """One invented article: add claims and mentions, then take its `reading`."""

    def __init__(self, text: str, url: str | None = None, **fields: object) -> None:
        article_id = str(fields.pop("id", url or "draft"))
        self.article = Article(id=article_id, text=text, url=url, **fields)  # type: ignore[arg-type]
        self.claims: list[Claim] = []
        self.mentions: list[OutletMention] = []

    def span(self, words: str, nth: int = 0) -> Span:
        """Where the words stand, the first time or the nth after it."""
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(words, start + 1)
        return Span(start, start + len(words))

    def near(self, words: str, place: int) -> Spans:
        """Where the words stand nearest to a place, as a part of an attribution: nothing for no words."""
        if not words:
            return ()
        places = [at for at in range(len(self.article.text)) if self.article.text.startswith(words, at)]
        start = min(places, key=lambda at: abs(at - place))
        return (Span(start, start + len(words)),)

    def furniture(self, kind: FurnitureKind, words: str) -> Furniture:
        """A line that is not body."""
        return Furniture(kind, self.span(words))

    def mention(self, words: str, outlet: Outlet | None, role: Role = "cited", nth: int = 0) -> OutletMention:
        """An outlet named; kept for the reading and given back for a way."""
        made = OutletMention(self.span(words, nth), role, outlet, outlet.name if outlet else words, 0.9)
        self.mentions.append(made)
        return made

    def says(
        self,
        parts: tuple[str, str, str],
        source: Source,
        *ways: tuple[OutletMention, ...],
        kind: AttributionKind = "indirect",
        anaphoric: bool = False,
    ) -> Claim:
        """A claim by the words of its source, cue and content."""
        place = self.span(next(part for part in reversed(parts) if part)).start
        who, cue, content = (self.near(part, place) for part in parts)
        attribution = Attribution(who, cue, content, kind, 0.9, anaphoric=anaphoric)
        made = Claim(f"claim-{len(self.claims)}", attribution, source, ways)
        self.claims.append(made)
        return made

    @property
    def reading(self) -> Reading:
        """What the article states, as drafted so far."""
        return Reading(self.article, tuple(self.claims), tuple(self.mentions))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """An open Chromium, for one module at a time: while it is open no other event loop can run.

    In CI its absence fails the tests that need it, on a laptop they are skipped.
    """
    if installed() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium is installed: apt-get install chromium")
    with chromium() as made:
        yield made


@pytest.fixture
def draft() -> type[Draft]:
    """Begins an article: `draft("Text.", url, title=…)`."""
    return Draft


@pytest.fixture
def wire() -> Outlet:
    """An invented news agency that no state owns."""
    return Outlet("norpress", "NorPress", "NO", "news-agency", "none-known", domains=("norpress.example",))


@pytest.fixture
def state_wire() -> Outlet:
    """An invented news agency that a state controls."""
    return Outlet("vesta", "Vesta", "VS", "news-agency", "state-controlled", ("Vesta news agency",))


@pytest.fixture
def paper() -> Outlet:
    """An invented newspaper."""
    return Outlet("ledger", "The Ledger", "NO", "newspaper", "none-known", domains=("ledger.example",))


@pytest.fixture
def noon() -> Moment:
    """A time with a zone."""
    return Moment(datetime.fromisoformat("2024-03-01T12:00:00+01:00"), "second", "given")


@pytest.fixture
def author() -> Author:
    """A name for a byline."""
    return Author("Ida Holm")
