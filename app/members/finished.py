"""A class that is over, in plain values, for whoever keeps a register of its own; knows neither.

`create_app` hands the listeners over, so that whoever holds classes does not know what follows from
them: a prospect's training is a step of the file, recorded once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import current_app

from app.organizations.models import Organization
from app.rules.members import Stage


@dataclass(frozen=True)
class Graduate:
    """One person's result."""

    person_id: int
    passed: bool
    certificate: str
    note: str


@dataclass(frozen=True)
class FinishedClass:
    """`stage` is whom it was for."""

    organization: Organization
    stage: Stage
    name: str
    started_on: date
    ended_on: date
    days: int
    hours: int
    place: str
    online: bool
    graduates: tuple[Graduate, ...]


Listener = Callable[[FinishedClass], None]


def tell(finished: FinishedClass) -> None:
    """Every listener hears of it; Refused where one cannot agree."""
    for listener in current_app.extensions["class_listeners"]:
        listener(finished)
