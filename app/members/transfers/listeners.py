"""Who wants to know of a transfer received: features above hand themselves in (create_app)."""

from collections.abc import Callable

from flask import current_app

from app.members.models import Member
from app.organizations.models import Organization

Listener = Callable[[Member, Organization | None, Organization | None], None]
"""Called with the member, the old and the new organisation; None is the world outside."""


def tell(member: Member, old: Organization | None, new: Organization | None) -> None:
    """Everybody who listens, in the caller's transaction."""
    for listener in current_app.extensions["transfer_listeners"]:
        listener(member, old, new)
