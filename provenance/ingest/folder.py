"""The files of a folder that can hold articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from provenance.model import Skipped

__all__ = ["files"]

# Text that is no article; everything else is judged by what is in it.
_OTHER_TEXT = frozenset(
    """.css .js .mjs .ts .map .py .ipynb .java .c .h .cpp .go .rs .rb .sh .bat .ps1 .sql .csv .tsv .svg .toml .yaml .yml
    .ini .cfg .conf .log .lock .tex .bib""".split()
)


def files(folder: Path) -> Iterator[Path | Skipped]:
    """Every file under `folder` by name, folder by folder, without hidden ones and what a browser saved beside a page.

    A file of a kind that holds no article, or a folder that cannot be opened, is `Skipped`.
    """
    yield from _files(folder, frozenset())


def _files(folder: Path, above: frozenset[Path]) -> Iterator[Path | Skipped]:
    try:
        inside = sorted(folder.iterdir())
        here = folder.resolve()
    except OSError as error:
        yield Skipped(str(folder), "failed", f"{folder}: cannot be opened ({error.strerror}); make it readable")
        return
    stems = {path.stem for path in inside if path.suffix.lower() in (".html", ".htm")}
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            saved_beside = path.name.endswith("_files") and path.name.removesuffix("_files") in stems
            if not saved_beside and path.resolve() not in above | {here}:
                yield from _files(path, above | {here})
        elif path.suffix.lower() in _OTHER_TEXT:
            message = f"{path}: a {path.suffix} file, which holds no article; give it on its own to have it read"
            yield Skipped(str(path), "wrong-type", message)
        else:
            yield path
