"""Who wants to know that a part of the tree was moved: features beside hand themselves in."""

from collections.abc import Callable

from flask import current_app

from app.organizations.models import Organization

Listener = Callable[[Organization], None]
"""Called with the organisation that now stands under another parent, its paths rewritten."""


def tell(organization: Organization) -> None:
    """Everybody who listens, in the caller's transaction."""
    for listener in current_app.extensions["tree_listeners"]:
        listener(organization)
