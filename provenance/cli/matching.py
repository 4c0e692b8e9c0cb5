"""What `match` reads and writes: texts a line, then which of them are alike, or may say the same in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from provenance.cli.output import read_json_lines
from provenance.errors import InputError
from provenance.link import KINDS, Known, Pile, against, minilm, rewordings
from provenance.link.score import comparable
from provenance.printable import dumped
from provenance.report.pairs import answer_row, match_row

__all__ = ["answers", "guessing", "pairs", "pairs_and_rewordings"]

Row = dict[str, Any]


def pairs(file: str, fewest: int = 0) -> Iterator[str]:
    """Lines for every two texts of a file with the same words, some hundred thousand at a time.

    Texts of less than the `fewest` words make none. Raises InputError that names what is wrong.
    """
    return _pairs(_long_enough(file, fewest), file)


def _long_enough(file: str, fewest: int) -> Iterator[Row]:
    for row in read_json_lines(file):
        if isinstance(row.get("group"), list | dict):
            raise InputError(f"{file}, id {row['id']}: a group is a name or a number, not a list or an object")
        if not fewest or len(comparable(row["text"])) >= fewest:
            yield row


def _pairs(rows: Iterable[Row], file: str) -> Iterator[str]:
    pile, ids = Pile(), []
    for row in rows:
        ids.append(dumped(row["id"]))
        pile.add(row["text"], row.get("group"), _days(row, file))
    shown = [dumped(match_row("", "", 0, kind)["kind"]) for kind in KINDS]
    for a, b, scores, kinds in pile.batches():
        # Millions of lines: each written as `match_row` would have it, at a fifth of the time.
        found = zip(a.tolist(), b.tolist(), scores.round(2).tolist(), kinds.tolist(), strict=True)
        yield "".join(
            [
                f'{{"a": {ids[one]}, "b": {ids[other]}, "score": {score}, "kind": {shown[kind]}}}\n'
                for one, other, score, kind in found
            ]
        )


def _days(row: Row, file: str) -> tuple[float, float] | None:
    """The day that a row names as its `date` or `published`, with or without a time, as the first and the last."""
    given = row.get("date") or row.get("published")
    if given is None:
        return None
    try:
        day = datetime.fromisoformat(given).toordinal()
    except (TypeError, ValueError) as error:
        raise InputError(f"{file}, id {row['id']}: {given!r} is no date; write it as 2024-05-31") from error
    return day, day


def guessing(*, meaning: bool, least: float | None) -> dict[str, Any]:
    """How rewordings are looked for; raises InputError where `meaning` needs an extra that is missing."""
    return {"embed": minilm() if meaning else None} | ({} if least is None else {"least": least})


def pairs_and_rewordings(file: str, fewest: int, options: dict[str, Any]) -> Iterator[str]:
    """The lines of `pairs`, then one for every two texts that may say the same in other words."""
    rows = list(_long_enough(file, fewest))
    yield from _pairs(rows, file)
    for answer in rewordings(map(_known, rows), **options):
        yield dumped(answer_row(answer)) + "\n"


def answers(file: str, other: str, fewest: int, options: dict[str, Any]) -> Iterator[Row]:
    """For each text of a file the best of another."""
    known = [_known(row) for row in _long_enough(other, fewest)]
    yield from map(answer_row, against(map(_known, _long_enough(file, fewest)), known, **options))


def _known(row: Row) -> Known:
    title = row.get("title")
    return Known(row["id"], row["text"], title if isinstance(title, str) else "", row.get("group"))
