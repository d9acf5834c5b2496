"""Courses: set up, people entered, results with numbered certificates; step 11 follows a pass."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.exc import IntegrityError

from app.access.scope import Scope
from app.core import audit
from app.core.db import db
from app.core.errors import Refused, explained
from app.development.actions import steps
from app.development.courses import queries
from app.development.models import Course, File, Trainee
from app.development.models.courses import CourseKind
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.base import Labelled
from app.rules.dates import PartialDate
from app.rules.development.steps import Step
from app.rules.organizations import OrganizationKind


class Result(Labelled):
    UNKNOWN = "", "未定"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"


def hold(organization: Organization, **facts) -> Course:
    """A course of a committee's own."""
    if organization.kind is not OrganizationKind.COMMITTEE:
        raise Refused("培训班由党委举办，请选择党委。", "organization_id")
    course = Course(organization=organization, **facts)
    db.session.add(course)
    db.session.flush()
    return course


def edit(course: Course, **facts) -> None:
    """Correct a course; what is already on certificates stays as they were numbered."""
    for name, value in facts.items():
        setattr(course, name, value)
    db.session.flush()


def enter(course: Course, members: Sequence[Member]) -> int:
    """Put people on the course; how many there were."""
    db.session.add_all(Trainee(course=course, member=one) for one in members)
    db.session.flush()
    return len(members)


def remove(trainee: Trainee) -> None:
    """Take somebody off who has no result yet."""
    if trainee.passed is not None:
        raise Refused("已有结果的学员不能移出，请先改回“未定”。")
    db.session.delete(trainee)
    db.session.flush()


def grade(course: Course, trainee: Trainee, result: Result, note: str = "") -> None:
    """One person's result; a pass gets the next certificate number of the host and year."""
    passed = {Result.UNKNOWN: None, Result.PASSED: True, Result.FAILED: False}[result]
    trainee.passed, trainee.note = passed, note
    if passed and not trainee.certificate:
        trainee.certificate = _next_number(course)
    if not passed:
        trainee.certificate = ""
    db.session.flush()


def record_step(
    course: Course, trainees: Sequence[Trainee], files: Mapping[int, File]
) -> tuple[list[str], dict[int, str]]:
    """Step 11 for everybody who passed a prospects' course: (names recorded, {trainee id: why
    not}). Each in a savepoint of its own."""
    if course.kind is not CourseKind.PROSPECT:
        raise Refused("只有发展对象短期集中培训记入第 11 步。")
    done, refused = [], {}
    for trainee in trainees:
        file = files.get(trainee.member_id)
        if file is None:
            refused[trainee.id] = "没有办理中的发展档案，请支部先建立档案。"
            continue
        audit.because("")
        try:
            with db.session.begin_nested():
                _take(course, file)
        except Refused as objection:
            refused[trainee.id] = objection.message
        except IntegrityError as error:
            if (known := explained(error)) is None:
                raise
            refused[trainee.id] = known.message
        else:
            done.append(trainee.member.name)
    return done, refused


def recordable(trainees: Collection[Trainee], chosen: Collection[int]) -> list[Trainee]:
    """Of the chosen those who have passed."""
    return [one for one in trainees if one.id in chosen and one.passed]


def _take(course, file):
    several = course.ended_on > course.started_on
    steps.record(
        file,
        Step.COURSE,
        on=PartialDate.of(course.started_on),
        until_on=PartialDate.of(course.ended_on) if several else None,
        days=course.days or None,
        hours=course.hours or None,
        done_by=course.organization.name,
        place=course.place,
        content=course.name,
        organization_id=course.organization_id,
    )


def _next_number(course):
    prefix = f"{course.organization.code}-{course.ended_on.year}-"
    scope = Scope(frozenset({course.organization.path}))
    last = queries.last_certificate(scope, course.organization_id, prefix)
    following = int(last.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{following:04}"
