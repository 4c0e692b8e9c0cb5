"""An audit for a terminal: findings first, then who is cited, who said what, and the figures."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from provenance.model import (
    Audit,
    Finding,
    OutletMention,
)
from provenance.report.hops import THIS_ARTICLE, Path, paths
from provenance.report.reviews import FOUND_WRONG
from provenance.report.statements import CONFIDENCE, Statement, found_wrong, statements
from provenance.report.terminal.parts import figures, inset, table, title, wrong
from provenance.report.wording import (
    byline,
    came_out,
    clip,
    counted,
    descent,
    exempt,
    heading,
    outlet_name,
    outlet_note,
    plain,
    quoted,
    quoted_words,
    ways_of,
)

__all__ = ["blocks"]

_SHOWN_WORDS = 3
"""pieces of evidence shown a finding; the other formats hold all of them"""
_SHOWN_PARAGRAPHS = 12
_SHOWN_SOURCES = 20
_SHOWN_STATEMENTS = 20
_SEVERITY_STYLE = {"high": "bold red", "medium": "yellow", "low": "dim"}


def blocks(audit: Audit) -> Iterator[RenderableType]:
    """An audit, piece by piece."""
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
    yield from figures(audit.metrics)


def _findings(audit: Audit) -> Iterator[RenderableType]:
    yield title("What an editor would ask about")
    if not audit.findings:
        yield inset(Text("Nothing."))
    for finding in audit.findings:
        mark = Text(f"{finding.severity:7}", style=_SEVERITY_STYLE[finding.severity])
        line = Table.grid(padding=(0, 1))
        line.add_row(mark, Text(plain(finding.message)))
        yield inset(line)
        yield from _evidence(finding, audit.reading.article.text)


def _evidence(finding: Finding, text: str) -> Iterator[RenderableType]:
    shown = finding.evidence[:_SHOWN_WORDS]
    for span in shown:
        yield inset(Text(f"{quoted(span.of(text), 48)} {span.start}-{span.end}", style="dim"), 10)
    if len(finding.evidence) > len(shown):
        yield inset(Text(f"and {counted(len(finding.evidence) - len(shown), 'more place')}", style="dim"), 10)


def _sources(audit: Audit) -> Iterator[RenderableType]:
    yield title("Who is cited")
    if not audit.sources:
        yield inset(Text("Nobody that we could find."))
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
    yield inset(table(columns, rows))
    if len(audit.sources) > len(rows):
        yield inset(Text(f"and {counted(len(audit.sources) - len(rows), 'more')}", style="dim"))


def _statements(audit: Audit) -> Iterator[RenderableType]:
    found = statements(audit)
    if not found:
        return
    yield title("Who said what")
    yield inset(Text(CONFIDENCE, style="dim"))
    rows = [(clip(one.who, 60), _said(one), one.kind, one.confidence) for one in found[:_SHOWN_STATEMENTS]]
    yield inset(table((("source", 4), ("what", 7), ("kind", 2), ("confidence", 0)), rows))
    if len(found) > len(rows):
        yield inset(Text(f"and {counted(len(found) - len(rows), 'more')}", style="dim"))


def _said(one: Statement) -> str:
    return clip(one.words, 100) + (f" [{one.reviewed}]" if one.reviewed else "")


def _found_wrong(audit: Audit) -> Iterator[RenderableType]:
    claims = found_wrong(audit)
    edges = audit.lineage.rejected if audit.lineage else ()
    if claims or edges:
        yield title(FOUND_WRONG)
    for one in claims:
        yield inset(Text(f"{clip(one.who, 60)}: {quoted(one.words, 100)}, {one.reviewed}"))
    yield from wrong(edges, (audit.reading.article,))


def _ways(found: tuple[Path, ...]) -> Iterator[RenderableType]:
    if not found:
        return
    yield title("How it came here")
    for path in found:
        hops = [
            f"{clip(hop.name, 60)} ({outlet_note(hop.outlet)})" if outlet_note(hop.outlet) else clip(hop.name, 60)
            for hop in path.hops
        ]
        line = Table.grid(padding=(0, 1))
        line.add_row(Text(f"{path.statements} ×"), Text(" → ".join((*hops, THIS_ARTICLE))))
        yield inset(line)


def _outlets(mentions: tuple[OutletMention, ...]) -> Iterator[RenderableType]:
    if not mentions:
        return
    yield title("Outlets named")
    times: dict[tuple[str, str, str], int] = {}
    for mention in mentions:
        key = (clip(mention.name, 60), mention.role, outlet_note(mention.outlet))
        times[key] = times.get(key, 0) + 1
    rows = ((name, role, note, str(count)) for (name, role, note), count in times.items())
    yield inset(table((("outlet", 3), ("role", 2), ("what it is", 5), ("times", 0)), rows))


def _unsourced(audit: Audit) -> Iterator[RenderableType]:
    if not audit.unsourced:
        return
    yield title(f"Paragraphs without a source ({len(audit.unsourced)})")
    text = audit.reading.article.text
    for span in audit.unsourced[:_SHOWN_PARAGRAPHS]:
        yield inset(Text(f"{clip(span.of(text), 58)}  {span.start}-{span.end}"))
    if len(audit.unsourced) > _SHOWN_PARAGRAPHS:
        yield inset(Text(f"and {counted(len(audit.unsourced) - _SHOWN_PARAGRAPHS, 'more')}"))


def _exempt(audit: Audit) -> Iterator[RenderableType]:
    found = exempt(audit)
    if not found:
        return
    yield title(f"Statements that may need no source ({len(found)} of {len(audit.unsourced_statements)} without one)")
    text = audit.reading.article.text
    for one in found[:_SHOWN_PARAGRAPHS]:
        yield inset(Text(f"{one.exemption}: {clip(one.span.of(text), 58)}  {one.span.start}-{one.span.end}"))
    if len(found) > _SHOWN_PARAGRAPHS:
        yield inset(Text(f"and {counted(len(found) - _SHOWN_PARAGRAPHS, 'more')}"))
