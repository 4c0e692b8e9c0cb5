"""Lists of addresses: RSS and Atom feeds, sitemaps and their indexes, files of one address a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from provenance.errors import NotAnArticle
from provenance.ingest.metadata import absolute
from provenance.ingest.names import plain

__all__ = ["LISTS", "Entry", "address_entries", "entries", "is_address", "is_address_list", "root_name"]

# Outermost elements of documents that list addresses.
LISTS = frozenset({"rss", "rdf", "feed", "urlset", "sitemapindex"})
_ROOT = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)", re.DOTALL
)
_ENTRY = frozenset({"item", "entry", "url", "sitemap"})
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that a list names, and what the list says about it."""

    url: str
    title: str | None = None
    published: str | None = None
    is_list: bool = False
    """it leads to a further list, as in a sitemap index"""


def root_name(head: bytes) -> str:
    """The name of an XML document's outermost element, lower case and without its prefix; "" where there is none."""
    found = _ROOT.match(head.removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode("ascii").lower() if found else ""


def is_address(text: str) -> bool:
    """Whether `text` is one http or https address and nothing else."""
    return bool(_ADDRESS.fullmatch(text))


def is_address_list(text: str) -> bool:
    """Whether every line of `text` that is neither blank nor a comment (#) is an address, and there is one."""
    lines = _lines(text)
    return bool(lines) and all(map(is_address, lines))


def address_entries(data: bytes) -> list[Entry]:
    """The addresses of a file of one a line; what is no address is passed over."""
    return [Entry(line) for line in _lines(data.decode("utf-8-sig", "replace")) if is_address(line)]


def _lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def entries(data: bytes, *, base: str | None, name: str) -> list[Entry]:
    """The addresses in a feed or sitemap, in its order, relative ones against `base`.

    A damaged document gives what can be read. Raises `NotAnArticle` where it names no address at all.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing in it at all
        root = None
    nodes = [] if root is None else [node for node in root.iter("{*}*") if _local(node) in _ENTRY]
    base = base or (None if root is None else _home(root))
    found = [entry for node in nodes if (entry := _entry(node, base))]
    if not found:
        raise NotAnArticle("not-an-article", f"{name}: a feed or sitemap without links to articles; give their pages")
    return found


def _local(node: etree._Element) -> str:
    # Not etree.QName: it refuses the names that a broken page's markup gives ("<:").
    return str(node.tag).rpartition("}")[2].lower()


def _inside(node: etree._Element) -> list[etree._Element]:
    """The elements in `node` two levels deep, its own first: a sitemap holds its news title one level further down."""
    own = list(node.iterchildren("{*}*"))
    return own + [deeper for child in own for deeper in child.iterchildren("{*}*")]


def _text(node: etree._Element, *names: str) -> str | None:
    """The text of the first of `names` that is there and not empty."""
    written = {_local(child): plain(child.text) for child in reversed(_inside(node)) if child.text}
    return next(filter(None, map(written.get, names)), None)


def _entry(node: etree._Element, base: str | None) -> Entry | None:
    url = absolute(node.base if is_address(node.base or "") else base, _address(node))
    if not url:
        return None
    published = _text(node, "pubdate", "published", "date", "publication_date", "issued")
    return Entry(url, title=_text(node, "title"), published=published, is_list=_local(node) == "sitemap")


def _address(node: etree._Element) -> str | None:
    """Where an entry leads: the page itself before the feed's own redirect, a link for reading before any other."""
    own = list(node.iterchildren("{*}*"))
    for child in own:
        if _local(child) == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href"))
    guids = [child for child in own if _local(child) == "guid" and child.get("isPermaLink", "true") != "false"]
    guid = next((child.text for child in guids if child.text and is_address(child.text.strip())), None)
    return _text(node, "origlink", "loc", "link") or guid


def _home(root: etree._Element) -> str | None:
    """The site that a feed says it belongs to."""
    return next((str(node.text).strip() for node in root.iter("{*}link") if is_address(str(node.text).strip())), None)
