"""How a step is entered: what the form knows already, who may be chosen, what is then done."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.core.errors import Refused
from app.development import cases, queries
from app.development.actions import steps, supporters
from app.development.matters import MATTER_OF
from app.development.models import File, StepTaken
from app.members.life import queries as lives
from app.members.models import Member
from app.organizations import queries as organizations
from app.rules.dates import PartialDate
from app.rules.development.case import Deed, Helper, HelperRole, Outcome
from app.rules.development.linter import lint
from app.rules.development.steps import Step
from app.rules.organizations import OrganizationKind
from app.rules.votes import ASSEMBLY_ONLY, Matter

_GROUP = OrganizationKind.GROUP
ROLES = {Step.CONTACTS: HelperRole.CONTACT, Step.INTRODUCERS: HelperRole.INTRODUCER}


def enter(file: File, step: Step, people: list[Member], **facts) -> StepTaken:
    """Take a step with what was typed."""
    on, reason = facts.pop("taken_on"), facts.pop("reason") or ""
    if step in ROLES:
        chosen = set(facts.pop("helpers") or ())
        named = [one.person for one in people if one.person_id in chosen]
        return supporters.name(file, ROLES[step], named, on=on, reason=reason)
    _group(file, step, facts)
    return steps.record(file, step, on=on, reason=reason, **_columns(facts))


def correct(taken: StepTaken, **facts) -> None:
    reason = facts.pop("reason") or ""
    _group(taken.file, taken.about, facts)
    facts = _columns(facts)
    if facts.get("outcome") is None:
        facts.pop("outcome", None)
    steps.correct(taken, reason=reason, **facts)


def known(scope: Scope, file: File, step: Step, today: date) -> dict:
    """What the form opens with: today, or the day that other records tell."""
    found = {"taken_on": PartialDate.of(today)}
    if step is Step.PROSPECT_LISTED:
        agreed = queries.agreed(scope, file, step)
        found["agreed_on"] = agreed and PartialDate.of(agreed.decided_on)
    if step is Step.COURSE and (course := queries.passed_course(scope, file)):
        found |= {
            "taken_on": PartialDate.of(course.started_on),
            "until_on": PartialDate.of(course.ended_on),
            "days": course.days,
            "hours": course.hours,
            "place": course.name,
        }
    if step is Step.INTRODUCERS:
        found["helpers"] = [
            one.person_id
            for one in queries.helpers_of(scope, file)
            if one.role is HelperRole.CONTACT and not one.until_on
        ]
    if step is Step.ASSIGNED:
        found["group_id"] = str(file.member.group_id or "")
    return found


def candidates(scope: Scope, file: File, step: Step, today: date) -> list[tuple[Member, str]]:
    """The branch's full members, each with what speaks against choosing them today."""
    role, case, days = ROLES[step], cases.of_file(file), calendar()
    on = PartialDate.of(today)
    bare = replace(
        case,
        deeds=(*(d for d in case.deeds if d.step < step), Deed(step, on)),
        helpers=(),
    )
    people = queries.full_members(scope, file.member.organization_id)
    punished = lives.punishments_of(scope, [one.person_id for one in people])
    found = []
    for one in people:
        helper = Helper(
            role,
            one.name,
            since=on,
            full=True,
            full_since=one.confirmed_on,
            punishments=tuple(punished.get(one.person_id, ())),
        )
        faults = lint(replace(bare, helpers=(helper,)), today, days)
        against = [f.message for f in faults if f.field == "helpers" and one.name in f.message]
        found.append((one, "；".join(against)))
    return found


def meeting_address(
    organization_id: int,
    person_id: int,
    step: Step,
    *,
    has_committee: bool,
    matter: Matter | None = None,
) -> str:
    """The form of the meeting that decides the step, opened for this person."""
    matter = matter or MATTER_OF.get(step, Matter.CONFIRM)
    assembly = matter in ASSEMBLY_ONLY or not has_committee
    asked = {
        "organization": organization_id,
        "kind": "assembly" if assembly else "committee",
        "matter": matter.value,
        "subject": person_id,
    }
    return "/meetings/new?" + urlencode(asked)


def _columns(facts):
    """Blank texts stay texts, blank outcomes passed; other blanks are nothing."""
    found = {name: value for name, value in facts.items() if value not in (None, "")}
    if "outcome" in facts:
        found["outcome"] = Outcome(facts["outcome"]) if facts["outcome"] else Outcome.PASSED
    for name in ("done_by", "place", "content", "number"):
        if name in facts:
            found[name] = facts[name] or ""
    return found


def _group(file, step, facts):
    if step is not Step.ASSIGNED:
        return
    group = facts.pop("group_id", None)
    branch = file.member.organization
    groups = organizations.children(Scope(frozenset({branch.path})), branch, _GROUP)
    names = {one.id: one.name for one in groups}
    if group and int(group) not in names:
        raise Refused("请从列出的党小组中选择。", "group_id")
    file.member.group_id = int(group) if group else None
    facts["content"] = f"编入{names[int(group)]}" if group else "不设党小组"
