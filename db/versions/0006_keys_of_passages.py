"""How many keys each passage has: what two passages share is weighed against it before their words are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Count the keys of the passages in the index, and of those that wait for it."""
    op.add_column("passages", sa.Column("keys", sa.Integer(), nullable=False, server_default="0"))
    op.execute("""
        UPDATE passages SET keys = held.keys
        FROM (SELECT passage, count(*) AS keys FROM passage_keys GROUP BY passage) AS held
        WHERE held.passage = passages.number
    """)
    listed = "waiting.keys" if op.get_bind().dialect.name == "sqlite" else "CAST(waiting.keys AS json)"
    op.execute(f"""
        UPDATE passages SET keys = json_array_length({listed})
        FROM passages_to_index AS waiting WHERE waiting.passage = passages.number
    """)  # noqa: S608
