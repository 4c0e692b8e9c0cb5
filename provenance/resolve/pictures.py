"""Whom photo credits name: a house that the gazetteer may not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provenance.model import Span
from provenance.resolve.layout import Layout
from provenance.resolve.outlets import Found

__all__ = ["find_credited"]

# "Photo: Harbour Archive", "Image credit: Ann Lee", "(Picture by the town)": the name is what follows.
_CREDITED = re.compile(
    r"\W*(?:photo(?:graph)?|image|picture|pic|illustration|graphic|video|credit)s?"
    r"(?: (?:credit|courtesy|by|of|from|via))*"
    r"\s*(?:[:/|–-]|(?<=by)|(?<=of)|(?<=from)|(?<=via))\s*(?P<name>[^\n]{2,80}?)[\s.)\]]*$",
    re.IGNORECASE,
)
_SURE = 0.9


def find_credited(layout: Layout, known: Sequence[Found]) -> list[Found]:
    """The name of each photo credit line that holds no outlet of the gazetteer."""
    found = []
    for line in layout.article.furniture:
        named = line.kind == "photo-credit" and _CREDITED.match(line.span.of(layout.text))
        if named and not any(one.span.overlaps(line.span) for one in known):
            start = line.span.start + named.start("name")
            found.append(Found(Span(start, start + len(named["name"])), None, named["name"], _SURE))
    return found
