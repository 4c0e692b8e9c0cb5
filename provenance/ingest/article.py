"""One page or record as an article: the costly step, without any input or output."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from provenance.errors import NotAnArticle
from provenance.ingest.dates import parse_moment
from provenance.ingest.decoding import decode
from provenance.ingest.extract import article_from_html
from provenance.ingest.given import outlet_at, outlet_called, time_given
from provenance.ingest.identity import article_id
from provenance.ingest.kinds import refuse_garbled, refuse_other_formats
from provenance.ingest.language import with_language
from provenance.ingest.memento import doubted, original
from provenance.ingest.names import authors_of
from provenance.ingest.plaintext import article_from_text, clean, level
from provenance.ingest.problems import looks_like_html
from provenance.ingest.record import Item, Record
from provenance.ingest.storable import storable
from provenance.model import Article, Moment, Outlet, Page, Skipped

__all__ = ["to_article"]


def to_article(
    item: Item, *, outlet: str | None = None, published: str | None = None, now: datetime | None = None
) -> Article:
    """The article in `item`, as `items` gives it.

    `outlet` (a name, slug or domain) and `published` win over what the item says itself; `now` is when it was first
    seen, unless the page was fetched or archived at a known time. Raises `NotAnArticle`, whose `reason` says what the
    item is instead, and `InputError` where `published` is no time.
    """
    if isinstance(item, Skipped):
        raise NotAnArticle(item.reason, item.message)
    given = outlet_called(outlet) if outlet else None
    page = item if isinstance(item, Page) else item.page
    article = _from_page(item, given) if isinstance(item, Page) else _from_record(item, given)
    if given:
        article = _published_by(article, given)
    if published:
        article = replace(article, published=time_given(published, article.outlet))
    return with_language(storable(replace(article, first_seen=_first_seen(page, now))))


def _first_seen(page: Page | None, now: datetime | None) -> Moment | None:
    if page and page.seen:
        return Moment(page.seen, "second", "memento" if page.memento else "retrieved")
    return Moment(now, "second", "added") if now else None


def _from_page(page: Page, outlet: Outlet | None) -> Article:
    article = _as_it_is(page, outlet)
    if page.memento:
        links = tuple(replace(link, href=original(link.href)) for link in article.links)
        canonical = article.canonical_url and original(article.canonical_url)
        return replace(article, links=links, canonical_url=canonical)
    remark = doubted(page)
    return replace(article, notes=(*article.notes, remark)) if remark else article


def _as_it_is(page: Page, outlet: Outlet | None) -> Article:
    refuse_other_formats(page.data, page.name)
    if looks_like_html(page.data):
        return article_from_html(page)
    text, notes = decode(page.data, page.media_type)
    refuse_garbled(text, page.name)
    article = article_from_text(clean(text), name=page.name, url=page.url, outlet=outlet or outlet_at(page.url))
    return replace(article, fetched_url=page.fetched_url, page_sha256=page.sha256, notes=article.notes + notes)


def _from_record(record: Record, outlet: Outlet | None) -> Article:
    outlet = outlet or _outlet_of(record)
    if record.page:
        article = _from_page(record.page, outlet)
    else:
        text = level(record.text or "")
        article = article_from_text(text, name=record.name, url=record.url, title=record.title, outlet=outlet)
    return _with_known(article, record, outlet)


def _outlet_of(record: Record) -> Outlet | None:
    if record.outlet:
        return outlet_called(record.outlet, record.domain or record.url)
    return outlet_at(record.domain) or outlet_at(record.url)


def _with_known(article: Article, record: Record, outlet: Outlet | None) -> Article:
    """`article` with what its record says: before the page's own word if that was given for it, else after it."""
    country = outlet.country if outlet else None
    published, updated = (
        parse_moment(written, basis=record.basis, country=country) if written else None
        for written in (record.published, record.updated)
    )
    authors = authors_of((name, False) for name in record.authors)
    url = record.url or article.url
    if record.basis == "given":
        article = replace(
            article,
            id=record.id or article_id(url, article.text),
            url=url,
            title=record.title or article.title,
            published=published or article.published,
            updated=updated or article.updated,
            authors=authors or article.authors,
        )
        return _published_by(article, outlet) if outlet and record.outlet else article
    return replace(
        article,
        title=article.title or record.title,
        published=article.published or published,
        authors=article.authors or authors,
    )


def _published_by(article: Article, outlet: Outlet) -> Article:
    """`article` as one of `outlet`, whose own name in it is then no credit of another."""
    return replace(article, outlet=outlet, wire=tuple(one for one in article.wire if one.outlet.id != outlet.id))
