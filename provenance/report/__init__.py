"""Reports to look at, to hand on and to feed to other programs: one value in, one text out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from provenance.errors import InputError
from provenance.model import Audit, Chain
from provenance.report import markdown, shapes, terminal, webpage
from provenance.report.corpus import Corpus

__all__ = ["ENDINGS", "RENDERERS", "Corpus", "Report", "format_of", "render"]

Report = Audit | Chain | Corpus


def _json(value: Report) -> str:
    if isinstance(value, Audit):
        row = shapes.audit_row(value)
    else:
        row = shapes.chain_row(value) if isinstance(value, Chain) else shapes.corpus_row(value)
    return shapes.dumps(row) + "\n"


RENDERERS: dict[str, Callable[[Report], str]] = {
    "text": terminal.render,
    "json": _json,
    "md": markdown.render,
    "markdown": markdown.render,
    "html": webpage.render,
}
"""What writes a report, by the name of the format."""

ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
}
"""The format that a file's ending asks for."""


def format_of(path: str) -> str:
    """The format for a file of that name; raises InputError naming the endings there are."""
    ending = PurePath(path).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{path}: no report format for the ending {ending or '(none)'}; use {', '.join(ENDINGS)}")
    return ENDINGS[ending]


def render(value: Report, style: str) -> str:
    """`value` in that format, as text; raises InputError for a format that is not there."""
    if style not in RENDERERS:
        raise InputError(f"{style}: no such report format; there are {', '.join(RENDERERS)}")
    return RENDERERS[style](value)
