"""A page parsed once, for all its readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura.utils import HTML_PARSER, load_html

from provenance.errors import NotAnArticle
from provenance.ingest.jsonld import Node, StructuredData, read_jsonld
from provenance.ingest.metadata import Head, byline_of, main_node, read_head

__all__ = ["Parsed", "parse_page"]

# How the parser says that it dropped what is nested more than 255 levels deep.
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_COUNT = XPath("count(//*)")
_CONTAINERS = re.compile(
    r"</?(?:div|span|section|font|center|b|i|em|strong|table|tbody|tr|td|ul|ol|li|blockquote)\b[^>]*>", re.IGNORECASE
)
# News pages have about 1,000 elements and 3,000 at most; fifty thousand take six seconds even in the fast mode.
_MOST_ELEMENTS = 50_000
# Of what has both a start tag and an end tag: news pages nest dozens deep, those that forget end tags some hundreds.
_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
    r"|p|li|dt|dd|tr|t[hd]|thead|tbody|tfoot|option|optgroup|colgroup)\b)[a-z]",
    re.IGNORECASE,
)
_MOST_LEVELS = 10_000
# The parser compares each attribute of a tag with all before it; no tag has a thousand.
_LONG = 5000
_LONG_TAG = re.compile(rf"([a-zA-Z]\w*)[^<>]{{{_LONG},}}>")
_MOST_ATTRIBUTES = 1000


@dataclass(frozen=True, slots=True)
class Parsed:
    """The markup and its tree of `elements` elements, and what was read from it already.

    `node` is the JSON-LD node of the page's own article ({} if it has none), `byline` the words of the visible byline.
    """

    html: str
    tree: HtmlElement
    elements: int
    head: Head
    data: StructuredData
    node: Node
    byline: str
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that the page holds as text, scripts included, with single blanks."""
        return " ".join(self.tree.text_content().split())


def parse_page(html: str, *, url: str | None, where: str) -> Parsed:
    """The page of that markup; raises NotAnArticle where it cannot be read, or not in a reasonable time."""
    _check_size(html, where)
    notes: tuple[str, ...] = ()
    html = _with_few_attributes(html)
    tree = load_html(html)
    if any(error.type_name == _TOO_DEEP for error in HTML_PARSER.error_log):
        tree = load_html(_CONTAINERS.sub(" ", html))
        notes = ("nested too deep for the parser: read without its containers",)
    if tree is None:
        raise NotAnArticle("no-text", f"{where}: no text: the page's markup holds nothing that can be read")
    head = read_head(tree, url)
    data = read_jsonld(tree)
    return Parsed(
        html=html,
        tree=tree,
        elements=int(_COUNT(tree)),
        head=head,
        data=data,
        node=main_node(data, head, url),
        byline=byline_of(tree, head),
        notes=notes,
    )


def _check_size(html: str, where: str) -> None:
    """Raises NotAnArticle for more elements or levels than a page has: counted in its letters, before it is parsed."""
    if html.count("<") > 2 * _MOST_ELEMENTS:
        raise NotAnArticle(
            "too-large", f"{where}: too large: over {_MOST_ELEMENTS:,} elements, an article has thousands"
        )
    levels = accumulate(-1 if closes else 1 for closes in _NESTING.findall(html))
    if max(levels, default=0) > _MOST_LEVELS:
        raise NotAnArticle(
            "too-large", f"{where}: too large: elements nested over {_MOST_LEVELS:,} deep, an article has dozens"
        )


def _with_few_attributes(html: str) -> str:
    """`html` with the attributes left out of every tag that has very many."""
    pieces = html.split("<")
    for at, piece in enumerate(pieces):
        if len(piece) > _LONG and at and (tag := _LONG_TAG.match(piece)) and len(tag[0].split()) >= _MOST_ATTRIBUTES:
            pieces[at] = f"{tag[1]}>{piece[tag.end() :]}"
    return "<".join(pieces)
