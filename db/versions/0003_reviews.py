"""What people decided about findings: every decision is a row, and nothing is ever overwritten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the decisions, those taken back, and a view of both beside the articles they are about."""
    op.create_table(
        "reviews",
        sa.Column("number", NUMBER, primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("about", "subject", "object", "article")),
        sa.Column("other_article", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("label", "source_class")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reviewer", "decided", "note", "words", "finding")),
    )
    op.create_index("ix_reviews_article", "reviews", ["article"])
    op.create_index("ix_reviews_other_article", "reviews", ["other_article"])
    op.create_table(
        "reviews_undone",
        sa.Column("review", NUMBER, sa.ForeignKey("reviews.number"), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reviewer", "undone")),
    )
    op.execute("""
        CREATE VIEW decisions AS
        SELECT r.number, r.about, r.verdict, r.label, r.source_class, r.reviewer, r.decided, r.note, r.words,
               a.title AS article, ao.name AS outlet, a.url, b.title AS other_article, bo.name AS other_outlet,
               b.url AS other_url, u.reviewer AS undone_by, u.undone
        FROM reviews AS r
        LEFT JOIN article_versions AS a ON a.article = r.article AND a.current
        LEFT JOIN outlets AS ao ON ao.number = a.outlet
        LEFT JOIN article_versions AS b ON b.article = r.other_article AND b.current
        LEFT JOIN outlets AS bo ON bo.number = b.outlet
        LEFT JOIN reviews_undone AS u ON u.review = r.number
    """)
