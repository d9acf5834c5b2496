"""Tables of elections: the path, people, rounds. Everything but who came leaves a trail."""

from app.elections.models.elections import Election, ElectionState, Request, RequestState
from app.elections.models.people import Candidate, Duty, LeftOut, Teller
from app.elections.models.rounds import Method, Round, RoundState, Tally, Voter

__all__ = [
    "Candidate",
    "Duty",
    "Election",
    "ElectionState",
    "LeftOut",
    "Method",
    "Request",
    "RequestState",
    "Round",
    "RoundState",
    "Tally",
    "Teller",
    "Voter",
]
