"""By when the next step of an opinion is due, and how urgent that is; for lists and pages."""

from collections.abc import Iterable
from datetime import date

from app.affairs.models import RaisedOpinion
from app.core import clock
from app.rules.affairs import OpinionState, assign_by, tell_by, urgency
from app.rules.meetings import DueState


def by(opinion: RaisedOpinion) -> date | None:
    """The day by which the next step is due, or None where nothing is."""
    if opinion.state is OpinionState.RAISED:
        return assign_by(opinion.asked_on)
    if opinion.state is OpinionState.ASSIGNED:
        return opinion.due_on
    return tell_by(opinion.answered_on) if opinion.state is OpinionState.ANSWERED else None


def urgencies(found: Iterable[RaisedOpinion]) -> dict[int, DueState]:
    """{opinion: how urgent}, for those whose next step is due at all."""
    day = clock.today()
    return {one.id: urgency(due, day) for one in found if (due := by(one))}
