"""What a file makes of the person: stages with their days derived from steps, never typed."""

from app.access.scope import Scope
from app.core.errors import Refused
from app.development.models import File
from app.members.life import actions as life
from app.members.life import queries as lives
from app.members.models import Member
from app.rules.dates import PartialDate
from app.rules.development.case import Case, Outcome, probation
from app.rules.development.steps import Step
from app.rules.life import STAGE_OF, EventKind
from app.rules.members import Stage, Standing

BASIS = {
    Stage.APPLICANT: "递交入党申请书",
    Stage.ACTIVIST: "支委会（支部党员大会）决定",
    Stage.PROSPECT: "上级党委同意并经公示",
    Stage.PROBATIONARY: "支部党员大会通过，上级党委批准",
    Stage.FULL: "预备期满，支部党员大会通过，上级党委批准",
}


def derived(case: Case) -> dict[Stage, PartialDate]:
    """The day of each stage the case has reached: of probation the assembly's day once approved
    (DEV-26), of full membership the end of probation (DEV-29)."""
    found = {
        Stage.APPLICANT: case.day(Step.APPLY),
        Stage.ACTIVIST: case.day(Step.ACTIVIST),
        Stage.PROSPECT: case.day(Step.PROSPECT_LISTED),
        Stage.PROBATIONARY: case.day(Step.APPROVED) and case.day(Step.ACCEPTED),
        Stage.FULL: _full(case),
    }
    return {stage: on for stage, on in found.items() if on}


def cancelled(case: Case) -> PartialDate | None:
    """The day on which the superior approved that probation is cancelled, if so."""
    approved = case.last(Step.CONFIRMATION_APPROVED)
    return approved.on if approved and approved.outcome is Outcome.CANCELLED else None


def follow(file: File, before: Case, after: Case) -> None:
    """Let the person's stage follow the file from what it said before to what it says now."""
    member, was, now = file.member, derived(before), derived(after)
    changed = [stage for stage in Stage if was.get(stage) != now.get(stage)]
    try:
        if changed:
            _move(member, was, now, changed)
        _cancel(member, cancelled(before), cancelled(after))
    except Refused as refused:
        raise Refused(refused.message, "taken_on") from refused


def _move(member, was, now, changed):
    known = _recorded(member)
    first = min(changed, key=list(Stage).index)
    again = [stage for stage in Stage if list(Stage).index(stage) >= list(Stage).index(first)]
    for stage in reversed(again):
        if stage in known and (stage in was or stage in changed):
            life.take_back(member, stage)
    for stage in again:
        if stage in now:
            life.advance(member, stage, now[stage], basis=BASIS[stage])


def _cancel(member, before, after):
    if before == after:
        return
    if after is None:
        raise Refused("取消预备党员资格已经生效，不能从这里撤销，请联系上级党委。")
    life.cancel(member, after, basis="支部党员大会决定，上级党委批准")


def _recorded(member: Member) -> set[Stage]:
    """The stages that have an event which still counts."""
    found: set[Stage] = set()
    for event in lives.of_member(Scope(frozenset({member.organization.path})), member.id):
        if event.kind in STAGE_OF:
            found.add(STAGE_OF[event.kind])
        elif event.kind in {EventKind.CANCELLED, EventKind.WITHDREW, EventKind.REMOVED}:
            found.clear()
    return found


def _full(case):
    if not case.day(Step.CONFIRMATION_APPROVED):
        return None
    period = probation(case)
    if period:
        return PartialDate.of(period.ends)
    return case.day(Step.CONFIRMATION_VOTED)


def may_develop(member: Member) -> bool:
    """Whether somebody of this standing may apply (again)."""
    return member.standing in {
        Standing.NORMAL,
        Standing.REMOVED,
        Standing.EXPELLED,
        Standing.CANCELLED,
    }
