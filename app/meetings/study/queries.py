"""Every SELECT on make-ups. The scope comes first, always."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.meetings.attendance import AWAY, AttendanceCode
from app.meetings.models import Attendance, Meeting, MeetingStatus
from app.meetings.study.models import MakeUp
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.meetings import MeetingKind
from app.rules.members import Standing

MADE_UP_KINDS = frozenset(MeetingKind) - {MeetingKind.COMMITTEE}
"""What is made up: a committee decides, and who was away reads what was decided."""


class Missed(NamedTuple):
    """Somebody away from a meeting who has not caught up with it yet."""

    meeting: Meeting
    person: Person
    code: AttendanceCode


def of_meeting(scope: Scope, meeting: Meeting) -> dict[int, MakeUp]:
    """{person id: what that person made up of this meeting}."""
    if not scope.covers(meeting.organization.path):
        return {}
    query = (
        select(MakeUp)
        .where(MakeUp.meeting_id == meeting.id)
        .options(joinedload(MakeUp.person), joinedload(MakeUp.recorded_by))
    )
    rows = db.session.scalars(query.order_by(MakeUp.made_up_on, MakeUp.id))
    return {one.person_id: one for one in rows}


def of_meetings(scope: Scope, meeting_ids: Collection[int]) -> dict[int, dict[int, MakeUp]]:
    """{meeting id: {person id: make-up}} of several meetings, in one statement."""
    query = (
        select(MakeUp)
        .join(MakeUp.meeting)
        .join(Meeting.organization)
        .options(joinedload(MakeUp.person), contains_eager(MakeUp.meeting))
        .where(MakeUp.meeting_id.in_(list(meeting_ids)), scope.clause(Organization.path))
    )
    found: dict[int, dict[int, MakeUp]] = {}
    for one in db.session.scalars(query.order_by(MakeUp.made_up_on, MakeUp.id)):
        found.setdefault(one.meeting_id, {})[one.person_id] = one
    return found


def make_up(scope: Scope, make_up_id: int) -> MakeUp | None:
    query = (
        select(MakeUp)
        .join(MakeUp.meeting)
        .join(Meeting.organization)
        .options(contains_eager(MakeUp.meeting).contains_eager(Meeting.organization))
        .where(MakeUp.id == make_up_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def missed(scope: Scope, branch: Organization, year: int) -> list[Missed]:
    """Who of the branch was away from what in the year and has not made it up, by meeting, the
    oldest first. Who has left the branch since is not waited for. One statement."""
    query = (
        select(Meeting, Person, Attendance.code)
        .join(Meeting.attendance)
        .join(Attendance.person)
        .join(Member, Member.person_id == Person.id)
        .join(Organization, Meeting.organization_id == Organization.id)
        .where(
            Meeting.organization_id == branch.id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.kind.in_(MADE_UP_KINDS),
            _in_year(year),
            Attendance.code.in_(AWAY),
            Member.organization_id == branch.id,
            Member.standing == Standing.NORMAL,
            ~_made_up(),
            scope.clause(Organization.path),
        )
        .order_by(Meeting.held_on, Meeting.id, Attendance.position)
    )
    return [Missed(*row) for row in db.session.execute(query)]


def _in_year(year):
    return Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31))


def _made_up():
    return exists().where(
        MakeUp.meeting_id == Attendance.meeting_id, MakeUp.person_id == Attendance.person_id
    )
