"""Every SELECT on what is entered by hand: hours earned outside, files of them, how hours count.

The scope comes first, always.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.members.models import Member
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.members import Standing
from app.rules.training import Counting
from app.training.hours.models import HoursCounting, HoursImport, OutsideHours


def outside(scope: Scope, organization: Organization, year: int) -> list[OutsideHours]:
    """What the branch entered of a year, the latest first."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = (
        _outside(scope)
        .where(
            OutsideHours.organization_id == organization.id,
            OutsideHours.held_on.between(first, last),
        )
        .order_by(OutsideHours.held_on.desc(), OutsideHours.id.desc())
    )
    return list(db.session.scalars(query))


def outside_one(scope: Scope, entry_id: int) -> OutsideHours | None:
    return db.session.scalar(_outside(scope).where(OutsideHours.id == entry_id))


def known_outside(scope: Scope, person_ids: Collection[int]) -> set[tuple[int, date, str]]:
    """(person, day, title) of what is entered of these people already, in whichever branch."""
    query = select(OutsideHours.person_id, OutsideHours.held_on, OutsideHours.title)
    query = query.where(OutsideHours.person_id.in_(list(person_ids)))
    return {tuple(row) for row in db.session.execute(query)} if scope else set()


def imports(scope: Scope, organization: Organization, limit: int = 10) -> list[HoursImport]:
    """The branch's latest files."""
    query = _imports(scope).where(HoursImport.organization_id == organization.id)
    return list(db.session.scalars(query.order_by(HoursImport.id.desc()).limit(limit)))


def one_import(scope: Scope, import_id: int) -> HoursImport | None:
    return db.session.scalar(_imports(scope).where(HoursImport.id == import_id))


def written_by(scope: Scope, imported: HoursImport) -> list[OutsideHours]:
    """The rows one file made that are still there."""
    query = _outside(scope).where(OutsideHours.import_id == imported.id)
    return list(db.session.scalars(query))


def members_of(scope: Scope, organization: Organization) -> list[Member]:
    """Everybody registered in a branch, in good standing, whatever the stage, by pinyin."""
    query = (
        select(Member)
        .join(Member.person)
        .join(Member.organization)
        .options(contains_eager(Member.person), contains_eager(Member.organization))
        .where(
            Member.organization_id == organization.id,
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
        .order_by(Person.pinyin, Member.id)
    )
    return list(db.session.scalars(query))


def counting(scope: Scope, organization: Organization) -> Counting:
    """How hours are counted there: the word of the organisation or of the nearest above it, else
    ED-31's."""
    found = next(iter(counting_words(scope, organization)), None)
    return Counting(found.whole_day, found.half_day, found.one_hour) if found else Counting()


def counting_words(scope: Scope, organization: Organization) -> list[HoursCounting]:
    """What it and everything above it say of counting, the nearest first. Nothing outside the
    scope: whoever may see an organisation may know what holds there."""
    if not scope.covers(organization.path):
        return []
    steps = organization.path.strip("/").split("/")
    line = ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    query = (
        select(HoursCounting)
        .join(HoursCounting.organization)
        .options(contains_eager(HoursCounting.organization))
        .where(Organization.path.in_(line))
        .order_by(func.length(Organization.path).desc())
    )
    return list(db.session.scalars(query))


def _outside(scope):
    return (
        select(OutsideHours)
        .join(OutsideHours.organization)
        .options(contains_eager(OutsideHours.organization), joinedload(OutsideHours.person))
        .where(scope.clause(Organization.path))
    )


def _imports(scope):
    return (
        select(HoursImport)
        .join(HoursImport.organization)
        .options(contains_eager(HoursImport.organization))
        .where(scope.clause(Organization.path))
    )
