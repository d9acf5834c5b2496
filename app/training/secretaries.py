"""Where every secretary stands: trained in which half-year, practice, induction, what is missing.

A fixed number of statements for any number of branches; what is owed is worked out by the rule.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.organizations import queries as organizations
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules import secretaries as rules
from app.rules.dates import Period, PeriodKind
from app.rules.meetings import DueState
from app.rules.organizations import OrganizationKind, PostKind
from app.rules.secretaries import Owed, Tenure, Training
from app.rules.training import CONCENTRATED, ClassKind, ClassState
from app.training.hours.models import OutsideHours
from app.training.models import TrainingClass, TrainingPlace

OF_SECRETARIES = CONCENTRATED | {ClassKind.PRACTICE}


@dataclass(frozen=True)
class Standing:
    """One secretary's year in one branch. Each part is None where it is not asked for; `by_halves`
    says whether TR-01 holds there, else the whole year is asked once (`year`)."""

    person: Person
    branch: Organization
    since: date
    by_halves: bool
    halves: tuple[Owed | None, Owed | None]
    year: Owed | None
    practice: Owed | None
    induction: Owed | None
    times: int
    last: date | None

    @property
    def asked(self) -> list[tuple[str, Owed]]:
        """Everything asked for, named, the earliest first."""
        parts = [("任职培训", self.induction)]
        if self.by_halves:
            parts += [("上半年集中培训", self.halves[0]), ("下半年集中培训", self.halves[1])]
            parts += [("实践活动", self.practice)]
        else:
            parts += [("年度集中培训", self.year)]
        return sorted(((name, one) for name, one in parts if one), key=lambda pair: pair[1].due)

    @property
    def missing(self) -> list[tuple[str, Owed]]:
        return [(name, one) for name, one in self.asked if one.state is not DueState.DONE]

    @property
    def valid_until(self) -> date | None:
        """Until when the last concentrated training does: the end of its half-year, or year."""
        if self.last is None:
            return None
        kind = PeriodKind.HALF if self.by_halves else PeriodKind.YEAR
        return Period.of(kind, self.last).end

    def of(self, half: Period) -> Owed | None:
        """What that half-year asks for; where TR-01 is off, what the year does."""
        return self.halves[half.number - 1] if self.by_halves else self.year


def lines(scope: Scope, year: int, day: date) -> list[Standing]:
    """Everybody who is secretary of a branch in scope that day, by the branches' order."""
    return _lines(scope.clause(Organization.path), year, day)


def of_organizations(
    scope: Scope, organization_ids: Collection[int], year: int, day: date
) -> list[Standing]:
    """The same of these branches, and of the branches directly below these organisations."""
    place = or_(Organization.id.in_(organization_ids), Organization.parent_id.in_(organization_ids))
    return _lines(and_(scope.clause(Organization.path), place), year, day)


def _lines(where, year, day):
    query = _posts().where(
        Post.kind == PostKind.SECRETARY,
        Post.started_on <= day,
        or_(Post.ended_on.is_(None), Post.ended_on >= day),
        Organization.kind == OrganizationKind.BRANCH,
        or_(Organization.dissolved_on.is_(None), Organization.dissolved_on > day),
        where,
    )
    held = list(db.session.scalars(query.order_by(Organization.path, Post.started_on)))
    return _standings(held, year, day)


def of_person(scope: Scope, person_id: int, year: int, day: date) -> list[Standing]:
    """One person's, for every branch the person is secretary of."""
    return _lines(and_(scope.clause(Organization.path), Person.id == person_id), year, day)


def missing(scope: Scope, half: Period, day: date) -> list[Standing]:
    """Who has not had the concentrated training of the half-year."""
    found = lines(scope, half.year, min(day, half.end))
    return [one for one in found if (owed := one.of(half)) and owed.state is not DueState.DONE]


def coverage(found: Iterable[Standing], half: Period) -> tuple[int, int]:
    """(asked, done) of the half-year, in people: who holds two posts counts once."""
    asked = {one.person.id: one.of(half) for one in found if one.of(half)}
    return len(asked), sum(1 for one in asked.values() if one.state is DueState.DONE)


def _standings(held: Sequence[Post], year, day) -> list[Standing]:
    people = {one.person_id for one in held}
    tenures, trainings = _tenures(people), _trainings(people)
    on = organizations.local_rules(EVERYTHING, [one.organization for one in held], day)
    return [
        _standing(
            one,
            tenures[one.person_id],
            trainings[one.person_id],
            rules.HALVES in on.get(one.organization_id, ()),
            year,
            day,
        )
        for one in held
    ]


def _standing(post, tenures, trainings, by_halves, year, day):
    whole = Period(PeriodKind.YEAR, year)
    halves = tuple(rules.concentrated(tenures, trainings, one, day) for one in rules.halves(year))
    past = [one for one in trainings if one.day <= day and one.kind in CONCENTRATED]
    return Standing(
        post.person,
        post.organization,
        post.started_on,
        by_halves,
        halves,
        rules.concentrated(tenures, trainings, whole, day),
        rules.practice(tenures, trainings, year, day),
        rules.induction(tenures, trainings, day),
        sum(1 for one in past if one.day.year == year),
        max((one.day for one in past), default=None),
    )


def _tenures(people: Collection[int]) -> dict[int, list[Tenure]]:
    """When each was secretary of any branch, wherever it is."""
    query = (
        select(Post.person_id, Post.started_on, Post.ended_on)
        .join(Post.organization)
        .where(
            Post.person_id.in_(people),
            Post.kind == PostKind.SECRETARY,
            Organization.kind == OrganizationKind.BRANCH,
        )
    )
    found = defaultdict(list)
    for person_id, *span in db.session.execute(query):
        found[person_id].append(Tenure(*span))
    return found


def _trainings(people: Collection[int]) -> dict[int, list[Training]]:
    """What each has completed: classes of ours that are finished, and what counts as such."""
    ours = (
        select(TrainingPlace.person_id, TrainingClass.kind, TrainingClass.ended_on)
        .join(TrainingPlace.training)
        .where(
            TrainingPlace.person_id.in_(people),
            TrainingPlace.passed.is_(True),
            TrainingClass.state == ClassState.FINISHED,
            TrainingClass.kind.in_(OF_SECRETARIES),
        )
    )
    elsewhere = select(OutsideHours.person_id, OutsideHours.counts_as, OutsideHours.held_on).where(
        OutsideHours.person_id.in_(people), OutsideHours.counts_as.in_(OF_SECRETARIES)
    )
    found = defaultdict(list)
    for query in (ours, elsewhere):
        for person_id, kind, day in db.session.execute(query):
            found[person_id].append(Training(kind, day))
    return found


def _posts():
    return (
        select(Post)
        .join(Post.person)
        .join(Post.organization)
        .options(
            contains_eager(Post.person),
            contains_eager(Post.organization).joinedload(Organization.parent),
        )
    )
