"""Alembic's entry: runs the migrations on the connection that `provenance.store.schema` hands over.

The transaction is the caller's, so that a migration is done whole or not at all, on SQLite too.
"""

from __future__ import annotations

from alembic import context

from provenance.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=True,
)
context.run_migrations()
