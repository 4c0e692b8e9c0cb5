"""A list that lies beside saved pages and says which file came from which address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provenance.printable import storable

__all__ = ["Manifests", "manifests"]

_FILE_KEYS = ("file", "path", "filename")
_LONGEST_LINE = 32 << 20


@dataclass(frozen=True, slots=True)
class Manifests:
    """The manifests of a folder, and the address of each page that they name (paths are absolute)."""

    files: frozenset[Path] = frozenset()
    urls: dict[Path, str] = field(default_factory=dict)


def manifests(folder: Path) -> Manifests:
    """What the JSONL files of `folder` say about pages beside them; a JSONL file of articles is none."""
    files: set[Path] = set()
    urls: dict[Path, str] = {}
    for path in sorted(folder.rglob("*.jsonl")):
        rows = _rows(path)
        base = _base(path.parent, next(rows, None))
        if base is None:
            continue
        files.add(path.resolve())
        for row in _rows(path):
            name, url = _named(row), row.get("url")
            if name and isinstance(url, str) and url.startswith(("http://", "https://")):
                urls[(base / name).resolve()] = url
    return Manifests(frozenset(files), urls)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, up to the first line that is none."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            while line := file.readline(_LONGEST_LINE):
                row = json.loads(line)
                if not isinstance(row, dict):
                    return
                yield row
    except (OSError, ValueError, RecursionError):
        return


def _named(row: dict[str, Any]) -> str | None:
    """The file that a row is about; None where it names none, or one that no file can have."""
    name = next((row[key] for key in _FILE_KEYS if isinstance(row.get(key), str) and row[key]), None)
    return name if name and storable(name) == name else None


def _base(beside: Path, row: dict[str, Any] | None) -> Path | None:
    """The folder to which the names are relative: the manifest's own or one in it; None where there is no such page."""
    name = _named(row) if row else None
    if not name:
        return None
    try:
        inside = [one for one in sorted(beside.iterdir()) if one.is_dir()]
        return next((base for base in (beside, *inside) if (base / name).is_file()), None)
    except OSError:
        return None
