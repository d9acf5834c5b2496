"""The committee's replies on paper: one letter for each branch, everybody in it one by one."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from app.access.scope import Scope
from app.development import cases
from app.development.models import Request, RequestState
from app.development.sheets.letters import Approved, approval_reply, prereview_opinion
from app.development.superior import queries
from app.development.superior.sheets import consent_reply, filing_reply
from app.printing.letters import Letter
from app.rules.dates import add_months
from app.rules.development.case import Case, Outcome, probation
from app.rules.development.steps import Step
from app.rules.registry import rule
from app.rules.votes import Matter

FORMS = {
    Step.ACTIVIST_FILED: "superior_reply",
    Step.PROSPECT_LISTED: "superior_reply",
    Step.PREREVIEW: "prereview_opinion",
    Step.APPROVED: "approval_reply",
    Step.APPROVAL_FILED: "superior_reply",
    Step.CONFIRMATION_APPROVED: "approval_reply",
}
MATTERS = {Outcome.EXTENDED: Matter.EXTEND, Outcome.CANCELLED: Matter.CANCEL}


def printable(request: Request) -> bool:
    """Whether there is a reply to print: it was decided, and is no talk."""
    return request.state is RequestState.DECIDED and request.about in FORMS


def replies(scope: Scope, chosen: Sequence[Request], day: date) -> tuple[str, list[Letter]]:
    """(the form, a letter for each branch, matter, day and number) of requests of one kind; of
    several kinds, of the first."""
    step = chosen[0].about
    chosen = [one for one in chosen if one.about is step]
    files = [one.file_id for one in chosen]
    found, taken = cases.of_files(scope, files), queries.steps_taken(scope, files)

    def letter(one):
        member = one.file.member
        return (member.organization_id, _matter(one, taken), one.decided_on, one.number)

    letters = []
    for key, together in groupby(sorted(chosen, key=lambda one: str(letter(one))), letter):
        letters.append(_letter(step, key[1], list(together), found, taken, day))
    return FORMS[step], letters


def _asked(together):
    """The day of the branch's letter, where everybody was in one."""
    days = {one.submitted_on for one in together}
    return days.pop() if len(days) == 1 else ""


def _matter(request, taken):
    if request.about is not Step.CONFIRMATION_APPROVED:
        return Matter.ACCEPT
    voted = taken.get((request.file_id, Step.CONFIRMATION_VOTED))
    return MATTERS.get(voted and voted.outcome, Matter.CONFIRM)


def _letter(step, matter, together, found, taken, day):
    first = together[0]
    addressed = {
        "recipient": first.file.member.organization.long_name,
        "sender": first.organization.name,
        "number": first.number,
        "day": first.decided_on or day,
    }
    names = [one.file.member.name for one in together]
    if step is Step.PROSPECT_LISTED:
        return consent_reply(names=names, decided=first.decided_on, **addressed)
    if step in {Step.ACTIVIST_FILED, Step.APPROVAL_FILED}:
        return filing_reply(names=names, approval=step is Step.APPROVAL_FILED, **addressed)
    if step is Step.PREREVIEW:
        return _prereview(together, taken, addressed)
    people = [_approved(one, matter, found[one.file_id], taken) for one in together]
    return approval_reply(
        matter=matter,
        people=people,
        requested=_asked(together),
        decided=first.decided_on,
        **addressed,
    )


def _prereview(together, taken, addressed):
    reviewed = together[0].decided_on
    failed = [
        (one.file.member.name, step.reason or "见退回材料")
        for one in together
        if (step := taken.get((one.file_id, Step.PREREVIEW))) and step.outcome is Outcome.FAILED
    ]
    without = {name for name, _ in failed}
    assembly = rule("DEV-14")
    return prereview_opinion(
        passed=[one.file.member.name for one in together if one.file.member.name not in without],
        failed=failed,
        requested=_asked(together),
        reviewed=reviewed,
        discuss_by=add_months(reviewed, assembly.on(reviewed))
        if assembly.in_force(reviewed)
        else None,
        **addressed,
    )


def _approved(request, matter, case: Case, taken):
    name = request.file.member.name
    step = taken.get((request.file_id, request.about))
    if step and step.outcome is Outcome.FAILED:
        return Approved(name, refused=step.reason)
    period = probation(case)
    if matter is Matter.CANCEL or period is None:
        return Approved(name)
    if matter is Matter.CONFIRM:
        return Approved(name, start=period.ends)
    if matter is Matter.EXTEND:
        months = case.extension.months if case.extension else None
        begun = add_months(period.ends, -months) if months else ""
        return Approved(name, start=begun, end=period.until, months=months)
    return Approved(name, start=period.since, end=period.until)
