"""Trace where a quote came from, audit what an article's sourcing is worth, and show the evidence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.errors import ProvenanceError
    from provenance.investigation import Investigation
    from provenance.model import Article, Audit, Chain, Claim, Lineage, Skipped, Span

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Audit",
    "Chain",
    "Claim",
    "Investigation",
    "Lineage",
    "ProvenanceError",
    "Skipped",
    "Span",
    "__version__",
    "open",
]

_WHERE = {"Investigation": "investigation", "ProvenanceError": "errors"} | dict.fromkeys(
    ("Article", "Audit", "Chain", "Claim", "Lineage", "Skipped", "Span"), "model"
)


def open(  # noqa: A001 (as in `gzip.open`: it is always written with the package's name)
    where: str | Path = "provenance.db", *, create: bool = True, wait: float = 60, allow_private: bool = False
) -> Investigation:
    """Open the database of an investigation: a path (SQLite) or an SQLAlchemy URL; a missing one is made.

    `create` off: it has to be there. `wait`: seconds to wait for another program that is writing. `allow_private`:
    pages may come from this machine and its network, too, as from a server of your own. Raises `errors.StoreError`
    where it is not a database of ours, is of another release, or cannot be reached, read or written.
    """
    from contextlib import ExitStack

    from provenance.ingest import fetcher
    from provenance.investigation import Investigation
    from provenance.store import open_store

    with ExitStack() as opened:
        store = opened.enter_context(open_store(where, create=create, wait=wait))
        fetch = fetcher(allow_private=allow_private, stored=store.captures.last)
        opened.pop_all()
    return Investigation(store, fetch)


def __getattr__(name: str) -> object:
    """A public name, from its module, which is loaded then: the package itself is there at once."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
