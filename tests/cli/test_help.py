"""Help, the version, and the documentation of every command."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from provenance import __version__
from provenance.cli import app

REFERENCE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")


def commands(command=None, name=()):
    """Every command with the words that call it."""
    command = command or typer.main.get_command(app)
    children = getattr(command, "commands", {})
    if not children:
        yield name, command
    for child, inner in children.items():
        yield from commands(inner, (*name, child))


NAMES = [name for name, _ in commands()]


@pytest.mark.parametrize("name", NAMES, ids=" ".join)
def test_every_command_has_a_sentence_of_help_and_says_what_its_arguments_are(run, name):
    shown = run(*name, "--help")
    assert shown.code == 0
    assert re.search(r"^  [A-Z][^.]*(\n  [^.]*)*\.", shown.out, re.MULTILINE)
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda one: " ".join(one) if isinstance(one, tuple) else ""
)
def test_every_command_and_every_option_is_in_the_reference(name, command):
    assert f"provenance {' '.join(name)}" in REFERENCE or f"`{' '.join(name)}" in REFERENCE
    long = [flag for option in command.params for flag in option.opts if flag.startswith("--")]
    assert [flag for flag in long if flag not in REFERENCE] == []


def test_help_shows_the_commands_in_three_groups(run):
    shown = run("--help").out
    assert (
        shown.index("Everyday:")
        < shown.index("  trace ")
        < shown.index("Look around:")
        < shown.index("Pipeline and upkeep:")
    )


def test_without_a_command_the_help_is_shown_and_the_usage_is_wrong(run):
    assert run().code == 2


def test_the_version_is_printed_without_loading_any_stage():
    code = (
        "import sys; sys.argv = ['provenance', '--version']\n"
        "from provenance.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('trafilatura', 'sqlmodel', 'rapidfuzz', 'rich', 'lxml') if m in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed == f"provenance {__version__}\n[]\n"


@pytest.mark.parametrize("name", ["add", "detect", "audit", "report article"])
def test_help_names_the_detectors_and_loads_none(name):
    code = (
        f"import sys; sys.argv = ['provenance', *{name.split()!r}, '--help']\n"
        "from provenance.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('provenance.detect', 'numpy', 'onnxruntime', 'py3langid'))])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert all(f"`{name}`" in shown for name in ("accurate", "fast", "rules"))
    assert shown.endswith("\n[]\n")


def test_an_unknown_command_is_wrong_usage(run):
    wrong = run("tracee", "words")
    assert wrong.code == 2
    assert "tracee" in wrong.err
