"""Every SELECT on events. The scope comes first, always."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.access.scope import Scope
from app.core.db import db
from app.members.life.models import Event
from app.members.models import Member
from app.organizations.models import Organization


def of_member(scope: Scope, member_id: int) -> list[Event]:
    """Everything recorded of one person, oldest first. The scope is that of the branch where
    the person is now: who may see a card may see its whole history."""
    query = (
        select(Event)
        .join(Event.member)
        .join(Event.organization)
        .options(contains_eager(Event.organization))
        .where(
            Event.member_id == member_id,
            Member.organization_id.in_(
                select(Organization.id).where(scope.clause(Organization.path))
            ),
        )
        .order_by(Event.happened_on, Event.id)
    )
    return list(db.session.scalars(query))
