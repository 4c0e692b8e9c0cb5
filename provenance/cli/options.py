"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["EVERYDAY", "LOOK", "UPKEEP", "AnyDb", "Db", "DetectorName", "Gazetteer", "database"]

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
DetectorName = Annotated[
    str, typer.Option("--detector", metavar="NAME", help="How attributions are found: `rules`.", show_default=True)
]


def database(context: typer.Context, given: str | None) -> str:
    """The database to use: the command's own --db, else that before the command, else the default."""
    parent = context.find_root().obj
    return given or (parent if isinstance(parent, str) else None) or DEFAULT_DB
