"""Training contacts and introducers: named, replaced, and what becomes of them when people move."""

from collections.abc import Iterable

from app.core.db import db
from app.core.errors import Refused
from app.development import queries
from app.development.actions import steps
from app.development.actions.changing import change, refuse_closed
from app.development.models import File, FileHelper, StepTaken
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole
from app.rules.development.steps import Step

STEP = {HelperRole.CONTACT: Step.CONTACTS, HelperRole.INTRODUCER: Step.INTRODUCERS}


def name(
    file: File,
    role: HelperRole,
    people: Iterable[Person],
    *,
    on: PartialDate,
    reason: str = "",
    **facts,
) -> StepTaken:
    """Step 5 or 9: who they are from that day on, all at once."""
    helpers = [_helper(file, role, person, on, reason) for person in people]
    if not helpers:
        raise Refused(f"请选择{role.label}。", "helpers")
    return steps.record(file, STEP[role], on=on, reason=reason, helpers=helpers, **facts)


def replace(
    helper: FileHelper, people: Iterable[Person], *, on: PartialDate, why: str, reason: str = ""
) -> None:
    """Somebody no longer helps from that day on, and others do in that place; without others,
    as far as the linter lets it stand."""
    refuse_closed(helper.file)
    if helper.until_on:
        raise Refused(f"{helper.name}已经结束（{helper.until_on}）。", "until_on")
    if helper.since_on and on.latest < helper.since_on.earliest:
        raise Refused(f"结束日期不能早于开始日期（{helper.since_on}）。", "until_on")
    with change(helper.file, reason or why):
        helper.until_on, helper.why_ended = on, why
        db.session.add_all(
            [_helper(helper.file, helper.role, person, on, reason) for person in people]
        )


def remove(helper: FileHelper, why: str) -> None:
    """Take back somebody named by mistake."""
    refuse_closed(helper.file)
    with change(helper.file, why):
        db.session.delete(helper)


def end_those_behind(scope, files: Iterable[File], on: PartialDate, new: Organization) -> None:
    """Who does not belong to the branch to which these people have moved no longer helps (§9)."""
    serving = queries.serving(scope, [file.id for file in files])
    here = queries.people_of(scope, new.id, {one.person_id for one in serving} - {None})
    why = f"本人的组织关系转到{new.name}，须另行指定"
    for helper in serving:
        if helper.person_id is None or helper.person_id not in here:
            helper.until_on, helper.why_ended = on, why
    db.session.flush()


def _helper(file, role, person, on, reason):
    return FileHelper(
        file=file, role=role, person=person, name=person.name, since_on=on, reason=reason
    )
