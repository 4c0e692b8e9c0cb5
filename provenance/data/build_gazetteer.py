"""Rebuild the gazetteer files of this folder: ``python -m provenance.data.build_gazetteer SOURCE_FOLDER``.

SOURCE_FOLDER holds outlets.csv, ambiguous.csv and shortdomains.csv as collected (columns as in README.md). What the
package needs is kept, rows are sorted, and the prose reasons of ambiguous.csv become one flag, so that the same
input gives the same bytes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

OUTLET_COLUMNS = (
    "outlet_id",
    "name",
    "aliases",
    "domains",
    "country",
    "languages",
    "kind",
    "state_media",
    "source_of_row",
)
AMBIGUOUS_COLUMNS = ("alias", "type", "weak", "outlet_ids", "countries", "default_outlet_id")
SHORT_COLUMNS = ("short_domain", "outlet_id")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(source: Path) -> None:
    """Write outlets.csv, ambiguous.csv and shortdomains.csv beside this file."""
    outlets = sorted(_read(source / "outlets.csv"), key=lambda row: row["outlet_id"])
    ambiguous = _read(source / "ambiguous.csv")
    known = {row["outlet_id"] for row in outlets}
    for row in ambiguous:
        row["weak"] = "1" if row["type"] == "weak" or "also weak" in row["reason"] else ""
        row["outlet_ids"] = "|".join(one for one in row["outlet_ids"].split("|") if one in known)
        row["default_outlet_id"] = row["default_outlet_id"] if row["default_outlet_id"] in known else ""
    kept = [row for row in ambiguous if row["outlet_ids"] or row["type"] == "generic"]
    _write(HERE / "outlets.csv", OUTLET_COLUMNS, outlets)
    _write(HERE / "ambiguous.csv", AMBIGUOUS_COLUMNS, sorted(kept, key=lambda row: (row["type"], row["alias"])))
    short = sorted(_read(source / "shortdomains.csv"), key=lambda row: row["short_domain"])
    _write(HERE / "shortdomains.csv", SHORT_COLUMNS, short)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
