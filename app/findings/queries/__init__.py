"""What is owed in a subtree, and what organisations say of it."""

from app.findings.queries.owing import (
    Exceptions,
    Tally,
    exceptions,
    instances,
    of_organizations,
    owing,
    year_counts,
)
from app.findings.queries.replies import answer, answers, said, shown_by, waiting_answers

__all__ = [
    "Exceptions",
    "Tally",
    "answer",
    "answers",
    "exceptions",
    "instances",
    "of_organizations",
    "owing",
    "said",
    "shown_by",
    "waiting_answers",
    "year_counts",
]
