"""Who wants to hear when votes are recorded, changed or withdrawn; it knows no feature.

`create_app` hands the listeners over, as it does duties and role sources: a vote on a person is
that person's step, recorded once, and a listener that refuses it refuses the whole record.
"""

from flask import current_app

from app.meetings.models import Meeting


def tell(meeting: Meeting) -> None:
    """Every listener hears of the meeting as it now stands; Refused where one cannot agree."""
    for listener in current_app.extensions["vote_listeners"]:
        listener(meeting)
