"""What a changed notice means for the activity it belongs to: money asked for it follows."""

from app.access.scope import EVERYTHING
from app.activities.models import SUBJECT
from app.activities.queries import OVER, of_call
from app.funds import actions as funds
from app.funds import queries as money
from app.meetings.calls.models import Call


def on_call(call: Call) -> None:
    """Name, day and place of the requests that are still open are those of the notice."""
    activity_id = of_call(EVERYTHING, call.id)
    if activity_id is None:
        return
    for asked in money.of_subject(EVERYTHING, SUBJECT, activity_id):
        if asked.state not in OVER:
            funds.follow(asked, call.title, call.held_on, call.place or "")
