"""What `add` and `audit` do with their inputs, and what they say about each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from provenance import ingest, pipeline
from provenance.cli.output import json_lines, print_text, say, watched
from provenance.errors import InputError, ProvenanceError
from provenance.model import Article, Audit, Manifest, Skipped
from provenance.store import Store, open_store

__all__ = ["Hints", "add_all", "articles", "audited"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says about the input, and how to read it."""

    outlet: str | None = None
    published: str | None = None
    follow: int = 0
    detector: str | None = None
    """None: the default for what is new, and what is stored stays as it was read"""


def articles(where: list[str], hints: Hints) -> Iterator[Article | Skipped]:
    """All the inputs as one stream: one of several that cannot be read at all does not stop the others.

    The first is read at once, so that an input that is nothing at all leaves no empty database behind.
    """
    found = _articles(where, hints)
    first = list(islice(found, 1))
    return chain(first, found)


def _articles(where: list[str], hints: Hints) -> Iterator[Article | Skipped]:
    for one in where:
        try:
            yield from ingest.read(one, outlet=hints.outlet, published=hints.published)
        except ProvenanceError as error:
            if len(where) == 1:
                raise
            yield ingest.skipped(one, error)


def add_all(
    store: Store, found: Iterator[Article | Skipped], hints: Hints, *, as_json: bool = False
) -> tuple[int, int]:
    """Add everything and link it; returns how many inputs failed and how many articles are stored."""
    tally: Counter[str] = Counter()
    detector = pipeline.detector_named(hints.detector) if hints.detector else None
    for outcome in watched(pipeline.add(store, found, detector=detector, follow=hints.follow), "read"):
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


def audited(db: str, where: str, detector: str | None, least: float) -> tuple[Audit, Manifest]:
    """The audit of a stored article, or of one read now: kept if there is a database, else only looked at.

    A stored article is read again where a detector is named that is not the one it was read with. With it comes how
    it was made.
    """
    reader = pipeline.detector_named(detector)
    options = {"audit": where, "detector": detector, "min_confidence": f"{least:g}"}
    if "://" not in db and not Path(db).exists():
        name = pipeline.name_of(reader)
        reading = pipeline.read(_single(where), reader)
        made = pipeline.manifest([reading.article.version], options)
        return pipeline.audit(reading, detector=name, least=least), made
    asked = reader if detector else None
    with open_store(db) as store:
        article = store.find(where)
        if article is None:
            article = pipeline.keep(store, _single(where), asked).article
        elif asked:
            pipeline.reread(store, article, asked)
        deque(pipeline.link_new(store), maxlen=0)
        return pipeline.audit_stored(store, article, least=least), pipeline.manifest(store.versions(), options)


def _single(where: str) -> Article:
    found = list(ingest.read(where))
    articles = [one for one in found if isinstance(one, Article)]
    if len(articles) == 1:
        return articles[0]
    if not articles and found:
        raise InputError(next(one.message for one in found if isinstance(one, Skipped)))
    raise InputError(f"{where}: holds {len(articles)} articles; add it first, then audit one by its URL or id")
