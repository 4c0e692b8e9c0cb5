"""The seal of a report: a digest of the whole file that stands in the file, so that no byte of it changes unseen.

It reads `seal:sha256:<64 hex digits>` and is the SHA-256 of the file's bytes with these digits as zeros wherever the
same seal stands. Whoever changes the file can seal it anew: what binds is a timestamp, or a digest that others hold.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Literal

__all__ = ["SEAL", "Sealed", "has_label", "seal_of", "sealed"]

_LABEL = "seal:sha256:"
SEAL = _LABEL + secrets.token_hex(32)
"""what renderers write in its place: digits that no text in a report can hold by chance or design"""
_BLANK = _LABEL + "0" * 64
_FOUND = re.compile(b"%b(?=([0-9a-f]{64}))" % _LABEL.encode())

Sealed = Literal["holds", "broken", "none"]


def sealed(text: str) -> str:
    """A rendered report with its seal in the places that were left for it, ended by exactly one newline."""
    text = text.rstrip("\n") + "\n"
    made = hashlib.sha256(text.replace(SEAL, _BLANK).encode("utf-8")).hexdigest()
    return text.replace(SEAL, _LABEL + made)


def seal_of(data: bytes) -> Sealed:
    """Whether a report's bytes are those that were sealed; texts in it may hold what looks like a seal and is none.

    >>> seal_of(sealed(f"Nobody was hurt. {SEAL}").encode())
    'holds'
    >>> seal_of(sealed(f"Nobody was hurt. {SEAL}").replace("Nobody", "Somebody").encode()), seal_of(b"Nobody was hurt.")
    ('broken', 'none')
    """
    for digits in dict.fromkeys(_FOUND.findall(data)):
        blank = data.replace(_LABEL.encode() + digits, _BLANK.encode())
        if hashlib.sha256(blank).hexdigest().encode() == digits:
            return "holds"
    return "broken" if has_label(data) else "none"


def has_label(data: bytes) -> bool:
    """Whether something calls itself a seal, by its own label or by the name of its place in a manifest."""
    return _LABEL.encode() in data or b'seal":' in data
