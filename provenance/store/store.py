"""The store: one database of articles, what they state, and what links them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from sqlalchemy import Connection, Engine, Row

from provenance.model import Article, Decision, Match, Outlet, Page, Passage, Reading
from provenance.store import adding, browsing, captures, linking, reading, reviewing, searching, upkeep, values
from provenance.store.adding import Status
from provenance.store.browsing import Carried
from provenance.store.engine import WAIT, of_one_state, shown
from provenance.store.failures import sound, told
from provenance.store.indexed import KeysOf
from provenance.store.outlets import Outlets
from provenance.store.reading import Issued
from provenance.store.schema import ready
from provenance.store.searching import Hit
from provenance.store.statements import batches
from provenance.store.upkeep import OutletCounts
from provenance.store.verifying import Checked, verify

__all__ = ["Store", "open_store"]

T = TypeVar("T")

_INDEXED = " (new passages go into the index before anybody can look for them; `provenance link` does that, too)"


def open_store(where: str | Path, *, create: bool = True, wait: float = WAIT, keep_pages: bool = True) -> Store:
    """Open the database at a path (SQLite) or SQLAlchemy URL; an empty or missing one is made, unless `create` is off.

    `wait`: seconds to wait for another program that is writing. `keep_pages` off: of the pages that articles are made
    of only digests are kept, and how they came. Raises StoreError where there is none, where it is
    not one of ours or of another release, and where it cannot be reached, read or written.
    """
    return Store(ready(where, create=create, wait=wait), keep_pages=keep_pages)


class Store:
    """An open database; use it in a `with` statement. Made by `open_store`. Every method may raise StoreError.

    Iterators read in batches: between two of them others write, and so may the loop that takes them.
    """

    def __init__(self, engine: Engine, *, keep_pages: bool = True) -> None:
        self._engine = engine
        self._reader = of_one_state(engine)
        self._writer = engine.execution_options(writing=True)
        self._name = shown(engine.url)
        self._outlets = Outlets()
        self.captures = captures.Captures(self._reading, self._writing, keep_pages=keep_pages)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sound(self._name), told(self._name), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self, also: str = "") -> Iterator[Connection]:
        """One transaction: everything in it, or nothing; `also` stands behind what is said if it fails."""
        with told(self._name, also), self._writer.begin() as connection:
            yield connection

    # --- articles ---

    def add(
        self,
        reading: Reading,
        passages: Sequence[Passage],
        keys: Mapping[str, frozenset[int]],
        *,
        detector: str | None = None,
        page: Page | None = None,
    ) -> Status:
        """Store an article with what it states, its passages and their keys (by passage id), whole or not at all.

        The same version again changes nothing. Another text or title of the same article is a new version beside the
        old one; it becomes the current one, unless it was first seen before that. `detector` names what read it, and
        `page` is what it was made of.
        """
        outlets = self._outlets.begun()
        with self._writing() as connection:
            status = adding.add(connection, reading, passages, keys, outlets, detector)
            if page:
                captures.add(connection, reading.article.version, page, keep_pages=self.captures.keep_pages)
        self._outlets.take(outlets)
        return status

    def reread(
        self,
        reading: Reading,
        passages: Sequence[Passage],
        keys: Mapping[str, frozenset[int]],
        *,
        detector: str | None = None,
    ) -> None:
        """Put another reading of a stored version in the place of the stored one; the article stays as it is.

        Its passages wait to be linked anew. `keys` holds those of the passages stored before as well.
        """
        outlets = self._outlets.begun()
        with self._writing() as connection:
            adding.reread(connection, reading, passages, keys, outlets, detector)
        self._outlets.take(outlets)

    def detector(self, article: Article) -> str | None:
        """The name of what read this very version; None where it is not stored, or where that was not said."""
        with self._reading() as connection:
            return adding.read_by(connection, article.version)

    def detectors(self) -> dict[str, str]:
        """The name of what read each current version, by its digest, where that was said."""
        with self._reading() as connection:
            return adding.readers(connection)

    def has(self, article: Article) -> bool:
        """Whether this very version is stored."""
        with self._reading() as connection:
            return adding.is_stored(connection, article.version)

    def articles(self, *, every_version: bool = False) -> Iterator[Article]:
        """Articles in the order they were stored: of each the current version, or every one."""
        return self._walk(reading.articles_of, every_version=every_version)

    def versions(self) -> list[str]:
        """The current version of every article, in the order stored."""
        with self._reading() as connection:
            return reading.current_versions(connection)

    def current(self, ids: Iterable[str]) -> dict[str, Article]:
        """The current versions of articles by their ids; what is not stored is left out."""
        found: dict[str, Article] = {}
        for batch in batches(ids, reading.BATCH):
            with self._reading() as connection:
                rows = reading.current_of(connection, batch)
                found |= {one.id: one for one in reading.articles_of(connection, rows, self._outlets)}
        return found

    def reading(self, version: str) -> Reading:
        """What one article version states; raises KeyError where it is not stored."""
        for found in self.readings([version]):
            return found
        raise KeyError(version)

    def readings(self, versions: Iterable[str] | None = None) -> Iterator[Reading]:
        """What articles state: of these versions in this order, else of every current one in the order stored."""
        if versions is None:
            yield from self._walk(reading.readings_of, every_version=False)
            return
        for batch in batches(versions, reading.BATCH):
            with self._reading() as connection:
                rows = reading.versions_of(connection, batch)
                found = reading.readings_of(connection, rows, self._outlets)
            yield from found

    def _walk(
        self, values_of: Callable[[Connection, Sequence[Row[Any]], Outlets], list[T]], *, every_version: bool
    ) -> Iterator[T]:
        after = 0
        while True:
            with self._reading() as connection:
                rows = reading.next_versions(connection, after, every_version=every_version)
                found = values_of(connection, rows, self._outlets)
            if not rows:
                return
            after = rows[-1].number
            yield from found

    def known_as(self, article: Article) -> Article:
        """The article under the id of the one stored for the same URL, if there is one: it is another version of it."""
        if not article.url:
            return article
        with self._reading() as connection:
            known = searching.article_at(connection, article.url)
        return article if known is None else replace(article, id=known)

    def issued(self, versions: Iterable[str]) -> dict[str, Issued]:
        """Whose series article versions belong to and when they came out, without reading them whole."""
        found: dict[str, Issued] = {}
        for batch in batches(versions, reading.PASSAGES):
            with self._reading() as connection:
                found |= reading.issued(connection, batch)
        return found

    def find(self, where: str) -> Article | None:
        """The article of this id, version (or the beginning of one), URL, canonical URL or file name, else None.

        Raises InputError where the beginning of a version or a bare file name fits several.
        """
        with self._reading() as connection:
            row = searching.find(connection, where)
            return None if row is None else reading.articles_of(connection, [row], self._outlets)[0]

    def search(self, text: str, *, limit: int = 20) -> list[Hit]:
        """Articles whose title or text holds every word of `text` in any form ("quoted words" in a row), best first."""
        with self._reading() as connection:
            marked = searching.search(connection, text, limit)
            rows = reading.versions_numbered(connection, list(marked))
            articles = reading.articles_of(connection, rows, self._outlets)
            return [searching.hit(one, marked[row.number]) for row, one in zip(rows, articles, strict=True)]

    # --- leafing through ---

    def latest(self, *, outlet: str | None = None, limit: int = 20, offset: int = 0) -> list[Article]:
        """Current articles, of all outlets or of the one of that id; what was stored last stands first."""
        with self._reading() as connection:
            rows = browsing.latest(connection, outlet, limit, offset)
            return reading.articles_of(connection, rows, self._outlets)

    def how_many(self, *, outlet: str | None = None) -> int:
        """How many articles `latest` leafs through."""
        with self._reading() as connection:
            return browsing.count(connection, outlet)

    def versions_of(self, article: Article) -> list[Article]:
        """Every stored version of an article, in the order stored."""
        with self._reading() as connection:
            return reading.articles_of(connection, browsing.versions_of_article(connection, article.id), self._outlets)

    def carried(self) -> list[Carried]:
        """Quotes that several articles carry, most first; reads every match, some seconds a million."""
        with self._reading() as connection:
            return browsing.carried(connection)

    # --- linking ---

    def passages(self, ids: Iterable[str] | None = None, articles: Iterable[str] | None = None) -> Iterator[Passage]:
        """Passages of these ids, of these article versions, or of every current one; in the order stored."""
        if ids is None and articles is None:
            yield from self._all_passages()
            return
        field: Literal["id", "article"] = "article" if ids is None else "id"
        self._index_passages()
        size = reading.BATCH if ids is None else reading.PASSAGES
        for batch in batches(articles or () if ids is None else ids, size):
            with self._reading() as connection:
                found = reading.passages_with(connection, field, batch)
            yield from found

    def _all_passages(self) -> Iterator[Passage]:
        after = 0
        while True:
            with self._reading() as connection:
                rows = reading.next_passages(connection, after)
                found = [values.passage(row) for row in rows]
            if not rows:
                return
            after = rows[-1].number
            yield from found

    def candidates(self, keys: Iterable[int], *, per_key: int = 40, hubs: int = 4, limit: int = 1_000) -> list[Passage]:
        """Passages of current versions that hold some of `keys`, at most `limit`, those with most of them first.

        Of a key that more than `per_key` passages hold, the `hubs` stored first and the `hubs` stored last are taken:
        everything stays connected through them.
        """
        self._index_passages()
        with self._reading() as connection:
            return linking.candidates(connection, keys, linking.Bounds(per_key, hubs), limit)

    def earlier(
        self, asked: Mapping[str, Iterable[int]], *, per_key: int = 40, hubs: int = 4, share: float = 0.0
    ) -> dict[str, list[Passage]]:
        """For each of many stored passages, by its id and keys, those stored before it that share some of them.

        They belong to current versions of other articles, and share at least the part `share` of the keys of the one
        that has fewer. Of a key that more than `per_key` passages before it hold, the first `hubs` and the last `hubs`
        before it are taken. So what is found depends on the order in which passages were stored, and not on when they
        are compared, in what portions or by how many programs.
        """
        self._index_passages()
        with self._reading() as connection:
            return linking.earlier(connection, asked, linking.Bounds(per_key, hubs), share)

    def _index_passages(self) -> None:
        while True:
            with self._reading() as connection:
                if not linking.passages_wait(connection):
                    return
            with self._writing(_INDEXED) as connection:
                linking.index_passages(connection)

    def unlinked(self, *, limit: int | None = None, skip: int = 0) -> list[Passage]:
        """Passages that no `save_matches` has named as linked, as stored: at most `limit`, without the first `skip`."""
        with self._reading() as connection:
            return linking.unlinked(connection, limit, skip)

    def waiting(self) -> tuple[int, int]:
        """How many passages wait to be linked, and how many are stored (older versions count, gaps may)."""
        with self._reading() as connection:
            return linking.waiting(connection)

    def save_matches(self, matches: Sequence[Match], linked: Sequence[str]) -> int:
        """Keep matches and take the passages `linked` from the queue, in one transaction; again changes nothing.

        Gives how many were in the queue: fewer, where another program compared some of them meanwhile. Of two passages
        the one stored first becomes `a`. One that a newer version or another reading has replaced is left out.
        """
        self._index_passages()
        with self._writing() as connection:
            return linking.save(connection, matches, linked)

    def partners(self, passages: Iterable[str]) -> set[str]:
        """The ids of the passages that match any of these."""
        self._index_passages()
        with self._reading() as connection:
            return linking.partners(connection, passages)

    def matches_among(self, versions: Iterable[str]) -> list[Match]:
        """The matches of which both passages stand in some of these article versions."""
        self._index_passages()
        with self._reading() as connection:
            return [values.match(row) for row in linking.matches_among(connection, versions)]

    def matches(self, passages: Iterable[str] | None = None) -> Iterator[Match]:
        """Every match, or those with any of these passages; in the order their passages were stored."""
        if passages is not None:
            self._index_passages()
            with self._reading() as connection:
                found = [values.match(row) for row in linking.matches_of(connection, passages)]
            yield from found
            return
        after = (0, 0)
        while True:
            with self._reading() as connection:
                rows = linking.next_matches(connection, after)
                found = [values.match(row) for row in rows]
            if not rows:
                return
            after = (rows[-1].first, rows[-1].second)
            yield from found

    def clear_matches(self) -> None:
        """Forget every match: all passages of current versions are unlinked again."""
        with self._writing() as connection:
            linking.clear_matches(connection)

    # --- what people decided ---

    def add_review(self, decision: Decision) -> int:
        """Keep a decision beside all earlier ones; it gets a number of its own, which comes back."""
        with self._writing() as connection:
            return reviewing.add(connection, decision)

    def undo_review(self, number: int, *, by: str, at: datetime) -> None:
        """Take back a decision: it stays readable and counts no more. Raises StoreError where that cannot be."""
        with self._writing() as connection:
            reviewing.undo(connection, number, by, at)

    def decisions(self, articles: Iterable[str] | None = None, *, undone: bool = False) -> list[Decision]:
        """Decisions about articles of these ids, or about all, in the order made; with `undone` also those taken back.

        Where nobody decided anything this is one look at an empty table.
        """
        with self._reading() as connection:
            return reviewing.decisions(connection, articles, undone=undone)

    # --- upkeep ---

    def outlets(self) -> list[tuple[Outlet, OutletCounts]]:
        """Every outlet that current articles come from or name, most cited first, with its counts."""
        with self._reading() as connection:
            return upkeep.outlets(connection, self._outlets)

    def counts(self) -> dict[str, int]:
        """How many rows there are of what a reader would ask for."""
        with self._reading() as connection:
            return upkeep.counts(connection)

    def info(self) -> dict[str, str | int]:
        """The database's name, engine, schema and size in bytes, and how much of it pages are."""
        with self._reading() as connection:
            return {"database": self._name, **upkeep.info(connection), **captures.info(connection)}

    def verify(self, keys: KeysOf) -> Iterator[Checked]:
        """Hold all that is stored against its seals, part by part; `keys` gives those of passages by their ids."""
        return verify(self._engine, keys)

    def backup(self, path: str | Path) -> None:
        """Copy the database while others may write to it; raises StoreError where `path` exists already."""
        with self._reading() as connection, told(str(path)):
            upkeep.backup(connection, Path(path))
