"""The command ``provenance``: parse, call the pipeline, print. The contract is docs/reference/cli.md.

Standard output is the answer; standard error is progress, warnings and errors. Exit codes: 0 done, 1 an error said in
one line, 2 wrong usage, 3 finished but some inputs failed, 4 `audit --fail-on` tripped.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import Annotated

import typer

from provenance import __version__
from provenance.cli import cluster, everyday, look, serving, upkeep
from provenance.cli.options import AnyDb, Gazetteer
from provenance.cli.output import say
from provenance.cli.sections import Sections
from provenance.errors import ProvenanceError

__all__ = ["app", "main"]

app = typer.Typer(
    name="provenance",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    cls=Sections,
    epilog="Start with `provenance demo`; then `provenance add`, `provenance trace`, `provenance audit`.",
)


# Objects made before the collector looks for cycles again. Nearly all that a run makes goes by its reference count, and
# a look every 700 objects, as is usual, takes a twentieth of the time to find next to nothing.
_CYCLES_SOUGHT = (50_000, 50, 50)
_STOPPED = 130
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"provenance {__version__}")
        raise typer.Exit


@app.callback()
def provenance(
    context: typer.Context,
    db: AnyDb = None,
    gazetteer: Gazetteer = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Trace where a quote came from, audit what an article's sourcing is worth, and show the evidence."""
    context.obj = db
    if gazetteer:
        os.environ["PROVENANCE_OUTLETS"] = gazetteer


everyday.register(app)
serving.register(app)
look.register(app)
upkeep.register(app)
cluster.register(app)


def main() -> None:
    """Run the command line; an error that a user can act on is one line and exit code 1."""
    gc.set_threshold(*_CYCLES_SOUGHT)
    try:
        app(prog_name="provenance")
    except ProvenanceError as error:
        say(f"provenance: {error}")
        sys.exit(1)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _say_no_more()
        where = error.filename or "standard output"
        say(f"provenance: {where}: cannot be written ({error.strerror}): free some space; what was stored stays")
        sys.exit(1)
    except SystemExit as stop:
        if stop.code == _STOPPED:  # what Typer makes of Ctrl-C, without a word
            say("provenance: stopped; what was stored stays")
        raise


def _say_no_more() -> None:
    """What is still to be written goes nowhere, or Python would try once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
