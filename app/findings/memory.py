"""What a worker has worked out, remembered until anything is written; knows when something
changed, not what.

Every row it rests on is audited. On SQLite writers come one after another, so the trail's last
entry tells the state; on PostgreSQL they overlap, and only a snapshot does.
"""

from sqlalchemy import Text, cast, func, select

from app.core.audit import AuditEntry
from app.core.db import db, is_postgresql


class Memory:
    """What was worked out in one state of the database; forgotten with the next."""

    def __init__(self):
        self._kept = (None, {})

    def of(self, state) -> dict:
        """What is kept of that state. The pair is replaced whole: another thread may hold it."""
        known, found = self._kept
        if known != state:
            found = {}
            self._kept = (state, found)
        return found


def state():
    """What tells one state of the records from another; one statement."""
    if is_postgresql():
        return db.session.scalar(select(cast(func.pg_current_snapshot(), Text)))
    return db.session.scalar(select(func.max(AuditEntry.id)))
