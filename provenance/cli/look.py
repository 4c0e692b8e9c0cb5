"""Commands to look around in what is stored, and to take it elsewhere."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from provenance.cli.options import LOOK, UPKEEP, Db, database
from provenance.cli.output import json_lines, print_exact, print_text, save, say
from provenance.errors import InputError
from provenance.placing import placed

if TYPE_CHECKING:
    from provenance.store import Store

__all__ = ["register"]


class ListFormat(StrEnum):
    """How a list is printed."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"


class What(StrEnum):
    """What can be exported."""

    articles = "articles"
    attributions = "attributions"
    passages = "passages"
    matches = "matches"
    edges = "edges"
    pages = "pages"


class ExportFormat(StrEnum):
    """What an export can be written as."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


Listed = Annotated[ListFormat, typer.Option("--format", "-f", help="How to print it.")]


def search(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Words that title or text should hold.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many articles.")] = 20,
    style: Listed = ListFormat.text,
    db: Db = None,
) -> None:
    """Find stored articles by their words, best first."""
    from provenance.report import tables
    from provenance.store import open_store

    with open_store(database(context, db), create=False) as store:
        rows = [tables.found_row(hit.article, hit.snippet) for hit in store.search(words, limit=limit)]
    if style is ListFormat.text and rows:
        print_text("\n\n".join(tables.found_block(row) for row in rows))
    else:
        print_exact(tables.render(rows, style.value, empty=f"no stored article holds: {words}"))


def outlets(
    name: Annotated[str, typer.Argument(help="Part of a name, alias or domain; all outlets without it.")] = "",
    style: Listed = ListFormat.text,
) -> None:
    """Look up the gazetteer: names, country, kind, state ownership, domains."""
    from provenance import lexicon
    from provenance.report import tables

    rows = [tables.outlet_row(outlet) for outlet in lexicon.outlets_like(name)]
    print_exact(tables.render(rows, style.value, empty=f"no outlet is called like: {name}"))


def lineage(
    context: typer.Context,
    style: Listed = ListFormat.text,
    db: Db = None,
) -> None:
    """List every article with its most likely parent, what that rests on, and whom it credits."""
    from provenance import pipeline
    from provenance.report import tables
    from provenance.report.shapes import lineage_rows
    from provenance.store import open_store

    with open_store(database(context, db), create=False) as store:
        found = pipeline.lineages(store)
    rows = [tables.kinship_row(one) for one in found] if style is ListFormat.text else lineage_rows(found)
    print_exact(tables.render(rows, style.value, empty="no article is stored yet: provenance add WHERE"))


def export(
    context: typer.Context,
    what: Annotated[What, typer.Argument(help="What to write out; pages are a web archive (WARC).")],
    style: Annotated[
        ExportFormat | None, typer.Option("--format", "-f", help="File format; jsonl if not given.", show_default=False)
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    db: Db = None,
) -> None:
    """Write out everything of one kind, never cut short."""
    from provenance.exporting import EXPORTS
    from provenance.report import tables
    from provenance.store import open_store

    if what is What.pages and style:
        raise typer.BadParameter("pages are written as a web archive: leave out --format")
    with open_store(database(context, db), create=False) as store:
        if what is What.pages:
            _export_pages(store, output)
            return
        rows = EXPORTS[what.value](store)
        if output is None and style in (None, ExportFormat.jsonl):
            json_lines(rows)
        else:
            save(tables.dump(rows, (style or ExportFormat.jsonl).value), output)


def _export_pages(store: Store, output: str | None) -> None:
    """The kept pages as a web archive, compressed unless the file's name ends in .warc."""
    from provenance.exporting import export_pages

    if output is None:
        if sys.stdout.isatty():
            raise InputError("pages are a web archive, which no terminal can show; name a file for it with -o")
        export_pages(store, sys.stdout.buffer.write)
        return
    with placed(output) as write:
        count = export_pages(store, write, packed=not output.lower().endswith(".warc"))
    say(f"written: {output}, {count} pages")


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (search, outlets, lineage):
        app.command(rich_help_panel=LOOK)(command)
    app.command(rich_help_panel=UPKEEP)(export)
