"""Every SELECT on proposed corrections. The scope comes first, always."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.access.scope import Scope
from app.core.db import db
from app.members.models import Member
from app.members.proposals.models import Proposal, ProposalState
from app.organizations.models import Organization


def waiting(scope: Scope) -> list[Proposal]:
    """What waits to be looked at, by person and field, oldest people first."""
    query = _in(scope).where(Proposal.state == ProposalState.WAITING)
    return list(db.session.scalars(query.order_by(Proposal.member_id, Proposal.id)))


def one(scope: Scope, proposal_id: int) -> Proposal | None:
    return db.session.scalar(_in(scope).where(Proposal.id == proposal_id))


def of_member(scope: Scope, member_id: int) -> list[Proposal]:
    """Everything proposed for one card, latest first."""
    query = _in(scope).where(Proposal.member_id == member_id)
    return list(db.session.scalars(query.order_by(Proposal.id.desc())))


def _in(scope):
    return (
        select(Proposal)
        .join(Proposal.member)
        .join(Member.person)
        .join(Organization, Member.organization_id == Organization.id)
        .options(
            contains_eager(Proposal.member).contains_eager(Member.person),
            contains_eager(Proposal.member).contains_eager(Member.organization),
        )
        .where(scope.clause(Organization.path))
    )
