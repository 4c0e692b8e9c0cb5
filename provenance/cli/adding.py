"""What `add` and `audit` do with their inputs, and what they say about each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from provenance import ingest, pipeline
from provenance.cli.output import json_lines, print_text, say, watched
from provenance.errors import StoreError
from provenance.model import Article, Audit, Manifest, Skipped
from provenance.printable import plain
from provenance.store import Store, current_revision, head_revision, open_store
from provenance.workers import Apply, Workers, cores, here

if TYPE_CHECKING:
    from provenance.report import Corpus

__all__ = ["Hints", "Means", "add_all", "add_to", "articles", "audited", "corpus", "link_all"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says about the input, and how to read it."""

    outlet: str | None = None
    published: str | None = None
    follow: int = 0
    detector: str | None = None
    """None: the default for what is new, and what is stored stays as it was read"""
    fetch: ingest.Fetch | None = None
    """what gets everything of this run from the web; None: what does so by default"""


@dataclass(frozen=True, slots=True)
class Means:
    """Where articles go, and by what means they are got."""

    database: str
    allow_private: bool = False
    jobs: int | None = None
    """processes that extract and read; None: as many as there are processors"""
    warc: str | None = None
    """the archive that every answer of the web goes to"""
    keep_pages: bool = True


def add_to(means: Means, where: list[str], hints: Hints, *, as_json: bool = False) -> Counter[str]:
    """Add everything and link it, saying what becomes of each; how often what did."""
    pipeline.detector_named(hints.detector)
    with ExitStack() as opened:
        # What is nothing at all leaves no empty database behind: one that is missing is made when something was read.
        store = opened.enter_context(_opened(means)) if _is_made(means.database) else None
        with ExitStack() as running:
            archive = running.enter_context(ingest.appended(means.warc)) if means.warc else None
            stored = store.captures.last if store else None
            fetch = ingest.fetcher(allow_private=means.allow_private, archive=archive, stored=stored)
            hints = replace(hints, fetch=fetch)
            apply = running.enter_context(Workers(means.jobs or cores()))
            found = articles(where, hints, apply)
            store = store or opened.enter_context(_opened(means))
            tally = add_all(store, found, hints, apply, as_json=as_json)
        link_all(store, tally)  # the processes have gone: it takes their memory
    return tally


def _opened(means: Means) -> Store:
    return open_store(means.database, keep_pages=means.keep_pages)


def _is_made(database: str) -> bool:
    """Whether there is a database that can be asked; what is wrong with one is said when it is opened."""
    try:
        return current_revision(database) == head_revision()
    except StoreError:
        return False


def articles(where: list[str], hints: Hints, apply: Apply = here) -> Iterator[Article | Skipped]:
    """All the inputs as one stream, of which the first is read at once."""
    found = ingest.read_all(where, fetch=hints.fetch, outlet=hints.outlet, published=hints.published, apply=apply)
    first = list(islice(found, 1))
    return chain(first, found)


def add_all(
    store: Store, found: Iterator[Article | Skipped], hints: Hints, apply: Apply = here, *, as_json: bool = False
) -> Counter[str]:
    """Add what was found, saying what becomes of each; how often what did."""
    tally: Counter[str] = Counter()
    detector = pipeline.detector_named(hints.detector) if hints.detector else None
    further = ingest.follower(hints.fetch, apply=apply)
    outcomes = pipeline.add(store, found, detector=detector, follow=hints.follow, fetch=further, apply=apply)
    for outcome in watched(outcomes, "read"):
        status = "skipped" if isinstance(outcome, Skipped) else outcome.status
        tally[status] += 1
        _tell(outcome, status, as_json=as_json)
    return tally


def link_all(store: Store, tally: Counter[str]) -> None:
    """Link what was added, and say how much that was."""
    deque(watched(pipeline.link_new(store), "linked"), maxlen=0)
    say(
        ", ".join(
            f"{tally[status]} {status}"
            for status in ("added", "revised", "reread", "unchanged", "skipped")
            if tally[status]
        )
    )


def _tell(outcome: pipeline.Kept | Skipped, status: str, *, as_json: bool) -> None:
    if isinstance(outcome, Skipped):
        say(f"skipped    {outcome.message}")
        if as_json:
            json_lines(
                [{"status": status, "where": outcome.where, "reason": outcome.reason, "message": outcome.message}]
            )
        return
    article = outcome.article
    where = article.url or article.name
    if as_json:
        json_lines([{"status": status, "id": article.id, "url": article.url, "where": where, "title": article.title}])
    else:
        print_text(f"{status:10} {plain(article.title or '(no title)')} — {plain(where or '')}")
    for note in article.notes:
        say(f"note       {where}: {note}")


def audited(db: str, where: str, hints: Hints, least: float) -> tuple[Audit, Manifest]:
    """The audit of a stored article, or of one read now: kept if there is a database, else only looked at.

    A stored article is read again where a detector is named that is not the one it was read with. With it comes how
    it was made.
    """
    detector = hints.detector
    reader = pipeline.detector_named(detector)
    options = {"audit": where, "detector": detector, "min_confidence": f"{least:g}"}
    if "://" not in db and not Path(db).exists():
        with Workers() as apply:
            article = ingest.read_one(where, fetch=hints.fetch, apply=apply)
            reading = pipeline.look_at(article, reader, apply=apply)
        made = pipeline.manifest([reading.article.version], options)
        return pipeline.audit(reading, detector=pipeline.name_of(reader), least=least), made
    from provenance.investigation import Investigation

    with Investigation.open(db, fetch=hints.fetch) as investigation:
        found = investigation.audit(where, detector=detector, least=least)
        stored = investigation.store
        return found, pipeline.manifest(stored.versions(), options, decisions=stored.decisions())


def corpus(db: str, outlet: str | None = None, least: float = 0.0) -> tuple[Corpus, Manifest]:
    """All that is stored, or one outlet's part of it, as a report sees it, and how that was made."""
    from provenance.report import Corpus

    options = {"audit": "the corpus", "outlet": outlet, "min_confidence": f"{least:g}"}
    with open_store(db, create=False) as store:
        found = Corpus(*pipeline.audit_corpus(store, outlet=outlet, least=least))
        return found, pipeline.manifest(store.versions(), options, decisions=store.decisions())
