"""Which secretaries owe the yearly report (R-26): one statement however many branches.

Reports are usual at the turn of the year: the year's own is asked for from its last two months
on, and late from the end of January (OWN-13), or as the committee's round says.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.access.policy import Can
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.debriefs.models import Debrief, DebriefStatus
from app.debriefs.rounds.coverage import nearest
from app.debriefs.rounds.models import DebriefRound
from app.findings.engine import Finding, State
from app.organizations.models import Organization
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import asked_years
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.reports import SECTIONS, asked_from, latest_day

LINE, TITLE = "debriefs", "书记述职"


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The reports of these branches, this year's and at its beginning the last one; due on the day
    that the committee's round sets, if there is one."""
    branches = [one for one in organizations if one.kind is OrganizationKind.BRANCH]
    if not branches:
        return []
    years = asked_years(day)
    began, known = _facts([one.id for one in branches], years)
    rounds = _rounds(years)
    return [
        _finding(
            branch,
            known.get((branch.id, year)),
            nearest(rounds.get(year, ()), branch.path),
            Period(PeriodKind.YEAR, year),
            day,
        )
        for year in years
        for branch in branches
        if date(year, 12, 31) >= (began or day) and branch.in_force(date(year, 12, 31))
    ]


def _facts(ids, years):
    """When this instance was set up, and {(organization_id, year): (report id, its state, the
    section it was returned for)}."""
    began = db.session.scalar(select(func.min(AuditEntry.at)))
    columns = Debrief.id, Debrief.status, Debrief.returned_field
    query = select(Debrief.organization_id, Debrief.year, *columns)
    query = query.where(Debrief.organization_id.in_(ids), Debrief.year.in_(years))
    known = {(branch, year): tuple(row) for branch, year, *row in db.session.execute(query)}
    return clock.here(began).date() if began else None, known


def _rounds(years):
    """{year: the rounds of all committees}."""
    query = (
        select(DebriefRound)
        .join(DebriefRound.organization)
        .options(contains_eager(DebriefRound.organization))
    )
    found = defaultdict(list)
    for held in db.session.scalars(query.where(DebriefRound.year.in_(years))):
        found[held.year].append(held)
    return found


def _finding(branch, known, held, period, day):
    found = rule("EV-02")
    number, status, field = known or (None, None, "")
    done = status is DebriefStatus.SUBMITTED
    due = held.submit_by if held else latest_day(period.year, day)
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"{LINE}/{period.year}",
        what=TITLE,
        why="" if done else f"{period.label}{_why(status, field)}",
        since=period.start,
        due=due,
        state=_state(status, due, _asked_from(held, period.year, day), day),
        press_label="接着写" if known else "写报告",
        press_url=f"/debriefs/{number}"
        if known
        else f"/debriefs/new?organization={branch.id}&year={period.year}",
        press_needs=Can.DEBRIEFS_WRITE,
        line=LINE,
        title=TITLE,
        period=period.label,
        record_url=f"/debriefs/{number}" if done else "",
    )


def _asked_from(held, year, day):
    usual = asked_from(year, day)
    return min(usual, held.opened_on) if held else usual


def _state(status, due, asked, day):
    if status is DebriefStatus.SUBMITTED:
        return State.DONE
    if day > due:
        return State.LATE
    return State.SOON if day >= asked or status is DebriefStatus.RETURNED else State.AHEAD


def _why(status, field):
    if status is None:
        return "的报告还没有开始写。"
    if status is DebriefStatus.RETURNED:
        section = next((one.title for one in SECTIONS if one.key == field), "")
        return f"的报告被上级退回{f'（{section}）' if section else ''}，请修改后再提交。"
    return "的报告还没有提交。"
