"""How whoever acts is named on paper: by the post that gives the right, and the name."""

from flask import g
from flask_login import current_user

from app.core import clock
from app.organizations import queries as organizations
from app.organizations.models import Organization


def signed(organization: Organization) -> str:
    """The reader as he acts on that organisation: the post's organisation and the name."""
    posts = organizations.posts_of(g.scope, current_user.person_id, clock.today())
    above = [post for post in posts if organization.path.startswith(post.organization.path)]
    place = above[0].organization.name if above else organization.name
    return f"{place} {current_user.name}"
