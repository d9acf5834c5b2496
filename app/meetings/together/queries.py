"""Every SELECT on records written together, and on who else is typing. The scope comes first."""

from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, defer, joinedload

from app.access.scope import Scope
from app.accounts.models import Account
from app.core.db import db
from app.core.drafts import Draft
from app.meetings.desk import Place
from app.meetings.together.models import SharedRecord, SharedText
from app.organizations.models import Organization


def one(scope: Scope, record_id: int) -> SharedRecord | None:
    return db.session.scalar(_in(scope).where(SharedRecord.id == record_id))


def of_place(scope: Scope, place: Place) -> SharedRecord | None:
    """The open shared record of such a meeting, the latest where there are several."""
    query = _in(scope).where(
        SharedRecord.organization_id == place.branch.id,
        SharedRecord.kind == place.kind,
        SharedRecord.group_id.is_not_distinct_from(place.group and place.group.id),
    )
    return db.session.scalar(query.order_by(SharedRecord.at.desc()).limit(1))


def open_ones(scope: Scope) -> list[SharedRecord]:
    """Everything being written together in scope, the latest first; texts stay sealed."""
    if not scope:
        return []
    query = _in(scope).options(defer(SharedRecord.fields))
    return list(db.session.scalars(query.order_by(SharedRecord.at.desc())))


def text(scope: Scope, record: SharedRecord, number: int) -> dict | None:
    """What the record's fields were at that version; None where nobody could have opened it."""
    if not scope.covers(record.organization.path):
        return None
    if number == record.version:
        return record.fields
    query = select(SharedText.fields).where(
        SharedText.record_id == record.id, SharedText.number == number
    )
    return db.session.scalar(query)


def others_typing(scope: Scope, place: Place, account_id: int) -> list[tuple[Draft, Account]]:
    """(draft, whose) of others who are typing a record of such a meeting of this branch, the
    latest first; what they typed stays sealed until it is asked for."""
    if not scope.covers(place.branch.path):
        return []
    query = (
        select(Draft, Account)
        .join(Account, Account.id == Draft.account_id)
        .where(Draft.account_id != account_id, Draft.address.startswith("/meetings/new?"))
        .options(defer(Draft.fields))
        .order_by(Draft.at.desc())
    )
    return [tuple(row) for row in db.session.execute(query) if _is_at(row[0].address, place)]


def writers(scope: Scope, record: SharedRecord, address: str) -> list[tuple[Draft, Account]]:
    """(draft, whose) of those with text at the shared record's page that is not in it yet."""
    if not scope.covers(record.organization.path):
        return []
    query = (
        select(Draft, Account)
        .join(Account, Account.id == Draft.account_id)
        .where(Draft.address == address)
        .options(defer(Draft.fields))
        .order_by(Draft.at.desc())
    )
    return [tuple(row) for row in db.session.execute(query)]


def _is_at(address: str, place: Place) -> bool:
    """Whether a draft's address is that of the form of such a meeting."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    group = place.group and str(place.group.id)
    return (asked.get("organization"), asked.get("kind")) == (
        str(place.branch.id),
        place.kind.value,
    ) and asked.get("group") == group


def _in(scope):
    return (
        select(SharedRecord)
        .join(Organization, SharedRecord.organization_id == Organization.id)
        .options(
            contains_eager(SharedRecord.organization),
            joinedload(SharedRecord.group),
            joinedload(SharedRecord.saved_by),
        )
        .where(scope.clause(Organization.path))
    )
