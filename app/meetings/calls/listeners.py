"""Who wants to know that a notice was changed: features above hand themselves in (create_app)."""

from collections.abc import Callable

from flask import current_app

from app.meetings.calls.models import Call

Listener = Callable[[Call], None]


def tell(call: Call) -> None:
    """Everybody who listens, in the caller's transaction."""
    for listener in current_app.extensions["call_listeners"]:
        listener(call)
