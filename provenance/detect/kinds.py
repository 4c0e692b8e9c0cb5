"""Direct, indirect or mixed: how much of the content stands between quotation marks."""

from __future__ import annotations

from provenance.detect.tokens import Range, Tokens
from provenance.model import AttributionKind

__all__ = ["kind", "kind_of"]

_STRAY = 1
"""words outside the marks that leave a quotation direct: an opening "But" or "that" """


def kind_of(quoted: int, plain: int) -> AttributionKind:
    """`direct` if all of it is quoted but a word, `indirect` if nothing is, else `mixed`."""
    if not quoted:
        return "indirect"
    return "direct" if plain <= _STRAY else "mixed"


def kind(t: Tokens, content: tuple[Range, ...]) -> AttributionKind:
    """The kind of content given as ranges of tokens."""
    tags = "".join(t.tags[start:end] for start, end in content)
    quoted = sum(tags.count(tag) for tag in "QKFq")
    return kind_of(quoted, sum(tag not in ",;:-().QKFq" for tag in tags))
