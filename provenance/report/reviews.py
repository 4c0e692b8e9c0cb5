"""What people decided: as rows, in words, and what they found wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from provenance.model import Article, Edge, Listed, Review
from provenance.report.stops import grounds
from provenance.report.wording import address, clip, decided, heading, outlet_name, plain, quoted

__all__ = ["FOUND_WRONG", "listed_block", "listed_row", "review_row", "review_terms", "wrong_edges"]

FOUND_WRONG = "Found wrong by a person, and not counted"
"""heading over what was rejected"""

_STANDING = {
    "counts": "",
    "kept": "kept: the detector does not find it any more",
    "replaced": "a later decision counts",
    "undone": "taken back",
    "gone": "what it was about is not there any more",
}


def review_row(review: Review | None) -> dict[str, Any] | None:
    """What a person decided, as it stands beside a finding."""
    if review is None:
        return None
    return {
        "verdict": review.verdict,
        "by": review.by,
        "at": review.at.isoformat(timespec="seconds"),
        "label": review.label,
        "source_class": review.source_class,
        "note": review.note,
    }


def review_terms(review: Review | None) -> dict[str, Any] | None:
    """What a person decided about a finding, in our own terms of JSON-LD."""
    row = review_row(review)
    return row and {f"nt:{key}": value for key, value in row.items()}


def listed_row(listed: Listed) -> dict[str, Any]:
    """A decision as `review list` writes it."""
    decision = listed.decision
    undone_by, undone = decision.undone or (None, None)
    return {
        "number": decision.number,
        "about": decision.review.about,
        "standing": listed.standing,
        **(review_row(decision.review) or {}),
        "article": address(listed.article),
        "other_article": address(listed.other) if listed.other else None,
        "words": list(decision.words),
        "undone_by": undone_by,
        "undone": undone.isoformat(timespec="seconds") if undone else None,
    }


def listed_block(listed: Listed) -> str:
    """A decision for people: what was decided, about what, by whom, and what has become of it."""
    decision, review = listed.decision, listed.decision.review
    label = heading(listed.other) if review.about == "parent" and listed.other else review.label
    called = ", ".join(plain(one) for one in (label, review.source_class) if one)
    to = f" to {called}" if review.verdict == "relabelled" else ""
    lines = [f"{decision.number:>3}  {review.about} {review.verdict}{to}", f"     {_called(listed.article)}"]
    if listed.other:
        lines.append(f"     {'from' if review.about == 'parent' else 'and'} {_called(listed.other)}")
    if decision.words:
        lines.append(f"     {quoted(' … '.join(decision.words), 70)}")
    lines.append(
        f"     by {plain(review.by)}, {review.at:%Y-%m-%d %H:%M} UTC{f': {plain(review.note)}' * bool(review.note)}"
    )
    if listed.standing != "counts":
        by = f" by {plain(decision.undone[0])}, {decision.undone[1]:%Y-%m-%d}" if decision.undone else ""
        lines.append(f"     {_STANDING[listed.standing]}{by}")
    return "\n".join(lines)


def _called(article: Article) -> str:
    return f"{outlet_name(article)}: {clip(heading(article), 60)}"


def wrong_edges(edges: Iterable[Edge], articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """Edges that a person found wrong: what they said, and who decided that."""
    names = {article.version: outlet_name(article) for article in articles}
    for edge in edges:
        child = names.get(edge.child, "")
        yield f"{child} {grounds(edge)}".strip(), decided(edge.review)
