"""Reports to look at, to hand on and to feed to other programs: one value in, one text out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from provenance.errors import InputError
from provenance.model import Audit, Chain, Manifest
from provenance.report import (
    graphml,
    markdown,
    prov_document,
    schema_org,
    shapes,
    sheet,
    terminal,
    web_annotation,
    webpage,
)
from provenance.report.corpus import Corpus
from provenance.report.making import manifest_row

__all__ = ["ENDINGS", "RENDERERS", "Corpus", "Report", "format_of", "render"]

Report = Audit | Chain | Corpus


def _json(value: Report, manifest: Manifest | None = None) -> str:
    if isinstance(value, Audit):
        row = shapes.audit_row(value)
    else:
        row = shapes.chain_row(value) if isinstance(value, Chain) else shapes.corpus_row(value)
    return shapes.dumps(row | {"manifest": manifest_row(manifest)}) + "\n"


RENDERERS: dict[str, Callable[[Report, Manifest | None], str]] = {
    "text": terminal.render,
    "json": _json,
    "md": markdown.render,
    "html": webpage.render,
    "csv": sheet.render,
    "graphml": graphml.render,
    **{style: prov_document.renderer(style) for style in prov_document.SERIALISATIONS},
    "annotations": web_annotation.render,
    "schema.org": schema_org.render,
}
"""What writes a report, by the name of the format."""

ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".graphml": "graphml",
    ".provn": "provn",
    ".provjson": "provjson",
    ".jsonld": "provjsonld",
    ".anno.jsonld": "annotations",
    ".schema.jsonld": "schema.org",
}
"""The format that a file's ending asks for; of two that fit, the longer."""


def format_of(path: str) -> str:
    """The format for a file of that name; raises InputError naming the endings there are."""
    name = PurePath(path).name.lower()
    fitting = [ending for ending in ENDINGS if name.endswith(ending) and name != ending]
    if not fitting:
        ending = PurePath(path).suffix or "(none)"
        raise InputError(f"{path}: no report format for the ending {ending}; use {', '.join(ENDINGS)}, or --format")
    return ENDINGS[max(fitting, key=len)]


def render(value: Report, style: str, manifest: Manifest | None = None) -> str:
    """`value` in that format, as text, with how it was made; raises InputError for a format that is not there."""
    if style not in RENDERERS:
        raise InputError(f"{style}: no such report format; there are {', '.join(RENDERERS)}")
    return RENDERERS[style](value, manifest)
