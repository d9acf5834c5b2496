"""Findings remembered by each worker until anything is written, so that a page that shows many
branches works them out once; knows when something changed, not what.

Every row a duty rests on is audited. On SQLite writers come one after another, so the trail's last
entry tells the state; on PostgreSQL they overlap, and only a snapshot does.
"""

from collections.abc import Sequence
from datetime import date

from flask import current_app
from sqlalchemy import Text, cast, func, select

from app.core.audit import AuditEntry
from app.core.db import db, is_postgresql, reading
from app.findings.engine import Finding, gather
from app.organizations.models import Organization


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


def recall(organizations: Sequence[Organization], day: date) -> dict[int, list[Finding]]:
    """As engine.gather, from memory where nothing was written since; not to be changed."""
    if not reading():  # what is being written may still be undone
        return gather(organizations, day)
    kept = current_app.extensions.setdefault("findings", Memory()).of(state())
    key = (day, *(organization.id for organization in organizations))
    if key not in kept:
        kept[key] = gather(organizations, day)
    return kept[key]


def state():
    """What tells one state of the records from another; one statement."""
    if is_postgresql():
        return db.session.scalar(select(cast(func.pg_current_snapshot(), Text)))
    return db.session.scalar(select(func.max(AuditEntry.id)))
