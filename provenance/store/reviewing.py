"""What people decided: every decision is a row of its own, and taking one back is another; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from provenance.errors import StoreError
from provenance.model import Decision, Review
from provenance.store import sealing
from provenance.store.findings import finding, found
from provenance.store.parts import REVIEWS, UNDONE, review_seal
from provenance.store.statements import batches, insert, numbers, table

__all__ = ["add", "decisions", "undo"]

BATCH = 400
"""articles asked for in one statement, twice each"""

_REVIEWS = table(REVIEWS)
_UNDONE = table(UNDONE)


def add(connection: Connection, decision: Decision) -> int:
    """Keep a decision; its number is given by the store, and is what comes back."""
    review = decision.review
    number = numbers(connection, "reviews", 1)[0]
    subject = review.subject
    given = (review.verdict, review.label, review.source_class, review.by, review.at.isoformat(), review.note)
    kept = (" … ".join(decision.words), finding(decision))
    row = (number, review.about, *subject, decision.article, decision.other, *given, *kept)
    insert(connection, REVIEWS, [row])
    sealing.keep(connection, {(number, REVIEWS): review_seal(REVIEWS, row)})
    return number


def undo(connection: Connection, number: int, by: str, at: datetime) -> None:
    """Take back a decision; raises StoreError where there is none of that number, or where it was taken back before."""
    row = connection.execute(_query().where(_REVIEWS.c.number == number)).first()
    if row is None:
        raise StoreError(f"there is no review {number}; see: provenance review list")
    if row.undone is not None:
        raise StoreError(f"review {number} was taken back before, by {row.undone_by}; see: provenance review list")
    taken = (number, by, at.isoformat())
    insert(connection, UNDONE, [taken])
    sealing.keep(connection, {(number, UNDONE): review_seal(UNDONE, taken)})


def decisions(connection: Connection, articles: Iterable[str] | None, *, undone: bool) -> list[Decision]:
    """Decisions about articles of these ids or about all, in the order made; with `undone` also those taken back."""
    if connection.execute(select(_REVIEWS.c.number).limit(1)).first() is None:
        return []
    query = _query() if undone else _query().where(_UNDONE.c.review.is_(None))
    if articles is None:
        return [_decision(row) for row in connection.execute(query)]
    made: dict[int, Decision] = {}
    for batch in batches(articles, BATCH):
        about = or_(_REVIEWS.c.article.in_(batch), _REVIEWS.c.other_article.in_(batch))
        made |= {row.number: _decision(row) for row in connection.execute(query.where(about))}
    return [made[number] for number in sorted(made)]


def _query() -> Any:
    undone = (_UNDONE.c.reviewer.label("undone_by"), _UNDONE.c.undone)
    joined = select(_REVIEWS, *undone).outerjoin(_UNDONE, _UNDONE.c.review == _REVIEWS.c.number)
    return joined.order_by(_REVIEWS.c.number)


def _decision(row: Row[Any]) -> Decision:
    kept = found(row.finding)
    review = Review(
        about=row.about,
        subject=(row.subject, row.object),
        verdict=row.verdict,
        by=row.reviewer,
        at=datetime.fromisoformat(row.decided),
        label=row.label,
        note=row.note,
        spans=kept.spans,
        source_class=row.source_class,
    )
    undone = None if row.undone is None else (row.undone_by, datetime.fromisoformat(row.undone))
    about = (row.article, row.other_article, kept.words, kept.claim, kept.passages)
    return Decision(row.number, review, *about, undone)
