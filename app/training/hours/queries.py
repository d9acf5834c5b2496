"""Every SELECT on study hours, added up over every source. The scope comes first, always.

Which members are looked at follows the scope; hours go with the person, wherever they were earned.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import (
    Integer,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from app.access.scope import Scope
from app.core.db import db
from app.core.types import Halves
from app.members.hours import Entry, sources
from app.members.models import Member
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.members import Stage, Standing
from app.rules.organizations import COMMITTEE_POSTS
from app.rules.study import expected_by, target

IN_PARTY = (Stage.PROBATIONARY, Stage.FULL)


class Student(NamedTuple):
    """A member as far as the hours owed depend on it."""

    member_id: int
    person_id: int
    organization_id: int
    name: str
    stage: Stage
    exempt: bool
    joined_on: PartialDate | None
    on_committee: bool


class Earned(NamedTuple):
    """A person's hours of a year by source, and how many classes were completed."""

    by_source: dict[str, float]
    classes: int = 0

    @property
    def hours(self) -> float:
        return sum(self.by_source.values())


class Summed(NamedTuple):
    """A branch's year of study in numbers: members of whom hours are asked, all their hours, how
    many are short of the part of the year that is over, how many have the whole year's."""

    asked: int
    exempt: int
    hours: float
    short: int
    whole: int


NOTHING = Earned({})


def students(scope: Scope, branch_ids: Collection[int], day: date) -> list[Student]:
    """The members in good standing of these branches, by branch and pinyin; whether on the
    committee that day. One statement."""
    query = (
        select(
            Member.id, Member.person_id, Member.organization_id, Person.name, Member.stage,
            Member.exempt, Member.joined_on, _seat(day),
        )
        .join(Member.person)
        .join(Organization, Member.organization_id == Organization.id)
        .where(_members(), Member.organization_id.in_(list(branch_ids)))
        .where(scope.clause(Organization.path))
        .order_by(Organization.path, Person.pinyin, Member.id)
    )  # fmt: skip
    return [Student(*row[:-1], bool(row[-1])) for row in db.session.execute(query)]


def student(scope: Scope, person_id: int, day: date) -> Student | None:
    """One member; None for whoever is not in the Party or not in scope."""
    query = select(Member.organization_id).where(Member.person_id == person_id)
    place = db.session.scalar(query)
    found = students(scope, [place], day) if place else []
    return next((one for one in found if one.person_id == person_id), None)


def earned(scope: Scope, branch_ids: Collection[int], year: int) -> dict[int, Earned]:
    """{person id: hours of the year} of the members of these branches; one statement."""
    people = (
        select(Member.person_id)
        .join(Member.organization)
        .where(Member.organization_id.in_(list(branch_ids)), scope.clause(Organization.path))
    )
    return _added(people, year)


def earned_by(scope: Scope, person_id: int, year: int) -> Earned:
    """One person's hours of the year. The scope is that of whoever may see the person."""
    people = select(Person.id).where(Person.id == person_id)
    return _added(people, year).get(person_id, NOTHING) if scope else NOTHING


def entries(scope: Scope, person_id: int, year: int) -> list[Entry]:
    """What one person has hours of in the year, the latest first."""
    if not scope:
        return []
    first, last = _span(year)
    found = [one for source in sources() for one in source.entries(person_id, first, last)]
    return sorted(found, key=lambda one: (one.day, one.title), reverse=True)


def recording(scope: Scope, branch_ids: Collection[int], year: int) -> set[int]:
    """Which of these branches keep count of hours: whose members have any in the year that branches
    recorded. A class held above starts no reminders in a branch that counts nothing. One
    statement."""
    people = select(Member.person_id).where(Member.organization_id.in_(list(branch_ids)))
    rows = _union(people, year, [one for one in sources() if one.by_branch])
    query = (
        select(Member.organization_id)
        .join(rows, rows.c.person_id == Member.person_id)
        .join(Organization, Member.organization_id == Organization.id)
        .where(Member.organization_id.in_(list(branch_ids)), scope.clause(Organization.path))
        .distinct()
    )
    return set(db.session.scalars(query))


def summed(scope: Scope, year: int, day: date) -> dict[int, Summed]:
    """{branch id: its year in numbers} of every branch in scope; added up by the database in one
    statement, no names. The owed part is `rules.study.expected_by`'s."""
    people = select(Member.person_id).join(Member.organization)
    people = people.where(_members(), scope.clause(Organization.path))
    per = _per_person(people, year)
    had = func.coalesce(type_coerce(per.c.hours, Integer), 0)
    whole, owed = _owed_halves(year, day)
    query = (
        select(
            Member.organization_id,
            func.count().filter(Member.exempt.is_(False)),
            func.count().filter(Member.exempt.is_(True)),
            type_coerce(func.coalesce(func.sum(had), 0), Halves),
            func.count().filter(Member.exempt.is_(False), had < owed),
            func.count().filter(Member.exempt.is_(False), had >= whole),
        )
        .join(Organization, Member.organization_id == Organization.id)
        .outerjoin(per, per.c.person_id == Member.person_id)
        .where(_members(), scope.clause(Organization.path))
        .group_by(Member.organization_id)
    )
    return {key: Summed(*rest) for key, *rest in db.session.execute(query)}


def short_people(scope: Scope, branch_ids: Collection[int], day: date) -> dict[int, float]:
    """{person id: hours missing to the part of the year that is over} of these branches."""
    people = (
        select(Member.person_id)
        .join(Member.organization)
        .where(Member.organization_id.in_(list(branch_ids)), scope.clause(Organization.path))
    )
    per = _per_person(people, day.year)
    had = func.coalesce(type_coerce(per.c.hours, Integer), 0)
    _, owed = _owed_halves(day.year, day)
    query = (
        select(Member.person_id, type_coerce(owed - had, Halves))
        .outerjoin(per, per.c.person_id == Member.person_id)
        .where(_members(), Member.exempt.is_(False), Member.person_id.in_(people), had < owed)
    )
    return dict(db.session.execute(query).all())


def _added(people, year) -> dict[int, Earned]:
    rows = _union(people, year)
    query = select(
        rows.c.person_id, rows.c.source, func.sum(rows.c.hours), func.sum(rows.c.concentrated)
    ).group_by(rows.c.person_id, rows.c.source)
    found: dict[int, Earned] = {}
    for person_id, source, hours, classes in db.session.execute(query):
        before = found.get(person_id, NOTHING)
        found[person_id] = Earned(
            before.by_source | {source: hours or 0.0}, before.classes + (classes or 0)
        )
    return found


def _union(people, year, among=None):
    first, last = _span(year)
    each = [
        source.rows(people, first, last).add_columns(literal(source.key).label("source"))
        for source in among or sources()
    ]
    return union_all(*each).subquery("hours_earned")


def _per_person(people, year):
    rows = _union(people, year)
    return (
        select(rows.c.person_id, func.sum(rows.c.hours).label("hours"))
        .group_by(rows.c.person_id)
        .subquery("hours_per_person")
    )


def _owed_halves(year, day):
    """The whole year's hours of a member and the part owed by the day, in halves, as SQL."""
    member, seat = target(on_committee=False, year=year), target(on_committee=True, year=year)
    whole = case((_seat(day), seat.hours), else_=member.hours)
    if day.year > year:
        return whole * 2, whole * 2
    joined = type_coerce(Member.joined_on, String)
    fresh, month = func.substr(joined, 1, 4) == str(year), func.substr(joined, 6, 2)
    # Every month in which somebody may have joined, as the rule reckons it for either target.
    parts = [
        (
            and_(fresh, month.in_(_written(number)), _seat(day) if seated else ~_seat(day)),
            expected_by(aim.hours, day, date(year, number, 1)),
        )
        for seated, aim in ((True, seat), (False, member))
        for number in range(1, 13)
    ]
    parts.append((_seat(day), expected_by(seat.hours, day)))
    return whole * 2, case(*parts, else_=expected_by(member.hours, day)) * 2


def _written(month):
    """How a month stands in a partial date; a date known to its year alone counts from January."""
    return [f"{month:02}", ""] if month == 1 else [f"{month:02}"]


def _members():
    return and_(Member.stage.in_(IN_PARTY), Member.standing == Standing.NORMAL)


def _seat(day):
    return exists().where(
        Post.person_id == Member.person_id,
        Post.organization_id == Member.organization_id,
        Post.kind.in_(COMMITTEE_POSTS),
        Post.started_on <= day,
        or_(Post.ended_on.is_(None), Post.ended_on >= day),
    )


def _span(year):
    return date(year, 1, 1), date(year, 12, 31)
