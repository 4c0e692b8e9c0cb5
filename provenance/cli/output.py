"""Where output goes: answers to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from provenance.errors import InputError
from provenance.placing import placed
from provenance.printable import clean, dumped

if TYPE_CHECKING:
    from provenance.model import Manifest
    from provenance.report import Report

__all__ = [
    "json_lines",
    "print_exact",
    "print_report",
    "print_text",
    "read_json_lines",
    "save",
    "say",
    "watched",
    "write_lines",
    "write_report",
]

T = TypeVar("T")

_NARROWEST, _WIDEST = 60, 100  # columns


def print_text(text: str) -> None:
    """Write an answer for people, ended by exactly one newline; nothing in it drives a terminal."""
    _written(clean(text).rstrip("\n") + "\n")


def print_exact(text: str) -> None:
    """Write an answer for a program as it is, ended by exactly one newline; on a terminal as `print_text` does."""
    _written(_shown(text).rstrip("\n") + "\n")


def _written(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _shown(text: str) -> str:
    """`text` as it is where a program reads it, and as it may be shown where a terminal does."""
    return clean(text) if sys.stdout.isatty() else text


def print_report(value: Report, style: str, manifest: Manifest | None) -> None:
    """Write an answer in that format: text as wide as the terminal that it goes to, and in colour there."""
    from provenance import report
    from provenance.report import terminal

    if style == "text":
        _written(terminal.render(value, width=_width(terminal.WIDTH), colour=_in_colour()))
    else:
        print_exact(report.render(value, style, manifest))


def _width(usual: int) -> int:
    """Columns of the terminal, as far as lines of text stay easy to read; `usual` where it goes elsewhere."""
    if not sys.stdout.isatty():
        return usual
    return min(max(shutil.get_terminal_size((usual, 24)).columns, _NARROWEST), _WIDEST)


def _in_colour() -> bool:
    """On a terminal, unless NO_COLOR is set; elsewhere only if FORCE_COLOR is."""
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def say(text: str) -> None:
    """Write a remark for the person who waits, to standard error: one line, and nothing that drives a terminal."""
    sys.stderr.write(clean(" ".join(text.splitlines())) + "\n")


def json_lines(rows: Iterable[dict[str, Any]]) -> None:
    """Write one JSON object a line."""
    for row in rows:
        sys.stdout.write(dumped(row) + "\n")
    sys.stdout.flush()


def write_lines(lines: Iterable[str]) -> None:
    """Write lines that are ready, one or many at a time."""
    for some in lines:
        sys.stdout.write(some)
    sys.stdout.flush()


def read_json_lines(where: str) -> Iterator[dict[str, Any]]:
    """Objects of a JSONL file or of standard input ("-"); raises InputError that names the line."""
    try:
        file = sys.stdin if where == "-" else Path(where).open(encoding="utf-8-sig")  # noqa: SIM115
    except OSError as error:
        raise InputError(f"{where}: cannot be read ({error.strerror})") from error
    with file:
        try:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _object(line, f"{where}, line {number}")
        except UnicodeDecodeError as error:
            raise InputError(f"{where}: not UTF-8 text (byte {error.start})") from error


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: not JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
        raise InputError(f'{place}: needs "id" and "text", both strings')
    return row


def watched(things: Iterable[T], label: str) -> Iterator[T]:
    """Pass things through and show on a terminal how many there were and how fast they come."""
    if not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,}{task.fields[rate]}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None, rate="")
        for thing in things:
            speed = progress.tasks[0].speed  # of the last half minute
            progress.update(task, advance=1, rate=f", {speed:,.1f} a second" if speed else "")
            yield thing


def save(data: bytes, path: str | None) -> None:
    """Write bytes to a file, or to standard output; raises InputError where that cannot be."""
    if path is None:
        if sys.stdout.isatty():
            _written(clean(data.decode("utf-8", "replace")))
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        return
    with placed(path) as write:
        write(data)


def write_report(path: str, text: str) -> None:
    """Write a report to a file; raises InputError where that cannot be."""
    save(text.encode("utf-8"), path)
