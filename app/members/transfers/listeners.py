"""Who wants to know of a transfer received: features above hand themselves in (create_app)."""

from collections.abc import Callable, Sequence
from datetime import date

from flask import current_app

from app.members.models import Member
from app.organizations.models import Organization

Listener = Callable[[Member, Organization | None, Organization | None], None]
"""Called with the member, the old and the new organisation; None is the world outside. One that
can hear of many at once carries a function `together(members, old, new, on)`."""


def tell(member: Member, old: Organization | None, new: Organization | None) -> None:
    """Everybody who listens, in the caller's transaction."""
    for listener in current_app.extensions["transfer_listeners"]:
        listener(member, old, new)


def tell_together(
    members: Sequence[Member], old: Organization, new: Organization, on: date
) -> None:
    """The same of many who go together from that day on, once all of them belong to `new`."""
    for listener in current_app.extensions["transfer_listeners"]:
        if together := getattr(listener, "together", None):
            together(members, old, new, on)
        else:
            for member in members:
                listener(member, old, new)
