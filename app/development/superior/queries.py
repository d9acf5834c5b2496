"""What branches have submitted: waiting, chosen for a decision, decided. Read from the scope."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.development.models import File, Request, RequestState, StepTaken
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.development.case import Outcome
from app.rules.development.steps import Step
from app.rules.members import Stage, Standing
from app.rules.organizations import OrganizationKind, UnitType

MOST = 60
"""How many people are decided on one page."""


class Waiting(NamedTuple):
    """A request as the queue shows it. `assembly` is the day of the assembly's last vote that the
    step stands on; the committee may lie above the reader's scope."""

    id: int
    step: int
    submitted_on: date
    note: str
    file_id: int
    name: str
    person_id: int
    branch_id: int
    committee_id: int
    committee_path: str
    committee: str
    assembly: PartialDate | None


def waiting(scope: Scope, committee_ids: Collection[int] | None = None) -> list[Waiting]:
    """Everything about people in scope that waits for a superior (for one of these), the oldest
    first."""
    branch, committee = aliased(Organization), aliased(Organization)
    voted = case(
        (Request.step == Step.CONFIRMATION_APPROVED, Step.CONFIRMATION_VOTED.value),
        else_=Step.ACCEPTED.value,
    )
    assembly = (
        select(func.max(StepTaken.taken_on))
        .where(
            StepTaken.file_id == Request.file_id,
            StepTaken.step == voted,
            StepTaken.outcome != Outcome.FAILED,
        )
        .scalar_subquery()
    )
    query = (
        select(
            Request.id, Request.step, Request.submitted_on, Request.note, Request.file_id,
            Person.name, Person.id, branch.id, committee.id, committee.path, committee.name,
            assembly,
        )
        .select_from(Request)
        .join(Request.file)
        .join(File.member)
        .join(Member.person)
        .join(branch, Member.organization_id == branch.id)
        .join(committee, Request.organization_id == committee.id)
        .where(Request.state == RequestState.WAITING, scope.clause(branch.path))
        .order_by(Request.submitted_on, Request.id)
    )  # fmt: skip
    if committee_ids is not None:
        query = query.where(Request.organization_id.in_(committee_ids))
    return [Waiting(*row) for row in db.session.execute(query)]


def requests(scope: Scope, ids: Collection[int]) -> list[Request]:
    """These requests with file, person, branch and committee, by branch and pinyin."""
    query = _in(scope).where(Request.id.in_(list(ids)))
    return list(db.session.scalars(query.order_by(Organization.path, Person.pinyin, Request.id)))


def decided(scope: Scope, organization_id: int, step: Step, since: date) -> list[Request]:
    """What that committee decided or returned of one step since a day, the latest first."""
    query = _in(scope).where(
        Request.organization_id == organization_id,
        Request.step == step,
        Request.state.in_([RequestState.DECIDED, RequestState.RETURNED]),
        Request.decided_on >= since,
    )
    return list(db.session.scalars(query.order_by(Request.decided_on.desc(), Request.id.desc())))


def steps_taken(scope: Scope, file_ids: Collection[int]) -> dict[tuple[int, Step], StepTaken]:
    """{(file id, step): its last turn} of these files."""
    query = (
        select(StepTaken)
        .join(StepTaken.file)
        .join(File.member)
        .join(Member.organization)
        .where(StepTaken.file_id.in_(list(file_ids)), scope.clause(Organization.path))
        .order_by(StepTaken.turn)
    )
    return {(one.file_id, one.about): one for one in db.session.scalars(query)}


def standings(scope: Scope) -> list[tuple[int, str, int, int]]:
    """(branch id, path, last step taken, people) of all files under way."""
    reached = select(func.max(StepTaken.step)).where(StepTaken.file_id == File.id).scalar_subquery()
    files = (
        select(Organization.id.label("id"), Organization.path.label("path"), reached.label("step"))
        .select_from(File)
        .join(File.member)
        .join(Member.organization)
        .where(File.closed_on.is_(None), scope.clause(Organization.path))
        .subquery()
    )
    query = select(files.c.id, files.c.path, files.c.step, func.count())
    query = query.where(files.c.step.isnot(None))
    rows = db.session.execute(query.group_by(files.c.id, files.c.path, files.c.step))
    return [tuple(row) for row in rows]


def without_file(scope: Scope) -> list[tuple[str, Stage, int]]:
    """(path of the branch, stage, people) on the way to membership who have no file here."""
    has_file = select(File.id).where(File.member_id == Member.id, File.closed_on.is_(None))
    query = (
        select(Organization.path, Member.stage, func.count())
        .join(Member.organization)
        .where(
            Member.stage != Stage.FULL,
            Member.standing == Standing.NORMAL,
            ~has_file.exists(),
            scope.clause(Organization.path),
        )
        .group_by(Organization.path, Member.stage)
    )
    return [tuple(row) for row in db.session.execute(query)]


def undergraduates(scope: Scope) -> list[tuple[int, Stage, str]]:
    """(branch id, stage, what the record says of year and class) in undergraduate branches."""
    query = (
        select(Member.organization_id, Member.stage, Person.job)
        .join(Member.person)
        .join(Member.organization)
        .where(
            Organization.unit_type == UnitType.UNDERGRADUATE,
            Organization.kind == OrganizationKind.BRANCH,
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
    )
    return [tuple(row) for row in db.session.execute(query)]


def _in(scope):
    return (
        select(Request)
        .join(Request.file)
        .join(File.member)
        .join(Member.person)
        .join(Member.organization)
        .where(scope.clause(Organization.path))
        .options(
            contains_eager(Request.file)
            .contains_eager(File.member)
            .options(contains_eager(Member.person), contains_eager(Member.organization)),
            joinedload(Request.organization),
        )
    )
