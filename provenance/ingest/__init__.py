"""From what a person names (an address, a file, a folder, an archive) to articles.

`items` reads, which is cheap and lazy; `to_article` extracts, which is costly and pure; `read` and `read_all` do both.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.ingest.archive import Archive, appended
    from provenance.ingest.article import to_article
    from provenance.ingest.articles import follower, read, read_all, read_one
    from provenance.ingest.fetch import Fetch, Patience, fetcher
    from provenance.ingest.inputs import items, skipped, stands_alone
    from provenance.ingest.jsonl import record_of
    from provenance.ingest.record import Item, Record

__all__ = [
    "Archive",
    "Fetch",
    "Item",
    "Patience",
    "Record",
    "appended",
    "fetcher",
    "follower",
    "items",
    "read",
    "read_all",
    "read_one",
    "record_of",
    "skipped",
    "stands_alone",
    "to_article",
]

_WHERE = (
    {
        "Archive": "archive",
        "Fetch": "fetch",
        "Item": "record",
        "Patience": "fetch",
        "Record": "record",
        "appended": "archive",
        "fetcher": "fetch",
        "record_of": "jsonl",
        "to_article": "article",
    }
    | dict.fromkeys(("follower", "read", "read_all", "read_one"), "articles")
    | dict.fromkeys(("items", "skipped", "stands_alone"), "inputs")
)


def __getattr__(name: str) -> object:
    """A public name, from its module: a text that is taken as it is needs nothing of extraction, which loads slowly."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


# What these libraries have to say goes to whoever sets up logging, and to nobody's terminal otherwise.
for _library in ("trafilatura", "htmldate", "courlan", "justext", "readability", "warcio", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
