"""Who wants to know that somebody's good standing ended or began again: features above hand
themselves in (create_app)."""

from collections.abc import Callable
from datetime import date

from flask import current_app

from app.members.models import Member

Listener = Callable[[Member, date, bool], None]
"""Called with the member, the day, and whether the person is in good standing from then on."""


def tell(member: Member, since: date, good: bool) -> None:
    """Everybody who listens, in the caller's transaction."""
    for listener in current_app.extensions["standing_listeners"]:
        listener(member, since, good)
