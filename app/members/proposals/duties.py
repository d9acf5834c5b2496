"""Proposed corrections that wait in a branch: one statement whatever the number of branches."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.findings.engine import Finding
from app.members.models import Member
from app.members.owed import ANSWER_WITHIN, owed
from app.members.proposals.models import Proposal, ProposalState
from app.organizations.models import Organization
from app.rules.organizations import OrganizationKind


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """One finding for each of these branches where members wait for a word."""
    branches = {o.id: o for o in organizations if o.kind is OrganizationKind.BRANCH}
    if not branches:
        return
    query = (
        select(Member.organization_id, func.count(), func.min(Proposal.made_at))
        .select_from(Proposal)
        .join(Proposal.member)
        .where(Member.organization_id.in_(branches), Proposal.state == ProposalState.WAITING)
        .group_by(Member.organization_id)
    )
    for organization_id, number, first in db.session.execute(query):
        since = clock.here(first).date()
        yield owed(
            branches[organization_id], "", "members/corrections", "审核更正建议",
            f"党员提出的 {number} 项更正等待核对。", since, since + timedelta(days=ANSWER_WITHIN),
            day, "审核", "/members/corrections",
        )  # fmt: skip
