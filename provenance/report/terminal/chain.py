"""A chain for a terminal: a tree with lines from each article to those that took from it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from provenance.model import (
    Appearance,
    Article,
    Chain,
    Drift,
    Edge,
)
from provenance.report.reviews import FOUND_WRONG
from provenance.report.stops import CERTAINTY, DRIFT_WORDS, Stop, ending, evidence_words, grounds, stops
from provenance.report.terminal.parts import inset, title, wrong
from provenance.report.wording import (
    address,
    came_out,
    clip,
    counted,
    decided,
    heading,
    likeness,
    outlet_name,
    plain,
    quoted,
)

__all__ = ["blocks"]

_DEEPEST = 8
"""levels of a chain that are indented; deeper ones stand under one another"""


def blocks(chain: Chain) -> Iterator[RenderableType]:
    """A chain, piece by piece."""
    yield Text(quoted(chain.query, 400), style="bold")
    yield Text(plain(ending(chain)))
    if chain.appearances:
        articles = len({one.article.version for one in chain.appearances})
        origins = counted(chain.independent_origins, "independent origin")
        yield Text(f"{counted(articles, 'article')}, {origins}.")
    if chain.circular:
        yield Text("Circular: following the credits leads back to where it began.", style="bold red")
    if chain.appearances:
        yield title("Who took it from whom")
        yield inset(_tree(stops(chain)))
    if chain.rejected:
        yield title(FOUND_WRONG)
        yield from wrong(chain.rejected, (one.article for one in chain.appearances))
    if chain.near_misses:
        yield title("Close, and not counted")
        for one in chain.near_misses:
            yield inset(Text(f"{outlet_name(one.article)}  {came_out(one.article)}"))
            yield inset(_words(one), 4)
    yield Text(f"\n{CERTAINTY}", style="dim")


class _Tree(Tree):
    """A tree with lines half as wide as usual: chains are deep, terminals narrow."""

    TREE_GUIDES = [("  ", "│ ", "├ ", "└ ")] * 3  # declared so by its parent class


def _tree(laid_out: tuple[Stop, ...]) -> Tree:
    """The chain with lines from each article to those that took from it."""
    root = _Tree("", hide_root=True, guide_style="dim")
    branch: list[Tree] = [root]
    for stop in laid_out:
        depth = min(stop.depth, _DEEPEST)
        branch[depth + 1 :] = [branch[depth].add(Group(*_stop(stop)))]
    return root


def _stop(stop: Stop) -> Iterator[RenderableType]:
    if stop.article is None:
        yield Text(f"○ {clip(stop.name, 80)}  cited, not in this corpus", style="italic")
        return
    line = Text(f"{'◆' if stop.earliest else '●'} {clip(stop.name, 60)}", style="bold")
    line.append(f"  {came_out(stop.article)}", style="not bold")
    if stop.earliest:
        line.append("  earliest seen", style="not bold green")
    yield line
    yield inset(Text(clip(heading(stop.article), 160), style="dim"))
    yield inset(Text(plain(address(stop.article)), style="dim", overflow="fold"))
    for appearance in stop.appearances:
        yield inset(_words(appearance))
    for edge in (*stop.edges, *stop.others):
        yield inset(_why(edge, stop.article))
    for drift in stop.drift:
        yield inset(_drift(drift))


def _why(edge: Edge, child: Article) -> Text:
    line = Text(f"{edge.kind}: {grounds(edge)}" + (f", {decided(edge.review)}" if edge.review else ""))
    for words in evidence_words(edge, child)[:1]:
        line.append(f"  {quoted(words, 70)}", style="dim")
    return line


def _words(one: Appearance) -> Text:
    line = Text(quoted(one.passage.text, 220))
    if one.passage.speaker:
        line.append(f" ({clip(one.passage.speaker, 60)})")
    line.append(f"  {likeness(one)}", style="dim")
    return line


def _drift(drift: Drift) -> Text:
    line = Text("changed: " + ", ".join(DRIFT_WORDS.get(change, change) for change in drift.changes))
    for step, words in drift.diff:
        if step != "same" and words.strip():
            sign, style = ("-", "red") if step == "removed" else ("+", "green")
            line.append(f" [{sign}{clip(words, 60)}]", style=style)
    return line
