"""The steps of a year's pledges, where PL-01 is switched on; a fixed number of statements.

Committees read findings, and of members' pledges they see numbers only: no names stand in one.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core.filters import day as short_day
from app.findings.engine import STATES, Finding, State
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.pledges import facts
from app.rules.meetings import asked_years
from app.rules.organizations import OrganizationKind
from app.rules.pledges import (
    BASIS,
    PledgeState,
    Step,
    due,
    feedback_due,
    item_lead,
    step_state,
    urgency,
    within,
)
from app.rules.registry import rule

WORDS = {
    PledgeState.SUBMITTED: ("审核", "review", "份承诺书等支部审核", "去审核"),
    PledgeState.APPROVED: ("公开", "publish", "份承诺审核通过，等公开", "去公开"),
}
SUPERIORS = (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH)
TITLES = {
    "written": "党员公开承诺", "own": "支部公开承诺", "comment": "承诺点评",
    "evaluation": "承诺群众评议", "superior": "点评下级党组织的承诺",
}  # fmt: skip


def findings(organizations: Sequence[Organization], day: date) -> Iterator[Finding]:
    """What these branches owe of the cycle, and their superiors of comments on it."""
    yield from _superiors(organizations, day)
    branches = [
        one for one in organizations if one.kind is OrganizationKind.BRANCH and one.in_force(day)
    ]
    asked = _Asked(branches, day)
    known = {one.id: one for one in branches if asked.on(one, day)}
    if not known:
        return
    years = asked_years(day)
    far = facts.public(list(known), years)
    for year in years:
        members = facts.asked(list(known), year, due(Step.PLEDGE, year, day))
        for one in known.values():
            got = far.get((one.id, year), facts.Public())
            found = members.get(one.id, facts.Asked())
            yield from _steps(_Year(one, year, day, asked), found, got)
    for one in facts.waiting(list(known)):
        yield _waiting(known[one.organization_id], one, day)
    for one in facts.matters(list(known), years, day + item_lead(day)):
        yield _matters(known[one.organization_id], one, day)
    for one in facts.unanswered(list(known)):
        yield _unanswered(known[one.organization_id], one, day)


def _superiors(organizations, day) -> Iterator[Finding]:
    """领导点评: an organisation's own pledge is commented on by the one directly above it."""
    above = [one for one in organizations if one.kind in SUPERIORS and one.in_force(day)]
    years = asked_years(day)
    found = facts.below([one.id for one in above], years) if above else {}
    asked = _Asked([one for one in above if any((one.id, year) in found for year in years)], day)
    for one in above:
        for year in years:
            if got := found.get((one.id, year)):
                missing = got.public - got.commented
                told = _Year(one, year, day, asked).told(
                    "superior", Step.COMMENT, done=not missing, what="点评下级党组织的承诺",
                    why=f"还有 {missing} 个下级党组织的承诺没有点评。", press="去点评",
                    url=f"/pledges/?year={year}",
                )  # fmt: skip
                if told:
                    yield told


class _Asked:
    """Where the cycle is asked for on which day, each day looked up once: a branch that switches
    it on in June is not late with what was due in March."""

    def __init__(self, branches, day):
        self._branches, self._day, self._known = branches, day, {}

    def on(self, branch, last) -> bool:
        then = min(last, self._day)
        if then not in self._known:
            self._known[then] = tree.local_rules(EVERYTHING, self._branches, then)
        return BASIS in self._known[then].get(branch.id, ())


class _Year:
    """One branch's year, and how a step of it is told."""

    def __init__(self, branch, year, day, asked):
        self.branch, self.year, self.day, self._asked = branch, year, day, asked

    def told(self, kind, step, *, done, what, why, press, url) -> Finding | None:
        """The step as a finding; None where it was not asked for by its last day."""
        last = due(step, self.year, self.day)
        if not (self._asked.on(self.branch, last) and self.branch.in_force(last)):
            return None
        found = step_state(done, last, self.day)
        state = STATES[found] if found else State.AHEAD
        return Finding(
            rule_id=BASIS,
            cite=str(rule(BASIS).nearest(self.day).cite),
            organization_id=self.branch.id,
            path=self.branch.path,
            subject=f"pledges/{kind}/{self.year}",
            what=what,
            why="" if done else f"{self.year}年{why}",
            since=max(_begins(step, self.year, self.day), self.branch.since),
            due=last,
            state=state,
            press_label=press,
            press_url=url,
            press_needs=Can.PLEDGES_VIEW,
            line=f"pledges/{kind}",
            title=TITLES[kind],
            period=f"{self.year}年",
            record_url=url if done else "",
        )


def _steps(one, members, got) -> Iterator[Finding]:
    page = _page(one.branch, one.year)
    own = f"/pledges/branch/{one.branch.id}/write?year={one.year}"
    missing = members.asked - members.written
    told = [
        members.asked
        and one.told(
            "written", Step.PLEDGE, done=not missing, what="党员公开承诺",
            why=f"还有 {missing} 名党员没有交承诺书。", press="看谁没有交", url=page,
        ),
        one.told(
            "own", Step.PLEDGE, done=got.own is not None, what="支部公开承诺",
            why="的支部承诺还没有写。", press="写支部承诺", url=page if got.own else own,
        ),
        got.members
        and one.told(
            "comment", Step.COMMENT, done=got.commented == got.members, what="承诺点评",
            why=f"还有 {got.members - got.commented} 份承诺没有点评。", press="去点评", url=page,
        ),
        got.public
        and one.told(
            "evaluation", Step.EVALUATION, done=got.evaluated == got.public,
            what="承诺群众评议", press="录入评议结果", url=page,
            why=f"还有 {got.public - got.evaluated} 份承诺没有评议。",
        ),
    ]  # fmt: skip
    yield from (finding for finding in told if finding)


def _begins(step, year, day):
    """Each step begins when the one before it should be over."""
    before = {Step.COMMENT: Step.PLEDGE, Step.EVALUATION: Step.COMMENT}.get(step)
    return due(before, year, day) + timedelta(days=1) if before else date(year, 1, 1)


def _waiting(branch, one, day):
    what, kind, words, press = WORDS[one.state]
    since = _date(one.since)
    return _plain(
        branch, day, "PL-06", f"pledges/{kind}/{one.first}",
        what=f"承诺书{what}", why=f"{one.number} {words}，最早的从{short_day(since)}等起。",
        since=since, last=within(what, since), press=press, url=_page(branch, day.year),
    )  # fmt: skip


def _matters(branch, one, day):
    return _plain(
        branch, day, "PL-06", f"pledges/due/{one.due_on}",
        what="承诺事项到期",
        why=f"{one.number} 项承诺写明{short_day(one.due_on)}前完成，还没有结果。",
        since=one.due_on - item_lead(day), last=one.due_on, press="看进展",
        url=_page(branch, one.due_on.year),
    )  # fmt: skip


def _unanswered(branch, one, day):
    raised = one.due_on - (feedback_due(one.due_on) - one.due_on)
    return _plain(
        branch, day, "PL-07", f"pledges/feedback/{one.due_on}",
        what="承诺评议反馈", why=f"{one.number} 条意见还没有反馈并经承诺人确认。",
        since=raised, last=one.due_on, press="去反馈", url=_page(branch, raised.year),
    )  # fmt: skip


def _plain(branch, day, rule_id, subject, *, what, why, since, last, press, url):
    return Finding(
        rule_id=rule_id,
        cite=str(rule(rule_id).nearest(day).cite),
        organization_id=branch.id,
        path=branch.path,
        subject=subject,
        what=what,
        why=why,
        since=since,
        due=last,
        state=STATES[urgency(last, day)],
        press_label=press,
        press_url=url,
        press_needs=Can.PLEDGES_VIEW,
    )


def _page(branch, year):
    return f"/pledges/branch/{branch.id}?year={year}"


def _date(value) -> date:
    """SQLite gives the least of two dates as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
