"""What `add` and `audit` do with their inputs, and what they say about each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from provenance import ingest, pipeline
from provenance.cli.output import json_lines, print_text, say, watched
from provenance.errors import InputError
from provenance.investigation import Investigation
from provenance.model import Article, Audit, Manifest, Skipped
from provenance.printable import plain
from provenance.reading import Prepared
from provenance.store import Store, open_store
from provenance.workers import Apply, Task, Workers, here

if TYPE_CHECKING:
    from provenance.report import Corpus

__all__ = ["Hints", "add_all", "articles", "audited", "corpus", "link_all"]

T = TypeVar("T")


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


def articles(where: list[str], hints: Hints, apply: Apply = here) -> Iterator[Article | Skipped]:
    """All the inputs as one stream: one of several that cannot be read at all does not stop the others.

    The first is read at once, so that an input that is nothing at all leaves no empty database behind.
    """
    found = ingest.read_all(where, fetch=hints.fetch, outlet=hints.outlet, published=hints.published, apply=apply)
    first = list(islice(found, 1))
    return chain(first, found)


def add_all(
    store: Store, found: Iterator[Article | Skipped], hints: Hints, apply: Apply = here, *, as_json: bool = False
) -> Counter[str]:
    """Add everything, saying what becomes of each; returns how often what did."""
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
            todo: list[Task[Prepared] | Prepared] = [
                pipeline.task(ingest.read_one(where, fetch=hints.fetch, apply=apply), reader)
            ]
            (done,) = apply(todo)
        reading = _given(done).reading
        made = pipeline.manifest([reading.article.version], options)
        return pipeline.audit(reading, detector=pipeline.name_of(reader), least=least), made
    with Investigation.open(db, fetch=hints.fetch) as investigation:
        stored = investigation.store
        found = investigation.audit(_stored(stored, where, hints), detector=detector, least=least)
        return found, pipeline.manifest(stored.versions(), options, decisions=stored.decisions())


def _stored(store: Store, where: str, hints: Hints) -> str:
    """What to find an article by that is stored, or that is read and stored now."""
    if store.find(where) is not None:
        return where
    asked = pipeline.detector_named(hints.detector) if hints.detector else None
    with Workers() as apply:
        found = ingest.read_one(where, fetch=hints.fetch, apply=apply)
        (kept,) = pipeline.add(store, [found], detector=asked, apply=apply)
    return _given(kept).article.version


def _given(outcome: T | Skipped) -> T:
    if isinstance(outcome, Skipped):
        raise InputError(outcome.message)
    return outcome


def corpus(db: str, outlet: str | None = None, least: float = 0.0) -> tuple[Corpus, Manifest]:
    """All that is stored, or one outlet's part of it, as a report sees it, and how that was made."""
    from provenance.report import Corpus

    options = {"audit": "the corpus", "outlet": outlet, "min_confidence": f"{least:g}"}
    with open_store(db, create=False) as store:
        found = Corpus(*pipeline.audit_corpus(store, outlet=outlet, least=least))
        return found, pipeline.manifest(store.versions(), options, decisions=store.decisions())
