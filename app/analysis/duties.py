"""Open rounds near or past the branch's own day: one statement however many organisations.

No regulation asks for a round; only what the branch began is reminded of.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import func, or_, select

from app.access.policy import Can
from app.analysis.models import AnalysisRound, Check
from app.core.db import db
from app.core.filters import day as short_day
from app.findings.engine import Finding, State
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.members import Stage, Standing
from app.rules.rectification import lead


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """The rounds of these branches that are open, and those of the year that are over."""
    known = {one.id: one for one in organizations}
    if not known:
        return
    handed = select(func.count()).where(Check.round_id == AnalysisRound.id).scalar_subquery()
    due = (
        select(func.count())
        .where(
            Member.organization_id == AnalysisRound.organization_id,
            Member.standing == Standing.NORMAL,
            Member.stage.in_([Stage.FULL, Stage.PROBATIONARY]),
        )
        .scalar_subquery()
    )
    query = select(AnalysisRound, handed, due).where(
        AnalysisRound.organization_id.in_(known),
        or_(AnalysisRound.closed_on.is_(None), AnalysisRound.year == day.year),
    )
    for one, got, asked in db.session.execute(query.order_by(AnalysisRound.id)):
        yield _finding(one, known[one.organization_id], got, asked, day)


def _finding(one, branch, got, asked, day):
    state = _state(one, got, asked, day)
    return Finding(
        rule_id="",
        cite="",
        organization_id=branch.id,
        path=branch.path,
        subject=f"analysis/{one.year}",
        what=one.title,
        why=f"对照检查交了 {got} 份，应交 {asked} 份，{short_day(one.due_on)}前交齐。",
        since=one.opened_on,
        due=one.due_on,
        state=state,
        press_label="打开",
        press_url=f"/analysis/{one.id}",
        press_needs=Can.MEETINGS_VIEW,
        line="analysis",
        title="党性分析",
        record_url=f"/analysis/{one.id}" if state is State.DONE else "",
    )


def _state(one, got, asked, day):
    if not one.open or got >= asked:
        return State.DONE
    if day > one.due_on:
        return State.LATE
    return State.SOON if day >= one.due_on - lead(day) else State.OPEN
