"""What waits for a committee and has a limit: one finding a kind, by the nearest last day.

Two statements whatever the number of committees and of people. Reminded as R-07 and R-10 say.
"""

from collections.abc import Sequence
from datetime import date

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.development.superior import queries
from app.development.superior.queue import KINDS
from app.findings.engine import Finding, State
from app.organizations import queries as organizations_queries
from app.organizations.models import Organization
from app.rules.development.steps import Step
from app.rules.development.superior import APPROVALS, limit
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

LEAD = 30  # days before the limit from which it is marked
TIMED = APPROVALS | {Step.PREREVIEW}


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """Approvals and pre-reviews that these committees owe by a day."""
    committees = {o.id: o for o in organizations if o.kind is OrganizationKind.COMMITTEE}
    if not committees:
        return []
    rows = [row for row in queries.waiting(EVERYTHING, committees) if row.step in TIMED]
    local = _local(rows)
    owed: dict[tuple[int, Step], list] = {}
    for row in rows:
        step = Step(row.step)
        found = limit(
            step,
            submitted=row.submitted_on,
            assembly=row.assembly,
            local=local.get(row.branch_id, frozenset()),
        )
        if found:
            owed.setdefault((row.committee_id, step), []).append((found.due, row, found))
    return [
        _finding(committees[committee], step, waiting, day)
        for (committee, step), waiting in owed.items()
    ]


def _local(rows):
    if not any(row.step == Step.PREREVIEW for row in rows):
        return {}
    branches = {row.branch_id for row in rows}
    return organizations_queries.local_rules(
        EVERYTHING, [one for one in organizations_queries.tree(EVERYTHING) if one.id in branches]
    )


def _finding(committee, step, waiting, day):
    due, row, found = min(waiting, key=lambda one: (one[0], one[1].id))
    late = sum(one[0] < day for one in waiting)
    names = "、".join(one[1].name for one in waiting[:3])
    more = f"等 {len(waiting)} 人" if len(waiting) > 3 else ""
    left = (due - day).days
    state = State.LATE if left < 0 else State.SOON if left <= LEAD else State.OPEN
    cited = rule(found.rule_id)
    return Finding(
        rule_id=cited.id,
        cite=str(cited.nearest(row.submitted_on).cite),
        organization_id=committee.id,
        path=committee.path,
        subject=f"development/queue/{step.value}",
        what=f"{KINDS[step]}：{len(waiting)} 人等待",
        why=f"{names}{more}。" + (f"{late} 人已超期。" if late else ""),
        since=row.submitted_on,
        due=due,
        state=state,
        press_label="办理",
        press_url=f"/development/queue?step={step.value}",
        press_needs=Can.DEVELOPMENT_DECIDE,
    )
