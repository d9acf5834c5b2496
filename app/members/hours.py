"""Study hours as their sources tell them: one shape for meetings, classes, courses and papers.

It knows no source: `create_app` hands them over. An hour is recorded where it was earned, once, and
flows from there; whoever adds a source adds hours everywhere they are counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Select


class Entry(NamedTuple):
    """One thing a person has hours of, as a register names it (rulebook 8.12)."""

    day: date
    title: str
    host: str
    form: str
    hours: float
    place: str = ""
    teacher: str = ""
    result: str = ""
    proof: str = ""
    note: str = ""


@dataclass(frozen=True)
class Source:
    """Where hours come from. `rows(people, first, last)` selects person_id, held_on, hours (in
    halves) and concentrated (1 for a class completed, else 0) of the days in the span; `people` is
    a select of person ids that narrows it, or None. `entries(person_id, first, last)` tells the
    same of one person, in any order. `by_branch`: what it tells was recorded by branches, so that
    one which has any keeps count of hours."""

    key: str
    label: str
    rows: Callable[[Select | None, date, date], Select]
    entries: Callable[[int, date, date], list[Entry]]
    by_branch: bool = False


def sources() -> list[Source]:
    """Every source, as the application was assembled with them."""
    return current_app.extensions["hours_sources"]
