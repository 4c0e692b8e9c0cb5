"""The commands people use every day: add, trace, audit, report, and the demo."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from provenance.cli.options import EVERYDAY, AllowPrivate, Db, DetectorName, Jobs, Least, database
from provenance.cli.output import json_lines, print_report, read_json_lines, say, watched
from provenance.placing import placed

if TYPE_CHECKING:
    from provenance.model import Manifest
    from provenance.store import Store

__all__ = ["register"]

report_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Write a report to hand on: quote, article or corpus."
)


class ReportFormat(StrEnum):
    """How an answer is printed and a report is written; `report.RENDERERS` has the same names."""

    text = "text"
    json = "json"
    md = "md"
    html = "html"
    csv = "csv"
    graphml = "graphml"
    provn = "provn"
    provjson = "provjson"
    provjsonld = "provjsonld"
    annotations = "annotations"
    schema_org = "schema.org"


class OutcomeFormat(StrEnum):
    """How it is said what became of each input."""

    text = "text"
    jsonl = "jsonl"


Answer = Annotated[ReportFormat, typer.Option("--format", "-f", help="How to print it.")]
Style = Annotated[
    ReportFormat | None, typer.Option("--format", "-f", help="Which format, whatever the ending.", show_default=False)
]
Output = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="The ending decides the format: .html .md .txt .json .csv .graphml .provn .provjson .jsonld "
        ".anno.jsonld .schema.jsonld",
    ),
]


def add(
    context: typer.Context,
    where: Annotated[
        list[str],
        typer.Argument(
            metavar="WHERE...",
            help="A URL, HTML, text, JSONL, WARC, WACZ, feed or sitemap file, a folder, a URL list, or `-`.",
            show_default=False,
        ),
    ],
    outlet: Annotated[str | None, typer.Option(help="Who published it, whatever the input says.")] = None,
    published: Annotated[str | None, typer.Option(metavar="TIME", help="When, whatever the input says.")] = None,
    follow: Annotated[int, typer.Option(min=0, help="Also add what the articles link to, so many steps out.")] = 0,
    style: Annotated[OutcomeFormat, typer.Option("--format", "-f", help="How to print it.")] = OutcomeFormat.text,
    allow_private: AllowPrivate = False,
    detector: DetectorName = None,
    jobs: Jobs = None,
    warc: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Also write every answer of the web to this archive (.warc.gz), at its end if it exists.",
        ),
    ] = None,
    no_pages: Annotated[
        bool, typer.Option("--no-pages", help="Do not keep the bytes of the pages, only their digests.")
    ] = False,
    db: Db = None,
) -> None:
    """Read articles and store what they say; says for each: added, unchanged, revised, reread, or skipped and why."""
    from provenance.cli import adding

    hints = adding.Hints(outlet=outlet, published=published, follow=follow, detector=detector)
    means = adding.Means(database(context, db), allow_private, jobs, warc, keep_pages=not no_pages)
    tally = adding.add_to(means, where, hints, as_json=style is OutcomeFormat.jsonl)
    if tally["skipped"]:
        raise typer.Exit(3 if tally["skipped"] < tally.total() or len(where) > 1 else 1)


def trace(
    context: typer.Context,
    quote: Annotated[str, typer.Argument(help="The words to look for.", show_default=False)] = "",
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help='JSONL with "id" and "text" a line: one answer a line.')
    ] = None,
    style: Answer = ReportFormat.text,
    least: Least = 0.0,
    db: Db = None,
) -> None:
    """Say where a quote came from: who carried it, when, who took it from whom, and what is missing."""
    from provenance import pipeline
    from provenance.report.shapes import chain_row
    from provenance.store import open_store

    if bool(quote.strip()) == bool(batch):
        raise typer.BadParameter("give either a QUOTE or --batch FILE")
    with open_store(database(context, db), create=False) as store:
        if batch:
            rows = watched(read_json_lines(batch), "traced")
            json_lines({"id": row["id"]} | chain_row(pipeline.trace(store, row["text"], least=least)) for row in rows)
            return
        found = pipeline.trace(store, quote, least=least)
        made = None if style is ReportFormat.text else _traced(store, quote, least)
        print_report(found, style.value, made)


def _traced(store: Store, quote: str, least: float) -> Manifest:
    """How a trace was made."""
    from provenance import pipeline

    asked = {"trace": quote, "min_confidence": f"{least:g}"}
    return pipeline.manifest(store.versions(), asked, decisions=store.decisions())


def audit(
    context: typer.Context,
    where: Annotated[
        str,
        typer.Argument(
            metavar="WHERE",
            help="A stored article's URL, file or id; or anything that `add` takes.",
            show_default=False,
        ),
    ] = "",
    style: Answer = ReportFormat.text,
    corpus: Annotated[bool, typer.Option("--corpus", help="Audit all that is stored, instead of one article.")] = False,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="With --corpus: this outlet's articles.")] = None,
    fail_on: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Exit with 4 if this finding is there (may be repeated).")
    ] = None,
    allow_private: AllowPrivate = False,
    detector: DetectorName = None,
    least: Least = 0.0,
    db: Db = None,
) -> None:
    """Say what an article's sourcing is worth: who is cited, how, and which paragraphs have no source."""
    from provenance import ingest
    from provenance.audit import RULES
    from provenance.cli import adding

    _one_or_all(where, whole=corpus, for_one=bool(fail_on or detector), for_all=outlet is not None)
    if corpus:
        found, made = adding.corpus(database(context, db), outlet, least)
        print_report(found, style.value, None if style is ReportFormat.text else made)
        return
    unknown = sorted(set(fail_on or ()) - set(RULES))
    if unknown:
        raise typer.BadParameter(f"no such rule: {', '.join(unknown)}; there are: {', '.join(RULES)}")
    hints = adding.Hints(detector=detector, fetch=ingest.fetcher(allow_private=allow_private))
    result, made = adding.audited(database(context, db), where, hints, least)
    print_report(result, style.value, None if style is ReportFormat.text else made)
    tripped = sorted({finding.rule for finding in result.findings} & set(fail_on or ()))
    if tripped:
        say(f"provenance: failed on {', '.join(tripped)}")
        raise typer.Exit(4)


def _one_or_all(where: str, *, whole: bool, for_one: bool, for_all: bool) -> None:
    """Refuse what does not go together: an article and the whole corpus, and the options of the other one."""
    if bool(where) == whole:
        raise typer.BadParameter("give either WHERE or --corpus")
    if (for_one and whole) or (for_all and not whole):
        raise typer.BadParameter("--outlet goes with --corpus; --fail-on and --detector go with WHERE")


@report_app.command("quote")
def report_quote(
    context: typer.Context,
    quote: Annotated[str, typer.Argument(help="The words to trace.")],
    output: Output,
    style: Style = None,
    least: Least = 0.0,
    db: Db = None,
) -> None:
    """Write where a quote came from."""
    from provenance import pipeline, report
    from provenance.store import open_store

    name = style.value if style else report.format_of(output)
    with placed(output) as write, open_store(database(context, db), create=False) as store:
        found = pipeline.trace(store, quote, least=least)
        write(report.render(found, name, _traced(store, quote, least)).encode("utf-8"))
    say(f"written: {output}")


@report_app.command("article")
def report_article(
    context: typer.Context,
    where: Annotated[str, typer.Argument(help="A stored article's URL, file or id; or anything that `add` takes.")],
    output: Output,
    style: Style = None,
    allow_private: AllowPrivate = False,
    detector: DetectorName = None,
    least: Least = 0.0,
    db: Db = None,
) -> None:
    """Write what one article's sourcing is worth."""
    from provenance import ingest, report
    from provenance.cli import adding

    name = style.value if style else report.format_of(output)
    hints = adding.Hints(detector=detector, fetch=ingest.fetcher(allow_private=allow_private))
    with placed(output) as write:
        result, made = adding.audited(database(context, db), where, hints, least)
        write(report.render(result, name, made).encode("utf-8"))
    say(f"written: {output}")


@report_app.command("corpus")
def report_corpus(context: typer.Context, output: Output, style: Style = None, db: Db = None) -> None:
    """Write what the sourcing of the whole corpus is worth, and who takes from whom in it."""
    from provenance import report
    from provenance.cli import adding

    name = style.value if style else report.format_of(output)
    with placed(output) as write:
        found, made = adding.corpus(database(context, db))
        write(report.render(found, name, made).encode("utf-8"))
    say(f"written: {output}")


def demo(
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the database and the reports go; else a temporary one.")
    ] = None,
) -> None:
    """Tell an invented story of nine articles: add them, trace their quote, audit one, write the reports."""
    from provenance.cli.demo import tell

    tell(keep)


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (add, trace, audit):
        app.command(rich_help_panel=EVERYDAY)(command)
    app.add_typer(report_app, name="report", rich_help_panel=EVERYDAY)
    app.command(rich_help_panel=EVERYDAY)(demo)
