"""Results as a piece of HTML for a notebook: no script, no request to anywhere, every field escaped.

A piece and not a page in a frame: it takes the colours of the notebook that it stands in, light or dark, it is as tall
as it needs to be, and what code hosts leave of it (they drop frames and styles) still reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Template

from provenance.model import Article, Audit, Chain
from provenance.report import tables, wording
from provenance.report.corpus import Corpus
from provenance.report.statements import statements
from provenance.report.stops import CERTAINTY, ending, stops
from provenance.report.tables import Row
from provenance.report.webpage import environment

__all__ = ["listing", "render"]


@cache
def _template() -> Template:
    return environment().get_template("fragment.html.j2", globals={"carriers": _carriers})


def _carriers(chain: Chain) -> int:
    return len({one.article.version for one in chain.appearances})


def _framed(name: str, *values: object) -> str:
    macros: Any = _template().module
    return f'<div class="provenance">{macros.style()}{getattr(macros, name)(*values)}</div>'


def render(value: Article | Audit | Chain | Corpus) -> str:
    """The result: what matters in full, and the rest to fold out."""
    if isinstance(value, Chain):
        return _framed("chain", value, ending(value), stops(value))
    if isinstance(value, Audit):
        return _framed("audit", value, statements(value))
    return _framed("article", value) if isinstance(value, Article) else _corpus(value)


def listing(rows: Sequence[Row], note: str) -> str:
    """Rows as a table, with a line under it."""
    return _framed("tables", [_table(rows)] if rows else [], note)


def _corpus(value: Corpus) -> str:
    takes = [
        {
            "outlet": one.child,
            "takes from": one.parent,
            "articles": one.articles,
            "median lag": wording.lasted(one.median_lag),
            "not credited": one.credit_gaps,
        }
        for one in value.takes
    ]
    parents = [tables.kinship_row(one) for one in value.lineages]
    parts = (("Who takes from whom", takes), ("Every article and its likeliest parent", parents))
    return _framed("tables", [_table(rows, title) for title, rows in parts if rows], CERTAINTY)


def _table(rows: Sequence[Row], title: str = "") -> tuple[str, list[str], list[list[str]]]:
    """A table's title, its heads and the cells of each row."""
    heads = list(rows[0])
    return title, heads, [[_cell(row[head]) for head in heads] for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
