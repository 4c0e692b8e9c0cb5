"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from provenance.errors import InputError

__all__ = [
    "EVERYDAY",
    "LOOK",
    "UPKEEP",
    "AllowPrivate",
    "AnyDb",
    "Certificate",
    "Db",
    "DetectorName",
    "Gazetteer",
    "Jobs",
    "Least",
    "LeastReworded",
    "Meaning",
    "database",
]

EVERYDAY = "Everyday"
LOOK = "Look around"
UPKEEP = "Pipeline and upkeep"

DEFAULT_DB = "provenance.db"

_DB_HELP = "The database, one file an investigation: a path or an SQLAlchemy URL. Default: provenance.db here."

# The variable is read once, before the command: there it cannot overrule a --db that was typed.
AnyDb = Annotated[
    str | None,
    typer.Option("--db", envvar="PROVENANCE_DB", metavar="PATH|URL", help=_DB_HELP, show_default=False),
]
Db = Annotated[str | None, typer.Option("--db", metavar="PATH|URL", help=_DB_HELP, show_default=False)]
Gazetteer = Annotated[
    str | None,
    typer.Option(
        "--gazetteer",
        envvar="PROVENANCE_OUTLETS",
        metavar="CSV",
        help="Outlets of your own, in the columns of `provenance outlets --format csv`.",
        show_default=False,
    ),
]
# The default is named where the detectors are, which no command loads before it runs.
DetectorName = Annotated[
    str | None,
    typer.Option(
        "--detector",
        metavar="NAME",
        help="What looks for attributions: `accurate` (a small neural network, about 9 articles a second; the "
        "default), `fast` (for whole corpora, about 40), `rules` (readable patterns, no model).",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Processes that extract and read side by side; all processors if not given.",
        show_default=False,
    ),
]


def _share(given: str) -> float:
    """A number from 0 to 1; raises InputError for anything else."""
    try:
        share = float(given)
    except ValueError:
        share = -1.0
    if 0 <= share <= 1:
        return share
    raise InputError(f"--min-confidence {given}: not a number from 0 to 1; give for example 0.6")


Least = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="P",
        parser=_share,
        help="Leave out claims that are less likely than this to be right, 0 to 1.",
        show_default=False,
    ),
]
LeastReworded = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="P",
        parser=_share,
        help="Leave out rewordings less likely than this to be right, 0 to 1. Within one file 0.8 if not given.",
        show_default=False,
    ),
]
Meaning = Annotated[
    bool,
    typer.Option(
        "--meaning",
        help="Choose rewordings by what texts mean, too: a small local model, 30 texts a second (extra: meaning).",
    ),
]

Certificate = Annotated[
    str | None,
    typer.Option(
        "--certificate", metavar="PEM", help="The certificates of the time-stamping authority that you trust."
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Also fetch from this machine and its network: for servers of your own."),
]


def database(context: typer.Context, given: str | None) -> str:
    """The database to use: the command's own --db, else that before the command, else the default."""
    parent = context.find_root().obj
    return given or (parent if isinstance(parent, str) else None) or DEFAULT_DB
