"""The command that opens the corpus in a browser."""

from __future__ import annotations

import re
import secrets
from importlib import import_module
from types import ModuleType
from typing import Annotated

import typer

from provenance.cli.options import EVERYDAY, Db, database
from provenance.cli.output import print_text, say
from provenance.errors import InputError

__all__ = ["register"]

_HOST, _PORT = "127.0.0.1", 8642
_TOKEN = re.compile("[!-~]{16,200}")
_EXTRA = ("fastapi", "uvicorn", "python_multipart", "starlette", "pydantic")


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on; only this machine reaches the default.")] = _HOST,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = _PORT,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="PROVENANCE_TOKEN",
            help="What everyone must give who uses it. Made and printed where others could reach it and none is given.",
            show_default=False,
        ),
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    db: Db = None,
) -> None:
    """Look around in the corpus in a browser: trace, audit, browse, review. Ctrl-C ends it."""
    from provenance.store import open_store

    web = _web()
    keys = web.Keys(_token(token, loopback=web.is_loopback(host)), host)
    made = keys.token if token is None else None
    with open_store(database(context, db), create=False) as store:
        where = web.listening(host, port)
        web.serve(store, where, keys, ready=lambda: _tell(host, where.getsockname()[1], made, browser=browser))
    say("provenance: ended")


def _web() -> ModuleType:
    """The site; raises InputError where what it is made with is not installed."""
    try:
        return import_module("provenance.web")
    except ImportError as error:
        if error.name not in _EXTRA:
            raise
        raise InputError("serve needs the extra: pip install 'news-provenance[web]'") from error


def _token(given: str | None, *, loopback: bool) -> str | None:
    """The token to ask for: the one given, else none on this machine alone, else one made now."""
    if given is None:
        return None if loopback else secrets.token_urlsafe(32)
    if not _TOKEN.fullmatch(given):
        raise InputError("--token: give 16 to 200 letters, digits or signs without blanks, so that nobody guesses it")
    return given


def _tell(host: str, port: int, made: str | None, *, browser: bool) -> None:
    """Say where it is, and the token that was `made` for it; open it where that was asked for."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print_text(address)
    if made:
        say(f"token: {made}")
    say("Ctrl-C ends it")
    if browser:
        import webbrowser

        webbrowser.open(address)


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(rich_help_panel=EVERYDAY)(serve)
