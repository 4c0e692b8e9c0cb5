"""From what a person names (an address, a file, a folder, an archive) to articles.

`items` reads, which is cheap and lazy; `to_article` extracts, which is costly and pure; `read` does both.
"""

from __future__ import annotations

import logging

from provenance.ingest.article import to_article
from provenance.ingest.fetch import Fetch, fetcher
from provenance.ingest.read import items, read, skipped, stands_alone
from provenance.ingest.record import Item, Record

__all__ = ["Fetch", "Item", "Record", "fetcher", "items", "read", "skipped", "stands_alone", "to_article"]

# What these libraries have to say goes to whoever sets up logging, and to nobody's terminal otherwise.
for _library in ("trafilatura", "htmldate", "courlan", "justext", "readability", "warcio", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
