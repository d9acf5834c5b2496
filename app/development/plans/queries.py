"""Every SELECT on plans and analyses, and the figures they start from. The scope comes first."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.access.scope import Scope
from app.core.audit import AuditEntry
from app.core.db import db
from app.development.models import Analysis, Plan
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.members import Gender, Stage, Standing
from app.rules.organizations import UnitType

WAYS_IN = (Stage.APPLICANT, Stage.ACTIVIST, Stage.PROSPECT, Stage.PROBATIONARY)


class Activist(NamedTuple):
    """What an analysis counts of one activist."""

    path: str
    unit: UnitType
    gender: Gender | None
    birth: PartialDate | None
    education: str
    since: PartialDate | None


class Done(NamedTuple):
    """`began` is when this instance was set up."""

    began: datetime | None
    has_activists: bool
    reported: frozenset[int]
    analysed: frozenset[int]


def plans(scope: Scope, year: int) -> dict[int, Plan]:
    """{organization id: its plan of the year}."""
    query = select(Plan).join(Plan.organization)
    query = query.where(Plan.year == year, scope.clause(Organization.path))
    return {one.organization_id: one for one in db.session.scalars(query)}


def plan(scope: Scope, organization_id: int, year: int) -> Plan | None:
    return plans(scope, year).get(organization_id)


def analyses(scope: Scope, year: int) -> dict[int, Analysis]:
    """{organization id: its analysis of the year}."""
    query = select(Analysis).join(Analysis.organization)
    query = query.where(Analysis.year == year, scope.clause(Organization.path))
    return {one.organization_id: one for one in db.session.scalars(query)}


def analysis(scope: Scope, organization_id: int, year: int) -> Analysis | None:
    return analyses(scope, year).get(organization_id)


def accepted(scope: Scope, year: int) -> list[tuple[str, UnitType, Gender | None, int]]:
    """(path of the branch, unit, gender, people) accepted as probationers in a year: by the day
    of the assembly, once approved."""
    query = (
        select(Organization.path, Organization.unit_type, Person.gender, func.count())
        .select_from(Member)
        .join(Member.person)
        .join(Member.organization)
        .where(
            Member.joined_on.between(PartialDate(year), PartialDate(year, 12, 31)),
            Member.stage.in_([Stage.PROBATIONARY, Stage.FULL]),
            scope.clause(Organization.path),
        )
        .group_by(Organization.path, Organization.unit_type, Person.gender)
    )
    return [tuple(row) for row in db.session.execute(query)]


def stages(scope: Scope) -> list[tuple[str, Stage, int]]:
    """(path of the branch, stage, people) of everybody on the way in today."""
    query = (
        select(Organization.path, Member.stage, func.count())
        .select_from(Member)
        .join(Member.organization)
        .where(
            Member.stage.in_(WAYS_IN),
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
        .group_by(Organization.path, Member.stage)
    )
    return [tuple(row) for row in db.session.execute(query)]


def activists(scope: Scope, path: str) -> list[Activist]:
    """Every activist at and below the organisation of that path."""
    within = Scope(frozenset({path})) if scope.covers(path) else Scope()
    query = (
        select(
            Organization.path,
            Organization.unit_type,
            Person.gender,
            Person.birth,
            Person.education,
            Member.activist_on,
        )
        .select_from(Member)
        .join(Member.person)
        .join(Member.organization)
        .where(
            Member.stage == Stage.ACTIVIST,
            Member.standing == Standing.NORMAL,
            within.clause(Organization.path),
        )
    )
    return [Activist(*row) for row in db.session.execute(query)]


def years_done(
    scope: Scope, organization_ids: Collection[int], years: Sequence[int]
) -> dict[int, Done]:
    """{organization id: what it has done of these years, and whether it has activists}; one
    statement."""
    branch = aliased(Organization)
    activists = (
        select(Member.id)
        .join(branch, Member.organization_id == branch.id)
        .where(
            Member.stage == Stage.ACTIVIST,
            Member.standing == Standing.NORMAL,
            branch.path.startswith(Organization.path),
        )
    )
    columns = []
    for year in years:
        reported = select(Plan.id).where(
            Plan.organization_id == Organization.id,
            Plan.year == year,
            Plan.reported_on.isnot(None),
        )
        analysed = select(Analysis.id).where(
            Analysis.organization_id == Organization.id, Analysis.year == year
        )
        columns += [reported.exists(), analysed.exists()]
    began = select(func.min(AuditEntry.at)).scalar_subquery()
    query = select(Organization.id, began, activists.exists(), *columns).where(
        Organization.id.in_(list(organization_ids)), scope.clause(Organization.path)
    )
    return {
        key: Done(
            at,
            bool(has_activists),
            frozenset(y for y, done in zip(years, marks[::2], strict=True) if done),
            frozenset(y for y, done in zip(years, marks[1::2], strict=True) if done),
        )
        for key, at, has_activists, *marks in db.session.execute(query)
    }
