"""What `match` reads and writes: texts a line, then the pairs of them that are alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from provenance.cli.output import read_json_lines
from provenance.errors import InputError
from provenance.link.bulk import Pile
from provenance.report.shapes import match_row

__all__ = ["pairs"]


def pairs(file: str) -> Iterator[dict[str, Any]]:
    """One row for every two texts of a file with the same words; raises InputError that names what is wrong."""
    pile, ids = Pile(), []
    for row in read_json_lines(file):
        ids.append(row["id"])
        pile.add(row["text"], row.get("group"), _day(row, file))
    for a, b, score, kind in pile.alike():
        yield match_row(ids[a], ids[b], score, kind)


def _day(row: dict[str, Any], file: str) -> date | None:
    """The day that a row names as its `date` or `published`, with or without a time."""
    given = row.get("date") or row.get("published")
    if given is None:
        return None
    try:
        return datetime.fromisoformat(given).date()
    except (TypeError, ValueError) as error:
        raise InputError(f"{file}, id {row['id']}: {given!r} is no date; write it as 2024-05-31") from error
