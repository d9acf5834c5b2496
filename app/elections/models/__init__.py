"""Tables of elections: the path, people, rounds. Everything but who came leaves a trail."""

from app.elections.models.elections import Election, ElectionRequest, ElectionState, RequestState
from app.elections.models.people import Candidate, Duty, LeftOut, Teller
from app.elections.models.rounds import Method, Round, RoundState, RoundVoter, Tally

__all__ = [
    "Candidate",
    "Duty",
    "Election",
    "ElectionRequest",
    "ElectionState",
    "LeftOut",
    "Method",
    "RequestState",
    "Round",
    "RoundState",
    "RoundVoter",
    "Tally",
    "Teller",
]
