"""Items near or past their day, one finding each: one statement however many organisations."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select

from app.access.policy import Can
from app.core.db import db
from app.core.filters import day as short_day
from app.findings.engine import STATES, Finding
from app.organizations.models import Organization
from app.rectification.models import Item
from app.rules.rectification import ItemState, lead, urgency
from app.rules.registry import rule


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """The open items of these organisations that are due within the lead of OWN-12 or late."""
    known = {one.id: one for one in organizations}
    if not known:
        return
    query = select(Item).where(
        Item.organization_id.in_(known),
        Item.state == ItemState.OPEN,
        Item.due_on <= day + lead(day),
    )
    for item in db.session.scalars(query.order_by(Item.due_on, Item.id)):
        yield _finding(item, known[item.organization_id], day)


def _finding(item, organization, day):
    found = rule("OWN-12")
    who = f"{item.responsible}负责，" if item.responsible else "还没有责任人，"
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=organization.id,
        path=organization.path,
        subject=f"rectification/{item.id}",
        what=f"{item.source_kind.label}：{_short(item.problem)}",
        why=f"{who}{short_day(item.due_on)}前办结。",
        since=item.raised_on,
        due=item.due_on,
        state=STATES[urgency(item.state, item.due_on, day)],
        press_label="打开",
        press_url=f"/rectification/{item.id}",
        press_needs=Can.RECTIFICATION_VIEW,
    )


def _short(text):
    line = text.splitlines()[0]
    return line if len(line) <= 30 else f"{line[:29]}…"
