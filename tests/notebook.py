"""Run the example notebook as a reader would, in its own folder; `python -m tests.notebook` stores what it gives."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOK = Path(__file__).resolve().parents[1] / "examples" / "ferry.ipynb"


def stored(path: Path = NOTEBOOK) -> NotebookNode:
    """The notebook as it lies in the repository."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-any-return]


def executed(path: Path = NOTEBOOK) -> NotebookNode:
    """The notebook run anew from its first cell; raises CellExecutionError where a cell fails."""
    notebook = stored(path)
    place = {"metadata": {"path": path.parent}}
    client = NotebookClient(notebook, timeout=120, record_timing=False, coalesce_streams=True, resources=place)
    client.execute()
    # What differs from one machine to another is no part of what is stored.
    notebook.metadata = NotebookNode(kernelspec=notebook.metadata.kernelspec)
    return notebook


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)
