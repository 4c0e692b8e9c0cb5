"""The stages in order: read this file first.

ingest -> detect -> resolve -> (store) -> link -> chain -> audit -> report. No stage imports another: here is where the
value that one returns is handed to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from provenance import chain, ingest, link
from provenance.audit import audit as audit_reading
from provenance.detect import DETECTORS, Detector
from provenance.errors import InputError, ProvenanceError
from provenance.model import Article, Audit, Chain, Lineage, Reading, Skipped
from provenance.resolve import resolve
from provenance.store import Store

__all__ = ["Kept", "add", "audit", "detector_named", "lineages", "link_new", "read", "relink", "trace"]

Read = Callable[[str], Iterable[Article | Skipped]]

LINK_BATCH = 2_000  # passages verified and committed together: some megabytes, and little work lost when stopped


@dataclass(frozen=True, slots=True)
class Kept:
    """An article, and what storing it did."""

    article: Article
    status: Literal["added", "unchanged", "revised"]


def detector_named(name: str) -> Detector:
    """The detector of that name; raises InputError that lists those there are."""
    try:
        return DETECTORS[name]
    except KeyError:
        raise InputError(f"{name}: no such detector; there are: {', '.join(sorted(DETECTORS))}") from None


def read(article: Article, detector: Detector) -> Reading:
    """What an article states: its claims with their sources, and the outlets it names."""
    return resolve(article, detector(article))


def keep(store: Store, article: Article, detector: Detector) -> Kept:
    """Store one article with what it states; the same content again costs nothing and changes nothing."""
    if store.has(article):
        return Kept(article, "unchanged")
    reading = read(article, detector)
    pieces = link.passages(reading)
    return Kept(article, store.add(reading, pieces, {piece.id: link.keys(piece.text) for piece in pieces}))


def add(
    store: Store,
    articles: Iterable[Article | Skipped],
    *,
    detector: Detector,
    follow: int = 0,
    fetch: Read = ingest.read,
) -> Iterator[Kept | Skipped]:
    """Store articles as they come, then the pages they link to, `follow` steps outward; one transaction each."""
    seen: set[str] = set()
    for _ in range(follow + 1):
        outward: list[str] = []
        for one in articles:
            if isinstance(one, Skipped):
                yield one
                continue
            seen.update(url for url in (one.url, one.fetched_url, one.canonical_url) if url)
            outward += [anchored.href for anchored in one.links if anchored.span]
            yield keep(store, one, detector)
        fresh = [url for url in dict.fromkeys(outward) if url not in seen]
        seen.update(fresh)
        articles = _fetched(fresh, fetch)


def _fetched(urls: Iterable[str], fetch: Read) -> Iterator[Article | Skipped]:
    for url in urls:
        try:
            yield from fetch(url)
        except ProvenanceError as error:
            yield Skipped(url, getattr(error, "reason", "failed"), str(error))


def link_new(store: Store) -> Iterator[int]:
    """Link every passage that is not linked yet to those that share its words; yields how many were done so far."""
    done = 0
    while batch := store.unlinked(limit=LINK_BATCH):
        matches = []
        for passage in batch:
            matches += link.link(passage, store.candidates(link.keys(passage.text)))
        store.save_matches(matches, [passage.id for passage in batch])
        done += len(batch)
        yield done


def relink(store: Store) -> Iterator[int]:
    """Forget every match and link the whole corpus again."""
    store.clear_matches()
    yield from link_new(store)


def trace(store: Store, quote: str) -> Chain:
    """Where words were seen in the corpus, in time order, and who took them from whom."""
    return chain.trace(quote, store)


def lineages(store: Store) -> list[Lineage]:
    """The most likely parent of every article of the corpus, with what speaks for it."""
    return chain.lineages(list(store.readings()), list(store.passages()), list(store.matches()))


def audit(reading: Reading, lineage: Lineage | None = None) -> Audit:
    """What one article's sourcing is worth."""
    return audit_reading(reading, lineage)
