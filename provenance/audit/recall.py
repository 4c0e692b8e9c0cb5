"""What the measured errors of the detector that read an article mean for a figure of what has no source."""

from __future__ import annotations

from provenance.lexicon import measured_recall

__all__ = ["missed"]


def missed(detector: str | None, language: str | None = None) -> str | None:
    """How many attributions the detector of that name finds where it was measured; None where none is named."""
    if detector is None:
        return None
    known = measured_recall().get(detector)
    if known is None:
        return f"How many attributions the detector {detector} misses was not measured."
    said = (
        f"The detector {detector} finds {known.recall:.1f} % of attributions ({known.corpus}, "
        f"N = {known.attributions:,}); the others count as no source here."
    )
    return said if language in (None, "en") else f"{said} That was in English: expect far less in this language."
