"""Every SELECT on make-ups and study hours. The scope comes first, always."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, case, exists, func, or_, select, type_coerce
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.core.types import Halves
from app.meetings.attendance import AWAY, CAME, AttendanceCode
from app.meetings.models import Attendance, Meeting, MeetingStatus
from app.meetings.study.models import MakeUp
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.meetings import MeetingKind
from app.rules.members import Stage, Standing
from app.rules.organizations import COMMITTEE_POSTS

MADE_UP_KINDS = frozenset(MeetingKind) - {MeetingKind.COMMITTEE}
"""What is made up: a committee decides, and who was away reads what was decided."""


class Hours(NamedTuple):
    """A person's study hours of a year from meetings: in all, of which made up, from how many."""

    hours: float = 0.0
    made_up: float = 0.0
    meetings: int = 0


class Studied(NamedTuple):
    """One meeting a person has hours of; `made_up_on` where it was caught up with."""

    meeting: Meeting
    hours: float
    made_up_on: date | None


class Missed(NamedTuple):
    """Somebody away from a meeting who has not caught up with it yet."""

    meeting: Meeting
    person: Person
    code: AttendanceCode


class Student(NamedTuple):
    """A member as far as the hours owed depend on it."""

    member_id: int
    person_id: int
    organization_id: int
    name: str
    stage: Stage
    exempt: bool
    joined_on: PartialDate | None
    on_committee: bool


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


def hours_of(scope: Scope, person_ids: Collection[int], year: int) -> dict[int, Hours]:
    """{person id: hours of the year} from meetings in scope whose record carries hours: of who
    came, online too, and of who made it up. One statement; people without any have no entry."""
    made_up = _made_up()
    query = (
        select(
            Attendance.person_id,
            func.sum(Meeting.hours),
            type_coerce(
                func.sum(case((Attendance.code.in_(AWAY), Meeting.hours), else_=0)), Halves
            ),
            func.count(),
        )
        .join(Attendance.meeting)
        .join(Meeting.organization)
        .where(
            Attendance.person_id.in_(list(person_ids)),
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.hours.isnot(None),
            _in_year(year),
            or_(Attendance.code.in_(CAME), and_(Attendance.code.in_(AWAY), made_up)),
            scope.clause(Organization.path),
        )
        .group_by(Attendance.person_id)
    )
    return {
        key: Hours(total or 0.0, later or 0.0, count)
        for key, total, later, count in db.session.execute(query)
    }


def studied(scope: Scope, person_id: int, year: int) -> list[Studied]:
    """The meetings a person has hours of, the latest first."""
    joined = and_(MakeUp.meeting_id == Meeting.id, MakeUp.person_id == person_id)
    query = (
        select(Meeting, Meeting.hours, Attendance.code, MakeUp.made_up_on)
        .join(Meeting.attendance)
        .join(Meeting.organization)
        .outerjoin(MakeUp, joined)
        .options(contains_eager(Meeting.organization))
        .where(
            Attendance.person_id == person_id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.hours.isnot(None),
            _in_year(year),
            or_(
                Attendance.code.in_(CAME),
                and_(Attendance.code.in_(AWAY), MakeUp.id.isnot(None)),
            ),
            scope.clause(Organization.path),
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [
        Studied(meeting, hours, None if code in CAME else day)
        for meeting, hours, code, day in db.session.execute(query)
    ]


def students(scope: Scope, branch_ids: Iterable[int], day: date) -> list[Student]:
    """The members in good standing of these branches, by branch and pinyin; whether on the
    committee that day. One statement."""
    seat = exists().where(
        Post.person_id == Member.person_id,
        Post.organization_id == Member.organization_id,
        Post.kind.in_(COMMITTEE_POSTS),
        Post.started_on <= day,
        or_(Post.ended_on.is_(None), Post.ended_on >= day),
    )
    query = (
        select(
            Member.id, Member.person_id, Member.organization_id, Person.name, Member.stage,
            Member.exempt, Member.joined_on, seat,
        )
        .join(Member.person)
        .join(Organization, Member.organization_id == Organization.id)
        .where(
            Member.organization_id.in_(list(branch_ids)),
            Member.stage.in_([Stage.PROBATIONARY, Stage.FULL]),
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
        .order_by(Organization.path, Person.pinyin, Member.id)
    )  # fmt: skip
    return [Student(*row[:-1], bool(row[-1])) for row in db.session.execute(query)]


def recording(scope: Scope, branch_ids: Sequence[int], year: int) -> set[int]:
    """Which of these branches recorded hours of any meeting of the year; one statement."""
    query = (
        select(Meeting.organization_id)
        .join(Meeting.organization)
        .where(
            Meeting.organization_id.in_(list(branch_ids)),
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.hours.isnot(None),
            _in_year(year),
            scope.clause(Organization.path),
        )
        .distinct()
    )
    return set(db.session.scalars(query))


def _in_year(year):
    return Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31))


def _made_up():
    return exists().where(
        MakeUp.meeting_id == Attendance.meeting_id, MakeUp.person_id == Attendance.person_id
    )
