"""How Alembic reaches the instance's database; used through `flask db` only."""

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

db = current_app.extensions["migrate"].db


def plainly(kind, thing, _context):
    """Columns in a migration name the database's own types, never the application's."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


def run():
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=plainly,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
