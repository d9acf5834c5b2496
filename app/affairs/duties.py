"""Opinions that wait for somebody, an answer or its feedback; reception days where they are asked.

Nothing of what an opinion says stands in a finding: superiors read findings.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.affairs.models import RaisedOpinion, ReceptionDay
from app.core.db import db
from app.core.filters import day as short_day
from app.findings import recurring
from app.findings.engine import STATES, Finding
from app.findings.recurring import Recurring
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.affairs import (
    ANSWER_LOCAL,
    RECEPTION_LOCAL,
    OpinionState,
    assign_by,
    tell_by,
    urgency,
)
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

RECEPTION = Recurring(
    RECEPTION_LOCAL, "affairs/reception", "书记接访日", "还没有接访记录", "安排接访",
    "/affairs/receptions/new", Can.OPINIONS_HANDLE, "/affairs/receptions",
)  # fmt: skip
WAITING = (OpinionState.RAISED, OpinionState.ASSIGNED, OpinionState.ANSWERED)


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """What is owed to whoever raised an opinion, and the reception days of the year."""
    known = {one.id: one for one in organizations if one.kind is not OrganizationKind.GROUP}
    if not known:
        return
    on = tree.local_rules(EVERYTHING, known.values(), day)
    query = (
        select(RaisedOpinion)
        .options(
            joinedload(RaisedOpinion.person),
            defer(RaisedOpinion.subject),
            defer(RaisedOpinion.text),
        )
        .where(RaisedOpinion.organization_id.in_(known), RaisedOpinion.state.in_(WAITING))
    )
    for opinion in db.session.scalars(query.order_by(RaisedOpinion.asked_on, RaisedOpinion.id)):
        place = known[opinion.organization_id]
        yield _of_opinion(opinion, place, on[place.id], day)
    branches = {key: one for key, one in known.items() if one.kind is OrganizationKind.BRANCH}
    if any(RECEPTION_LOCAL in on[one] for one in branches):
        yield from _receptions(branches, day)


def _of_opinion(opinion, place, on, day):
    about = "（对支部书记）" if opinion.about_id else ""
    raised = f"{opinion.raised}收到的{opinion.origin.label}意见{about}"
    if opinion.state is OpinionState.RAISED:
        due, rule_id, press = assign_by(opinion.asked_on), "AF-01", "交办"
        part, what, why = "assign", "意见待交办", f"{raised}，{short_day(due)}前明确由谁办理。"
    elif opinion.state is OpinionState.ASSIGNED:
        due, press = opinion.due_on, "打开"
        rule_id = ANSWER_LOCAL if ANSWER_LOCAL in on else "AF-02"
        who = f"{opinion.person.name}办理，" if opinion.person else ""
        part, what, why = "answer", "意见待答复", f"{raised}，{who}{short_day(due)}前答复。"
    else:
        due, rule_id, press = tell_by(opinion.answered_on), "AF-03", "反馈"
        part, what, why = "tell", "答复待反馈", f"{raised}已写好答复，{short_day(due)}前反馈。"
    found = rule(rule_id)
    return Finding(
        rule_id=rule_id,
        cite=str(found.nearest(day).cite),
        organization_id=place.id,
        path=place.path,
        subject=f"affairs/{opinion.id}/{part}/{due.isoformat()}",
        what=what,
        why=why,
        since=opinion.raised.earliest,
        due=due,
        state=STATES[urgency(due, day)],
        press_label=press,
        press_url=f"/affairs/above/{opinion.id}" if about else f"/affairs/{opinion.id}",
        press_needs=Can.OPINIONS_ABOVE if about else Can.OPINIONS_HANDLE,
    )


def _receptions(branches, day):
    query = select(ReceptionDay.organization_id, ReceptionDay.held_on, ReceptionDay.id).where(
        ReceptionDay.organization_id.in_(branches),
        ReceptionDay.held_on.between(*recurring.asked_span(day)),
        ReceptionDay.done.is_(True),
    )
    return recurring.findings(RECEPTION, branches, db.session.execute(query), day)
