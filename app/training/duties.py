"""What secretaries are owed in training, told to the branch and, in numbers, to those above it.

A fixed number of statements. A branch's findings are about its own secretary; a committee's about
how many secretaries directly below it are missing, because holding the class is its own work.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.findings.engine import STATES, Finding, State
from app.organizations.models import Organization
from app.rules import secretaries as rules
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.secretaries import Owed
from app.training import newcomers, secretaries
from app.training.secretaries import Standing

TITLE = "书记集中培训"


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """What the year asks of these branches' secretaries and newcomers, and of these committees."""
    here = [one for one in organizations if one.in_force(day)]
    branches = {one.id: one for one in here if one.kind is OrganizationKind.BRANCH}
    above = {one.id: one for one in here if one.kind in _ABOVE}
    if not here:
        return
    found = secretaries.of_organizations(EVERYTHING, [*branches, *above], day.year, day)
    for one in found:
        if one.branch.id in branches:
            yield from _of_secretary(one, day)
    half = Period.of(PeriodKind.HALF, day)
    for committee in above.values():
        ours = [one for one in found if one.branch.parent_id == committee.id]
        if told := _of_committee(committee, ours, half, day):
            yield told
    for branch_id, number in newcomers.short(list(branches), day).items():
        yield _of_newcomers(branches[branch_id], number, day)


_ABOVE = frozenset({OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH})


def _of_secretary(one: Standing, day) -> Iterator[Finding]:
    if one.induction:
        yield _told(
            one, day, rules.INDUCTION, "induction", one.since, "任职培训",
            "新任书记任职培训", one.since.isoformat(), one.induction,
        )  # fmt: skip
    if one.by_halves:
        for half, owed in zip(rules.halves(day.year), one.halves, strict=True):
            if owed:
                yield _told(
                    one, day, rules.HALVES, "secretary", half.start, f"书记{half.short}集中培训",
                    TITLE, half.code, owed, half.short,
                )  # fmt: skip
        if one.practice:
            yield _told(
                one, day, rules.HALVES, "practice", date(day.year, 1, 1), "书记实践活动",
                "书记实践活动", str(day.year), one.practice, f"{day.year}年",
            )  # fmt: skip
    elif one.year:
        yield _told(
            one, day, rules.YEARLY, "secretary", date(day.year, 1, 1), "书记年度集中培训", TITLE,
            str(day.year), one.year, f"{day.year}年",
        )  # fmt: skip


def _told(one, day, rule_id, kind, since, what, title, code, owed: Owed, period=""):
    why = f"书记{one.person.name}还没有参加。"
    return Finding(
        rule_id=rule_id,
        cite=str(rule(rule_id).nearest(day).cite),
        organization_id=one.branch.id,
        path=one.branch.path,
        subject=f"training/{kind}/{one.person.id}/{code}",
        what=what,
        why=f"{period}{why}" if owed.state is not DueState.DONE else "",
        since=max(since, one.since),
        due=owed.due,
        state=_state(owed, since, day),
        press_label="看培训",
        press_url="/training/secretaries",
        press_needs=Can.TRAINING_VIEW,
        line=f"training/{kind}",
        title=title,
        period=period,
        record_url="/training/secretaries" if owed.done_on else "",
        superior=True,
    )


def _state(owed, since, day):
    return State.AHEAD if day < since else STATES[owed.state]


def _of_committee(committee, ours: Sequence[Standing], half, day):
    """How many of the secretaries directly below are missing for the half-year or the year."""
    asked, done = secretaries.coverage(ours, half)
    if not asked:
        return None
    late = min(one.of(half).due for one in ours if one.of(half))
    return Finding(
        rule_id=rules.YEARLY,
        cite=str(rule(rules.YEARLY).nearest(day).cite),
        organization_id=committee.id,
        path=committee.path,
        subject=f"training/coverage/{half.code}",
        what="组织书记集中培训",
        why=""
        if done == asked
        else f"{half.short}下属 {asked} 名书记里还有 {asked - done} 名没有集中培训。",
        since=half.start,
        due=late,
        state=STATES[rules.urgency(done=done == asked, last=late, day=day)],
        press_label="看谁没有参加",
        press_url=f"/training/secretaries?half={half.code}",
        press_needs=Can.TRAINING_VIEW,
        line="training/coverage",
        title="组织书记集中培训",
        period=half.short,
        record_url=f"/training/secretaries?half={half.code}" if done == asked else "",
    )


def _of_newcomers(branch, number, day):
    found = rule("ED-04")
    return Finding(
        rule_id=found.id,
        cite=str(found.nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=f"training/newcomers/{day.year}",
        what="预备党员和新转正党员培训",
        why=f"{number.people} 名预备党员或者转正不满一年的党员还没有集中培训，"
        f"最早的到{number.due.month}月{number.due.day}日。",
        since=number.since,
        due=number.due,
        state=STATES[rules.urgency(done=False, last=number.due, day=day)],
        press_label="看培训班",
        press_url="/training/",
        press_needs=Can.TRAINING_VIEW,
    )
