"""The example notebook runs where a reader has it, and what is stored in it is what it gives."""

from __future__ import annotations

import re
import shutil

import pytest

from tests.notebook import NOTEBOOK, executed, stored

CODE = [cell.id for cell in stored().cells if cell.cell_type == "code"]


def outputs(notebook, cell, kind):
    """What a cell prints ("text/plain") or shows, as lines."""
    (found,) = [one for one in notebook.cells if one.id == cell]
    printed = {"text/plain": [one.text for one in found.outputs if one.output_type == "stream"]}
    shown = [one.data[kind] for one in found.outputs if kind in one.get("data", {})]
    return "".join(printed.get(kind, []) + shown).splitlines()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The notebook run beside the story, away from the checkout."""
    place = shutil.copytree(NOTEBOOK.parent, tmp_path_factory.mktemp("notebook") / "examples")
    return executed(place / NOTEBOOK.name)


@pytest.mark.parametrize("cell", CODE)
def test_every_cell_prints_and_shows_what_is_stored(run, cell):
    for kind in ("text/plain", "text/html"):
        assert outputs(run, cell, kind) == outputs(stored(), cell, kind), "store what it gives now: make notebook"


def test_what_is_stored_shows_the_answers_to_who_reads_it_on_a_code_host():
    assert "Earliest seen in this corpus: Meridian Wire." in outputs(stored(), "trace", "text/plain")
    assert "Coastline Today has the words of Meridian Wire" in outputs(stored(), "questions", "text/plain")
    assert sum("text/html" in one.get("data", {}) for cell in stored().cells for one in cell.get("outputs", ())) >= 4


def test_nothing_that_is_stored_runs_or_loads_anything_or_names_a_place_of_this_machine():
    html = "\n".join(line for cell in CODE for line in outputs(stored(), cell, "text/html"))
    assert not re.search(r"<(script|iframe|img|link|object|embed)|\bon\w+=|@import|url\(", html)
    assert str(NOTEBOOK.parents[1]) not in NOTEBOOK.read_text(encoding="utf-8")
    assert NOTEBOOK.stat().st_size < 100_000
