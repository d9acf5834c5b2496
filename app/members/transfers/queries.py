"""Every SELECT on transfers. The scope comes first, always."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.members.life.models import Event
from app.members.models import Member
from app.members.transfers.models import Transfer
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.life import EventKind
from app.rules.organizations import OrganizationKind
from app.rules.transfers import OPEN, TransferKind, TransferState

PAGE = 50


def one(scope: Scope, transfer_id: int) -> Transfer | None:
    """A transfer that this scope gives away, gets, or writes the letter of."""
    return db.session.scalar(_all(scope).where(Transfer.id == transfer_id))


class Unsettled(NamedTuple):
    """What is not over, the oldest first. `waiting` for an answer of this scope: people to
    receive, letters to write; `sent` by it: proposals, letters without a 回执; `owing`: who came
    with a letter whose 回执 has not been sent back."""

    waiting: list[Transfer]
    sent: list[Transfer]
    owing: list[Transfer]


def unsettled(scope: Scope) -> Unsettled:
    owed = and_(
        Transfer.kind == TransferKind.IN,
        Transfer.receipt_on.is_(None),
        Transfer.state == TransferState.RECEIVED,
    )
    query = _all(scope).where(or_(Transfer.state.in_(OPEN), owed))
    found = list(db.session.scalars(query.order_by(Transfer.proposed_on, Transfer.id)))

    def here(*organizations):
        return any(one is not None and scope.covers(one.path) for one in organizations)

    return Unsettled(
        [t for t in found if t.state is TransferState.WAITING and here(t.target, t.issuer)],
        [t for t in found if t.state in OPEN and here(t.origin)],
        [t for t in found if t.state not in OPEN and here(t.target)],
    )


def settled(scope: Scope, start: int = 0) -> list[Transfer]:
    """One page of what is over, latest first; one more row than a page if there are more."""
    query = _all(scope).where(Transfer.state.not_in(OPEN))
    query = query.order_by(Transfer.proposed_on.desc(), Transfer.id.desc())
    return list(db.session.scalars(query.offset(start).limit(PAGE + 1)))


def open_of(scope: Scope, member_id: int) -> Transfer | None:
    """The transfer under way for a member in scope."""
    query = _all(scope).where(Transfer.member_id == member_id, Transfer.state.in_(OPEN))
    return db.session.scalar(query)


def former(scope: Scope, organization_ids: Collection[int]) -> list[tuple[str, str, PartialDate]]:
    """(name, branch, day) of those who have left these branches, the latest first."""
    query = (
        select(Person.name, Organization.name, Event.happened_on)
        .select_from(Event)
        .join(Event.member)
        .join(Member.person)
        .join(Organization, Event.organization_id == Organization.id)
        .where(
            Event.kind == EventKind.LEFT,
            Event.organization_id.in_(organization_ids),
            scope.clause(Organization.path),
        )
        .order_by(Event.happened_on.desc(), Event.id.desc())
    )
    return [tuple(row) for row in db.session.execute(query.limit(PAGE))]


def last_number(scope: Scope, issuer: Organization, year: int) -> int:
    """The highest number this committee has given a letter that year; 0 before the first."""
    query = select(func.max(Transfer.number)).where(
        Transfer.issuer_id == issuer.id, Transfer.year == year
    )
    return db.session.scalar(query) or 0 if scope else 0


def issuers(scope: Scope, branch: Organization) -> list[Organization]:
    """The committees above a branch that may write letters, the nearest first. The scope is the
    branch's: whoever may see it may know what it belongs to."""
    steps = branch.path.strip("/").split("/")[:-1] if scope.covers(branch.path) else []
    paths = ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    query = select(Organization).where(
        Organization.path.in_(paths),
        Organization.kind == OrganizationKind.COMMITTEE,
        Organization.approves,
    )
    return list(db.session.scalars(query.order_by(func.length(Organization.path).desc())))


def _all(scope):
    return (
        select(Transfer)
        .join(Transfer.member)
        .join(Member.person)
        .options(
            contains_eager(Transfer.member).contains_eager(Member.person),
            joinedload(Transfer.origin).joinedload(Organization.parent),
            joinedload(Transfer.target).joinedload(Organization.parent),
            joinedload(Transfer.issuer),
        )
        .where(
            or_(
                *(
                    _within(scope, column)
                    for column in (Transfer.from_id, Transfer.to_id, Transfer.issuer_id)
                )
            )
        )
    )


def _within(scope, column):
    return column.in_(select(Organization.id).where(scope.clause(Organization.path)))
