"""Who pays in a branch, on which base, for which months; and what holds there."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased, contains_eager

from app.access.scope import Scope
from app.core.db import db
from app.dues.models import DuesBase, DuesMonth, DuesPayment, DuesSetting
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dues.months import Months, Start
from app.rules.dues.payers import Employer
from app.rules.dues.reckoning import ROUNDING, Rounding
from app.rules.members import Stage, Standing

IN_PARTY = (Stage.FULL, Stage.PROBATIONARY)


@dataclass(frozen=True)
class Settings:
    """What holds for an organisation: its own word, the nearest above, or the portal's."""

    rounding: Rounding = ROUNDING
    employer: Employer = Employer.INSTITUTION
    start: Start = Start.SAME
    follows_pay: bool = False
    said_by: str = ""


def settings(scope: Scope, organization: Organization) -> Settings:
    """Whoever may see the organisation may know what holds there."""
    if not scope.covers(organization.path):
        return Settings()
    steps = organization.path.strip("/").split("/")
    line = ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    query = (
        select(DuesSetting)
        .join(DuesSetting.organization)
        .options(contains_eager(DuesSetting.organization))
        .where(Organization.path.in_(line))
        .order_by(func.length(Organization.path).desc())
        .limit(1)
    )
    said = db.session.scalar(query)
    if said is None:
        return Settings()
    return Settings(
        said.rounding, said.employer, said.start, said.follows_pay, said.organization.name
    )


def own_setting(scope: Scope, organization: Organization) -> DuesSetting | None:
    """What the organisation itself says."""
    query = (
        select(DuesSetting)
        .join(DuesSetting.organization)
        .options(contains_eager(DuesSetting.organization))
        .where(DuesSetting.organization_id == organization.id, scope.clause(Organization.path))
    )
    return db.session.scalar(query)


def members(scope: Scope, organization: Organization) -> list[Member]:
    """Who pays in a branch: full and probationary members in good standing, by strokes."""
    query = _members(scope).where(
        Member.organization_id == organization.id,
        Member.stage.in_(IN_PARTY),
        Member.standing == Standing.NORMAL,
    )
    return list(db.session.scalars(query.order_by(Person.strokes, Person.name, Member.id)))


def left(scope: Scope, organization: Organization, months: Months) -> list[Member]:
    """Who had to pay here in these months and is no longer among the members, by strokes."""
    owed = select(DuesMonth.month).where(
        DuesMonth.person_id == Member.person_id,
        DuesMonth.organization_id == organization.id,
        DuesMonth.month.between(*months),
    )
    gone = ~and_(
        Member.organization_id == organization.id,
        Member.stage.in_(IN_PARTY),
        Member.standing == Standing.NORMAL,
    )
    if not scope.covers(organization.path):
        return []
    query = _members(None).where(owed.exists(), gone)
    return list(db.session.scalars(query.order_by(Person.strokes, Person.name, Member.id)))


def member(scope: Scope, member_id: int) -> Member | None:
    return db.session.scalar(_members(scope).where(Member.id == member_id))


def of_person(scope: Scope, person_id: int) -> Member | None:
    """The person's membership, if within the scope."""
    return db.session.scalar(_members(scope).where(Member.person_id == person_id))


def bases(
    scope: Scope, organization: Organization, year: int, *, voided: bool = False
) -> list[DuesBase]:
    """The bases fixed in a branch for a year, each person's in the order of their months."""
    query = _bases(scope).where(DuesBase.organization_id == organization.id, DuesBase.year == year)
    if not voided:
        query = query.where(DuesBase.void_on.is_(None))
    return list(
        db.session.scalars(query.order_by(DuesBase.person_id, DuesBase.first_month, DuesBase.id))
    )


def bases_of(scope: Scope, person_id: int, year: int | None = None) -> list[DuesBase]:
    """Every base ever fixed for a person, void ones too, the newest year first."""
    query = _bases(scope).where(DuesBase.person_id == person_id)
    if year is not None:
        query = query.where(DuesBase.year == year)
    return list(
        db.session.scalars(query.order_by(DuesBase.year.desc(), DuesBase.first_month, DuesBase.id))
    )


def months(
    scope: Scope, organization: Organization, span: Months
) -> dict[int, dict[int, DuesMonth]]:
    """{person id: {month: what is owed and paid}} in a branch."""
    query = _months(scope).where(
        DuesMonth.organization_id == organization.id, DuesMonth.month.between(*span)
    )
    found: dict[int, dict[int, DuesMonth]] = {}
    for one in db.session.scalars(query):
        found.setdefault(one.person_id, {})[one.month] = one
    return found


def months_of(scope: Scope, person_id: int, span: Months | None = None) -> list[DuesMonth]:
    """A person's months in order, wherever they were owed within the scope."""
    query = _months(scope).where(DuesMonth.person_id == person_id)
    if span:
        query = query.where(DuesMonth.month.between(*span))
    return list(db.session.scalars(query.order_by(DuesMonth.month)))


def payments(scope: Scope, organization: Organization, span: Months) -> list[DuesPayment]:
    """What was paid in a branch for these months and stands."""
    query = _payments(scope).where(
        DuesPayment.organization_id == organization.id,
        DuesPayment.month.between(*span),
        DuesPayment.countered.is_(False),
        DuesPayment.counters_id.is_(None),
    )
    return list(db.session.scalars(query.order_by(DuesPayment.person_id, DuesPayment.month)))


def payments_of(scope: Scope, person_id: int) -> list[DuesPayment]:
    """Everything a person ever paid, taken back or not, the newest first."""
    query = _payments(scope).where(DuesPayment.person_id == person_id)
    return list(db.session.scalars(query.order_by(DuesPayment.id.desc())))


def payment(scope: Scope, payment_id: int) -> DuesPayment | None:
    return db.session.scalar(_payments(scope).where(DuesPayment.id == payment_id))


def _members(scope):
    place = aliased(Organization, flat=True)
    query = (
        select(Member)
        .join(Member.person)
        .join(Member.organization.of_type(place))
        .options(contains_eager(Member.person), contains_eager(Member.organization.of_type(place)))
    )
    return query.where(scope.clause(place.path)) if scope else query


def _bases(scope):
    return (
        select(DuesBase)
        .join(DuesBase.organization)
        .join(DuesBase.person)
        .options(contains_eager(DuesBase.organization), contains_eager(DuesBase.person))
        .where(scope.clause(Organization.path))
    )


def _months(scope):
    return (
        select(DuesMonth)
        .join(DuesMonth.organization)
        .options(contains_eager(DuesMonth.organization))
        .where(scope.clause(Organization.path))
    )


def _payments(scope):
    return (
        select(DuesPayment)
        .join(DuesPayment.organization)
        .join(DuesPayment.person)
        .options(contains_eager(DuesPayment.organization), contains_eager(DuesPayment.person))
        .where(scope.clause(Organization.path))
    )
