"""Reports for a terminal or a pipe: 80 columns, no colour unless asked for, nothing that could drive the terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from provenance.model import Appearance, Article, Audit, Chain, Drift, Edge, Finding, Lineage, Metric, OutletMention
from provenance.report.corpus import Corpus
from provenance.report.hops import THIS_ARTICLE, Path, paths
from provenance.report.reviews import FOUND_WRONG, wrong_edges
from provenance.report.statements import CONFIDENCE, Statement, found_wrong, statements
from provenance.report.stops import CERTAINTY, DRIFT_WORDS, Stop, ending, evidence_words, grounds, stops
from provenance.report.wording import (
    address,
    byline,
    came_out,
    clip,
    counted,
    decided,
    descent,
    exempt,
    heading,
    lasted,
    likeness,
    metric_name,
    metric_value,
    outlet_name,
    outlet_note,
    plain,
    quoted,
    quoted_words,
    ways_of,
)

__all__ = ["WIDTH", "render"]

WIDTH = 80
_SHOWN_WORDS = 3
"""pieces of evidence shown a finding; the other formats hold all of them"""
_SHOWN_PARAGRAPHS = 12
_SHOWN_SOURCES = 20
_SHOWN_STATEMENTS = 20
_DEEPEST = 8
"""levels of a chain that are indented; deeper ones stand under one another"""
_SEVERITY_STYLE = {"high": "bold red", "medium": "yellow", "low": "dim"}


def render(value: Audit | Chain | Corpus, *, width: int = WIDTH, colour: bool = False) -> str:
    """`value` as text of at most `width` columns, ended by a newline."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        force_jupyter=False,  # else a notebook is written to, and not the file
    )
    console.print(*_blocks(value), sep="\n")
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _blocks(value: Audit | Chain | Corpus) -> Iterator[RenderableType]:
    if isinstance(value, Audit):
        return _audit(value)
    return _chain(value) if isinstance(value, Chain) else _corpus(value)


def _title(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _inset(content: RenderableType, left: int = 2) -> Padding:
    return Padding(content, (0, 0, 0, left), expand=False)


def _table(columns: Iterable[tuple[str, int]], rows: Iterable[tuple[str, ...]]) -> Table:
    """Columns by heading and share of the width; one that holds numbers (share 0) is as narrow as they are."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    for name, share in columns:
        if share:
            table.add_column(name, ratio=share, overflow="fold")
        else:
            table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


# --- an audit ---------------------------------------------------------------------------------------------------------


def _audit(audit: Audit) -> Iterator[RenderableType]:
    article = audit.reading.article
    yield Text(heading(article), style="bold")
    note = outlet_note(article.outlet)
    yield Text(f"{outlet_name(article)}{f' ({note})' if note else ''} · {byline(article)} · {came_out(article)}")
    yield Text(plain(article.url or article.name or article.id), style="dim")
    for remark in article.notes:
        yield Text(f"Note: {plain(remark)}", style="yellow")
    if audit.lineage:
        yield Text(descent(audit.lineage))
    yield from _findings(audit)
    yield from _sources(audit)
    yield from _statements(audit)
    yield from _found_wrong(audit)
    yield from _ways(paths(audit.reading))
    yield from _outlets(audit.reading.mentions)
    yield from _unsourced(audit)
    yield from _exempt(audit)
    yield from _figures(audit.metrics)


def _findings(audit: Audit) -> Iterator[RenderableType]:
    yield _title("What an editor would ask about")
    if not audit.findings:
        yield _inset(Text("Nothing."))
    for finding in audit.findings:
        mark = Text(f"{finding.severity:7}", style=_SEVERITY_STYLE[finding.severity])
        line = Table.grid(padding=(0, 1))
        line.add_row(mark, Text(plain(finding.message)))
        yield _inset(line)
        yield from _evidence(finding, audit.reading.article.text)


def _evidence(finding: Finding, text: str) -> Iterator[RenderableType]:
    shown = finding.evidence[:_SHOWN_WORDS]
    for span in shown:
        yield _inset(Text(f"{quoted(span.of(text), 48)} {span.start}-{span.end}", style="dim"), 10)
    if len(finding.evidence) > len(shown):
        yield _inset(Text(f"and {counted(len(finding.evidence) - len(shown), 'more place')}", style="dim"), 10)


def _sources(audit: Audit) -> Iterator[RenderableType]:
    yield _title("Who is cited")
    if not audit.sources:
        yield _inset(Text("Nobody that we could find."))
        return
    text = audit.reading.article.text
    rows = [
        (
            clip(cited.name, 120),
            cited.source.kind.replace("-", " ") + (", anonymous" if cited.source.anonymous else ""),
            clip(ways_of(cited.claims), 80),
            str(len(cited.claims)),
            str(quoted_words(cited, text)),
        )
        for cited in audit.sources[:_SHOWN_SOURCES]
    ]
    columns = (("source", 5), ("class", 3), ("through", 3), ("said", 0), ("words quoted", 0))
    yield _inset(_table(columns, rows))
    if len(audit.sources) > len(rows):
        yield _inset(Text(f"and {counted(len(audit.sources) - len(rows), 'more')}", style="dim"))


def _statements(audit: Audit) -> Iterator[RenderableType]:
    found = statements(audit)
    if not found:
        return
    yield _title("Who said what")
    yield _inset(Text(CONFIDENCE, style="dim"))
    rows = [(clip(one.who, 60), _said(one), one.kind, one.confidence) for one in found[:_SHOWN_STATEMENTS]]
    yield _inset(_table((("source", 4), ("what", 7), ("kind", 2), ("confidence", 0)), rows))
    if len(found) > len(rows):
        yield _inset(Text(f"and {counted(len(found) - len(rows), 'more')}", style="dim"))


def _said(one: Statement) -> str:
    return clip(one.words, 100) + (f" [{one.reviewed}]" if one.reviewed else "")


def _found_wrong(audit: Audit) -> Iterator[RenderableType]:
    claims = found_wrong(audit)
    edges = audit.lineage.rejected if audit.lineage else ()
    if claims or edges:
        yield _title(FOUND_WRONG)
    for one in claims:
        yield _inset(Text(f"{clip(one.who, 60)}: {quoted(one.words, 100)}, {one.reviewed}"))
    yield from _wrong_edges(edges, (audit.reading.article,))


def _wrong_edges(edges: Iterable[Edge], articles: Iterable[Article]) -> Iterator[RenderableType]:
    for what, who in dict.fromkeys(wrong_edges(edges, articles)):
        yield _inset(Text(f"{what}, {who}"))


def _ways(found: tuple[Path, ...]) -> Iterator[RenderableType]:
    if not found:
        return
    yield _title("How it came here")
    for path in found:
        hops = [
            f"{clip(hop.name, 60)} ({outlet_note(hop.outlet)})" if outlet_note(hop.outlet) else clip(hop.name, 60)
            for hop in path.hops
        ]
        line = Table.grid(padding=(0, 1))
        line.add_row(Text(f"{path.statements} ×"), Text(" → ".join((*hops, THIS_ARTICLE))))
        yield _inset(line)


def _outlets(mentions: tuple[OutletMention, ...]) -> Iterator[RenderableType]:
    if not mentions:
        return
    yield _title("Outlets named")
    times: dict[tuple[str, str, str], int] = {}
    for mention in mentions:
        key = (clip(mention.name, 60), mention.role, outlet_note(mention.outlet))
        times[key] = times.get(key, 0) + 1
    rows = ((name, role, note, str(count)) for (name, role, note), count in times.items())
    yield _inset(_table((("outlet", 3), ("role", 2), ("what it is", 5), ("times", 0)), rows))


def _unsourced(audit: Audit) -> Iterator[RenderableType]:
    if not audit.unsourced:
        return
    yield _title(f"Paragraphs without a source ({len(audit.unsourced)})")
    text = audit.reading.article.text
    for span in audit.unsourced[:_SHOWN_PARAGRAPHS]:
        yield _inset(Text(f"{clip(span.of(text), 58)}  {span.start}-{span.end}"))
    if len(audit.unsourced) > _SHOWN_PARAGRAPHS:
        yield _inset(Text(f"and {counted(len(audit.unsourced) - _SHOWN_PARAGRAPHS, 'more')}"))


def _exempt(audit: Audit) -> Iterator[RenderableType]:
    found = exempt(audit)
    if not found:
        return
    yield _title(f"Statements that may need no source ({len(found)} of {len(audit.unsourced_statements)} without one)")
    text = audit.reading.article.text
    for one in found[:_SHOWN_PARAGRAPHS]:
        yield _inset(Text(f"{one.exemption}: {clip(one.span.of(text), 58)}  {one.span.start}-{one.span.end}"))
    if len(found) > _SHOWN_PARAGRAPHS:
        yield _inset(Text(f"and {counted(len(found) - _SHOWN_PARAGRAPHS, 'more')}"))


def _figures(metrics: Iterable[Metric]) -> Iterator[RenderableType]:
    yield _title("Figures (shares with their 95 % interval)")
    said = None
    for metric in metrics:
        line = Text(f"{metric_name(metric):24} {metric_value(metric)}")
        line.append(f"  (n = {metric.n:,})", style="dim")
        yield _inset(line)
        beside = (metric.baseline, metric.caveat)
        for words in (f"published: {metric.baseline}" if metric.baseline else "", metric.caveat or ""):
            if words and beside != said:  # what stands beside several figures in a row is said once
                yield _inset(Text(plain(words), style="dim"), 6)
        said = beside


# --- a chain ----------------------------------------------------------------------------------------------------------


def _chain(chain: Chain) -> Iterator[RenderableType]:
    yield Text(quoted(chain.query, 400), style="bold")
    yield Text(plain(ending(chain)))
    if chain.appearances:
        articles = len({one.article.version for one in chain.appearances})
        origins = counted(chain.independent_origins, "independent origin")
        yield Text(f"{counted(articles, 'article')}, {origins}.")
    if chain.circular:
        yield Text("Circular: following the credits leads back to where it began.", style="bold red")
    if chain.appearances:
        yield _title("Who took it from whom")
        yield _inset(_tree(stops(chain)))
    if chain.rejected:
        yield _title(FOUND_WRONG)
        yield from _wrong_edges(chain.rejected, (one.article for one in chain.appearances))
    if chain.near_misses:
        yield _title("Close, and not counted")
        for one in chain.near_misses:
            yield _inset(Text(f"{outlet_name(one.article)}  {came_out(one.article)}"))
            yield _inset(_words(one), 4)
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
    yield _inset(Text(clip(heading(stop.article), 160), style="dim"))
    yield _inset(Text(plain(address(stop.article)), style="dim", overflow="fold"))
    for appearance in stop.appearances:
        yield _inset(_words(appearance))
    for edge in (*stop.edges, *stop.others):
        yield _inset(_why(edge, stop.article))
    for drift in stop.drift:
        yield _inset(_drift(drift))


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


# --- a corpus ---------------------------------------------------------------------------------------------------------


def _corpus(corpus: Corpus) -> Iterator[RenderableType]:
    yield Text(f"{counted(len(corpus.lineages), 'article')} of {counted(len(corpus.outlets), 'outlet')}", style="bold")
    if corpus.figures:
        yield from _figures(corpus.figures)
    yield _title("By outlet")
    rows = (
        (clip(one.name, 80), *map(str, (one.articles, one.taken, one.given, one.credit_gaps))) for one in corpus.outlets
    )
    columns = (("outlet", 5), ("articles", 0), ("taken", 0), ("given", 0), ("not credited", 0))
    yield _inset(_table(columns, rows))
    if corpus.takes:
        yield _title("Who takes from whom")
        yield _inset(
            _table(
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
    yield _title("Every article and its likeliest parent")
    for one in corpus.lineages:
        yield from _lineage(one)
    wrong = [edge for one in corpus.lineages for edge in one.rejected]
    if wrong:
        yield _title(FOUND_WRONG)
        yield from _wrong_edges(wrong, (one.article for one in corpus.lineages))
    yield Text(f"\n{CERTAINTY}", style="dim")


def _lineage(one: Lineage) -> Iterator[RenderableType]:
    article = one.article
    yield _inset(Text(f"{outlet_name(article)}  {came_out(article)}  {clip(heading(article), 120)}"))
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
    yield _inset(Text(f"from {giver}: {taken}{grounds}", style="dim"), 6)
