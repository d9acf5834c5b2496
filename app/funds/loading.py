"""What addresses of funds need: the year asked for, the rows in scope, and how high one decides."""

from flask import abort, g
from flask_login import current_user

from app.access.policy import Can
from app.access.scope import line_of
from app.core import clock
from app.core.web import number
from app.funds import books, queries
from app.funds.models import Adjustment, Budget, Entry, Request
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.funds.kinds import Book, Level
from app.rules.organizations import OrganizationKind

BACK = 6


def years() -> range:
    """The years that may be looked at, the next one first: its budget is made before it begins."""
    this = clock.today().year
    return range(this + 1, this - BACK, -1)


def year() -> int:
    """The year in the address; this one where none is given."""
    asked = number("year", clock.today().year)
    return asked if asked in years() else abort(404)


def organization(organization_id: int) -> Organization:
    """Whoever may have money: every organisation but groups."""
    found = organizations.one(g.scope, organization_id)
    return found if found and found.kind is not OrganizationKind.GROUP else abort(404)


def budget(budget_id: int) -> Budget:
    return queries.budget(g.scope, budget_id) or abort(404)


def adjustment(adjustment_id: int) -> Adjustment:
    return queries.adjustment(g.scope, adjustment_id) or abort(404)


def request(request_id: int) -> Request:
    return queries.request(g.scope, request_id) or abort(404)


def entry(entry_id: int) -> Entry:
    return books.entry(g.scope, entry_id) or abort(404)


def book(name: str) -> Book:
    """The book named in the address."""
    return Book(name) if name in {one.value for one in Book} else abort(404)


def held(place: Organization) -> Level | None:
    """The highest level at which the reader may approve for that organisation. Without anybody
    above, its own officers stand for those who would be."""
    line = line_of(place.path)
    own, parent, higher = line[-1], line[-2:][0], line[-3:][0]
    for level, path in ((Level.HIGHER, higher), (Level.SUPERIOR, parent), (Level.OWN, own)):
        if current_user.may(Can.FUNDS_APPROVE, path):
            return level
    return None
