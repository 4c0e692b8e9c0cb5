"""What all requests share: the open store, how pages are fetched, and what takes long to work out."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Generic, TypeVar

from provenance import ingest, pipeline
from provenance.errors import InputError
from provenance.ingest import Fetch, Record
from provenance.model import Article, Audit, Skipped
from provenance.report import Corpus
from provenance.store import Carried, Store
from provenance.workers import Workers

__all__ = ["PASTED", "Said", "Shared"]

T = TypeVar("T")

PASTED = "the text that was pasted"
"""what it is called in a message"""
_PATIENCE = 2.0
"""seconds that a page waits for what takes long before it says that it is not ready"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a text that they paste; empty where they do not."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None


class _Kept(Generic[T]):
    """Something that is worked out in the background, and again when the corpus has changed."""

    def __init__(self, worker: ThreadPoolExecutor, work: Callable[[], T]) -> None:
        self._worker, self._work = worker, work
        self._lock = threading.Lock()
        self._of: dict[str, int] = {}
        self._coming: Future[T] | None = None

    def get(self, state: dict[str, int], patience: float) -> T | None:
        """It, as of that state of the corpus; None where it is not ready yet."""
        with self._lock:
            if self._coming is None or (self._of != state and self._coming.done()):
                self._of, self._coming = state, self._worker.submit(self._work)
            coming = self._coming
        try:
            return coming.result(patience)
        except TimeoutError:
            return None


class Shared:
    """One for each server; every method may be called from several threads at once."""

    def __init__(self, store: Store, *, fetch: Fetch | None = None) -> None:
        self.store = store
        self._fetch = fetch or ingest.fetcher(stored=store.captures.last)
        # One text is read at a time: the model is loaded once, and two would only share the processor.
        self._reading = threading.Lock()
        self._writing = threading.Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="corpus")
        self._corpus = _Kept(self._worker, lambda: Corpus(tuple(pipeline.lineages(store))))
        self._carried = _Kept(self._worker, store.carried)

    def close(self) -> None:
        """Begin nothing more in the background."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def corpus(self, patience: float = _PATIENCE) -> Corpus | None:
        """Who takes from whom in the whole corpus; None where it is still being worked out."""
        return self._corpus.get(self.store.counts(), patience)

    def carried(self, patience: float = _PATIENCE) -> list[Carried] | None:
        """The quotes that most articles carry; None where they are still being worked out."""
        return self._carried.get(self.store.counts(), patience)

    def fetched(self, url: str) -> Article:
        """The article at an http(s) address, without storing it; raises FetchError or InputError."""
        with Workers() as apply:
            found = list(islice(ingest.read_all([_only_web(url)], fetch=self._fetch, apply=apply), 2))
        if len(found) != 1:
            raise InputError(f"{url}: is a list of articles; give the address of one, or add them with: provenance add")
        if isinstance(found[0], Skipped):
            raise InputError(found[0].message)
        return found[0]

    def pasted(self, text: str, said: Said) -> Article:
        """The article that a pasted text is, with what was said of it."""
        record = Record(PASTED, text=text, title=said.title or None, outlet=said.outlet or None)
        return ingest.to_article(record, published=said.published or None, now=datetime.now(UTC))

    def looked_at(self, article: Article, *, detector: str | None = None, least: float = 0) -> Audit:
        """What an article's sourcing is worth, without storing it."""
        reader = pipeline.detector_named(detector)
        with self._reading, Workers() as apply:
            reading = pipeline.look_at(article, reader, apply=apply)
        return pipeline.audit(reading, detector=pipeline.name_of(reader), least=least)

    def kept(self, article: Article, *, detector: str | None = None) -> Article:
        """An article, stored and linked to the others."""
        reader: Any = pipeline.detector_named(detector) if detector else None
        with self._reading, self._writing, Workers() as apply:
            stored = pipeline.keep(self.store, article, reader, apply=apply).article
            deque(pipeline.link_new(self.store), maxlen=0)
        return stored


def _only_web(url: str) -> str:
    if not url.lower().startswith(("http://", "https://")):
        raise InputError(f"{url[:200]}: give an address that begins with http:// or https://")
    return url
