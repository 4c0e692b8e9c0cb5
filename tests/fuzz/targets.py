"""What is fuzzed: for each kind of input the function that is given any bytes, and what must hold of what it makes.

Nothing but a `ProvenanceError` may be raised, and what comes out is fit to be stored and shown: spans lie inside the
text, addresses lead to the web, and no text holds what no database keeps.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import get_args

from provenance.audit import audit
from provenance.detect import DETECTORS
from provenance.errors import FetchError, NotAnArticle, ProvenanceError
from provenance.ingest.article import to_article  # and not from the package, which would import it when first used
from provenance.ingest.dates import parse_moment
from provenance.ingest.feed import entries
from provenance.ingest.inputs import items
from provenance.ingest.metadata import absolute
from provenance.ingest.packing import LARGEST_PAGE
from provenance.ingest.record import Record
from provenance.model import Article, NoArticle, NoPage, Page, Skipped, Span
from provenance.resolve import resolve
from tests.fuzz.attributions import FRAGMENTS, check

__all__ = ["TARGETS", "Target", "seeds", "sound", "text_of"]

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
SEEDS = Path(__file__).resolve().parent / "seeds"
URL = "https://ledger.example/2024/05/31/ferry-ramp"
_MOST_ITEMS = 20
_REASONS = {*get_args(NoArticle), *get_args(NoPage), "failed"}
_HTML = """<html> <head> <title> <meta name=" property=" content=" og:title og:site_name article:published_time author
    <link rel=canonical href=" <script type="application/ld+json"> </script> {"@type":"NewsArticle", "headline":
    "author": "datePublished": "publisher": "@graph": <article> <p> <h1> <time datetime=" <div class="byline"> <a href="
    <br> &amp; &#0; &#xD800; <!-- --> <![CDATA[ <base href=" http-equiv=refresh charset=utf-16 javascript: <svg>
    <table>""".split()
_FEED = """<?xml <rss> <channel> <item> <title> <link> <guid isPermaLink="true"> <pubDate> </item> <feed xmlns=" <entry>
    <link rel="alternate" href=" <published> <urlset> <url> <loc> <news:publication_date> <sitemapindex> <sitemap>
    <lastmod> <![CDATA[ ]]> &amp; &xxe; <!DOCTYPE <!ENTITY xml:base=" https://ledger.example/a <rdf:RDF>
    <dc:date>""".split()
_WARC = """WARC/1.0\r\n WARC/1.1\r\n WARC-Type: response resource request Content-Length: WARC-Target-URI: WARC-Date:
    Content-Type: application/http;msgtype=response HTTP/1.1 200 OK text/html Transfer-Encoding: chunked
    Content-Encoding: gzip deflate br 0\r\n\r\n 99999999999 -1""".replace("\n    ", " ").split(" ")
_JSON = """{" ": "id" "url" "title" "text" "html" "author" "authors" "outlet" "published" "articles" [ ] null true
    -1e999 \\u0000 \\ud800 "name" "@type" "articleBody" "domain" https://ledger.example/a""".split()
_DATE = """2024-05-31 T09:15:00 Z +01:00 May 31, 31/05/2024 a.m. p.m. EST BST IST Sept. Updated: Published 1717142400
    1717142400000 noon 24:00 00:60 Feb 30 0001 9999 -0000""".split()


_NAMES = (
    "Ida Holm|Holm|Mrs. Holm|Minister of Foreign Affairs|former|Tim Lund|Timothy J. Lund|He Lund|who|which|"
    "his wife|both|the two|it|the agency|The Times|the report|the company|'s|Reuters|The New York Times|CNN|WHO|"
    "CCTV|Time|(AP) —|Skerry Courier|WQZX-TV|and|/|Board (SQB)|Namibian|NBC|familiar with the talks|"
    "on condition of anonymity because|reporter for|declined to comment|a poll by|spokesman|the Holm campaign|"
    "Oslo-based|Inc.|in 1974|(R-Iowa)"
).split("|")


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be given any bytes."""

    check: Callable[[bytes], None]
    """raises AssertionError, or anything else that is none of our own errors, where something is wrong"""
    words: tuple[str, ...] = ()
    """what inputs are made of"""
    longest: int = 4_000
    """bytes of an input"""


def text_of(data: bytes) -> str:
    """The text that bytes stand for: UTF-8, and a lone surrogate for each byte that is none, as broken files have."""
    return data.decode("utf-8", "surrogateescape")


def seeds(name: str) -> Iterator[bytes]:
    """The inputs that a target begins with, of our own writing, and those that once broke it."""
    for path in sorted((SEEDS / ("detect" if name in {*DETECTORS, "reading"} else name)).iterdir()):
        data = path.read_bytes()
        yield from data.splitlines() if path.name == "lines.txt" else [data]
        if path.suffix == ".warc":
            yield gzip.compress(data, mtime=0)
            yield b"".join(gzip.compress(b"WARC/" + one, mtime=0) for one in data.split(b"WARC/")[1:])


def sound(article: Article) -> None:
    """AssertionError unless an article is one that can be stored, shown and cited."""
    assert article.text.strip()
    assert article.id
    for text in _texts(article):
        assert "\0" not in text
        text.encode("utf-8")
    placed = [one.span for some in (article.links, article.wire, article.furniture) for one in some]
    for span in filter(None, placed):
        _inside(span, article.text)
    for address in (article.canonical_url, *(one.href for one in article.links)):
        assert address is None or address.lower().startswith(("http://", "https://"))
    for moment in (article.published, article.updated, article.first_seen):
        if moment:
            assert moment.at.tzinfo
            assert moment.interval()[0] < moment.interval()[1]


def _inside(span: Span, text: str) -> None:
    assert 0 <= span.start < span.end <= len(text)
    assert span.of(text).strip()


def _texts(value: object) -> Iterator[str]:
    """Every text of a value, at whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _metadata(data: bytes) -> None:
    """A page of HTML from the web, with whatever it says of itself."""
    with suppress(ProvenanceError):
        sound(to_article(Page(data, URL, URL, media_type="text/html", name=URL), now=NOW))


def _plaintext(data: bytes) -> None:
    """A text file, and the same as the text of a record."""
    with suppress(ProvenanceError):
        sound(to_article(Page(data, name="a.txt"), now=NOW))
    with suppress(ProvenanceError):
        text = text_of(data)
        made = to_article(Record("line 1", text=text), now=NOW)
        sound(made)
        assert len(made.text) == len(text), "offsets into what was given must stay right"


def _refused(url: str, **_: object) -> Page:
    raise FetchError(f"{url}: nothing is fetched here")


def _items(data: bytes) -> None:
    """Whatever is given on standard input: a web archive, packed or not, JSON, a list of addresses, a page."""
    with suppress(ProvenanceError):
        for item in islice(items("-", fetch=_refused, stdin=io.BytesIO(data)), _MOST_ITEMS):
            if isinstance(item, Skipped):
                assert item.reason in _REASONS
                assert len(item.message.splitlines()) == 1
            elif isinstance(item, Page):
                assert len(item.data) <= LARGEST_PAGE


def _feed(data: bytes) -> None:
    """A feed or a sitemap."""
    with suppress(NotAnArticle):
        for entry in entries(data, base="https://ledger.example/feed", name="feed"):
            assert absolute(None, entry.url) == entry.url, "an address that leads to the web as it stands"
            assert entry.title is None or entry.title == " ".join(entry.title.split())


def _jsonl(data: bytes) -> None:
    """Articles as JSON."""
    with suppress(ProvenanceError):
        for item in islice(items("-", fetch=_refused, stdin=io.BytesIO(data)), _MOST_ITEMS):
            if isinstance(item, Record):
                with suppress(ProvenanceError):
                    sound(to_article(item, now=NOW))


def _date(data: bytes) -> None:
    """A time as a page writes it; the first byte chooses the country."""
    country = ("US", "GB", "IN", "AU", None)[(data or b"\0")[0] % 5]
    moment = parse_moment(text_of(data[1:]), basis="meta", country=country)
    if moment:
        assert moment.at.tzinfo
        assert moment.interval()[0] < moment.interval()[1]
        assert str(moment)


def _detector(name: str) -> Callable[[bytes], None]:
    detect = DETECTORS[name]

    def one(data: bytes) -> None:
        text = text_of(data)
        check(detect(Article(id="fuzz", text=text)), text)

    return one


def _reading(data: bytes) -> None:
    """Who the sources of a text are, by whom it cites, and what that is worth."""
    article = Article(id="fuzz", text=text_of(data))
    reading = resolve(article, DETECTORS["rules"](article))
    for span in (one.span for one in reading.mentions):
        _inside(span, article.text)
    assert [one.span for one in reading.mentions] == sorted(one.span for one in reading.mentions)
    for claim in reading.claims:
        assert (claim.source.kind == "outlet") >= (claim.source.outlet is not None)
        assert not claim.source.anonymous or claim.source.kind in ("unnamed-person", "group")
        assert {step for way in claim.ways for step in way} <= set(reading.mentions)
    made = audit(reading)
    for span in (span for some in (made.metrics, made.findings) for one in some for span in one.evidence):
        _inside(span, article.text)


TARGETS: dict[str, Target] = {
    "metadata": Target(_metadata, tuple(_HTML), 8_000),
    "plaintext": Target(_plaintext, tuple(_DATE)),
    "warc": Target(_items, tuple(_WARC)),
    "feed": Target(_feed, tuple(_FEED)),
    "jsonl": Target(_jsonl, tuple(_JSON)),
    "date": Target(_date, tuple(_DATE), 200),
    "rules": Target(_detector("rules"), FRAGMENTS),
    "fast": Target(_detector("fast"), FRAGMENTS),
    "reading": Target(_reading, (*FRAGMENTS, *_NAMES)),
}
"""by name"""
