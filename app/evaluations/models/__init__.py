"""Tables of campaigns, who is judged and who may vote, self-evaluations, grades; never a vote."""

from app.evaluations.models.campaigns import (
    BY_MATTER,
    NEXT,
    TYPED,
    Campaign,
    Clearing,
    Kind,
    State,
    Who,
)
from app.evaluations.models.groups import Delegate, Group, Keyholder, PaperCount
from app.evaluations.models.people import Judged, Review, SelfEvaluation, Voter

__all__ = [
    "BY_MATTER",
    "NEXT",
    "TYPED",
    "Campaign",
    "Clearing",
    "Delegate",
    "Group",
    "Judged",
    "Keyholder",
    "Kind",
    "PaperCount",
    "Review",
    "SelfEvaluation",
    "State",
    "Voter",
    "Who",
]
