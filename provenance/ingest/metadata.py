"""What a page says about its article: title, authors, language, addresses.

JSON-LD is believed before meta tags, these before the visible page, and an address only where nothing else speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from provenance.ingest.jsonld import Node, StructuredData, many, one_text, types_of
from provenance.ingest.names import authors_of, name_key, plain
from provenance.model import Author, Outlet
from provenance.text import fold

__all__ = [
    "AUTHOR_METAS",
    "Head",
    "absolute",
    "authors",
    "byline_of",
    "host_of",
    "language",
    "main_node",
    "names_in",
    "read_head",
    "title",
]

_META_NAMES = ("property", "name", "itemprop", "http-equiv")
AUTHOR_METAS = (
    "author parsely-author article:author og:article:author byl sailthru.author dc.creator dcterms.creator".split()
)
_SITE = "og:site_name application-name".split()
# By attribute: to ask every element for its class takes twice as long.
_BYLINES = XPath(
    "//@class[contains(., 'byline') or contains(., 'author') or contains(., 'writer')]/.."
    "|//@rel[. = 'author']/..|//@itemprop[contains(., 'author')]/..|//@data-link-name[contains(., 'byline')]/.."
)
_FOLLOWING = XPath("following::text()[normalize-space()]")
_NEAR_HEADLINE = 30
_WORDED = re.compile(
    r"By [A-Z]|(?:AFP|AP|Reuters|Associated Press|dpa|EFE|ANSA|Xinhua|TASS|PTI|ANI|IANS|CNA|Kyodo|Yonhap)\b[,/ ]"
)
_LONGEST_BYLINE = 120
_BIO = re.compile(r"bio|avatar|image|photo|description|social|follow|comment|card|box|twitter", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+(?:[|–—:»·•]|-|::|\|\|)\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """The meta tags of a page by lower-case name, its addresses, and its title elements."""

    meta: dict[str, list[str]]
    canonical: str | None
    title: str
    headings: tuple[str, ...]
    base: str | None

    def first(self, names: Iterable[str]) -> str:
        """The first value that one of `names` has, in the order of `names`; empty if there is none."""
        return next((value for name in names for value in self.meta.get(name, ()) if value.strip()), "")

    @property
    def site_name(self) -> str:
        """What the page calls its site."""
        return plain(self.first(_SITE))


def read_head(tree: HtmlElement, url: str | None) -> Head:
    """Meta tags, canonical address (absolute, http or https only) and titles in one pass over the tree."""
    meta: dict[str, list[str]] = {}
    canonical = base = None
    titles: list[str] = []
    headings: list[str] = []
    for element in tree.iter("meta", "link", "title", "h1", "base"):
        if element.tag == "meta":
            _add_meta(meta, element)
        elif element.tag == "link":
            if "canonical" in (element.get("rel") or "").lower().split():
                canonical = canonical or element.get("href")
        elif element.tag == "title":
            titles.append(plain(element.text_content()))
        elif element.tag == "base":
            base = base or element.get("href")
        else:
            headings.append(plain(element.text_content()))
    address = canonical or next(iter(meta.get("og:url", ())), None)
    return Head(
        meta=meta,
        canonical=absolute(url, address),
        title=next(filter(None, titles), ""),
        headings=tuple(filter(None, headings)),
        base=absolute(url, base) or url,
    )


def _add_meta(meta: dict[str, list[str]], element: HtmlElement) -> None:
    content = element.get("content")
    for attribute in _META_NAMES:
        name = element.get(attribute)
        if name and content:
            meta.setdefault(name.lower(), []).append(content)


def absolute(base: str | None, address: str | None) -> str | None:
    """`address` against `base`, if that gives an http or https address with a host, else None."""
    if not address:
        return None
    try:
        whole = urljoin(base or "", address.strip()).strip()  # what is left of "a ;" ends in a blank
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.hostname and " " not in parts.netloc else None


def host_of(address: str | None) -> str:
    """The host of an address, empty if it has none."""
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


def main_node(data: StructuredData, head: Head, url: str | None) -> Node:
    """The JSON-LD node of the page's own article, what is said of it in several blocks put together; {} if none."""
    own = {_key(address) for address in (url, head.canonical) if address}
    named = [node for node in data.articles if _addresses(node) & own]
    if not named and len({one_text(node.get("headline")) for node in data.articles} - {""}) > 2:
        return {}  # a listing names many, none of them its own
    merged: Node = {}
    for node in named or data.articles[:1]:
        merged = node | {key: value for key, value in merged.items() if value}
    return merged


def _addresses(node: Node) -> set[str]:
    main = node.get("mainEntityOfPage")
    values = [
        *many(node.get("url")),
        *many(node.get("@id")),
        *many(main.get("@id") if isinstance(main, dict) else main),
    ]
    return {_key(value) for value in values if isinstance(value, str)}


def _key(address: str) -> str:
    bare = re.sub(r"^(?:https?:)?//(?:www\.|amp\.|m\.)?", "", address.strip().lower())
    return re.split(r"[?#]", bare)[0].rstrip("/")


def title(node: Node, head: Head, outlet: Outlet | None) -> str | None:
    """The headline without the site's name behind it: JSON-LD's, unless og:title and heading agree on another."""
    open_graph = [plain(head.first(names)) for names in (["og:title"], ["twitter:title"])]
    stated = plain(one_text(node.get("headline")))
    sites = _site_names(head, outlet)
    candidates = [stated, *open_graph, *head.headings[:1], head.title]
    bare = [text for text in (_without_site(text, sites) for text in candidates) if text]
    if not bare:
        return None
    shown, graph = bare[0], _without_site(open_graph[0], sites)
    if (
        graph
        and fold(graph) != fold(shown)
        and fold(graph) == fold(_without_site(head.headings[0], sites) if head.headings else "")
    ):
        shown = graph  # two that readers see, against one for search engines
    return _whole(shown, bare)


def _whole(title: str, others: list[str]) -> str:
    """`title`, or where it was cut off with dots the first of `others` that goes on."""
    start = title.rstrip(" .…")
    if not title.endswith(("…", "...")):
        return title
    return next((other for other in others if other.startswith(start) and len(other) > len(title)), title)


def _site_names(head: Head, outlet: Outlet | None) -> frozenset[str]:
    names = [head.site_name]
    if outlet:
        names += [outlet.name, *outlet.aliases, *outlet.domains, *(domain.split(".")[0] for domain in outlet.domains)]
    folded = {fold(name).removeprefix("the ") for name in names if name}
    return frozenset(folded | {name.replace(" ", "") for name in folded})


def _without_site(text: str, sites: frozenset[str]) -> str:
    """`text` without a last (or first) part that is the site's name; a headline's own dashes stay."""
    while True:
        cuts = list(_SUFFIX.finditer(text))
        if not cuts:
            return text
        if _names_site(text[cuts[-1].end() :], sites):
            text = text[: cuts[-1].start()].strip()
        elif "|" in cuts[0].group() and _names_site(text[: cuts[0].start()], sites):
            text = text[cuts[0].end() :].strip()
        else:
            return text


def _names_site(part: str, sites: frozenset[str]) -> bool:
    name = fold(part).strip().removeprefix("the ")
    return name in sites or name.replace(" ", "") in sites


def authors(
    data: StructuredData, node: Node, head: Head, bylines: Iterable[str], outlet: Outlet | None
) -> tuple[Author, ...]:
    """Who wrote it: people and organisations of JSON-LD, else of the meta tags, else of the first visible byline.

    A byline also wins where it names all the people and more, and where only the outlet itself is named otherwise.
    """
    stated = _stated_authors(data, node, head)
    sites = _site_names(head, outlet)
    only_itself = all(_names_site(author.name, sites) for author in stated)
    for byline in bylines:
        visible = tuple(author for author in authors_of([(byline, False)]) if not _names_site(author.name, sites))
        people = tuple(author for author in visible if author.kind == "person")
        if visible and only_itself:
            return visible
        if people and {name_key(author.name) for author in stated} < {name_key(author.name) for author in people}:
            return people
    return stated


def _stated_authors(data: StructuredData, node: Node, head: Head) -> tuple[Author, ...]:
    for field in ("author", "creator"):
        found = authors_of(names_in(data, many(node.get(field))))
        if found:
            return found
    for name in AUTHOR_METAS:
        found = authors_of((value, False) for value in head.meta.get(name, ()))
        if found:
            return found
    return ()


def names_in(data: StructuredData, values: list[object]) -> Iterator[tuple[str, bool]]:
    """Names in a field of people and organisations, each with whether it is said to be an organisation."""
    for value in values:
        whole = data.resolve(value)
        organisation = isinstance(whole, dict) and any(kind.endswith("Organization") for kind in types_of(whole))
        names = many(whole.get("name")) if isinstance(whole, dict) else [whole]
        for name in names:
            if isinstance(name, str):
                yield name, organisation


def byline_of(tree: HtmlElement, head: Head) -> str:
    """The words of the visible byline: marked as one, else worded as one near the headline; empty if there is none."""
    for element in _BYLINES(tree):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        words = " ".join(element.text_content().split())
        if 2 < len(words) <= _LONGEST_BYLINE and not _BIO.search(marks):
            return words
    for text in _FOLLOWING(_headline(tree, head))[:_NEAR_HEADLINE]:
        words = " ".join(text.split())
        if 2 < len(words) <= _LONGEST_BYLINE and _WORDED.match(words):
            return words
    return ""


def _headline(tree: HtmlElement, head: Head) -> HtmlElement:
    """The heading that the page's title repeats, else its first one, else the page itself."""
    headings = list(tree.iter("h1"))
    repeated = (
        heading for heading in headings if len(words := plain(heading.text_content())) > 9 and words in head.title
    )
    return next(repeated, headings[0] if headings else tree)


def language(node: Node, head: Head, tree: HtmlElement) -> str | None:
    """The primary language subtag ("en"), as the page's markup names it."""
    for value in (tree.get("lang"), one_text(node.get("inLanguage")), head.first(["og:locale", "content-language"])):
        found = re.match(r"[a-z]{2,3}(?=$|[-_,])", (value or "").strip().lower())
        if found:
            return found.group()
    return None
