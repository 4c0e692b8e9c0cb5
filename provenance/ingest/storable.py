"""Whatever a page, a line of JSON or a file's name spelled: articles and pages that a database can keep."""

from __future__ import annotations

from dataclasses import fields, replace
from operator import is_not
from typing import Any, TypeVar

from provenance import printable
from provenance.model import Article, Author, Link, Moment, Outlet, Page, WireCredit

__all__ = ["storable"]

T = TypeVar("T")

_TEXTS: dict[Any, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind) if field.init)
    for kind in (Article, Author, Link, Moment, Outlet, Page, WireCredit)
}


def storable(value: T) -> T:
    """`value` with U+FFFD for every character of its texts that no database stores, at whatever depth.

    Texts stay as long as they are, so that spans still hold; a value that has no such character is given back itself.
    """
    made: Any = value
    if isinstance(value, str):
        made = printable.storable(value)
    elif isinstance(value, tuple):
        parts = tuple(map(storable, value))
        made = parts if any(map(is_not, parts, value)) else value
    elif value.__class__ in _TEXTS:
        was = {name: getattr(value, name) for name in _TEXTS[value.__class__]}
        now = {name: storable(one) for name, one in was.items()}
        made = replace(value, **now) if any(map(is_not, now.values(), was.values())) else value  # type: ignore[type-var]
    return made  # type: ignore[no-any-return]
