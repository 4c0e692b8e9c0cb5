"""What things are called in reports for other programs: identifiers that are the same in every format.

`.example` is a name that nobody can own (RFC 2606): these addresses name things and lead nowhere.
"""

from __future__ import annotations

import re

from provenance.model import Article, Outlet, digest

__all__ = ["ID", "NT", "REPORT", "SCHEMA", "article_id", "iri", "local", "mention_id", "outlet_id", "version_id"]

NT = "https://news-provenance.example/ns#"
"""our own terms, for what no other vocabulary has"""
ID = "https://news-provenance.example/id/"
"""things: articles, versions, outlets, people, statements"""
REPORT = "https://news-provenance.example/report/"
"""one report and what belongs to it alone"""
SCHEMA = "https://schema.org/"

# What RFC 3987 lets stand in no IRI.
_NOT_IN_IRI = re.compile('[\\x00-\\x20<>"{}|\\\\^`\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff]')


def local(kind: str, *fields: str) -> str:
    """The last part of an identifier: letters, digits and hyphens, the same for the same fields."""
    return f"{kind}-{digest(*fields)}"


def article_id(article: Article) -> str:
    """An article over its versions."""
    return local("article", article.id)


def version_id(version: str) -> str:
    """One text of an article."""
    return f"version-{version}"


def outlet_id(outlet: Outlet | str) -> str:
    """An outlet of the gazetteer, or one of which only the name is known."""
    return local("outlet", outlet) if isinstance(outlet, str) else local("outlet", outlet.name)


def mention_id(passage: str) -> str:
    """One occurrence of traced words."""
    return local("quotation", passage)


def iri(url: str | None) -> str | None:
    """`url` as an IRI that a program may follow, None where it is no http or https address.

    >>> iri("https://paper.example/a b"), iri("javascript:alert(1)")
    ('https://paper.example/a%20b', None)
    """
    if url is None or not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return None
    return _NOT_IN_IRI.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode(errors="replace")), url
    )
