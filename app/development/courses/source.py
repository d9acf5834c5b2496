"""Hours from courses of development: of whoever passed (see app.members.hours)."""

from datetime import date

from sqlalchemy import Integer, case, select, type_coerce
from sqlalchemy import cast as converted
from sqlalchemy.orm import contains_eager

from app.core.db import db
from app.core.types import Halves
from app.development.models import Course, Trainee
from app.development.models.courses import CourseKind
from app.members.hours import Entry, Source
from app.members.models import Member
from app.organizations.models import Organization

A_DAY = 8
"""Hours of a day where a course says its days alone (ED-31)."""


def rows(people, first: date, last: date):
    """One row a person and course that was passed, on its last day."""
    hours = case((Course.hours > 0, Course.hours), else_=Course.days * A_DAY)
    query = (
        select(
            Member.person_id.label("person_id"),
            Course.ended_on.label("held_on"),
            type_coerce(hours * 2, Halves).label("hours"),
            converted(Course.kind == CourseKind.PROBATIONARY, Integer).label("concentrated"),
        )
        .join(Trainee, Trainee.member_id == Member.id)
        .join(Trainee.course)
        .where(Trainee.passed.is_(True), Course.ended_on.between(first, last))
    )
    return query if people is None else query.where(Member.person_id.in_(people))


def entries(person_id: int, first: date, last: date) -> list[Entry]:
    """The courses one person passed, whoever held them."""
    query = (
        select(Trainee)
        .join(Trainee.course)
        .join(Course.organization)
        .join(Trainee.member)
        .options(
            contains_eager(Trainee.course)
            .contains_eager(Course.organization)
            .joinedload(Organization.parent)
        )
        .where(
            Member.person_id == person_id,
            Trainee.passed.is_(True),
            Course.ended_on.between(first, last),
        )
    )
    return [
        Entry(
            one.course.ended_on,
            one.course.name,
            one.course.organization.long_name,
            "网络" if one.course.online else "脱产",
            float(one.course.hours or one.course.days * A_DAY),
            one.course.place,
            result="合格",
            proof=f"证书 {one.certificate}" if one.certificate else "",
        )
        for one in db.session.scalars(query)
    ]


SOURCE = Source("courses", "发展党员培训班", rows, entries)
