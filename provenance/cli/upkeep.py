"""Commands for the pipeline's single stages and for the database's upkeep."""

from __future__ import annotations

from collections import deque
from typing import Annotated

import typer

from provenance.cli.options import (
    UPKEEP,
    AllowPrivate,
    Certificate,
    Db,
    DetectorName,
    Least,
    LeastReworded,
    Meaning,
    database,
)
from provenance.cli.output import json_lines, print_text, read_json_lines, say, watched, write_lines
from provenance.cli.review import review_app

__all__ = ["register"]

db_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Look after the database: info, upgrade, backup, copy."
)


def detect(
    file: Annotated[str, typer.Argument(help='JSONL with "id" and "text" a line; `-` is standard input.')],
    detector: DetectorName = None,
    least: Least = 0.0,
) -> None:
    """Find attributions and outlets in texts: JSONL in, the same lines with what was found out. No database."""
    from provenance.ingest.verbatim import article_from_row
    from provenance.reading import confident, detector_named, read
    from provenance.report.shapes import detected

    found = detector_named(detector)
    rows = watched(read_json_lines(file), "detected")
    json_lines(row | detected(confident(read(article_from_row(row), found), least)) for row in rows)


def match(
    file: Annotated[
        str,
        typer.Argument(help='JSONL with "id", "text" and maybe "group" and "date" a line; `-` is standard input.'),
    ],
    against: Annotated[
        str | None,
        typer.Option(metavar="OTHER", help='For each text the best of these: JSONL as FILE, maybe with "title".'),
    ] = None,
    top: Annotated[int, typer.Option("--top", "-n", min=1, help="How many of OTHER for each text.")] = 5,
    reworded: Annotated[
        bool, typer.Option("--reworded", help="Also what may say the same in other words: guesses, with a confidence.")
    ] = False,
    meaning: Meaning = False,
    least: LeastReworded = None,
    fewest: Annotated[
        int,
        typer.Option("--words", metavar="N", min=0, help="Leave out texts of fewer words: stock phrases are short."),
    ] = 0,
) -> None:
    """Find texts that share their words: JSONL in, one line a matching pair out. No database."""
    from provenance.cli import matching

    options = matching.guessing(meaning=meaning, least=least)
    if against is not None:
        options |= {"top": top, "other_words": reworded or meaning}
        json_lines(watched(matching.answers(file, against, fewest, options), "answers"))
    elif reworded or meaning:
        write_lines(watched(matching.pairs_and_rewordings(file, fewest, options), "batches of pairs"))
    else:
        write_lines(watched(matching.pairs(file, fewest), "batches of pairs"))


def link(
    context: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help="Forget every match and link the whole corpus again.")
    ] = False,
    db: Db = None,
) -> None:
    """Link passages that share their words: what is new, or the whole corpus with --all."""
    from provenance import pipeline
    from provenance.store import open_store

    with open_store(database(context, db), create=False) as store:
        steps = pipeline.relink(store) if everything else pipeline.link_new(store)
        done = deque(watched(steps, "batches linked"), maxlen=1)
        print_text(f"{done[0] if done else 0} passages linked; {store.counts()['matches']} matches in all")


def verify(
    context: typer.Context,
    reports: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REPORT...]", help="Reports in any format; the whole database where none is given."),
    ] = None,
    certificate: Certificate = None,
    db: Db = None,
) -> None:
    """Hold the database, or reports, against their seals and texts; what no longer holds is named, with exit code 1."""
    from provenance.cli import verifying
    from provenance.store import open_store

    where = database(context, db)
    if reports:
        print_text(verifying.reported(reports, where, certificate))
        return
    with open_store(where, create=False) as store:
        print_text(verifying.stored(store, where))


def timestamp(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The file that was written; any other will do, too.")],
    authority: Annotated[
        str, typer.Option("--authority", metavar="URL", help="Where a time-stamping authority answers (RFC 3161).")
    ],
    certificate: Certificate = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Have an authority sign that a report was there now; its stamp is kept beside it, as REPORT.tsr."""
    from provenance.cli import stamping

    say(stamping.stamp(report, authority, certificate, allow_private=allow_private))


@db_app.command()
def info(context: typer.Context, db: Db = None) -> None:
    """Say what the database holds, its schema and its size."""
    from provenance.store import open_store

    with open_store(database(context, db), create=False) as store:
        facts = {**store.info(), **store.counts()}
    print_text("\n".join(f"{name:20} {value}" for name, value in facts.items()))


@db_app.command()
def upgrade(context: typer.Context, db: Db = None) -> None:
    """Bring a database of an earlier release to this one's schema; nothing stored is lost."""
    from provenance.store import upgrade as upgrade_store

    before, after = upgrade_store(database(context, db))
    print_text("already up to date" if before == after else f"upgraded from {before or 'nothing'} to {after}")


@db_app.command()
def backup(
    context: typer.Context,
    to: Annotated[
        str, typer.Argument(metavar="FILE", help="Where the copy goes; an existing file is not overwritten.")
    ],
    db: Db = None,
) -> None:
    """Copy an SQLite database safely, also while others write to it."""
    from provenance.store import open_store

    with open_store(database(context, db), create=False) as store:
        store.backup(to)
    say(f"copied to {to}")


@db_app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The database to copy: a path or an SQLAlchemy URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where to: a new file, or an empty database's URL.")],
) -> None:
    """Copy a whole database into an empty one, from SQLite to PostgreSQL or back; nothing is lost."""
    from provenance.store import copy as copy_database

    copied = copy_database(source, target)
    say(f"copied {copied['article_versions']:,} versions of articles and {copied['matches']:,} matches")


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (detect, match, link, verify, timestamp):
        app.command(rich_help_panel=UPKEEP)(command)
    app.add_typer(review_app, name="review", rich_help_panel=UPKEEP)
    app.add_typer(db_app, name="db", rich_help_panel=UPKEEP)
