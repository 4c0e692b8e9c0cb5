"""Which detector an article was read with, and how sure its language is.

Articles that are stored already were read with the only detector there was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add both columns to the versions of articles, and show them in the view of articles."""
    op.add_column("article_versions", sa.Column("language_confidence", sa.Float(), nullable=True))
    op.add_column("article_versions", sa.Column("detector", sa.String(), nullable=True))
    op.execute("UPDATE article_versions SET detector = 'rules'")
    op.execute("DROP VIEW articles")
    joined = "group_concat" if op.get_bind().dialect.name == "sqlite" else "string_agg"
    op.execute(f"""
        CREATE VIEW articles AS
        SELECT v.article AS id, v.title, o.name AS outlet, v.published,
               (SELECT {joined}(name, ', ')
                FROM (SELECT name FROM authors WHERE version = v.number ORDER BY position) AS names) AS authors,
               v.url, v.language, v.language_confidence, v.updated, v.first_seen, v.notes, v.detector, v.version, v.text
        FROM article_versions AS v
        LEFT JOIN outlets AS o ON o.number = v.outlet
        WHERE v.current
    """)  # noqa: S608
