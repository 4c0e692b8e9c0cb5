"""Digests of what was stored, by which `provenance verify` sees what was changed since.

What is stored already is sealed as it is, after all migrations are done: see `provenance.store.sealing`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table of seals."""
    op.create_table(
        "seals",
        sa.Column("owner", NUMBER, primary_key=True),
        sa.Column("part", sa.String(), primary_key=True),
        sa.Column("digest", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
