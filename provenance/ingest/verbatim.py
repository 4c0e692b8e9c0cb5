"""A text whose offsets must hold: taken as it is, for the filter that copies it back out with what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provenance.ingest.dates import parse_moment
from provenance.ingest.given import outlet_at, outlet_called
from provenance.ingest.language import with_language
from provenance.model import Article

__all__ = ["article_from_row"]


def article_from_row(row: Mapping[str, Any]) -> Article:
    """The article of a JSON object with `id` and `text`.

    `title`, `url`, `publisher`, `published` and `language` are used if there, the last where the text does not tell.

    Nothing is read out of the text, removed from it or refused: every offset into `text` stays what it is.
    """
    title, url, publisher, published = (_text(row.get(key)) for key in ("title", "url", "publisher", "published"))
    return with_language(
        Article(
            id=row["id"],
            text=row["text"],
            title=title,
            url=url,
            outlet=outlet_called(publisher, url) if publisher else outlet_at(url),
            published=parse_moment(published, basis="given") if published else None,
            language=_text(row.get("language")),
            name=row["id"],
        )
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
