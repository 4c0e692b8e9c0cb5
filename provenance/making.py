"""How a report is made: what was asked, with which program and data, over which texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from provenance import __version__
from provenance.lexicon import digests
from provenance.model import Decision, Manifest, Review

__all__ = ["manifest"]


def manifest(
    versions: Iterable[str],
    asked: Mapping[str, object],
    *,
    decisions: Iterable[Decision] = (),
    made: datetime | None = None,
) -> Manifest:
    """How a report is made: `versions` are those of all articles that were looked at, `asked` names the options.

    `decisions` are those of people that were there to count. The same articles, options and decisions give the same
    but for `made`, which is now unless it is given.
    """
    looked_at = sorted(versions)
    corpus = hashlib.sha256("\n".join(looked_at).encode()).hexdigest()
    options = tuple((name, str(value)) for name, value in asked.items() if value is not None)
    reviews = [one.review for one in decisions]
    return Manifest(
        __version__,
        made or datetime.now(UTC),
        options,
        digests(),
        f"sha256:{corpus}",
        len(looked_at),
        len(reviews),
        f"sha256:{hashlib.sha256(_listed(reviews)).hexdigest()}" if reviews else None,
    )


def _listed(reviews: Iterable[Review]) -> bytes:
    """Reviews a line each, whatever order they come in."""
    rows = (
        [one.about, *one.subject, one.verdict, one.label, one.source_class, one.by, one.at.isoformat(), one.note]
        for one in reviews
    )
    return "\n".join(sorted(json.dumps(row) for row in rows)).encode()
