"""The days for objections: branches are told of them, committees of what is still unanswered."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.access.policy import Can
from app.core.db import db
from app.core.filters import day as short_day
from app.debriefs.assessment.models import Assessment, AssessmentEntry, AssessmentObjection
from app.findings.engine import Finding, State
from app.organizations.models import Organization
from app.rules.assessment import AssessmentState
from app.rules.registry import rule


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """Results that were shown and are not final: two statements."""
    known = {one.id: one for one in organizations}
    if not known:
        return
    shown = Assessment.state == AssessmentState.SHOWN
    told = (
        select(AssessmentEntry)
        .join(AssessmentEntry.assessment)
        .options(contains_eager(AssessmentEntry.assessment))
        .where(
            shown, Assessment.objections_until >= day, AssessmentEntry.organization_id.in_(known)
        )
    )
    entries = db.session.scalars(told.order_by(AssessmentEntry.id))
    assessments = {(entry.organization_id, entry.assessment_id): entry.assessment
                   for entry in entries}  # fmt: skip
    for (place, _), assessment in assessments.items():
        yield _told(known[place], assessment, day)
    unanswered = func.count(AssessmentObjection.id).filter(
        AssessmentObjection.answered_on.is_(None)
    )
    held = (
        select(Assessment, unanswered)
        .outerjoin(AssessmentEntry, AssessmentEntry.assessment_id == Assessment.id)
        .outerjoin(AssessmentObjection, AssessmentObjection.entry_id == AssessmentEntry.id)
        .where(shown, Assessment.organization_id.in_(known))
        .group_by(Assessment.id)
        .order_by(Assessment.id)
    )
    for assessment, number in db.session.execute(held):
        if number or day > assessment.objections_until:
            yield _held(known[assessment.organization_id], assessment, number, day)


def _told(branch, assessment, day):
    until = assessment.objections_until
    return _finding(
        branch,
        assessment,
        day,
        subject=f"debriefs/assessments/{assessment.id}/told",
        what=f"{assessment.title}结果",
        why=f"结果已反馈给本人，有异议的在{short_day(until)}前提出。",
        state=State.INFO,
        press_label="看结果",
        press_url="/debriefs/assessments/mine",
        press_needs=Can.DEBRIEFS_VIEW,
    )


def _held(committee, assessment, number, day):
    late = bool(number) and day > assessment.objections_until
    said = f"有 {number} 条异议没有答复。" if number else "异议期已过，可以确定结果。"
    return _finding(
        committee,
        assessment,
        day,
        subject=f"debriefs/assessments/{assessment.id}/{'objections' if number else 'final'}",
        what=assessment.title,
        why=said,
        state=State.LATE if late else State.OPEN,
        press_label="打开",
        press_url=f"/debriefs/assessments/{assessment.id}",
        press_needs=Can.ASSESSMENTS_RUN,
    )


def _finding(organization, assessment, day, **said):
    found = rule("EV-09")
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=organization.id,
        path=organization.path,
        since=assessment.shown_on,
        due=assessment.objections_until,
        **said,
    )
