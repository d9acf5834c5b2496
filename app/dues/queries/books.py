"""The books of organisations; what was asked, given and told; meetings that may have decided."""

from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from app.access.scope import Scope
from app.core.db import db
from app.dues.models import (
    DuesBook,
    DuesDisclosure,
    DuesEntry,
    DuesGift,
    DuesReduction,
    DuesRequest,
    DuesTalk,
)
from app.meetings import queries as meetings
from app.organizations.models import Organization
from app.rules.dues.using import Move, RequestState, Told

PAGE = 60
LOOKED_BACK = timedelta(days=400)


def balance(scope: Scope, organization: Organization) -> int:
    """What the organisation holds, in fen; one indexed row."""
    if not scope.covers(organization.path):
        return 0
    query = select(DuesBook.balance).where(DuesBook.organization_id == organization.id)
    return db.session.scalar(query) or 0


def entries(
    scope: Scope, organization: Organization, year: int, start: int = 0, limit: int | None = PAGE
) -> list[DuesEntry]:
    """A page of a year's entries and one more, the newest first; of a whole year with no limit."""
    counterpart = aliased(Organization)
    query = (
        _of(DuesEntry, scope, DuesEntry.organization)
        .outerjoin(counterpart, DuesEntry.counterpart)
        .options(contains_eager(DuesEntry.counterpart.of_type(counterpart)))
        .where(
            DuesEntry.organization_id == organization.id,
            DuesEntry.happened_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(DuesEntry.happened_on.desc(), DuesEntry.id.desc())
    )
    if limit:
        query = query.offset(start).limit(limit + 1)
    return list(db.session.scalars(query))


def entry(scope: Scope, entry_id: int) -> DuesEntry | None:
    return db.session.scalar(
        _of(DuesEntry, scope, DuesEntry.organization).where(DuesEntry.id == entry_id)
    )


def reductions(scope: Scope, organization: Organization) -> list[DuesReduction]:
    """Every reduction a branch asked for, the newest first."""
    query = _reductions(scope).where(DuesReduction.organization_id == organization.id)
    return list(db.session.scalars(query.order_by(DuesReduction.id.desc())))


def reductions_of(scope: Scope, person_id: int) -> list[DuesReduction]:
    query = _reductions(scope).where(DuesReduction.person_id == person_id)
    return list(db.session.scalars(query.order_by(DuesReduction.id.desc())))


def waiting_reductions(scope: Scope) -> list[DuesReduction]:
    """What waits for a committee's decision anywhere in the scope, the oldest first."""
    query = _reductions(scope).where(DuesReduction.state == RequestState.ASKED)
    return list(db.session.scalars(query.order_by(DuesReduction.asked_on, DuesReduction.id)))


def reduction(scope: Scope, reduction_id: int) -> DuesReduction | None:
    return db.session.scalar(_reductions(scope).where(DuesReduction.id == reduction_id))


def requests(scope: Scope, organization: Organization) -> list[DuesRequest]:
    """What an organisation asked for and was asked, the newest first."""
    asking = aliased(Organization, flat=True)
    query = (
        select(DuesRequest)
        .join(DuesRequest.organization.of_type(asking))
        .options(contains_eager(DuesRequest.organization.of_type(asking)))
        .where(
            or_(
                DuesRequest.organization_id == organization.id,
                DuesRequest.superior_id == organization.id,
            )
        )
        .order_by(DuesRequest.id.desc())
    )
    return list(db.session.scalars(query)) if scope.covers(organization.path) else []


def request(scope: Scope, request_id: int) -> DuesRequest | None:
    query = _of(DuesRequest, scope, DuesRequest.organization)
    return db.session.scalar(query.where(DuesRequest.id == request_id))


def waiting_requests(scope: Scope) -> list[DuesRequest]:
    """What the organisations in scope have been asked and not answered, the oldest first."""
    superior = aliased(Organization, flat=True)
    query = (
        select(DuesRequest)
        .join(DuesRequest.superior.of_type(superior))
        .join(DuesRequest.organization)
        .options(
            contains_eager(DuesRequest.organization),
            contains_eager(DuesRequest.superior.of_type(superior)),
        )
        .where(DuesRequest.state == RequestState.ASKED, scope.clause(superior.path))
        .order_by(DuesRequest.asked_on, DuesRequest.id)
    )
    return list(db.session.scalars(query))


def grants(scope: Scope, organization: Organization) -> list[tuple[DuesRequest, int]]:
    """What was granted to an organisation for one purpose each, with what is left of it."""
    used = (
        select(func.coalesce(func.sum(-DuesEntry.amount), 0))
        .where(DuesEntry.request_id == DuesRequest.id, DuesEntry.move == Move.USED)
        .scalar_subquery()
    )
    query = (
        select(DuesRequest, DuesRequest.granted - used)
        .join(DuesRequest.organization)
        .where(
            DuesRequest.organization_id == organization.id,
            DuesRequest.state == RequestState.AGREED,
            scope.clause(Organization.path),
        )
        .order_by(DuesRequest.id)
    )
    return [(one, int(left)) for one, left in db.session.execute(query) if left > 0]


def gifts(scope: Scope, organization: Organization) -> list[DuesGift]:
    query = _of(DuesGift, scope, DuesGift.organization).where(
        DuesGift.organization_id == organization.id
    )
    query = query.join(DuesGift.person).options(contains_eager(DuesGift.person))
    return list(db.session.scalars(query.order_by(DuesGift.given_on.desc(), DuesGift.id.desc())))


def gifts_of(scope: Scope, person_id: int) -> list[DuesGift]:
    query = _of(DuesGift, scope, DuesGift.organization).where(DuesGift.person_id == person_id)
    return list(db.session.scalars(query.order_by(DuesGift.given_on.desc())))


def gift(scope: Scope, gift_id: int) -> DuesGift | None:
    query = _of(DuesGift, scope, DuesGift.organization).where(DuesGift.id == gift_id)
    query = query.join(DuesGift.person).options(contains_eager(DuesGift.person))
    return db.session.scalar(query)


def talks_of(scope: Scope, person_id: int) -> list[DuesTalk]:
    query = _of(DuesTalk, scope, DuesTalk.organization).where(DuesTalk.person_id == person_id)
    return list(db.session.scalars(query.order_by(DuesTalk.talked_on.desc(), DuesTalk.id.desc())))


def disclosures(scope: Scope, organization: Organization) -> list[DuesDisclosure]:
    """What an organisation told in the open, the newest year first."""
    query = _of(DuesDisclosure, scope, DuesDisclosure.organization).where(
        DuesDisclosure.organization_id == organization.id
    )
    return list(db.session.scalars(query.order_by(DuesDisclosure.year.desc(), DuesDisclosure.id)))


def published(scope: Scope, organization: Organization, year: int) -> DuesDisclosure | None:
    query = _of(DuesDisclosure, scope, DuesDisclosure.organization).where(
        DuesDisclosure.organization_id == organization.id,
        DuesDisclosure.year == year,
        DuesDisclosure.told == Told.PUBLISHED,
    )
    return db.session.scalar(query)


def deciding_meetings(
    scope: Scope, organization: Organization, until: date
) -> list[tuple[int, date, str]]:
    """(number, day, title) of the organisation's recorded assemblies and committee meetings, the
    newest first, one of which may have decided."""
    found = meetings.deciding(scope, organization, until - LOOKED_BACK, until)
    return [(one.id, one.held_on, one.title) for one in found[:PAGE]]


def _reductions(scope):
    query = _of(DuesReduction, scope, DuesReduction.organization)
    return query.join(DuesReduction.person).options(contains_eager(DuesReduction.person))


def _of(model, scope, place):
    return (
        select(model)
        .join(place)
        .options(contains_eager(place))
        .where(scope.clause(Organization.path))
    )
