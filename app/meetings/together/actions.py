"""Opens a record to several writers, puts their savings together, and closes it."""

from app.access.scope import Scope
from app.accounts.models import Account
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.meetings.desk import Place
from app.meetings.together import queries
from app.meetings.together.merge import Fields, Merged, merge, shared
from app.meetings.together.models import SharedRecord, SharedText

OPENED, BEGUN = 0, 1
"""Versions of a shared record: the form as it opened, and what the first writer had typed."""


def open_record(
    place: Place, fields: Fields, *, opened: Fields, title: str, begun_by_id: int, by: Account
) -> SharedRecord:
    """A record for the branch to write together. It holds `fields`, what `begun_by_id` typed so
    far; `opened` is the form as rules filled it in, the ground of everybody else's typing."""
    record = SharedRecord(
        organization=place.branch,
        group=place.group,
        kind=place.kind,
        title=title[:100],
        fields=shared(fields),
        at=clock.now(),
        begun_by_id=begun_by_id,
        saved_by=by,
    )
    db.session.add(record)
    db.session.flush()
    db.session.add(SharedText(record=record, number=OPENED, fields=shared(opened)))
    db.session.flush()
    return record


def ground_of(record: SharedRecord, account_id: int) -> int:
    """The version that somebody typed from who has not opened the shared record yet."""
    return BEGUN if account_id == record.begun_by_id else OPENED


def put_together(record: SharedRecord, mine: Fields, *, version: int) -> Merged:
    """What somebody typed, who opened the record at `version`, and what others saved since."""
    base = queries.text(Scope(frozenset({record.organization.path})), record, version)
    if base is None:
        raise Refused("这份共同记录已经变了太多，请重新打开后再写。")
    return merge(base, shared(mine), record.fields)


def save(record: SharedRecord, mine: Fields, *, version: int, by: Account) -> Merged:
    """Put it together and keep it. Where both changed the same field differently nothing is saved
    yet: the caller shows both, and the next saving, from the present version, decides."""
    found = put_together(record, mine, version=version)
    if found.conflicts or found.fields == record.fields:
        return found
    number, before = record.version, record.fields
    record.fields, record.at, record.saved_by = found.fields, clock.now(), by
    record.title = next(iter(found.fields.get("title", [])), record.title)[:100]
    db.session.add(SharedText(record=record, number=number, fields=before))
    db.session.flush()
    return found


def drop(record: SharedRecord, *, why: str) -> None:
    """Nobody wants it; the trail keeps that it was, who dropped it and why."""
    audit.because(why)
    audit.record(audit.REMOVED, "共同记录", record.title, path=record.organization.path)
    close(record)


def close(record: SharedRecord) -> None:
    """What was written together has become the record."""
    db.session.delete(record)
    db.session.flush()
