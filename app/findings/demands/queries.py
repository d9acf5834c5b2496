"""Every SELECT on demands."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.findings.demands.models import Demand, DemandKind
from app.organizations.models import Organization

_OF_ANOTHER = Demand.organization_id != Demand.asker_id
"""Reminders that a committee once sent to itself burden nobody."""


@dataclass(frozen=True)
class Burden:
    """What one organisation was asked for: how often, by whom, and the minutes thought needed."""

    organization: Organization
    urges: int
    returns: int
    minutes: int
    askers: tuple[str, ...]


def one(scope: Scope, demand_id: int) -> Demand | None:
    return db.session.scalar(_in(scope).where(Demand.id == demand_id))


def of_record(scope: Scope, subject: str) -> list[Demand]:
    """Returns of one record, the latest first."""
    query = _in(scope).where(Demand.subject == subject, Demand.kind == DemandKind.RETURN)
    return list(db.session.scalars(query.order_by(Demand.id.desc())))


def listed(scope: Scope, first: date, last: date, *, limit: int, offset: int = 0) -> list[Demand]:
    """Demands of these days, the latest first; one more than `limit` tells of further ones."""
    query = _in(scope).where(Demand.made_on.between(first, last), _OF_ANOTHER)
    query = query.order_by(Demand.made_at.desc(), Demand.id.desc())
    return list(db.session.scalars(query.limit(limit + 1).offset(offset)))


def burdens(scope: Scope, first: date, last: date) -> list[Burden]:
    """Who was asked for anything in these days, in the order of the tree; two statements."""
    asker = aliased(Organization)
    query = (
        select(
            Demand.organization_id, Demand.kind, asker.name, func.count(), func.sum(Demand.minutes)
        )
        .join(Demand.organization)
        .join(asker, Demand.asker_id == asker.id)
        .where(Demand.made_on.between(first, last), _OF_ANOTHER, scope.clause(Organization.path))
        .group_by(Demand.organization_id, Demand.kind, asker.name)
        .order_by(asker.name)
    )
    told = defaultdict(list)
    for organization_id, *row in db.session.execute(query):
        told[organization_id].append(row)
    query = select(Organization).options(joinedload(Organization.parent))
    query = query.where(Organization.id.in_(told)).order_by(Organization.path)
    return [_burden(one, told[one.id]) for one in db.session.scalars(query)] if told else []


def urged(
    scope: Scope, organization_ids: Collection[int], since: date
) -> dict[tuple[int, str], Demand]:
    """{(organization_id, subject): the latest reminder since that day}."""
    query = _in(scope).where(
        Demand.organization_id.in_(organization_ids),
        Demand.kind == DemandKind.URGE,
        Demand.made_on >= since,
    )
    rows = db.session.scalars(query.order_by(Demand.id))
    return {(one.organization_id, one.subject): one for one in rows}


def urged_since(scope: Scope, organization_ids, today: date, days: int) -> set[tuple[int, str]]:
    """What these organisations were reminded of within so many days."""
    return set(urged(scope, organization_ids, today - timedelta(days=days)))


def _burden(organization, rows):
    count = {kind: sum(n for of, _, n, _ in rows if of is kind) for kind in DemandKind}
    return Burden(
        organization,
        count[DemandKind.URGE],
        count[DemandKind.RETURN],
        sum(minutes for *_, minutes in rows),
        tuple(dict.fromkeys(name for _, name, *_ in rows)),
    )


def _in(scope):
    return (
        select(Demand)
        .join(Demand.organization)
        .options(
            contains_eager(Demand.organization),
            joinedload(Demand.asker),
            joinedload(Demand.made_by),
            joinedload(Demand.answered_by),
        )
        .where(scope.clause(Organization.path))
    )
