"""What addresses of training need: the year, the class by side, who hosts, who is asked how."""

from flask import abort, g
from flask_login import current_user

from app.access.policy import Can
from app.core import clock
from app.core.web import number
from app.organizations import queries as organizations
from app.rules.organizations import OrganizationKind
from app.training import queries
from app.training.models import TrainingClass

YEARS = 6


def years() -> range:
    """The years that may be looked at, the coming one first."""
    this = clock.today().year
    return range(this + 1, this - YEARS, -1)


def year() -> int:
    """The year in the address; this one where none is given."""
    asked = number("year", clock.today().year)
    return asked if asked in years() else abort(404)


def seen(class_id: int) -> TrainingClass:
    """A class the reader hosts or is offered."""
    return queries.one(g.scope, class_id) or abort(404)


def hosted(class_id: int) -> TrainingClass:
    """A class the reader runs. One that is only offered says 403 by the route's permission being
    held elsewhere; what lies outside is not found."""
    return queries.hosted(g.scope, class_id) or abort(404)


def runs(training: TrainingClass) -> bool:
    return current_user.may(Can.TRAINING_HOST, training.organization.path)


def hosts() -> list:
    """Where the reader may hold classes: everything in scope but groups, the highest first."""
    day = clock.today()
    return [
        one
        for one in organizations.tree(g.scope)
        if one.kind is not OrganizationKind.GROUP and one.in_force(day)
    ]


def own_host(places):
    """The reader's own organisation among them, else the first."""
    return next((one for one in places if one.path in g.scope.roots), next(iter(places), None))


def above(branch) -> bool:
    """Whether the reader holds classes above the branch, not only in it."""
    roots = current_user.scope_for(Can.TRAINING_HOST).roots
    return any(branch.path.startswith(root) and root != branch.path for root in roots)


def branches(scope):
    return organizations.branches(scope, clock.today())


def signed(training: TrainingClass) -> str:
    """Who acts, as lists name it: the organisation of the post and the name."""
    posts = organizations.posts_of(g.scope, current_user.person_id, clock.today())
    near = [p for p in posts if p.organization.path in g.scope.roots]
    place = near[0].organization.long_name if near else training.organization.long_name
    return f"{place} {current_user.name}"[:100]
