"""Direct, indirect or mixed: how much of the content stands between quotation marks."""

from __future__ import annotations

from provenance.detect.tokens import Range, Tokens
from provenance.model import AttributionKind

__all__ = ["kind"]

_STRAY = 1
"""words outside the marks that leave a quotation direct: an opening "But" or "that" """


def kind(t: Tokens, content: tuple[Range, ...]) -> AttributionKind:
    """`direct` if all of it is quoted but a word, `indirect` if nothing is, else `mixed`."""
    tags = "".join(t.tags[start:end] for start, end in content)
    quoted = sum(tags.count(tag) for tag in "QKFq")
    if not quoted:
        return "indirect"
    plain = sum(tag not in ",;:-().QKFq" for tag in tags)
    return "direct" if plain <= _STRAY else "mixed"
