"""Invented articles with what they state."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from provenance.model import (
    Article,
    Attribution,
    Claim,
    Outlet,
    OutletMention,
    Passage,
    Reading,
    Source,
    Span,
    digest,
)
from provenance.store import Store
from provenance.store.tables import metadata

GAZETTE = Outlet(
    "harbour-gazette", "Harbour Gazette", "NO", "newspaper", "none-known", (), ("harbour.example",), ("en",)
)
WIRE = Outlet("meridian-wire", "Meridian Wire", "CH", "news-agency", "public-service", ("Meridian",))
STORY = (
    "According to Meridian Wire, the ferry had left late. "
    "“The bridge was never inspected,” said Ada Lind, the harbour master. The storm passed at noon."
)

Piece = tuple[Reading, list[Passage], dict[str, frozenset[int]]]


def piece(identity: str = "ferry", /, text: str = STORY, keys: tuple[int, ...] = (7, 8), **changes: Any) -> Piece:
    """An article, what it states, and its passages with their keys: the first has `keys`, the second none."""
    fields: dict[str, Any] = {
        "title": "Ferry ran aground",
        "url": f"https://harbour.example/{identity}",
        "outlet": GAZETTE,
    }
    article = Article(id=identity, text=text, **(fields | changes))
    wire, said, words = _at(text, "Meridian Wire"), _at(text, "said"), _at(text, "“The bridge was never inspected,”")
    mention = OutletMention(wire, "cited", WIRE, "Meridian Wire", 0.9)
    claim = Claim(
        digest("claim", article.version),
        Attribution((_at(text, "Ada Lind"),), (said,), (words,), "direct", 0.95),
        Source("named-person", "Ada Lind"),
        ((mention,),),
    )
    passages = [
        Passage(
            digest(article.version, "quote"), article.version, "quote", (words,), words.of(text), "Ada Lind", claim.id
        ),
        Passage(digest(article.version, "last"), article.version, "sentence", (_at(text, "The storm"),), "The storm"),
    ]
    return Reading(article, (claim,), (mention,)), passages, {passages[0].id: frozenset(keys)}


def _at(text: str, words: str) -> Span:
    start = max(0, text.find(words))
    return Span(start, start + len(words))


def rows(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    with store._reading() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in metadata.tables.items()
        }
