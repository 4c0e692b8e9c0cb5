"""Which article a text is: by its address where it has one, else by its words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from provenance.model import digest

__all__ = ["article_id", "normal_url"]

# Parameters that say how a reader came to the page and never which page it is.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|cmp|smid|ocid|xtor|at_(?:medium|campaign)"
    r"|ns_(?:campaign|mchannel|source|linkname|fee))(?:=|$)",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


def normal_url(url: str) -> str:
    """`url` without fragment and tracking parameters, scheme and host in lower case; what cannot be parsed stays.

    >>> normal_url("HTTPS://News.Example.org:443/a?id=7&utm_source=x&fbclid=y#top")
    'https://news.example.org/a?id=7'
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:  # an unclosed IPv6 bracket
        return url
    if not parts.netloc:
        return url
    user, at, host = parts.netloc.rpartition("@")
    host = host.lower().removesuffix(_DEFAULT_PORT.get(parts.scheme, ""))
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    return urlunsplit((parts.scheme, user + at + host, parts.path or "/", query, "")).strip()


def article_id(url: str | None, text: str) -> str:
    """Identity of an article over its versions: of its address, else of its text.

    Sites answer alike with http and https, with and without "www." and the last slash: these tell no articles apart.
    """
    if not url:
        return digest("article", text)
    path, mark, query = re.sub(r"^https?://(?:www\.)?", "", normal_url(url)).partition("?")
    return digest("article", path.rstrip("/") + mark + query)
