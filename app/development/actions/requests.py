"""What a branch submits to the committee above it, and takes back while it waits."""

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.development import cases, queries
from app.development.actions.changing import refuse_closed
from app.development.actions.judging import touch
from app.development.models import File, Request, RequestState
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.development.case import Case, Outcome
from app.rules.development.steps import STEPS, Step
from app.rules.organizations import OrganizationKind

SUBMITTED = (
    Step.ACTIVIST_FILED,
    Step.PROSPECT_LISTED,
    Step.PREREVIEW,
    Step.SUPERIOR_TALK,
    Step.APPROVED,
    Step.APPROVAL_FILED,
    Step.CONFIRMATION_APPROVED,
)
"""What a superior decides; of step 8 it is the consent."""

TOGETHER = {Step.SUPERIOR_TALK: (Step.SUPERIOR_TALK, Step.APPROVED)}
"""One 审批请示 asks for the talk and the approval."""


def submit_request(file: File, step: Step, note: str = "") -> list[Request]:
    """Ask the nearest committee above that may decide. Refused where nobody above may, where
    something must come first, or where it already waits."""
    refuse_closed(file)
    case = cases.of_file(file)
    _refuse_unready(case, step)
    committee = approver(file.member.organization)
    if committee is None:
        raise Refused("上级没有有审批权限的党委，请先在“组织”里核对。", "note")
    now = clock.now()
    made = [
        Request(
            file=file,
            step=one,
            organization=committee,
            submitted_on=clock.here(now).date(),
            submitted_at=now,
            note=note,
        )
        for one in TOGETHER.get(step, (step,))
    ]
    touch(file)
    db.session.add_all(made)
    db.session.flush()
    return made


def withdraw_request(request: Request) -> None:
    """Take back what waits; with a 审批请示 both its parts."""
    if request.state is not RequestState.WAITING:
        raise Refused("这件事已经不在等待办理，不能撤回。")
    scope = Scope(frozenset({request.file.member.organization.path}))
    both = TOGETHER[Step.SUPERIOR_TALK]
    own = both if request.about in both else (request.about,)
    for one in queries.waiting(scope, request.file):
        if one.about in own:
            one.state = RequestState.WITHDRAWN
    touch(request.file)
    db.session.flush()


def approver(branch: Organization) -> Organization | None:
    """The nearest committee above that may approve (DEV-23): no 党总支, nothing temporary."""
    above = organizations.ancestors(Scope(frozenset({branch.path})), branch)
    fit = [
        one
        for one in reversed(above)
        if one.kind is OrganizationKind.COMMITTEE and one.approves and not one.temporary
    ]
    return fit[0] if fit else None


def deliberates(branch: Organization) -> list[Organization]:
    """The 党总支 on the way up, which only 审议 (DEV-23)."""
    above = organizations.ancestors(Scope(frozenset({branch.path})), branch)
    return [one for one in above if one.kind is OrganizationKind.GENERAL_BRANCH]


def ready(case: Case, step: Step) -> Step | None:
    """What must come before the superior can be asked; None when it may be asked now."""
    needs = (Step.ACCEPTED,) if step is Step.APPROVED else STEPS[step].needs
    for need in needs:
        last = case.last(need)
        if last is None or last.outcome is Outcome.FAILED:
            return need
    return None


def _refuse_unready(case, step):
    if step not in SUBMITTED:
        raise Refused(f"“{step.label}”不需要报上级。")
    last = case.last(step)
    if last and last.outcome is Outcome.PASSED:
        raise Refused(f"“{step.label}”已经办理（{last.on}）。")
    if missing := ready(case, step):
        raise Refused(f"请先办理“{missing.label}”，再报上级。")
