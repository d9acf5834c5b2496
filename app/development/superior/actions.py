"""A superior's decisions, one person each: filed, agreed, talked, approved, or sent back."""

from datetime import date

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.core.filters import full_day
from app.development import queries
from app.development.actions import steps
from app.development.actions.judging import touch
from app.development.actions.requests import TOGETHER
from app.development.models import Request, RequestState
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.base import Verdict
from app.rules.dates import PartialDate
from app.rules.development.case import Outcome, Votes
from app.rules.development.steps import Step
from app.rules.development.superior import APPROVALS, check_competence, check_vote, organ_of
from app.rules.organizations import OrganizationKind


def decide(
    request: Request,
    *,
    by: Person,
    on: date,
    agreed: bool = True,
    votes: Votes | None = None,
    number: str = "",
    done_by: str = "",
    place: str = "",
    content: str = "",
    reason: str = "",
) -> None:
    """The committee's answer to one request; the step is recorded with it. Refused where the
    committee may not decide, the figures do not carry it or the linter objects to the step.

    `reason` says why it is not agreed, or why it comes after its time.
    """
    _refuse_unfit(request, by, on)
    step = request.about
    _answer(check_competence(**_kind(request.organization), step=step, day=on), "")
    if step in APPROVALS:
        _check_votes(step, votes, on, agreed)
    if not agreed and not reason:
        raise Refused("不同意的，请写明理由。", "reason")
    if not agreed and step not in {Step.PREREVIEW, *APPROVALS}:
        raise Refused("不同意的，请退回并写明原因。", "outcome")
    if step is not Step.PROSPECT_LISTED:
        steps.record(
            request.file,
            step,
            on=PartialDate.of(on),
            outcome=None if agreed else Outcome.FAILED,
            organ=organ_of(request.organization.kind, temporary=request.organization.temporary),
            organization_id=request.organization_id,
            votes=votes,
            number=number,
            done_by=done_by,
            place=place,
            content=content,
            reason=reason,
        )
    _close(request, RequestState.DECIDED, on, number)
    if step is Step.APPROVED and agreed:
        _file_above(request, on)


def send_back(request: Request, *, by: Person, on: date, step: Step, reason: str) -> None:
    """Return it to the branch, naming the step to be put right; with a 审批请示 both its parts."""
    _refuse_unfit(request, by, on)
    if not reason:
        raise Refused("请写明退回的原因。", "reason")
    scope = Scope(frozenset({request.file.member.organization.path}))
    both = TOGETHER[Step.SUPERIOR_TALK]
    own = both if request.about in both else (request.about,)
    for one in queries.waiting(scope, request.file):
        if one.about in own:
            one.returned_why = f"第{step.value}步“{step.label}”：{reason}"
            _close(one, RequestState.RETURNED, on, "")


def take_back(request: Request, *, by: Person, why: str) -> None:
    """A decision made in error waits again as if it had not been made; refused where something
    later stands on it. Goes into the trail with its reason."""
    if request.state is not RequestState.DECIDED:
        raise Refused("这件事没有可以撤回的决定。")
    if request.file.member.person_id == by.id:
        raise Refused("不能办理本人的事项，请由党委的其他同志办理。")
    step, scope = request.about, Scope(frozenset({request.file.member.organization.path}))
    taken = [one for one in queries.steps_of(scope, request.file) if one.about is step]
    if step is Step.PROSPECT_LISTED and taken and taken[-1].outcome is Outcome.PASSED:
        raise Refused("支部已按这个意见列为发展对象，请支部先撤销第 8 步。", "why")
    if step is Step.APPROVED:
        for one in queries.waiting(scope, request.file):
            if one.about is Step.APPROVAL_FILED:
                one.state = RequestState.WITHDRAWN
        db.session.flush()
    if step is not Step.PROSPECT_LISTED and taken:
        steps.undo(taken[-1], why, by_superior=True)
    audit.because(why)
    _close(request, RequestState.WAITING, None, "")


def deliberate(request: Request, organization: Organization, *, opinion: str, on: date) -> None:
    """What an organisation on the way up, which only 审议 (DEV-23), has to say of it."""
    if request.state is not RequestState.WAITING:
        raise Refused("这件事已经不在等待办理。")
    word = f"{organization.name}审议（{on.year}年{on.month}月{on.day}日）：{opinion}"
    note = f"{request.note}\n{word}".strip()
    if len(note) > 500:
        raise Refused("说明和审议意见合计最多 500 个字，请写得短一些。", "opinion")
    request.note = note
    db.session.flush()


def _refuse_unfit(request, by, on):
    if request.state is not RequestState.WAITING:
        raise Refused(f"这件事已经{request.state.label.removeprefix('已')}，不用再办。")
    if request.file.member.person_id == by.id:
        raise Refused("不能办理本人的事项，请由党委的其他同志办理。")
    if on > clock.today():
        raise Refused("办理日期还没有到，请核对。", "on")
    if on < request.submitted_on:
        raise Refused(f"办理日期早于报送日期（{full_day(request.submitted_on)}），请核对。", "on")


def _kind(organization):
    names = ("kind", "temporary", "approves")
    return {name: getattr(organization, name) for name in names}


def _check_votes(step, votes, on, agreed):
    if votes is None:
        if step is Step.APPROVED:
            raise Refused("请填写党委会应到、实到人数和票数。", "votes")
        return
    _answer(check_vote(votes, on, agreed=agreed), "votes")


def _answer(verdict: Verdict, field):
    if not verdict:
        raise Refused("；".join(str(reason) for reason in verdict.reasons) + "。", field)


def _close(request, state, on, number):
    request.state, request.decided_on, request.number = state, on, number
    touch(request.file)
    db.session.flush()


def _file_above(request, on):
    """Step 18: the committee above is told; without one in the portal, the committee notes the
    day on which it reported."""
    scope = Scope(frozenset({request.organization.path}))
    above = [
        one
        for one in organizations.ancestors(scope, request.organization)
        if one.kind is OrganizationKind.COMMITTEE
    ]
    audit.because("")
    db.session.add(
        Request(
            file=request.file,
            step=Step.APPROVAL_FILED,
            organization=above[-1] if above else request.organization,
            submitted_on=on,
            submitted_at=clock.now(),
        )
    )
    db.session.flush()
