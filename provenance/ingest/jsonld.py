"""The schema.org data that a page embeds as JSON-LD, read through the breakage that real pages have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

__all__ = ["Node", "StructuredData", "many", "one_text", "read_jsonld"]

Node = dict[str, Any]

_COMMENT = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MISSING_VALUE = re.compile(r"(:\s*)(?=[,}\]])")
# What is worth saving from a block that no repair makes readable.
_SALVAGE = re.compile(r'"(headline|datePublished|dateModified|dateCreated|@type)"\s*:\s*"((?:[^"\\]|\\.){1,400})"')
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|NewsItem)$")
# Deeper than this is no publisher's markup, and walking it would only cost.
_DEEPEST = 12
# What hangs below these is about other items than the page's own.
_OTHERS = frozenset(
    """itemListElement liveBlogUpdate comment comments review reviews relatedLink mentions about hasPart isPartOf
    isBasedOn citation publisher author creator image video associatedMedia breadcrumb potentialAction""".split()
)


@dataclass(frozen=True, slots=True)
class StructuredData:
    """`articles`: the nodes about one news item, in page order; `types`: every type named at the top of a block."""

    articles: tuple[Node, ...] = ()
    pages: tuple[Node, ...] = ()
    types: frozenset[str] = frozenset()
    by_id: tuple[tuple[str, Node], ...] = ()

    def resolve(self, value: object) -> object:
        """`value`, or the node that it only points at by `@id`."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and "@id" in value:
            return dict(self.by_id).get(str(value["@id"]), value)
        return value


def many(value: object) -> list[object]:
    """A list as it is, nothing as an empty list, and anything else as a list of one."""
    if value is None or value in ("", {}):
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def one_text(value: object) -> str:
    """The first piece of text in `value`: itself, its first item's, or a node's `name` or `@value`."""
    for item in many(value):
        found = item
        if isinstance(item, dict):
            found = item.get("name") or item.get("@value") or item.get("headline")
        if isinstance(found, list):
            found = one_text(found)
        if isinstance(found, str) and found.strip():
            return unescape(found).strip()
    return ""


def types_of(node: Node) -> list[str]:
    """The types of a node, without the vocabulary's address in front."""
    return [str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in many(node.get("@type"))]


def read_jsonld(tree: HtmlElement) -> StructuredData:
    """Every JSON-LD block of a page; blocks that cannot be read even in part are left out."""
    articles: list[Node] = []
    pages: list[Node] = []
    types: set[str] = set()
    by_id: dict[str, Node] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_parse(script.text or ""), 0):
            kinds = types_of(node)
            types.update(kinds)
            if "@id" in node:
                by_id.setdefault(str(node["@id"]), {}).update(node)
            if any(_ARTICLE.search(kind) for kind in kinds):
                articles.append(node)
            elif any(kind.endswith("Page") for kind in kinds):
                pages.append(node)
    return StructuredData(tuple(articles), tuple(pages), frozenset(types), tuple(by_id.items()))


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for key, item in value.items():
            if key not in _OTHERS and isinstance(item, dict | list):
                yield from _nodes(item, depth + 1)


def _parse(text: str) -> object:
    """The value of a block: as it stands, else repaired, else its first value, else the few facts that can be saved."""
    for candidate in _repairs(text):
        try:
            return json.JSONDecoder(strict=False).raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
    saved = {name: unescape(value) for name, value in reversed(_SALVAGE.findall(text))}
    return saved if "@type" in saved else None


def _repairs(text: str) -> Iterable[str]:
    yield text.strip()
    bare = _COMMENT.sub("", _COMMENT.sub("", text)).strip()
    yield bare
    commas = _MISSING_VALUE.sub(r"\1null", _TRAILING_COMMA.sub("", bare))
    yield commas
    yield unescape(commas)
    yield re.sub(r'\\(?!["\\/bfnrtu])', "", commas)
