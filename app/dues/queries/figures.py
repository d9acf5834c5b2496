"""Sums over a year: of one organisation for its publication and report, of many for those above."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date

from sqlalchemy import func, select

from app.access.scope import Scope
from app.core.db import db
from app.dues.models import DuesBook, DuesDisclosure, DuesEntry, DuesMonth, DuesPayment
from app.organizations.models import Organization
from app.rules.dates import PartialDate
from app.rules.dues.months import of_year
from app.rules.dues.using import Move, Told
from app.rules.organizations import OrganizationKind

PAGE = 40


@dataclass(frozen=True)
class Year:
    """An organisation's year. `due` and `paid`, and who owes and has paid, are of the months up to
    `until` (0: of all, as older publications have it); `collected` is what came in during it; the
    balances stand at the year's ends."""

    people: int = 0
    paid_people: int = 0
    due: int = 0
    paid: int = 0
    collected: int = 0
    moves: dict[str, int] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    opening: int = 0
    balance: int = 0
    until: int = 0

    def of(self, move: Move) -> int:
        """What moved that way in the year, above nought."""
        return abs(self.moves.get(move.value, 0))

    @property
    def plain(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Line:
    """One branch's year in the overview of those above: numbers only."""

    people: int = 0
    due: int = 0
    paid: int = 0
    balance: int = 0
    up: int = 0
    published: bool = False


def of_organization(scope: Scope, organization: Organization, year: int, until: int) -> Year:
    """The year of one organisation up to a month, in a fixed number of statements."""
    if not scope.covers(organization.path):
        return Year()
    here = DuesMonth.organization_id == organization.id
    each = (
        select(func.sum(DuesMonth.due).label("due"), func.sum(DuesMonth.paid).label("paid"))
        .where(here, DuesMonth.month.between(of_year(year).first, until))
        .group_by(DuesMonth.person_id)
        .subquery()
    )
    people, paid_people, due, paid = map(
        int,
        db.session.execute(
            select(
                func.count(),
                func.count().filter(each.c.paid >= each.c.due),
                func.coalesce(func.sum(each.c.due), 0),
                func.coalesce(func.sum(each.c.paid), 0),
            )
        ).one(),
    )
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    moves, used = _moved(organization.id, first, after)
    collected = _collected(organization.id, PartialDate(year), PartialDate(year + 1))
    opening = _balance_before(organization.id, year)
    return Year(
        people, paid_people, due, paid, collected, moves, used, opening,
        opening + collected + sum(moves.values()), until,
    )  # fmt: skip


def lines(
    scope: Scope, organizations: Collection[Organization], year: int, until: int
) -> dict[int, Line]:
    """{branch id: its year up to a month}, for those of a page."""
    ids = [one.id for one in organizations if scope.covers(one.path)]
    query = (
        select(
            DuesMonth.organization_id,
            func.count(func.distinct(DuesMonth.person_id)),
            func.sum(DuesMonth.due),
            func.sum(DuesMonth.paid),
        )
        .where(DuesMonth.organization_id.in_(ids))
        .where(DuesMonth.month.between(of_year(year).first, until))
        .group_by(DuesMonth.organization_id)
    )
    owed = {key: tuple(map(int, rest)) for key, *rest in db.session.execute(query)}
    up = (
        select(func.coalesce(func.sum(-DuesEntry.amount), 0))
        .where(
            DuesEntry.organization_id == Organization.id,
            DuesEntry.move == Move.UP,
            DuesEntry.happened_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .scalar_subquery()
    )
    told = select(DuesDisclosure.id).where(
        DuesDisclosure.organization_id == Organization.id,
        DuesDisclosure.year == year,
        DuesDisclosure.told == Told.PUBLISHED,
    )
    query = (
        select(Organization.id, func.coalesce(DuesBook.balance, 0), up, told.exists())
        .outerjoin(DuesBook, DuesBook.organization_id == Organization.id)
        .where(Organization.id.in_(ids))
    )
    return {
        key: Line(*owed.get(key, (0, 0, 0)), balance, int(up), bool(told))
        for key, balance, up, told in db.session.execute(query)
    }


def total(scope: Scope, year: int, until: int) -> Line:
    """All branches in scope together."""
    query = (
        select(
            func.count(func.distinct(DuesMonth.person_id)),
            func.coalesce(func.sum(DuesMonth.due), 0),
            func.coalesce(func.sum(DuesMonth.paid), 0),
        )
        .join(DuesMonth.organization)
        .where(DuesMonth.month.between(of_year(year).first, until))
        .where(scope.clause(Organization.path))
    )
    return Line(*map(int, db.session.execute(query).one()))


def branches(scope: Scope, start: int) -> list[Organization]:
    """A page of the branches in scope and one more, by path and code."""
    query = (
        select(Organization)
        .where(
            Organization.kind == OrganizationKind.BRANCH,
            Organization.dissolved_on.is_(None),
            scope.clause(Organization.path),
        )
        .order_by(Organization.code)
        .offset(start)
        .limit(PAGE + 1)
    )
    return list(db.session.scalars(query))


def committees(scope: Scope) -> list[Organization]:
    """Committees and general branches in scope, which keep books of their own; a page of them."""
    kinds = (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH)
    query = select(Organization).where(
        Organization.kind.in_(kinds),
        Organization.dissolved_on.is_(None),
        scope.clause(Organization.path),
    )
    return list(db.session.scalars(query.order_by(Organization.path).limit(PAGE)))


def _moved(organization_id, first, after):
    query = (
        select(DuesEntry.move, DuesEntry.purpose, func.sum(DuesEntry.amount))
        .where(
            DuesEntry.organization_id == organization_id,
            DuesEntry.happened_on >= first,
            DuesEntry.happened_on < after,
        )
        .group_by(DuesEntry.move, DuesEntry.purpose)
    )
    moves, used = {}, {}
    for move, purpose, amount in db.session.execute(query):
        moves[move.value] = moves.get(move.value, 0) + int(amount)
        if move is Move.USED and purpose:
            used[purpose.value] = -int(amount)
    return moves, used


def _collected(organization_id, first, after) -> int:
    query = select(func.coalesce(func.sum(DuesPayment.amount), 0)).where(
        DuesPayment.organization_id == organization_id,
        DuesPayment.paid_on >= first,
        DuesPayment.paid_on < after,
    )
    return int(db.session.scalar(query))


def _balance_before(organization_id, year) -> int:
    query = select(func.coalesce(func.sum(DuesEntry.amount), 0)).where(
        DuesEntry.organization_id == organization_id,
        DuesEntry.happened_on < date(year, 1, 1),
    )
    paid = _collected(organization_id, PartialDate(1900), PartialDate(year))
    return int(db.session.scalar(query)) + paid
