"""Full-text search, and finding one article by whatever a person has at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from provenance.errors import InputError
from provenance.model import Article, Span, Spans
from provenance.store.addresses import BARE_NAME, OWN_URL, address
from provenance.store.dialects import dialect_of
from provenance.store.statements import statement, table
from provenance.text import fold

__all__ = ["Hit", "add_text", "article_at", "entry", "find", "hit", "query_of", "remove_text", "search"]

_VERSIONS = table("article_versions")
_ADDRESSES = table("article_addresses")
_PREFIX = re.compile(r"[0-9a-f]{6,31}")
_PHRASE = re.compile(r'["“„«]([^"“”„«»]*)["”»]|(\S+)')
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Characters that Unicode keeps out of texts for ever: they mark what was found.
_ON, _OFF = "\ufdd0", "\ufdd1"
_BEFORE, _AFTER = 80, 200
"""characters of a snippet around the first word found"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words searched for."""

    article: Article
    snippet: Span
    """the piece of the text to show: around the first word found, else its beginning (found in the title)"""
    found: Spans
    """the words found, in the whole text"""


def add_text(connection: Connection, number: int, title: str | None, text: str) -> None:
    """Enter a version for full-text search."""
    connection.execute(statement(dialect_of(connection).add_text), entry(connection, number, title, text))


def entry(connection: Connection, number: int, title: str | None, text: str) -> dict[str, int | str]:
    """A version as full-text search takes it."""
    heading, body = (fold(title or ""), fold(text)) if dialect_of(connection).folds else (title or "", text)
    return {"number": number, "title": heading, "text": body}


def remove_text(connection: Connection, number: int) -> None:
    """Take a version out of full-text search."""
    connection.execute(statement(dialect_of(connection).remove_text), {"number": number})


def query_of(words: str) -> str:
    """What both engines understand of what a person typed: every word, and "quoted words" in a row; no operators.

    >>> query_of('Tass "came during the forum" OR -x')
    '"Tass" "came during the forum" "OR" "x"'
    """
    phrases = (_WORD.findall(quoted or bare) for quoted, bare in _PHRASE.findall(words))
    return " ".join(f'"{" ".join(phrase)}"' for phrase in phrases if phrase)


def search(connection: Connection, words: str, limit: int) -> dict[int, str]:
    """Versions that hold `words`, best first: their numbers and their text with the words marked; see `hit`."""
    query = query_of(words)
    if not query:
        return {}
    dialect = dialect_of(connection)
    asked = {"query": fold(query) if dialect.folds else query, "on": _ON, "off": _OFF, "limit": limit}
    found = connection.execute(statement(dialect.search), asked)
    return dict(tuple(row) for row in found)


def hit(article: Article, marked: str) -> Hit:
    """The hit that a marked text tells of."""
    found: list[Span] = []
    length = 0
    for part in re.split(f"({_ON}[^{_OFF}]*{_OFF})", marked):
        inside = part.strip(_ON + _OFF)
        if part.startswith(_ON):
            found.append(Span(length, length + len(inside)))
        length += len(inside)
    if length != len(article.text):  # the text itself holds one of the marks
        found = []
    joined = tuple(_joined(article.text, found))
    return Hit(article, _snippet(article.text, joined), joined)


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Words found side by side as one span."""
    joined: list[Span] = []
    for span in spans:
        if joined and text[joined[-1].end : span.start].isspace():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _snippet(text: str, found: Spans) -> Span:
    first = found[0] if found else Span(0, 0)
    start = max(0, first.start - _BEFORE)
    end = min(len(text), first.end + _AFTER)
    while start > 0 and start < first.start and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > first.end and not text[end].isspace():
        end -= 1
    return Span(start, end)


def find(connection: Connection, where: str) -> Row[Any] | None:
    """The version row of an article by its id, version (or the beginning of one), URL, or file name.

    Raises InputError where a beginning or a bare file name fits several.
    """
    current = select(_VERSIONS).where(_VERSIONS.c.article == where, _VERSIONS.c.current)
    exact = select(_VERSIONS).where(_VERSIONS.c.version == where)
    row = connection.execute(current).first() or connection.execute(exact).first()
    if row is None and _PREFIX.fullmatch(where):
        # Digests are written in 0-9a-f, so that "g" comes after whatever may follow.
        longer = _VERSIONS.c.version.between(where, where + "g")
        row = _only(where, connection.execute(select(_VERSIONS).where(longer).limit(2)).all())
    return row or _by_address(connection, where)


def article_at(connection: Connection, url: str) -> str | None:
    """The id of the article whose own URL this is, in whatever spelling."""
    found = (
        select(_VERSIONS.c.article)
        .join(_ADDRESSES, _ADDRESSES.c.version == _VERSIONS.c.number)
        .where(_ADDRESSES.c.address == address(url), _ADDRESSES.c.rank == OWN_URL)
        .order_by(_VERSIONS.c.number)
    )
    return connection.execute(found.limit(1)).scalar()


def _by_address(connection: Connection, where: str) -> Row[Any] | None:
    found = connection.execute(
        select(_VERSIONS.c.article, _ADDRESSES.c.rank)
        .join(_ADDRESSES, _ADDRESSES.c.version == _VERSIONS.c.number)
        .where(_ADDRESSES.c.address == address(where))
        .order_by(_ADDRESSES.c.rank, _VERSIONS.c.number)
    ).all()
    if not found:
        return None
    best, rank = found[0]
    if rank == BARE_NAME:
        _only(where, sorted({article for article, _ in found}))
    query = select(_VERSIONS).where(_VERSIONS.c.article == best, _VERSIONS.c.current)
    return connection.execute(query).first()


def _only(where: str, found: Sequence[Any]) -> Any:
    if len(found) > 1:
        raise InputError(f"{where}: fits several stored articles; give more of it, or the URL")
    return found[0] if found else None
