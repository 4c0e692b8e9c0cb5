"""Everything that a person can name as input, as articles: read here, extracted here or in processes of their own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO

from provenance import ingest
from provenance.errors import InputError, NotAnArticle, ProvenanceError
from provenance.ingest.fetch import Fetch, fetcher
from provenance.ingest.given import time_given
from provenance.ingest.inputs import items, skipped, stands_alone
from provenance.ingest.record import Item, Record
from provenance.ingest.storable import storable
from provenance.model import Article, Page, Skipped
from provenance.workers import Apply, Task, here

__all__ = ["follower", "read", "read_all", "read_one"]

_SECONDS = 8.0
"""of computing that the extraction of one page may take: that of the most elements takes six, a real one a tenth"""
# What a large news page has; of so much, nothing known takes the extractor longer than three seconds.
_LIGHT_BYTES, _LIGHT_TAGS = 1 << 20, 10_000


def read(
    where: str,
    *,
    fetch: Fetch | None = None,
    stdin: BinaryIO | None = None,
    outlet: str | None = None,
    published: str | None = None,
    now: datetime | None = None,
) -> Iterator[Article | Skipped]:
    """The articles that `where` names: `items`, each made `to_article`, first seen `now` (the present by default).

    One of many that is no article is `Skipped`; a `where` that is one thing and no article raises `NotAnArticle`.
    """
    extract = _extractor(outlet, published, now)
    yield from _made(items(where, fetch=fetch, stdin=stdin), where, extract, here)


def read_all(
    where: Sequence[str],
    *,
    fetch: Fetch | None = None,
    outlet: str | None = None,
    published: str | None = None,
    apply: Apply = here,
) -> Iterator[Article | Skipped]:
    """What each of several inputs names, as one stream: one of many that cannot be read does not stop the others.

    `apply` says where pages are extracted: in this process, or in `Workers`, which keep them within limits.
    """
    extract = _extractor(outlet, published)
    yield from _made(_items(where, fetch), where[0] if len(where) == 1 else None, extract, apply)


def _made(
    found: Iterable[Item], only: str | None, extract: Callable[[Page | Record], Article | Skipped], apply: Apply
) -> Iterator[Article | Skipped]:
    """What was found as articles, each with its page; what is all that `only` names and no article is raised."""
    alone = False
    pages: deque[Page | None] = deque()  # of the articles that are being made, elsewhere it may be

    def tasks() -> Iterator[Task[Article | Skipped] | Article | Skipped]:
        nonlocal alone
        for item in found:
            pages.append(_page_of(item))
            if isinstance(item, Skipped):
                yield item
            else:
                alone = only is not None and stands_alone(item, only)
                yield Task(extract, item, _SECONDS, light=_is_light(item))

    articles: Iterator[Article | Skipped] = apply(tasks())
    for made in articles:
        page = pages.popleft()
        if alone and isinstance(made, Skipped):
            raise NotAnArticle(made.reason, made.message)
        yield _with(page, made) if isinstance(made, Article) else made


def _with(page: Page | None, article: Article) -> Article:
    """The article with the page that it was made of, which came when it was first seen unless it says otherwise."""
    if page and page.retrieved is None and article.first_seen:
        page = replace(page, retrieved=article.first_seen.at)
    return replace(article, page=storable(page))


def _page_of(item: Item) -> Page | None:
    return item.page if isinstance(item, Record) else item if isinstance(item, Page) else None


def follower(fetch: Fetch | None = None, *, apply: Apply = here) -> Callable[[str], Iterator[Article | Skipped]]:
    """What reads the pages that links lead to, as a crawler does: with one `fetch`, which asks for robots.txt first."""
    crawling = partial(fetch or fetcher(), crawling=True)
    return lambda url: read_all([url], fetch=crawling, apply=apply)


def read_one(where: str, *, fetch: Fetch | None = None, apply: Apply = here) -> Article:
    """The one article that `where` names; raises InputError where it names several."""
    found = list(read_all([where], fetch=fetch, apply=apply))
    articles = [one for one in found if isinstance(one, Article)]
    if len(articles) == 1:
        return articles[0]
    if not articles and found:
        raise InputError(next(one.message for one in found if isinstance(one, Skipped)))
    raise InputError(f"{where}: holds {len(articles)} articles; add it first, then audit one by its URL or id")


def _items(where: Sequence[str], fetch: Fetch | None) -> Iterator[Item]:
    for one in where:
        try:
            yield from items(one, fetch=fetch)
        except ProvenanceError as error:
            if len(where) == 1:
                raise
            yield skipped(one, error)


def _is_light(item: Page | Record) -> bool:
    page = _page_of(item)
    data = page.data if page else (item.text or "").encode(errors="replace") if isinstance(item, Record) else b""
    return len(data) <= _LIGHT_BYTES and data.count(b"<") <= _LIGHT_TAGS


def _extractor(
    outlet: str | None, published: str | None, now: datetime | None = None
) -> Callable[[Page | Record], Article | Skipped]:
    """What makes an article of an item; raises InputError where `published` is no time."""
    if published:
        time_given(published, None)  # said once and at the start, not of every article
    return partial(_extracted, outlet=outlet, published=published, now=now or datetime.now(UTC))


def _extracted(item: Page | Record, *, outlet: str | None, published: str | None, now: datetime) -> Article | Skipped:
    try:
        return ingest.to_article(item, outlet=outlet, published=published, now=now)
    except ProvenanceError as error:
        return skipped(item.name, error)
