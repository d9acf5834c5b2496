"""What a member is told of the own dues on the workspace: months that are not paid for."""

from typing import NamedTuple

from sqlalchemy import ScalarSelect, func, select

from app.dues.models import DuesMonth


class Owed(NamedTuple):
    """Months and fen that are 待补."""

    months: int
    fen: int


def columns(person_id: int, now: int) -> tuple[ScalarSelect, ...]:
    """As values of a query about the same person, so that the workspace asks no statement more."""
    late = (
        DuesMonth.person_id == person_id,
        DuesMonth.paid < DuesMonth.due,
        DuesMonth.overdue <= now,
    )
    months = select(func.count()).select_from(DuesMonth).where(*late)
    fen = select(func.sum(DuesMonth.due - DuesMonth.paid)).where(*late)
    return months.scalar_subquery(), fen.scalar_subquery()


def told(values: tuple) -> Owed | None:
    """What those values say; None where nothing is owed."""
    return Owed(int(values[0]), int(values[1])) if values and values[0] else None
