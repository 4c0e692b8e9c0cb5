"""Reports for a terminal or a pipe: 80 columns, no colour unless asked for, nothing that could drive the terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from provenance.model import Audit, Chain, Manifest
from provenance.report.corpus import Corpus
from provenance.report.making import made_lines
from provenance.report.sealing import SEAL
from provenance.report.terminal import audit, chain, corpus
from provenance.report.terminal.parts import inset, title
from provenance.report.wording import plain

__all__ = ["WIDTH", "render"]

WIDTH = 80


def render(
    value: Audit | Chain | Corpus, manifest: Manifest | None = None, *, width: int = WIDTH, colour: bool = False
) -> str:
    """`value` as text of at most `width` columns, ended by a newline."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        force_jupyter=False,  # else a notebook is written to, and not the file
    )
    made = _made(manifest) if manifest else ()
    console.print(*_blocks(value), *made, sep="\n")
    lines = [line.rstrip() for line in file.getvalue().splitlines()]
    return "\n".join([*lines, *(("", SEAL) if manifest else ()), ""])


def _blocks(value: Audit | Chain | Corpus) -> Iterator[RenderableType]:
    if isinstance(value, Audit):
        return audit.blocks(value)
    return chain.blocks(value) if isinstance(value, Chain) else corpus.blocks(value)


def _made(manifest: Manifest) -> Iterator[RenderableType]:
    yield title("How this was made")
    for head, said in made_lines(manifest):
        yield inset(Text(f"{head}: {plain(said)}", style="dim"))
