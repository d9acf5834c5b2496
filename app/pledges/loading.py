"""What addresses of pledges need: the year asked for, the pledge, who may see a member's."""

from flask import abort, g
from flask_login import current_user

from app.access.policy import Can
from app.core import clock
from app.core.web import number
from app.organizations import queries as organizations
from app.pledges import queries
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


def pledge(pledge_id):
    """An organisation's pledge in scope; a member's only for the own branch's committee."""
    found = queries.one(g.scope, pledge_id) or abort(404)
    if found.person_id and not reads_members(found.organization):
        abort(404)
    return found


def reads_members(organization) -> bool:
    """Whether the reader may see what single members of it pledge."""
    return current_user.may(Can.PLEDGES_MEMBERS, organization.path)


def comments(pledge) -> bool:
    """Whether the reader may comment: on a member's pledge with the right in the branch, on an
    organisation's own with the right above it (领导点评)."""
    organization = pledge.organization
    above = organization.parent if pledge.person_id is None and organization.parent else None
    return current_user.may(Can.PLEDGES_COMMENT, (above or organization).path)


def organization(organization_id):
    """Whoever may pledge: every organisation but groups."""
    found = organizations.one(g.scope, organization_id)
    return found if found and found.kind is not OrganizationKind.GROUP else abort(404)
