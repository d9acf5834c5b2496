"""Every SELECT on files and what lies in them. The scope comes first, always."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.development.models import (
    Course,
    File,
    FileHelper,
    FileNotice,
    FilePaper,
    FileReview,
    Opinion,
    Request,
    RequestState,
    StepTaken,
    Trainee,
)
from app.development.models.courses import CourseKind
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.development.steps import Step
from app.rules.members import Stage, Standing


def file(scope: Scope, file_id: int) -> File | None:
    """A file with its person and branch, open or closed."""
    return db.session.scalar(_files(scope).where(File.id == file_id))


def files(scope: Scope, file_ids: Collection[int]) -> list[File]:
    """Files with people, branches, what these belong to, and groups, by id."""
    query = _files(scope).where(File.id.in_(list(file_ids))).order_by(File.id)
    return list(
        db.session.scalars(
            query.options(
                joinedload(File.member, Member.organization, Organization.parent),
                joinedload(File.member, Member.group),
            )
        )
    )


def submitted(scope: Scope, file_ids: Collection[int]) -> dict[int, dict[Step, date]]:
    """When the superior was asked last: {file id: {step: day}}, empty for who never asked."""
    query = select(Request.file_id, Request.step, func.max(Request.submitted_on))
    query = query.join(Request.file).join(File.member).join(Member.organization)
    query = query.where(Request.file_id.in_(list(file_ids)), scope.clause(Organization.path))
    found = {file_id: {} for file_id in file_ids}
    for file_id, step, day in db.session.execute(query.group_by(Request.file_id, Request.step)):
        found[file_id][Step(step)] = day
    return found


def open_file(scope: Scope, member_id: int) -> File | None:
    """The member's file that is under way, if there is one."""
    query = _files(scope).where(File.member_id == member_id, File.closed_on.is_(None))
    return db.session.scalar(query)


def latest_file(scope: Scope, *, member_id: int | None = None, person_id: int | None = None):
    """The file under way, else the one closed last; of a member or of a person."""
    query = _files(scope)
    query = query.where(Member.id == member_id) if member_id else query
    query = query.where(Member.person_id == person_id) if person_id else query
    if not (member_id or person_id):
        return None
    return db.session.scalar(query.order_by(File.closed_on.isnot(None), File.id.desc()).limit(1))


def open_files(scope: Scope, member_ids: Collection[int]) -> list[File]:
    """The files of these members that are under way."""
    query = _files(scope).where(File.member_id.in_(list(member_ids)), File.closed_on.is_(None))
    return list(db.session.scalars(query.order_by(File.id)))


def open_files_of_people(
    scope: Scope, organization_id: int, person_ids: Collection[int]
) -> dict[int, File]:
    """{person id: file under way} of people who belong to that branch."""
    query = _files(scope).where(
        File.closed_on.is_(None),
        Member.organization_id == organization_id,
        Member.person_id.in_(list(person_ids)),
    )
    return {one.member.person_id: one for one in db.session.scalars(query)}


def managed(scope: Scope, member_ids: Collection[int]) -> set[int]:
    """Those of these members whose stage and dates a file under way keeps."""
    query = select(File.member_id).join(File.member).join(Member.organization)
    query = query.where(
        File.member_id.in_(list(member_ids)),
        File.closed_on.is_(None),
        scope.clause(Organization.path),
    )
    return set(db.session.scalars(query))


def without_file(scope: Scope, organization_id: int) -> list[Member]:
    """People of a branch on the way to membership who have no file under way, by pinyin."""
    has_file = select(File.id).where(File.member_id == Member.id, File.closed_on.is_(None))
    query = (
        select(Member)
        .join(Member.person)
        .join(Member.organization)
        .where(
            Member.organization_id == organization_id,
            Member.stage != Stage.FULL,
            Member.standing == Standing.NORMAL,
            ~has_file.exists(),
            scope.clause(Organization.path),
        )
        .options(contains_eager(Member.person))
    )
    return list(db.session.scalars(query.order_by(Person.pinyin, Member.id)))


def step(scope: Scope, step_id: int) -> StepTaken | None:
    return db.session.scalar(_inside(scope, StepTaken).where(StepTaken.id == step_id))


def steps_of(scope: Scope, one: File) -> list[StepTaken]:
    """Every step of a file, each turn, in order."""
    query = _inside(scope, StepTaken).where(StepTaken.file_id == one.id)
    return list(db.session.scalars(query.order_by(StepTaken.step, StepTaken.turn)))


def steps_of_meeting(scope: Scope, meeting_id: int) -> list[StepTaken]:
    """The steps that a meeting's votes have made."""
    query = _inside(scope, StepTaken).where(StepTaken.meeting_id == meeting_id)
    return list(db.session.scalars(query.order_by(StepTaken.id)))


def helper(scope: Scope, helper_id: int) -> FileHelper | None:
    return db.session.scalar(_inside(scope, FileHelper).where(FileHelper.id == helper_id))


def helpers_of(scope: Scope, one: File) -> list[FileHelper]:
    query = _inside(scope, FileHelper).where(FileHelper.file_id == one.id)
    return list(db.session.scalars(query.order_by(FileHelper.id)))


def serving(scope: Scope, file_ids: Collection[int]) -> list[FileHelper]:
    """Everybody who still helps in one of these files."""
    query = _inside(scope, FileHelper).where(
        FileHelper.file_id.in_(list(file_ids)), FileHelper.until_on.is_(None)
    )
    return list(db.session.scalars(query.order_by(FileHelper.id)))


def people_of(scope: Scope, organization_id: int, person_ids: Collection[int]) -> set[int]:
    """Those of these people who belong to that branch."""
    query = select(Member.person_id).join(Member.organization)
    query = query.where(
        Member.organization_id == organization_id,
        Member.person_id.in_(list(person_ids)),
        scope.clause(Organization.path),
    )
    return set(db.session.scalars(query))


def review(scope: Scope, review_id: int) -> FileReview | None:
    return db.session.scalar(_inside(scope, FileReview).where(FileReview.id == review_id))


def notice(scope: Scope, notice_id: int) -> FileNotice | None:
    return db.session.scalar(_inside(scope, FileNotice).where(FileNotice.id == notice_id))


def opinion(scope: Scope, opinion_id: int) -> Opinion | None:
    query = (
        select(Opinion)
        .join(Opinion.notice)
        .join(FileNotice.file)
        .join(File.member)
        .join(Member.organization)
        .where(Opinion.id == opinion_id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def paper(scope: Scope, one: File, code: str) -> FilePaper | None:
    query = _inside(scope, FilePaper).where(FilePaper.file_id == one.id, FilePaper.code == code)
    return db.session.scalar(query)


def waiting(scope: Scope, one: File) -> list[Request]:
    """What of this file waits for a superior."""
    query = _inside(scope, Request).where(
        Request.file_id == one.id, Request.state == RequestState.WAITING
    )
    return list(db.session.scalars(query.options(joinedload(Request.organization))))


def waiting_all(scope: Scope, file_ids: Collection[int] | None = None) -> list[Request]:
    """What of these files (None: of all) waits for a superior; with the superiors."""
    query = _inside(scope, Request).where(Request.state == RequestState.WAITING)
    if file_ids is not None:
        query = query.where(Request.file_id.in_(list(file_ids)))
    return list(db.session.scalars(query.options(joinedload(Request.organization))))


def request(scope: Scope, request_id: int) -> Request | None:
    return db.session.scalar(_inside(scope, Request).where(Request.id == request_id))


def agreed(scope: Scope, one: File, step) -> Request | None:
    """The superior's latest consent to that step."""
    query = _inside(scope, Request).where(
        Request.file_id == one.id,
        Request.step == step,
        Request.state == RequestState.DECIDED,
    )
    return db.session.scalar(query.order_by(Request.id.desc()).limit(1))


def passed_course(scope: Scope, one: File) -> Course | None:
    """The short course for prospects which the person passed last, out of the register."""
    query = select(Course).join(Trainee, Trainee.course_id == Course.id).join(Trainee.member)
    query = query.join(Member.organization).where(
        Trainee.member_id == one.member_id,
        Trainee.passed.is_(True),
        Course.kind == CourseKind.PROSPECT,
        scope.clause(Organization.path),
    )
    return db.session.scalar(query.order_by(Course.ended_on.desc()).limit(1))


def full_members(scope: Scope, organization_id: int) -> list[Member]:
    """Who of a branch can be contact or introducer at all, by pinyin."""
    query = (
        select(Member)
        .join(Member.person)
        .join(Member.organization)
        .where(
            Member.organization_id == organization_id,
            Member.stage == Stage.FULL,
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
        .options(contains_eager(Member.person))
    )
    return list(db.session.scalars(query.order_by(Person.pinyin, Member.id)))


def _files(scope):
    return (
        select(File)
        .join(File.member)
        .join(Member.person)
        .join(Member.organization)
        .where(scope.clause(Organization.path))
        .options(
            contains_eager(File.member).options(
                contains_eager(Member.person), contains_eager(Member.organization)
            )
        )
    )


def _inside(scope, table):
    """Rows of a table whose rows lie in files, with the file and its person."""
    return (
        select(table)
        .join(table.file)
        .join(File.member)
        .join(Member.person)
        .join(Member.organization)
        .where(scope.clause(Organization.path))
        .options(
            contains_eager(table.file)
            .contains_eager(File.member)
            .options(contains_eager(Member.person), contains_eager(Member.organization))
        )
    )
