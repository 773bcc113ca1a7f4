"""Alembic's entry point: migrate on the connection that `storage.opening` hands in, inside its transaction.

Never use batch mode here: it copies a table and silently drops its triggers (design.md, The log).
"""

from alembic import context

from bdc_desk.storage.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
