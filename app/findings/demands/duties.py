"""Returned records that wait for the organisation's word; one statement however many there are."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select

from app.access.policy import Can
from app.core.db import db
from app.findings.demands.models import Demand, DemandKind
from app.findings.engine import Finding, State
from app.organizations.models import Organization

ANSWER_WITHIN = 7  # days; our own habit, no regulation


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """One finding for each record returned to these organisations and not answered."""
    known = {one.id: one for one in organizations}
    query = select(Demand).where(
        Demand.organization_id.in_(known),
        Demand.kind == DemandKind.RETURN,
        Demand.answered_on.is_(None),
    )
    for demand in db.session.scalars(query.order_by(Demand.id)):
        due = demand.made_on + timedelta(days=ANSWER_WITHIN)
        yield Finding(
            rule_id="",
            cite="",
            organization_id=demand.organization_id,
            path=known[demand.organization_id].path,
            subject=f"returned/{demand.id}",
            what="上级退回，请更正",
            why=f"{demand.what}——{demand.field}：{demand.reason}",
            since=demand.made_on,
            due=due,
            state=State.LATE if day > due else State.SOON,
            press_label="去更正",
            press_url=demand.address,
            press_needs=Can.FINDINGS_ANSWER,
        )
