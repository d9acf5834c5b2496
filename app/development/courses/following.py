"""Puts a class for activists or prospects that is over on the register, once, with its results."""

from sqlalchemy import select

from app.core.db import db
from app.development.models import Course, Trainee
from app.development.models.courses import CourseKind, CourseLevel
from app.members.finished import FinishedClass
from app.members.models import Member
from app.rules.members import Stage

KINDS = {Stage.ACTIVIST: CourseKind.ACTIVIST, Stage.PROSPECT: CourseKind.PROSPECT}


def on_finished(finished: FinishedClass) -> None:
    """The same class as a course, whose passes can be recorded as step 11."""
    course = Course(
        organization=finished.organization,
        kind=KINDS[finished.stage],
        level=CourseLevel.COLLEGE if finished.organization.parent_id else CourseLevel.SCHOOL,
        name=finished.name,
        started_on=finished.started_on,
        ended_on=finished.ended_on,
        days=finished.days,
        hours=finished.hours,
        place=finished.place,
        online=finished.online,
    )
    people = {one.person_id: one for one in finished.graduates}
    query = select(Member).where(Member.person_id.in_(people))
    db.session.add(course)
    db.session.add_all(
        Trainee(
            course=course,
            member=member,
            passed=people[member.person_id].passed,
            certificate=people[member.person_id].certificate[:40],
            note=people[member.person_id].note,
        )
        for member in db.session.scalars(query)
    )
    db.session.flush()
