"""What branches owe the people on the way: R-01 to R-11, by the rules of the path.

Five statements whatever the number of branches: every open file as a plain case, judged one by
one. Only what is near or past its day is told, short limits from their beginning.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.development import cases
from app.development.models import File
from app.development.rows import gather
from app.findings.engine import Finding, State
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.base import Reason
from app.rules.dates import PartialDate, add_months, in_words
from app.rules.development.bounds import Bound, earliest, latest, passed_on, passed_over, pending
from app.rules.development.case import Case, HelperRole, Outcome, ReviewKind
from app.rules.development.steps import STEPS, Actor, Step
from app.rules.development.texts import NOW, text_of
from app.rules.members import Standing
from app.rules.organizations import OrganizationKind
from app.rules.registry import rule
from app.rules.workdays import PACKAGED

S = Step
REVIEW_LEAD = 14


@dataclass(frozen=True)
class Told:
    """How a step is reminded of: `lead` days before its limit; `open_at_once` from the first day
    on, because the limit is short; `enters` where one press opens what settles it."""

    what: str
    press: str
    lead: int
    open_at_once: bool = False
    enters: bool = False


TOLD = {
    S.TALK: Told("同入党申请人谈话", "登记谈话", 7, open_at_once=True, enters=True),
    S.ACCEPTED: Told("支部党员大会讨论接收", "记这次会", 7, open_at_once=True, enters=True),
    S.APPROVED: Told("接收预备党员审批", "看进展", 30),
    S.OATH: Told("入党宣誓", "登记宣誓", 7, open_at_once=True, enters=True),
    S.CONFIRMATION_ASKED: Told("预备期满，请本人提出转正申请", "登记申请", 30, enters=True),
    S.CONFIRMATION_VOTED: Told("支部党员大会讨论转正", "看下一步", 30),
    S.CONFIRMATION_APPROVED: Told("转正（延长、取消）审批", "看进展", 30),
}


def findings(organizations: Sequence[Organization], day: date) -> list[Finding]:
    """What these branches owe their applicants, activists, prospects and probationers."""
    branches = {o.id: o for o in organizations if o.kind is OrganizationKind.BRANCH}
    if not branches:
        return []
    within = File.closed_on.is_(None) & Member.organization_id.in_(branches)
    rows = gather(EVERYTHING, within)  # which names the branches
    return [
        finding for file in rows.files for finding in _of_file(file, cases.case_of(file, rows), day)
    ]


def _of_file(file, case: Case, day: date) -> Iterator[Finding]:
    if case.standing is not Standing.NORMAL:
        return
    for step, told in TOLD.items():
        limit = _limit(case, step, day) if _open(case, step) else None
        if limit and (state := _state(limit.day, day, told)):
            since = _since(case, step, day)
            home = f"/development/{file.id}"
            address = f"{home}/steps/{step.value}" if told.enters else home
            yield _finding(file, step, told.what, limit, since, state, told.press, address)
    yield from _reviews(file, case, day)
    yield from _prospects(file, case, day)
    yield from _helpers(file, case, day)


def _open(case, step):
    """Whether the step is the next of its line and has not come to nothing."""
    if step is S.CONFIRMATION_APPROVED:
        return pending(case) is not None
    last = case.last(step)
    if _over(case, step) or (last and last.outcome in {Outcome.FAILED, Outcome.CANCELLED}):
        return False
    return all(case.day(need) for need in _needs(step))


def _over(case, step):
    """Taken, or its time is past: what is missing is told by the linter as a gap."""
    return case.day(step) is not None or passed_over(case, step)


def _needs(step):
    """The approval is waited for from the assembly on, the talk in between or not."""
    return (S.ACCEPTED,) if step is S.APPROVED else STEPS[step].needs


def _limit(case, step, day):
    """The limit of the rules; 转正 is discussed 及时 once probation is over (R-09, R-11), put
    off at most as long as the rules let it."""
    limit, most = latest(case, step, day)
    if step is S.CONFIRMATION_VOTED:
        return most or earliest(case, step, day, PACKAGED)
    return limit


def _state(due, day, told):
    if day > due:
        return State.LATE
    if day >= due - timedelta(days=told.lead):
        return State.SOON
    return State.OPEN if told.open_at_once else None


def _since(case, step, day):
    days = [passed_on(case, need) for need in _needs(step)]
    return min(max((one for one in days if one), default=day), day)


def _reviews(file, case, day):
    """R-02: every half year from the activist's day until the person is a prospect."""
    begun = passed_on(case, S.ACTIVIST)
    if begun is None or _over(case, S.PROSPECT):
        return
    months = (text_of(day) or NOW).review
    done = [one.on.latest for one in case.reviews if one.kind is ReviewKind.ACTIVIST]
    last = max([begun, *done])
    due = add_months(last, months)
    state = _state(due, day, Told("", "", REVIEW_LEAD))
    if state:
        told = (
            f"上次考察{PartialDate.of(last)}" if done else f"{PartialDate.of(begun)}确定为积极分子"
        )
        reason = rule("DEV-05").reason(day, f"{told}，每 {months} 个月考察一次")
        address = f"/development/{file.id}/reviews/new?step={S.TRAINING.value}"
        yield _finding(
            file,
            S.TRAINING,
            "入党积极分子考察",
            Bound(due, reason),
            last,
            state,
            "登记考察",
            address,
        )


def _prospects(file, case, day):
    """R-03, R-04, R-06: what may be done now, and whom it is too late for; no duties."""
    for step, what in (
        (S.PROSPECT, "可以讨论确定为发展对象"),
        (S.PROSPECT_LISTED, "公示期满，可以列为发展对象"),
    ):
        bound = earliest(case, step, day, PACKAGED) if _open(case, step) else None
        if bound and bound.day <= day:
            yield _finding(file, step, what, bound, bound.day, State.INFO, "看下一步")
    leaves, months = case.leaves_on, rule("DEV-13").nearest(day).value
    before = case.day(S.PROSPECT_LISTED) and not _over(case, S.ACCEPTED)
    if leaves and before and day <= leaves <= add_months(day, months):
        reason = rule("DEV-13").reason(day, f"{in_words(leaves)}离开，一般不办理接收")
        bound = Bound(leaves, reason)
        yield _finding(file, S.ACCEPTED, "三个月内将离开", bound, day, State.INFO, "看档案")


def _helpers(file, case, day):
    """A contact or introducer has left while still needed: another is to be named."""
    for role, step, rule_id, until in (
        (HelperRole.CONTACT, S.CONTACTS, "DEV-04", S.PROSPECT),
        (HelperRole.INTRODUCER, S.INTRODUCERS, "DEV-09", S.ACCEPTED),
    ):
        if not case.day(step) or _over(case, until):
            continue
        own = [one for one in case.helpers if one.role is role]
        serving = [one for one in own if one.until is None]
        left = [one for one in serving if one.left_on and one.left_on.earliest <= day]
        if not left and (serving or not own):
            continue
        gone = left or own
        names = "、".join(dict.fromkeys(one.name for one in gone))
        since = max((one.left_on or one.until).earliest for one in gone)
        reason = rule(rule_id).reason(day, f"{names}已不在本支部或不再担任，须另行指定")
        yield _finding(
            file,
            step,
            f"另行指定{role.label}",
            Bound(since, reason),
            since,
            State.LATE,
            "去指定",
            f"/development/{file.id}#people",
        )


def _finding(file, step, what, bound: Bound, since, state, press, address=""):
    reason: Reason = bound.reason
    return Finding(
        rule_id=reason.rule_id,
        cite=str(reason.cite or STEPS[step].cite(bound.day)),
        organization_id=file.organization_id,
        path=file.path,
        subject=f"development/{file.id}/{step.value}",
        what=f"{file.name}：{what}",
        title="" if reason.rule_id else what,  # a kind of thing to do, never a person's name
        why=f"{reason.message}。",
        since=since,
        due=bound.day,
        state=state,
        press_label=press,
        press_url=address or f"/development/{file.id}",
        press_needs=Can.DEVELOPMENT_EDIT,
        person_id=file.person_id,
        superior=STEPS[step].actor is Actor.SUPERIOR,
    )
