"""What addresses of dues need: the year asked for, the branch, the member, who decides."""

from flask import abort, g
from flask_login import current_user

from app.access.policy import Can
from app.access.scope import EVERYTHING
from app.core import clock
from app.core.web import number
from app.dues.queries import payers
from app.organizations import queries as organizations
from app.rules.dues.months import month_of, of_year
from app.rules.dues.using import superior_kind
from app.rules.members import Standing
from app.rules.organizations import OrganizationKind

YEARS = 6


def years() -> range:
    """The years that may be looked at, this one first."""
    this = clock.today().year
    return range(this, this - YEARS, -1)


def year() -> int:
    """The year in the address; this one where none is given."""
    asked = number("year", clock.today().year)
    return asked if asked in years() else abort(404)


def now() -> int:
    """This month's number."""
    return month_of(clock.today())


def last_month(year: int) -> int:
    """The last month of the year that has begun."""
    return min(of_year(year).last, now())


def settled(year: int) -> int:
    """The last month of the year that is over: nobody is behind with the one that runs."""
    return min(of_year(year).last, now() - 1)


def branch(organization_id):
    """A branch in scope; members pay to nothing else."""
    found = organizations.one(g.scope, organization_id)
    return found if found and found.kind is OrganizationKind.BRANCH else abort(404)


def organization(organization_id):
    """Whoever keeps a book: every organisation but groups."""
    found = organizations.one(g.scope, organization_id)
    return found if found and found.kind is not OrganizationKind.GROUP else abort(404)


def keeper(organization) -> bool:
    """Whether the reader may enter something in its book: a branch's is kept by itself."""
    own = organization.kind is OrganizationKind.BRANCH
    return current_user.may(Can.DUES_KEEP if own else Can.DUES_BOOK, organization.path)


def kept(organization_id):
    """An organisation whose book the reader keeps; 403 for whoever only sees it."""
    found = organization(organization_id)
    return found if keeper(found) else abort(403)


def member(member_id):
    """A member of a branch in scope who pays or has paid: who has not joined yet does not."""
    found = payers.member(g.scope, member_id)
    joined = found and (found.stage in payers.IN_PARTY or found.standing is not Standing.NORMAL)
    return found if joined else abort(404)


def superior(organization):
    """The organisation directly above; None at the top."""
    above = organizations.ancestors(EVERYTHING, organization)
    return above[-1] if above else None


def approving(organization):
    """The nearest committee above, which decides on reductions (DUE-22)."""
    above = organizations.ancestors(EVERYTHING, organization)
    return next((one for one in reversed(above) if superior_kind(one.kind)), None)


def decides(superior) -> bool:
    """Whether the reader answers for that organisation itself: those above it do not act in its
    name."""
    return superior is not None and superior.path in current_user.scope_for(Can.DUES_DECIDE).roots


def signed(organization) -> str:
    """Who acts, as it is printed: the post's organisation and the name."""
    posts = organizations.posts_of(g.scope, current_user.person_id, clock.today())
    above = [post for post in posts if organization.path.startswith(post.organization.path)]
    place = above[0].organization.name if above else organization.name
    return f"{place} {current_user.name}"
