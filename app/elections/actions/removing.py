"""Rows leave an election in a way that their trail still says where they stood."""

from collections.abc import Collection

from app.core.db import db


def take_out(parent, name: str, rows: Collection) -> None:
    """Delete these rows of the parent's collection `name`. Taking them out of the list instead
    would part them from the parent before the trail is written."""
    for row in list(rows):
        db.session.delete(row)
    db.session.flush()
    db.session.expire(parent, [name])
