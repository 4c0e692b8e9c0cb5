"""A corpus for a terminal: the figures, who takes from whom, and every article with its likeliest parent."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from provenance.model import (
    Lineage,
)
from provenance.report.corpus import Corpus
from provenance.report.reviews import FOUND_WRONG
from provenance.report.stops import CERTAINTY
from provenance.report.terminal.parts import figures, inset, table, title, wrong
from provenance.report.wording import (
    came_out,
    clip,
    counted,
    decided,
    heading,
    lasted,
    outlet_name,
)

__all__ = ["blocks"]


def blocks(corpus: Corpus) -> Iterator[RenderableType]:
    """A corpus, piece by piece."""
    yield Text(f"{counted(len(corpus.lineages), 'article')} of {counted(len(corpus.outlets), 'outlet')}", style="bold")
    if corpus.figures:
        yield from figures(corpus.figures)
    yield title("By outlet")
    rows = (
        (clip(one.name, 80), *map(str, (one.articles, one.taken, one.given, one.credit_gaps))) for one in corpus.outlets
    )
    columns = (("outlet", 5), ("articles", 0), ("taken", 0), ("given", 0), ("not credited", 0))
    yield inset(table(columns, rows))
    if corpus.takes:
        yield title("Who takes from whom")
        yield inset(
            table(
                (("outlet", 4), ("takes from", 4), ("articles", 0), ("median lag", 0), ("not credited", 0)),
                (
                    (
                        clip(one.child, 80),
                        clip(one.parent, 80),
                        str(one.articles),
                        lasted(one.median_lag),
                        str(one.credit_gaps),
                    )
                    for one in corpus.takes
                ),
            )
        )
    yield title("Every article and its likeliest parent")
    for one in corpus.lineages:
        yield from _lineage(one)
    rejected = [edge for one in corpus.lineages for edge in one.rejected]
    if rejected:
        yield title(FOUND_WRONG)
        yield from wrong(rejected, (one.article for one in corpus.lineages))
    yield Text(f"\n{CERTAINTY}", style="dim")


def _lineage(one: Lineage) -> Iterator[RenderableType]:
    article = one.article
    yield inset(Text(f"{outlet_name(article)}  {came_out(article)}  {clip(heading(article), 120)}"))
    if one.parent is None and not one.parent_outlet:
        return
    odd = {
        "not credited": one.credit_gap,
        "circular": one.circular,
        "doubtful credit": bool(one.disagreements),
        "another as likely": bool(one.ties),
    }
    marks = [*one.basis, *(name for name, is_so in odd.items() if is_so), *filter(None, [decided(one.review)])]
    taken = clip(heading(one.parent), 120) if one.parent else "an article that is not in this corpus"
    giver = clip(one.parent_outlet or "outlet unknown", 60)
    grounds = f" ({', '.join(marks)})" if marks else ""
    yield inset(Text(f"from {giver}: {taken}{grounds}", style="dim"), 6)
