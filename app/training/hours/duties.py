"""R-16: members short of study hours for the part of the year that is over, and those on the
committee without the year's concentrated training (ED-02); one finding a branch.

Three statements whatever the number of branches. Only branches that have hours on record are told:
where nothing is recorded, a number would say nothing about anybody's study.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.findings.engine import Finding, State
from app.organizations.models import Organization
from app.rules.dates import Period, PeriodKind
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.study import reminds, target
from app.training.hours import queries, standing

LINE, TITLE = "meetings/hours", "学时"
"""The line keeps the name it had when meetings alone gave hours: answers hang on it."""
SOON_FROM = 11  # month from which the end of the year is near


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """The branches' year of study: ahead until the third quarter, then open as long as anybody is
    behind, done while nobody is."""
    branches = {o.id: o for o in organizations if o.kind is OrganizationKind.BRANCH}
    counting = queries.recording(EVERYTHING, list(branches), day.year) if branches else set()
    if not counting:
        return []
    students = queries.students(EVERYTHING, counting, day)
    earned = queries.earned(EVERYTHING, counting, day.year)
    lines = defaultdict(list)
    for line in standing.lines(students, earned, day.year, day):
        lines[line.student.organization_id].append(line)
    return [_finding(branches[key], lines[key], day) for key in sorted(counting)]


def _finding(branch, lines, day):
    year, trained = Period(PeriodKind.YEAR, day.year), target(on_committee=True, year=day.year)
    short = [line for line in lines if line.short > 0]
    untrained = sum(line.untrained for line in lines)
    asked = [line for line in lines if line.owed is not None]
    if short:
        most = max(line.short for line in short)
        what = f"{len(short)} 名党员学时不足" if reminds(day) else f"{day.year}年学时"
        why = f"按已过的月份算，{len(asked)} 人里有 {len(short)} 人不足，最多差 {most:g} 学时。"
    else:
        what, why = f"{day.year}年学时", f"{len(asked)} 人都达到已过月份应有的学时。"
    if untrained:
        missing = f"{untrained} 名书记、委员今年还没有集中培训"
        what = what if short or not reminds(day) else missing
        seen = "" if trained.seen else "（2019—2023年规划要求每年至少 1 次，现行规划未见原文）"
        why = f"{why}{missing}{seen}。"
    page = f"/training/hours?organization={branch.id}&year={day.year}"
    alone = untrained and not short  # then it is not the article on hours that speaks
    found = rule("ED-02" if alone else "ED-01")
    return Finding(
        rule_id=found.id,
        cite="" if alone and not trained.seen else str(found.nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"{LINE}/{day.year}",
        what=what,
        why=why,
        since=year.start,
        due=year.end,
        state=_state(short or untrained, day),
        press_label="看学时",
        press_url=page,
        press_needs=Can.TRAINING_VIEW,
        line=LINE,
        title=TITLE,
        record_url="" if short or untrained else page,
    )


def _state(missing, day):
    if not reminds(day):
        return State.AHEAD
    if not missing:
        return State.DONE
    return State.SOON if day.month >= SOON_FROM else State.OPEN
