"""What an article can be asked for by: one form for the many spellings of an address."""

from __future__ import annotations

import os.path
import re
from pathlib import PurePath
from urllib.parse import urlsplit

from provenance.model import Article, digest

__all__ = ["BARE_NAME", "OWN_URL", "address", "addresses"]

OWN_URL = 0
"""rank of an article's own URL"""
BARE_NAME = 4
"""rank of a file's name without its folder: the only one that several articles may well share"""

# Parameters that say how a reader came to the page and never which page it is.
_TRACKING = re.compile(r"(?:utm_\w+|\w*clid|gbraid|wbraid|igshid|mc_[ce]id)(?:=|$)", re.IGNORECASE)
_LONGEST = 500  # PostgreSQL's indexes take no entry of more than 2.7 kB


def address(where: str) -> str:
    """A URL without scheme, "www.", fragment, tracking and closing slash; a file's path in its shortest form.

    >>> address("http://www.Example.org/a/?utm_source=x#top") == address("https://example.org/a")
    True
    >>> address("./pages//a.html")
    'pages/a.html'
    """
    found = _url(where) if "://" in where else os.path.normpath(where) if where else ""
    return found if len(found) <= _LONGEST else digest("address", found)


def _url(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # an unclosed IPv6 bracket
        return url
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443").removeprefix("www.")
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    return host + parts.path.rstrip("/") + ("?" + query if query else "")


def addresses(article: Article) -> dict[str, int]:
    """Every address of an article with the best of its ranks; see the table `article_addresses`."""
    ranked = [article.url, article.fetched_url, article.canonical_url, article.name]
    if article.name and "://" not in article.name:
        ranked.append(PurePath(article.name).name)
    found: dict[str, int] = {}
    for rank, where in enumerate(ranked):
        if where:
            found.setdefault(address(where), rank)
    return found
