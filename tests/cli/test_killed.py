"""A command that is killed at any moment leaves a sound database, loses nothing it said, and ends well when run again.

These are a few kills of each kind; `python -m tests.bench FOLDER killed` makes three hundred.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.killing import KINDS, Kind, prepared, round_at

MOMENTS = (0.8,)
"""parts of what a whole run computes; before that it mostly loads"""

if not sys.platform.startswith("linux"):
    pytest.skip("the processes of a round are looked for in /proc", allow_module_level=True)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_command_killed_while_it_works_on_a_file_loses_nothing_and_is_run_again(kind: Kind, tmp_path: Path):
    _kill(kind, tmp_path, None)


@pytest.mark.parametrize("kind", [one for one in KINDS.values() if one.name != "db backup"], ids=lambda one: one.name)
def test_a_command_killed_while_it_works_on_a_server_loses_nothing_and_is_run_again(
    kind: Kind, tmp_path: Path, server: str
):
    _kill(kind, tmp_path, server)


def _kill(kind: Kind, folder: Path, server: str | None) -> None:
    with prepared(kind, folder, server) as start:
        for part in MOMENTS:
            assert round_at(start, part * start.seconds).wrong == ()
