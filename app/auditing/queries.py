"""Every SELECT on the trail. The scope comes first, always."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_, or_, select

from app.access.scope import EVERYTHING, Scope
from app.core.audit import AuditEntry
from app.core.clock import HERE
from app.core.db import db
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """What the trail is narrowed to; empty means everything. `before`: entries older than it."""

    person: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


def listed(scope: Scope, wanted: Filter) -> list[AuditEntry]:
    """Changes in scope, newest first; one more than PAGE tells of further ones.

    What belongs to no organisation (logins, refusals, a person's own facts) is told only to who
    sees the whole tree.
    """
    query = select(AuditEntry).where(_visible(scope))
    return _newest(_narrowed(query, wanted), wanted.before)


def of_member(scope: Scope, member: Member, before: int | None = None) -> list[AuditEntry]:
    """Changes of one member's card, the person behind it included, newest first."""
    if not scope.covers(member.organization.path):
        return []
    about = or_(
        and_(AuditEntry.subject == "党员", AuditEntry.subject_id == member.id),
        and_(AuditEntry.subject == "人员", AuditEntry.subject_id == member.person_id),
    )
    return _newest(select(AuditEntry).where(about), before)


def names(scope: Scope, wanted: dict[str, set[int]]) -> dict[tuple[str, int], str]:
    """{(table, id): name} of what changes mention; organisations only within the scope.

    Whoever may see a change may know which people it names.
    """
    found = {}
    if ids := wanted.get("organization"):
        query = select(Organization.id, Organization.name).where(
            Organization.id.in_(ids), scope.clause(Organization.path)
        )
        found |= {("organization", key): name for key, name in db.session.execute(query)}
    if ids := wanted.get("person"):
        query = select(Person.id, Person.name).where(Person.id.in_(ids))
        found |= {("person", key): name for key, name in db.session.execute(query)}
    return found


def _visible(scope):
    inside = scope.clause(AuditEntry.path)
    whole = scope.roots >= EVERYTHING.roots
    return or_(inside, AuditEntry.path.is_(None)) if whole else inside


def _narrowed(query, wanted):
    if wanted.person:
        query = query.where(AuditEntry.actor_name.contains(wanted.person, autoescape=True))
    if wanted.subject:
        query = query.where(AuditEntry.subject == wanted.subject)
    if wanted.since:
        query = query.where(AuditEntry.at >= _midnight(wanted.since))
    if wanted.until:
        query = query.where(AuditEntry.at < _midnight(wanted.until + timedelta(days=1)))
    return query


def _newest(query, before):
    if before:
        query = query.where(AuditEntry.id < before)
    return list(db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(PAGE + 1)))


def _midnight(day):
    return datetime.combine(day, time(), HERE)
