"""Results that print as their report and show themselves in a notebook; otherwise they are the model's own values."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar, overload

from provenance.model import Article, Audit, Chain
from provenance.report import fragment, tables, terminal, wording
from provenance.report.corpus import Corpus

__all__ = ["Listing", "ShownArticle", "ShownAudit", "ShownChain", "ShownCorpus"]

T = TypeVar("T")

_ROWS = 60
"""rows of a list that are shown; all of them are in it"""


class _Shown:
    """What a value of the model gains: it prints as text for a terminal and shows the same in a notebook."""

    __slots__ = ()

    @classmethod
    def of(cls, value: Any) -> Self:
        """The same value, of the kind that shows itself."""
        return cls(*(getattr(value, field.name) for field in fields(value) if field.init))

    def __str__(self) -> str:
        return terminal.render(_value(self)).rstrip("\n")

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return fragment.render(_value(self))


def _value(shown: Any) -> Any:
    """What `_Shown` is mixed into, which its own type does not tell."""
    return shown


class ShownChain(_Shown, Chain):
    """A `model.Chain`: where words were seen, in time order, and who took them from whom."""

    __slots__ = ()


class ShownAudit(_Shown, Audit):
    """A `model.Audit`: what one article's sourcing is worth."""

    __slots__ = ()


class ShownCorpus(_Shown, Corpus):
    """A `report.Corpus`: every article with its most likely parent."""

    __slots__ = ()


class ShownArticle(_Shown, Article):
    """A `model.Article`: it prints as what it is and its text."""

    __slots__ = ()

    def __str__(self) -> str:
        about = f"{wording.outlet_name(self)} · {wording.byline(self)} · {wording.came_out(self)}"
        paragraphs = [
            textwrap.fill(wording.plain(one), terminal.WIDTH) for one in self.text.splitlines() if one.strip()
        ]
        return "\n".join((wording.heading(self), about, wording.plain(wording.address(self)), "", *paragraphs))


@dataclass(frozen=True, slots=True, repr=False)
class Listing(Sequence[T]):
    """Some values in their order, that print and show themselves as a table."""

    items: tuple[T, ...]
    row: Callable[[T], tables.Row]
    """what the table says of one of them"""
    empty: str
    """what is said where there are none"""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The table, a dictionary a row: what `pandas.DataFrame` takes."""
        return [dict(self.row(one)) for one in self.items]

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Listing[T]: ...

    def __getitem__(self, at: int | slice) -> T | Listing[T]:
        return Listing(self.items[at], self.row, self.empty) if isinstance(at, slice) else self.items[at]

    def __str__(self) -> str:
        table = tables.render(self[:_ROWS].rows, "text", empty=self.empty)
        return f"{table}\n{self._rest}" if self._rest else table

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return fragment.listing(self[:_ROWS].rows, self._rest if self.items else self.empty)

    @property
    def _rest(self) -> str:
        return f"and {len(self.items) - _ROWS:,} more" if len(self.items) > _ROWS else ""
