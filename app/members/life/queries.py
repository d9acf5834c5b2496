"""Every SELECT on events. The scope comes first, always."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.members.life.models import Event
from app.members.life.replay import Stood, stood
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.life import STAGE_OF, EventKind, Punishment


def of_member(scope: Scope, member_id: int) -> list[Event]:
    """Everything recorded of one person, oldest first. The scope is that of the branch where
    the person is now: who may see a card may see its whole history."""
    query = _in(scope).where(Event.member_id == member_id).options(joinedload(Event.organization))
    return list(db.session.scalars(query.order_by(Event.happened_on, Event.id)))


def follows(scope: Scope, member_id: int) -> bool:
    """Whether stages and their dates follow from events of a development file."""
    query = _in(scope, Event.id).where(Event.member_id == member_id, Event.kind.in_(STAGE_OF))
    return db.session.scalar(query.limit(1)) is not None


def one(scope: Scope, event_id: int) -> Event | None:
    query = _in(scope).where(Event.id == event_id)
    return db.session.scalar(query.options(joinedload(Event.organization)))


def punishments_of(scope: Scope, person_ids: Collection[int]) -> dict[int, list[Punishment]]:
    """The punishments of these people, oldest first, as plain values; one statement. People
    without any, or registered outside the scope, have no entry."""
    query = (
        _in(scope, Member.person_id, Event.punishment, Event.happened_on, Event.until)
        .add_columns(Event.ended_on)
        .where(Member.person_id.in_(person_ids), Event.kind == EventKind.PUNISHED)
        .order_by(Event.happened_on, Event.id)
    )
    found: dict[int, list[Punishment]] = {}
    for person_id, kind, since, until, ended_on in db.session.execute(query):
        found.setdefault(person_id, []).append(Punishment(kind, since, until, ended_on))
    return found


def standing_on(scope: Scope, member_ids: Collection[int], day: date) -> dict[int, Stood]:
    """What these members were on a day, by member id; two statements."""
    query = select(Member).join(Member.organization)
    members = db.session.scalars(
        query.where(Member.id.in_(member_ids), scope.clause(Organization.path))
    ).all()
    return stood(members, _events_of(members), day)


def of_branch_on(scope: Scope, branch: Organization, day: date) -> list[tuple[Member, Stood]]:
    """Who belonged to a branch on a day, with people, by pinyin: also those who have left since.
    The scope is that of the branch; two statements."""
    if not scope.covers(branch.path):
        return []
    left = select(Event.member_id).where(
        Event.organization_id == branch.id, Event.kind == EventKind.LEFT
    )
    query = (
        select(Member)
        .join(Member.person)
        .where(or_(Member.organization_id == branch.id, Member.id.in_(left)))
        .options(contains_eager(Member.person))
    )
    members = db.session.scalars(query).all()
    then = stood(members, _events_of(members), day)
    here = [(m, then[m.id]) for m in members if then[m.id].organization_id == branch.id]
    return sorted(here, key=lambda pair: (pair[0].person.pinyin, pair[0].person_id))


def _events_of(members) -> list[Event]:
    query = select(Event).where(Event.member_id.in_([member.id for member in members]))
    return list(db.session.scalars(query.order_by(Event.happened_on, Event.id))) if members else []


def _in(scope, *columns):
    query = select(*columns) if columns else select(Event).options(contains_eager(Event.member))
    return (
        query.select_from(Event)
        .join(Event.member)
        .join(Organization, Member.organization_id == Organization.id)
        .where(scope.clause(Organization.path))
    )
