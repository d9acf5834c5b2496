"""Who stands on the list of a vote that is open; it knows no feature that votes.

`create_app` hands the askers over: whoever holds a one-time link of such a person could cast the
ballot in that name, so that it is not given without a word.
"""

from collections.abc import Callable

from flask import current_app

from app.access.scope import EVERYTHING, Scope

Asker = Callable[[Scope, int], bool]
"""Whether a person stands on the list of an open box; never whether a vote was cast."""


def may_vote_now(person_id: int) -> bool:
    """Whether any feature has an open box on whose list the person stands."""
    return any(asks(EVERYTHING, person_id) for asks in current_app.extensions["open_votes"])
