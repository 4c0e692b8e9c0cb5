"""Reports to look at, to hand on and to feed to other programs: one value in, one text out."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from provenance.errors import InputError
from provenance.model import Audit, Chain, Manifest
from provenance.report.corpus import Corpus
from provenance.report.sealing import sealed

__all__ = ["ENDINGS", "RENDERERS", "Corpus", "Report", "format_of", "render"]

Report = Audit | Chain | Corpus


Renderer = Callable[[Report, Manifest | None], str]


def _of(module: str, name: str = "render") -> Renderer:
    """What writes a report, from its module, which is loaded then: a run needs one of them, and some take long."""

    def write(value: Report, manifest: Manifest | None = None) -> str:
        text: str = getattr(import_module(f"{__name__}.{module}"), name)(value, manifest)
        return text

    return write


RENDERERS: dict[str, Renderer] = {
    "text": _of("terminal"),
    "json": _of("shapes"),
    "md": _of("markdown"),
    "html": _of("webpage"),
    "csv": _of("sheet"),
    "graphml": _of("graphml"),
    **{style: _of("prov_document", style) for style in ("provn", "provjson", "provjsonld")},
    "annotations": _of("web_annotation"),
    "schema.org": _of("schema_org"),
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
    """`value` in that format, as text, with how it was made, and then sealed.

    Raises InputError for a format that is not there.
    """
    if style not in RENDERERS:
        raise InputError(f"{style}: no such report format; there are {', '.join(RENDERERS)}")
    text = RENDERERS[style](value, manifest)
    return sealed(text) if manifest else text
