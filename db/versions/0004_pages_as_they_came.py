"""The bytes that articles were made of, kept once, and every retrieval that gave them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the pages, and beside them how and when each was retrieved."""
    op.create_table(
        "pages",
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "captures",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("version", NUMBER, sa.ForeignKey("article_versions.number"), nullable=False),
        sa.Column("page_sha256", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("url", "fetched_url")),
        sa.Column("redirects", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("headers", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("retrieved", "memento")),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.create_index("one_capture_of_the_same_bytes", "captures", ["version", "page_sha256"], unique=True)
    op.create_index("ix_captures_url", "captures", ["url"])
