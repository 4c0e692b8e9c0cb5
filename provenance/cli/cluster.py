"""Commands for a corpus that one machine is too small for: on Spark, and home again."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from provenance.cli.options import UPKEEP, Db, DetectorName, database
from provenance.cli.output import print_text, say, watched

__all__ = ["register"]


def spark(
    where: Annotated[
        list[str], typer.Argument(metavar="IN…", help="WARC, JSONL or Parquet files, or folders of them.")
    ],
    out: Annotated[str, typer.Option("--out", "-o", metavar="FOLDER", help="Where the Parquet of every stage goes.")],
    master: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="local[2], local-cluster[2,1,1024], spark://host:7077; else what spark-submit says, else all cores.",
        ),
    ] = None,
    detector: DetectorName = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet of all these articles.")] = None,
    published: Annotated[str | None, typer.Option(metavar="TIME", help="When they were published.")] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="IN is JSONL as `match` takes it: only find its pairs.")
    ] = False,
) -> None:
    """Read, link and order a whole corpus on Apache Spark: files in, Parquet out. No database. (extra: spark)."""
    from provenance.spark.stages import Asked, process, process_texts

    if texts:
        print_text(f"{process_texts(where, out, master=master, tell=say):,} pairs in {out}/matches")
        return
    made = process(Asked(where, detector, outlet, published), out, master=master, tell=say)
    for message in made.skipped:
        say(f"skipped    {message}")
    print_text(", ".join(f"{count:,} {name}" for name, count in made.counts.items()))
    if made.skipped:
        raise typer.Exit(3)


def load(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="What `provenance spark` has written.")],
    db: Db = None,
) -> None:
    """Put what `provenance spark` has found into a new database, without doing the work again."""
    from provenance.spark.loading import load as load_run
    from provenance.spark.loading import require_whole
    from provenance.store import open_store

    require_whole(folder)  # before a database is made for it
    with open_store(database(context, db)) as store:
        done = Counter(watched(load_run(store, folder), "loaded"))
        say(", ".join(f"{count} {status}" for status, count in done.items()))
        print_text(f"{store.counts()['matches']} matches in all")


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (spark, load):
        app.command(rich_help_panel=UPKEEP)(command)
