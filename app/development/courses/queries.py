"""Every SELECT on courses and trainees. The scope comes first, always."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.access.scope import Scope
from app.core.db import db
from app.development.models import Course, File, StepTaken, Trainee
from app.development.models.courses import CourseKind
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.development.case import Outcome
from app.rules.development.steps import Step
from app.rules.members import Stage, Standing

STAGES = {
    CourseKind.ACTIVIST: Stage.ACTIVIST,
    CourseKind.PROSPECT: Stage.PROSPECT,
    CourseKind.PROBATIONARY: Stage.PROBATIONARY,
}
"""For whom each kind of course is."""


@dataclass(frozen=True)
class CourseLine:
    """A course in the list, with how many came and passed."""

    course: Course
    trainees: int
    passed: int


def listed(scope: Scope, year: int) -> list[CourseLine]:
    """The courses that committees in scope held in a year, the latest first."""
    query = (
        select(Course, func.count(Trainee.id), func.count(Trainee.id).filter(Trainee.passed))
        .join(Course.organization)
        .outerjoin(Trainee, Trainee.course_id == Course.id)
        .where(
            Course.started_on.between(date(year, 1, 1), date(year, 12, 31)),
            scope.clause(Organization.path),
        )
        .group_by(Course.id, Organization.id)
        .options(contains_eager(Course.organization))
        .order_by(Course.started_on.desc(), Course.id.desc())
    )
    return [CourseLine(*row) for row in db.session.execute(query)]


def one(scope: Scope, course_id: int) -> Course | None:
    query = (
        select(Course)
        .join(Course.organization)
        .options(contains_eager(Course.organization))
        .where(Course.id == course_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def trainees(scope: Scope, course: Course) -> list[Trainee]:
    """Who is on the course and in scope, with person and branch, by branch and pinyin."""
    query = (
        select(Trainee)
        .join(Trainee.member)
        .join(Member.person)
        .join(Member.organization)
        .options(
            contains_eager(Trainee.member).options(
                contains_eager(Member.person),
                contains_eager(Member.organization).joinedload(Organization.parent),
            )
        )
        .where(Trainee.course_id == course.id, scope.clause(Organization.path))
    )
    return list(db.session.scalars(query.order_by(Organization.path, Person.pinyin, Member.id)))


def candidates(scope: Scope, course: Course) -> list[Member]:
    """People of the stage the course is for, below its host, who are not on it yet."""
    there = select(Trainee.member_id).where(Trainee.course_id == course.id)
    within = Scope(frozenset({course.organization.path}))
    query = (
        select(Member)
        .join(Member.person)
        .join(Member.organization)
        .options(
            contains_eager(Member.person),
            contains_eager(Member.organization).joinedload(Organization.parent),
        )
        .where(
            Member.stage == STAGES[course.kind],
            Member.standing == Standing.NORMAL,
            Member.id.not_in(there),
            scope.clause(Organization.path),
            within.clause(Organization.path),
        )
    )
    return list(db.session.scalars(query.order_by(Organization.path, Person.pinyin, Member.id)))


def last_certificate(scope: Scope, organization_id: int, prefix: str) -> str | None:
    """The highest certificate number of a host that begins with the prefix."""
    query = (
        select(func.max(Trainee.certificate))
        .join(Trainee.course)
        .join(Course.organization)
        .where(
            Course.organization_id == organization_id,
            Trainee.certificate.startswith(prefix, autoescape=True),
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query)


def trained(scope: Scope, member_ids: Collection[int]) -> set[int]:
    """Those of these members whose file under way has step 11 behind it."""
    query = (
        select(File.member_id)
        .join(StepTaken, StepTaken.file_id == File.id)
        .join(File.member)
        .join(Member.organization)
        .where(
            File.member_id.in_(list(member_ids)),
            File.closed_on.is_(None),
            StepTaken.step == Step.COURSE,
            StepTaken.outcome == Outcome.PASSED,
            scope.clause(Organization.path),
        )
    )
    return set(db.session.scalars(query))


def open_files(scope: Scope, member_ids) -> dict[int, File]:
    """{member id: file under way} of these members, with the person and branch."""
    query = (
        select(File)
        .join(File.member)
        .join(Member.person)
        .join(Member.organization)
        .options(
            contains_eager(File.member).options(
                contains_eager(Member.person), contains_eager(Member.organization)
            )
        )
        .where(
            File.member_id.in_(list(member_ids)),
            File.closed_on.is_(None),
            scope.clause(Organization.path),
        )
    )
    return {file.member_id: file for file in db.session.scalars(query)}
