"""How a report is made: what was asked, with which program and data, over which texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from provenance import __version__
from provenance.lexicon import digests
from provenance.model import Manifest

__all__ = ["manifest"]


def manifest(versions: Iterable[str], asked: Mapping[str, object], *, made: datetime | None = None) -> Manifest:
    """How a report is made: `versions` are those of all articles that were looked at, `asked` names the options.

    The same articles and options give the same but for `made`, which is now unless it is given.
    """
    looked_at = sorted(versions)
    corpus = hashlib.sha256("\n".join(looked_at).encode()).hexdigest()
    options = tuple((name, str(value)) for name, value in asked.items() if value is not None)
    return Manifest(__version__, made or datetime.now(UTC), options, digests(), f"sha256:{corpus}", len(looked_at))
