"""What a year of dues costs for 40 000 people: reckoned, kept as months, and summed."""

from collections.abc import Iterator
from datetime import date
from time import process_time

from sqlalchemy import func, insert, select

from app.access.scope import EVERYTHING
from app.core.db import db, unit_of_work
from app.dues.actions import fixing
from app.dues.actions.fixing import Income
from app.dues.models import DuesMonth
from app.dues.queries import arrears, figures, payers
from app.members.models import Member
from app.organizations import queries as organizations
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.dues.months import index, of_year
from app.rules.dues.payers import Employer, Part, Payer
from app.rules.members import Stage, Standing
from bench.figures import Figure

PEOPLE, YEAR = 40_000, 2026
BRANCH = "LT-01"
JOINED = PartialDate.of(date(2010, 6, 1))


def dues_year(world) -> Iterator[Figure]:
    """CPU seconds of fixing everybody's year, with the twelve months of each, and of the sums that
    those above look at; one person in five is a student, the others' wages all differ."""
    with world.app.app_context(), unit_of_work():
        branch = organizations.by_code(EVERYTHING, BRANCH)
        people = _people(branch)
        before = db.session.scalar(select(func.count()).select_from(DuesMonth))
        begun = process_time()
        holds = payers.settings(EVERYTHING, branch)
        lines = [(one, income := _income(n), _due(branch, income, holds))
                 for n, one in enumerate(people)]  # fmt: skip
        reckoned = process_time()
        fixing.fix_many(branch, YEAR, lines, by="测量")
        kept = process_time()
        year = figures.of_organization(EVERYTHING, branch, YEAR, of_year(YEAR).last)
        steps = arrears.steps(EVERYTHING, index(YEAR, 11), (3, 6))
        summed = process_time()
        made = db.session.scalar(select(func.count()).select_from(DuesMonth)) - before
        if made != 12 * PEOPLE or not steps:
            raise RuntimeError(f"{made} months of {PEOPLE} people")
        db.session.rollback()
    told = (
        f"{PEOPLE} people, {made} months, {year.due / 100:.2f} yuan: reckoned in "
        f"{reckoned - begun:.2f} s, kept in {kept - reckoned:.2f} s, summed in "
        f"{summed - kept:.2f} s CPU"
    )
    yield Figure("dues_year", told, "s", value=round(summed - begun, 2), limit=10)


def _people(branch) -> list[Person]:
    """People by number alone, each a full member of the branch."""
    first = (db.session.scalar(select(func.max(Person.id))) or 0) + 1
    numbers = range(first, first + PEOPLE)
    db.session.execute(insert(Person), [{"id": n, "name": f"标尺{n}"} for n in numbers])
    place = {
        "organization_id": branch.id, "stage": Stage.FULL, "standing": Standing.NORMAL,
        "joined_on": JOINED,
    }  # fmt: skip
    db.session.execute(insert(Member), [{"person_id": n, **place} for n in numbers])
    return list(db.session.scalars(select(Person).where(Person.id >= first).order_by(Person.id)))


def _income(number) -> Income:
    if number % 5 == 0:
        return Income(Payer.STUDENT, Employer.INSTITUTION, {}, index(YEAR, 1))
    parts = {
        Part.POST: 2000_00 + number * 13, Part.GRADE: 1500_00, Part.MERIT: 900_00,
        Part.ALLOWANCES: 400_00, Part.TAX: number * 2, Part.INSURANCE: 500_00,
    }  # fmt: skip
    return Income(Payer.WAGE, Employer.INSTITUTION, parts, index(YEAR, 1))


def _due(branch, income, holds):
    return fixing.checked(branch, JOINED, YEAR, income, holds)
