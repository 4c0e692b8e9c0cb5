"""How a report was made, for people and for programs: what was asked, with which program and data, over which texts."""

from __future__ import annotations

import hashlib
from typing import Any

from provenance.model import Manifest
from provenance.report.sealing import SEAL

__all__ = ["data_digest", "made_lines", "manifest_row", "manifest_terms"]

Row = dict[str, Any]


def manifest_row(manifest: Manifest | None) -> Row | None:
    """How a report was made, as JSON has it."""
    if manifest is None:
        return None
    return {
        "version": manifest.version,
        "made": manifest.made.isoformat(timespec="seconds"),
        "asked": [list(pair) for pair in manifest.asked],
        "data": [list(pair) for pair in manifest.data],
        "corpus": manifest.corpus,
        "articles": manifest.articles,
        "reviews": manifest.reviews,
        "reviews_digest": manifest.reviews_digest,
        "seal": SEAL,
    }


def manifest_terms(manifest: Manifest | None) -> Row | None:
    """How a report was made, in our own terms of JSON-LD: a name that is data, such as a file's, cannot be a term."""
    if manifest is None:
        return None
    row = manifest_row(manifest) or {}
    listed = {key: [f"{name}: {one}" for name, one in row.pop(key)] for key in ("asked", "data")}
    return {f"nt:{key}": value for key, value in (row | listed).items()}


def data_digest(manifest: Manifest) -> str:
    """One digest over the names and digests of all word lists and models, as `sha256:<hex>`."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in manifest.data)
    return "sha256:" + hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def made_lines(manifest: Manifest) -> list[tuple[str, str]]:
    """How a report was made, as a few headed lines for a reader; the digest of each single list is in JSON."""
    return [
        ("Made", f"{manifest.made.isoformat(sep=' ', timespec='minutes')} by provenance {manifest.version}"),
        ("Asked", ", ".join(f"{name}: {value}" for name, value in manifest.asked)),
        ("Articles looked at", f"{manifest.articles:,}, digest {manifest.corpus}"),
        (
            "Decisions of people",
            f"{manifest.reviews:,}, digest {manifest.reviews_digest}" if manifest.reviews else "none",
        ),
        ("Word lists and models", f"{len(manifest.data)}, digest {data_digest(manifest)}"),
    ]
