"""What `add` and `audit` do with their inputs, and what they say about each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from provenance import ingest, pipeline
from provenance.cli.output import json_lines, print_text, say, watched
from provenance.investigation import Investigation
from provenance.model import Article, Audit, Manifest, Skipped
from provenance.store import Store, open_store

if TYPE_CHECKING:
    from provenance.report import Corpus

__all__ = ["Hints", "add_all", "articles", "audited", "corpus"]


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


def articles(where: list[str], hints: Hints) -> Iterator[Article | Skipped]:
    """All the inputs as one stream: one of several that cannot be read at all does not stop the others.

    The first is read at once, so that an input that is nothing at all leaves no empty database behind.
    """
    found = ingest.read_all(where, fetch=hints.fetch, outlet=hints.outlet, published=hints.published)
    first = list(islice(found, 1))
    return chain(first, found)


def add_all(
    store: Store, found: Iterator[Article | Skipped], hints: Hints, *, as_json: bool = False
) -> tuple[int, int]:
    """Add everything and link it; returns how many inputs failed and how many articles are stored."""
    tally: Counter[str] = Counter()
    detector = pipeline.detector_named(hints.detector) if hints.detector else None
    reading = pipeline.add(store, found, detector=detector, follow=hints.follow, fetch=ingest.follower(hints.fetch))
    for outcome in watched(reading, "read"):
        status = "skipped" if isinstance(outcome, Skipped) else outcome.status
        tally[status] += 1
        _tell(outcome, status, as_json=as_json)
    deque(watched(pipeline.link_new(store), "linked"), maxlen=0)
    say(
        ", ".join(
            f"{tally[status]} {status}"
            for status in ("added", "revised", "reread", "unchanged", "skipped")
            if tally[status]
        )
    )
    return tally["skipped"], tally.total() - tally["skipped"]


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
        print_text(f"{status:10} {article.title or '(no title)'} — {where}")
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
        name = pipeline.name_of(reader)
        reading = pipeline.read(ingest.read_one(where, fetch=hints.fetch), reader)
        made = pipeline.manifest([reading.article.version], options)
        return pipeline.audit(reading, detector=name, least=least), made
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
