"""Hours from meetings: of who came, online too, and of who made it up (see app.members.hours)."""

from datetime import date

from sqlalchemy import and_, exists, literal, or_, select
from sqlalchemy.orm import contains_eager

from app.access.scope import EVERYTHING
from app.core.db import db
from app.meetings.attendance import AWAY, CAME
from app.meetings.models import Attendance, Meeting, MeetingStatus
from app.meetings.study.models import MakeUp
from app.members.hours import Entry, Source
from app.organizations.models import Organization


def rows(people, first: date, last: date):
    """One row a person and meeting whose record carries hours."""
    made_up = exists().where(
        MakeUp.meeting_id == Attendance.meeting_id, MakeUp.person_id == Attendance.person_id
    )
    query = (
        select(
            Attendance.person_id.label("person_id"),
            Meeting.held_on.label("held_on"),
            Meeting.hours.label("hours"),
            literal(0).label("concentrated"),
        )
        .join(Attendance.meeting)
        .where(
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.hours.isnot(None),
            Meeting.held_on.between(first, last),
            or_(Attendance.code.in_(CAME), and_(Attendance.code.in_(AWAY), made_up)),
        )
    )
    return query if people is None else query.where(Attendance.person_id.in_(people))


def entries(person_id: int, first: date, last: date) -> list[Entry]:
    """The meetings one person has hours of, wherever they were held."""
    joined = and_(MakeUp.meeting_id == Meeting.id, MakeUp.person_id == person_id)
    query = (
        select(Meeting, Attendance.code, MakeUp.made_up_on)
        .join(Meeting.attendance)
        .join(Meeting.organization)
        .outerjoin(MakeUp, joined)
        .options(contains_eager(Meeting.organization).joinedload(Organization.parent))
        .where(
            Attendance.person_id == person_id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.hours.isnot(None),
            Meeting.held_on.between(first, last),
            or_(
                Attendance.code.in_(CAME),
                and_(Attendance.code.in_(AWAY), MakeUp.id.isnot(None)),
            ),
            EVERYTHING.clause(Organization.path),
        )
    )
    return [
        Entry(
            meeting.held_on,
            meeting.title,
            meeting.organization.long_name,
            meeting.kind.label,
            meeting.hours,
            meeting.place,
            meeting.lecturer,
            proof="会议记录",
            note="" if code in CAME else f"补学 {made_up_on.month}月{made_up_on.day}日",
        )
        for meeting, code, made_up_on in db.session.execute(query)
    ]


SOURCE = Source("meetings", "会议和党课", rows, entries, by_branch=True)
