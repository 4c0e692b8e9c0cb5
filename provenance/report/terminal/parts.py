"""What the reports for a terminal are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from provenance.model import (
    Article,
    Edge,
    Metric,
)
from provenance.report.reviews import wrong_edges
from provenance.report.wording import (
    metric_name,
    metric_value,
    plain,
)

__all__ = ["figures", "inset", "table", "title", "wrong"]


def title(text: str) -> Text:
    """The heading of a part, with a line free above it."""
    return Text(f"\n{text}", style="bold")


def inset(content: RenderableType, left: int = 2) -> Padding:
    """Content so many columns from the left."""
    return Padding(content, (0, 0, 0, left), expand=False)


def table(columns: Iterable[tuple[str, int]], rows: Iterable[tuple[str, ...]]) -> Table:
    """Columns by heading and share of the width; one that holds numbers (share 0) is as narrow as they are."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    for name, share in columns:
        if share:
            made.add_column(name, ratio=share, overflow="fold")
        else:
            made.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def wrong(edges: Iterable[Edge], articles: Iterable[Article]) -> Iterator[RenderableType]:
    """Edges that a person found wrong, each with who said so."""
    for what, who in dict.fromkeys(wrong_edges(edges, articles)):
        yield inset(Text(f"{what}, {who}"))


def figures(metrics: Iterable[Metric]) -> Iterator[RenderableType]:
    """Every figure with its N, what is published and what our detection misses."""
    yield title("Figures (shares with their 95 % interval)")
    said = None
    for metric in metrics:
        line = Text(f"{metric_name(metric):24} {metric_value(metric)}")
        line.append(f"  (n = {metric.n:,})", style="dim")
        yield inset(line)
        beside = (metric.baseline, metric.caveat)
        for words in (f"published: {metric.baseline}" if metric.baseline else "", metric.caveat or ""):
            if words and beside != said:  # what stands beside several figures in a row is said once
                yield inset(Text(plain(words), style="dim"), 6)
        said = beside
