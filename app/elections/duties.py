"""R-17: terms that end, and what an open election waits for; two statements however many branches.

Reminded from six months before the end (BR-25); a branch of teachers asks four months before
(UNI-03). A moved election the superior has agreed to moves the day with it (BR-26). An
organisation whose election and founding are both unknown is reminded of nothing.
"""

from collections.abc import Sequence
from datetime import date

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core.filters import full_day
from app.elections import path, queries
from app.elections.actions.opening import end_of_term
from app.elections.models import Election
from app.elections.terms import state_of
from app.findings.engine import STATES, Finding
from app.organizations.models import Organization
from app.rules.elections.terms import ElectionKind, Step, deadlines
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule

LISTED = "/elections/"
GROUNDS = {
    Step.ASK: "EL-01",
    Step.AGREED: "EL-01",
    Step.NOMINATE: "EL-06",
    Step.CONSENT: "EL-06",
    Step.PUBLISH: "EL-06",
    Step.ASSEMBLY: "EL-07",
    Step.FIRST_MEETING: "EL-18",
    Step.REPORT: "BR-27",
    Step.FILED: "BR-27",
}


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """What these organisations owe of elections that day."""
    if not organizations:
        return []
    ids = [one.id for one in organizations]
    running: dict[int, list[Election]] = {}
    for election in queries.open_ones(EVERYTHING, ids):
        running.setdefault(election.organization_id, []).append(election)
    found = []
    for organization in organizations:
        elections = running.get(organization.id, [])
        found += [_next(one, day) for one in elections]
        if not any(one.kind is ElectionKind.TERM for one in elections):
            found.append(_term(organization, day))
    return [one for one in found if one]


def _term(organization, day):
    """The term alone, while no election for it has begun."""
    end = None if organization.temporary else end_of_term(organization, day)
    if end is None or (organization.dissolved_on and organization.dissolved_on <= day):
        return None
    branch = organization.kind is OrganizationKind.BRANCH
    set_by = deadlines(end, organization.unit_type)
    due = set_by.asked if branch and set_by.asked else end
    state = state_of(due, set_by.reminded, day)
    if state is None:
        return None
    rule_id = "UNI-03" if due is set_by.asked else "EL-01"
    why = f"本届任期到{full_day(end)}届满"
    if day > end:
        why += "，还没有换届；延期的须报上级批准。"
    elif due is set_by.asked:
        why += "，教师党支部一般提前 4 个月书面报换届请示。"
    else:
        why += "，请提前准备换届。"
    return Finding(
        rule_id=rule_id,
        cite=str(rule(rule_id).nearest(day).cite),
        organization_id=organization.id,
        path=organization.path,
        subject=f"elections/term/{end}",
        what="换届",
        why=why,
        since=set_by.reminded,
        due=due,
        state=STATES[state],
        press_label="开始换届" if branch else "更新本届选举日期",
        press_url=f"{LISTED}new?organization={organization.id}"
        if branch
        else f"/organizations/{organization.id}/edit",
        press_needs=Can.ELECTIONS_RUN if branch else Can.ORGANIZATIONS_EDIT,
    )


def _next(election, day):
    """An open election's next step: of a term under the term's name, of a 补选 under its own."""
    line = path.next_line(election)
    if line is None:
        return None
    organization, end = election.organization, election.term_ends_on
    of_term = election.kind is ElectionKind.TERM and end
    due = path.due(election, line.step) or day
    rule_id = GROUNDS[line.step]
    began = deadlines(end, organization.unit_type).reminded if of_term else day
    since = path.since(election, min(began, due))
    state = state_of(due, min(since, day), day)
    why = "等待上级答复。" if line.superior else f"{election.title}的下一步。"
    if of_term:
        why += f"本届任期到{full_day(end)}届满。"
    return Finding(
        rule_id=rule_id,
        cite=str(rule(rule_id).nearest(day).cite),
        organization_id=organization.id,
        path=organization.path,
        subject=f"elections/term/{end}" if of_term else f"elections/{election.id}",
        what=f"{election.kind.label}：{line.step.label}",
        why=why,
        since=since,
        due=due,
        state=STATES[state],
        press_label="去办理",
        press_url=f"{LISTED}{election.id}",
        press_needs=Can.ELECTIONS_VIEW,
        superior=line.superior,
    )
