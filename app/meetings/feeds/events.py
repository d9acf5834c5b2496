"""Planned and announced meetings as events of a calendar, without personal data.

What assemblies and committees talk about may name people, and whoever holds a feed's address can
read it: of these only the kind is told. Other meetings tell their topic.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from app.access.scope import EVERYTHING, Scope
from app.core.ics import Entry
from app.core.web import public_url
from app.meetings.calls import queries as calls
from app.meetings.calls.models import Call
from app.meetings.judging import BODIES
from app.meetings.plans import queries as plans
from app.meetings.plans.models import PlanEntry
from app.members import queries as members
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind
from app.rules.members import Standing
from app.rules.organizations import COMMITTEE_POSTS, OrganizationKind

HOST = "branchbook"


def of_branch(scope: Scope, branch: Organization, year: int) -> list[Entry]:
    """Everything planned and announced in a branch's year."""
    first = date(year, 1, 1)
    entries = plans.dated_entries(scope, [branch.id], first)
    announced = calls.of_branches(scope, [branch.id], first)
    events = _events(entries, announced, page="meetings.call")
    return [one for one in events if one.day.year == year]


def of_person(person_id: int, day: date, since: date) -> list[Entry]:
    """What concerns one person from `since` on: of the own branch what everybody attends, of the
    own group its meetings, of committees those this person sits on; and every call to this person.
    """
    member = members.of_person(EVERYTHING, person_id)
    posts = [
        post
        for post in organizations.posts_of(EVERYTHING, person_id, day)
        if post.kind in COMMITTEE_POSTS and post.organization.kind is OrganizationKind.BRANCH
    ]
    sits = {post.organization_id for post in posts}
    belongs = (
        {member.organization_id}
        if member and member.standing is Standing.NORMAL and member.stage.in_party
        else set()
    )
    group_id = member.group_id if belongs else None
    entries = [
        one
        for one in plans.dated_entries(EVERYTHING, belongs | sits, since)
        if _concerns(one, belongs, sits, group_id)
    ]
    own = [one.call for one in calls.coming(EVERYTHING, person_id, since)]
    return _events(entries, own, page="meetings.leave")


def calls_of_entries(scope: Scope, entries: Iterable[PlanEntry]) -> dict[int, Call]:
    """{plan entry id: its notice}."""
    return calls.of_entries(scope, [one.id for one in entries])


def _concerns(entry, belongs, sits, group_id):
    branch_id = entry.plan.organization_id
    if entry.kind is MeetingKind.COMMITTEE:
        return branch_id in sits
    if entry.kind is MeetingKind.GROUP:
        return entry.group_id == group_id
    return branch_id in belongs


def _events(entries: Sequence[PlanEntry], announced: Sequence[Call], *, page: str) -> list[Entry]:
    """A planned meeting that has been announced is told once, as announced; `page` is where a
    call is read."""
    told = {call.entry_id for call in announced if not call.cancelled}
    whole = page != "meetings.leave"  # a person's own feed leads to the own list
    events = [_planned(one, whole) for one in entries if one.id not in told] + [
        _announced(one, page) for one in announced
    ]
    return sorted(events, key=lambda one: (one.day, one.uid))


def _planned(entry, whole):
    plan = entry.plan
    link = public_url("meetings.coming")
    if whole:
        link = public_url("meetings.plan", organization=plan.organization_id, year=plan.year)
    return Entry(
        uid=f"plan-{entry.id}@{HOST}",
        title=f"{_title(entry.kind, entry.group, entry.topic)}（计划）",
        day=entry.planned_on,
        changed=plan.revised_at or plan.submitted_at,
        link=link,
        sequence=plan.version - 1,
    )


def _announced(call, page):
    return Entry(
        uid=f"call-{call.id}@{HOST}",
        title=_title(call.kind, call.group, call.title),
        day=call.held_on,
        changed=call.sent_at,
        starts=call.started_at,
        ends=call.ended_at,
        place=call.place,
        link=public_url(page, call_id=call.id),
        cancelled=call.cancelled,
        sequence=call.version - 1,
    )


def _title(kind, group, topic):
    name = group.name if group else kind.label
    return name if kind in BODIES or not topic else f"{name}：{topic}"
