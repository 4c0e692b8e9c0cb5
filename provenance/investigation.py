"""One database as a person works with it: what `provenance.open` gives.

Each method is a command of the command line; what it gives prints as that command does and shows itself in a notebook.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, Self

from provenance import ingest, pipeline, report
from provenance.errors import InputError
from provenance.exporting import EXPORTS, export_pages
from provenance.model import Article, Audit, Chain, Outlet, Skipped
from provenance.pipeline import Kept
from provenance.placing import placed
from provenance.report import tables
from provenance.report.shown import Listing, ShownArticle, ShownAudit, ShownChain, ShownCorpus
from provenance.report.wording import address
from provenance.store import WAIT, Hit, OutletCounts, Store, open_store
from provenance.workers import Workers

__all__ = ["Investigation"]


class Investigation:
    """The articles of one database, what they state, and what links them; made by `provenance.open`.

    Use it in a `with` statement, or `close` it. What a user can act on is raised as a `ProvenanceError` with a message
    of one line. `store` is the database itself, for what is not here. `fetch` gets pages from the web. Pages are read
    in a process of their own, within limits of time and memory; one small page alone, in this one.
    """

    def __init__(self, store: Store, fetch: ingest.Fetch | None = None) -> None:
        self.store = store
        self._fetch = fetch
        self._workers = Workers()

    @classmethod
    def open(
        cls, where: str | Path, *, create: bool = True, wait: float = WAIT, fetch: ingest.Fetch | None = None
    ) -> Self:
        """See `provenance.open`."""
        return cls(open_store(where, create=create, wait=wait), fetch)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database, and end the process that reads pages."""
        self._workers.close()
        self.store.close()

    def add(
        self,
        *where: str | Path,
        outlet: str | None = None,
        published: str | None = None,
        follow: int = 0,
        detector: str | None = None,
    ) -> Listing[Kept | Skipped]:
        """Read articles, store what they state and link them; says of each what became of it.

        `where`: URLs, files (HTML, text, JSONL, WARC, WACZ, feed, sitemap, URL list) and folders. `outlet` and
        `published` count for all of them, whatever they say themselves. `follow`: also the pages that they link to, so
        many steps outward. `detector`: `accurate` (the default), `fast` or `rules`. One of several that cannot be read
        is `Skipped`; a single one raises InputError (NotAnArticle with a `reason`) or FetchError.
        """
        reader = pipeline.detector_named(detector) if detector else None
        named = [str(one) for one in where]
        apply = self._workers
        found = ingest.read_all(named, fetch=self._fetch, outlet=outlet, published=published, apply=apply)
        further = ingest.follower(self._fetch, apply=apply)
        added = pipeline.add(self.store, found, detector=reader, follow=follow, fetch=further, apply=apply)
        kept = tuple(added)
        self.link()
        return Listing(kept, _outcome_row, "nothing was given")

    def link(self, *, anew: bool = False) -> int:
        """Link the passages that wait for it, as `add` does, or with `anew` all of them again; gives how many."""
        done = deque(pipeline.relink(self.store) if anew else pipeline.link_new(self.store), maxlen=1)
        return done[0] if done else 0

    def articles(self) -> Listing[Article]:
        """Every article in its current version, in the order stored, whole and at once in memory."""
        return Listing(tuple(self.store.articles()), _article_row, "no article is stored yet")

    def article(self, where: str | Path) -> ShownArticle:
        """The stored article of this URL, file, id or version; raises InputError where there is none."""
        found = self.store.find(str(where))
        if found is None:
            raise InputError(f"{where}: no such article is stored; add it first, or search() for its words")
        return ShownArticle.of(found)

    def search(self, text: str, *, limit: int = 20) -> Listing[Hit]:
        """Articles that hold every word of `text` ("quoted words" in a row), the best first."""
        hits = tuple(self.store.search(text, limit=limit))
        return Listing(hits, lambda hit: tables.found_row(hit.article, hit.snippet), f"no stored article holds: {text}")

    def trace(self, quote: str, *, least: float = 0) -> ShownChain:
        """Where words were seen, in time order, who took them from whom, what changed, and what is missing.

        Claims whose confidence is below `least`, 0 to 1, say nothing of speakers and credits.
        """
        return ShownChain.of(pipeline.trace(self.store, quote, least=least))

    def audit(self, where: str | Path, *, detector: str | None = None, least: float = 0) -> ShownAudit:
        """What one article's sourcing is worth: a stored one, or one that is read and stored now.

        One that another detector read is read again where a `detector` is named. Claims whose confidence is below
        `least` are left out. Raises InputError and FetchError where `where` is not one article.
        """
        asked = pipeline.detector_named(detector) if detector else None
        article = self.store.find(str(where))
        if article is None:
            read = ingest.read_one(str(where), fetch=self._fetch, apply=self._workers)
            article = pipeline.keep(self.store, read, asked, apply=self._workers).article
        elif asked:
            pipeline.reread(self.store, article, asked)
        self.link()
        return ShownAudit.of(pipeline.audit_stored(self.store, article, least=least))

    def lineages(self) -> ShownCorpus:
        """Every article with its most likely parent, and who takes from whom by outlet."""
        return ShownCorpus(tuple(pipeline.lineages(self.store)))

    def outlets(self) -> Listing[tuple[Outlet, OutletCounts]]:
        """Outlets that articles come from or name, most cited first, with how many articles are theirs or cite them."""
        return Listing(tuple(self.store.outlets()), _outlet_row, "no article is stored yet")

    def report(self, value: report.Report, path: str | Path) -> Path:
        """Write what `trace`, `audit` or `lineages` gave to a file; its ending decides the format.

        Raises InputError for an ending that is not one of `report.ENDINGS`, and where the file cannot be written.
        """
        style = report.format_of(str(path))
        with placed(path) as write:
            made = pipeline.manifest(self.store.versions(), _asked(value), decisions=self.store.decisions())
            write(report.render(value, style, made).encode("utf-8"))
        return Path(path)

    def rows(self, what: str) -> Iterator[dict[str, Any]]:
        """Everything of one kind, a dictionary each: articles, attributions, passages, matches or edges.

        The keys are those of docs/reference/json.md. Raises InputError for another kind.
        """
        if what not in EXPORTS:
            raise InputError(f"{what}: no such kind; there are {', '.join(EXPORTS)}")
        return EXPORTS[what](self.store)

    def export(self, what: str, path: str | Path) -> Path:
        """Write `rows` to a file whose ending decides the format: .jsonl, .csv or .parquet (extra: parquet).

        "pages", as they came, become a web archive: .warc or .warc.gz.
        """
        if what == "pages":
            return self._export_pages(path)
        style = PurePath(path).suffix.lower().removeprefix(".")
        if style not in tables.DUMPS:
            raise InputError(f"{path}: no table format for this ending; use .{', .'.join(tables.DUMPS)}")
        with placed(path) as write:
            write(tables.dump(self.rows(what), style))
        return Path(path)

    def _export_pages(self, path: str | Path) -> Path:
        if not str(path).lower().endswith((".warc", ".warc.gz")):
            raise InputError(f"{path}: pages are written as a web archive; use .warc.gz or .warc")
        with placed(path) as write:
            export_pages(self.store, write, packed=str(path).lower().endswith(".gz"))
        return Path(path)


def _asked(value: report.Report) -> dict[str, str]:
    """What a value answers, as far as it tells: not with which options."""
    if isinstance(value, Audit):
        return {"audit": address(value.reading.article)}
    return {"trace": value.query} if isinstance(value, Chain) else {"corpus": "who takes from whom"}


def _article_row(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else None,
        "published": str(article.published) if article.published else None,
        "where": article.url or article.name or article.id,
    }


def _outcome_row(outcome: Kept | Skipped) -> dict[str, Any]:
    if isinstance(outcome, Skipped):
        return {"status": "skipped", "title": None, "where": outcome.where, "why": outcome.message}
    article = outcome.article
    where = article.url or article.name
    return {"status": outcome.status, "title": article.title, "where": where, "why": "; ".join(article.notes)}


def _outlet_row(counted: tuple[Outlet, OutletCounts]) -> dict[str, Any]:
    outlet, counts = counted
    return {
        "outlet": outlet.name,
        "kind": outlet.kind,
        "country": outlet.country,
        "state media": outlet.state_media,
        "articles": counts.articles,
        "cited by": counts.cited,
    }
