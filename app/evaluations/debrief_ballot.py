"""The ballot on a branch secretary's duty report, blank or with its result (rulebook 8.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.evaluations.sheets import Turnout
from app.rules.evaluations import DebriefItem, DebriefMark

GRADES = tuple(mark.label for mark in DebriefMark)
ITEMS = tuple(item.label for item in DebriefItem if item is not DebriefItem.OVERALL)


@dataclass(frozen=True)
class Judged:
    """A secretary; counts hold one row of votes by grade for each item, the overall one last."""

    branch: str
    secretary: str
    counts: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True)
class DebriefBallot:
    """Blank without a turnout; with one, the result that may be shown."""

    title: str
    organization: str
    held: date | str
    judged: tuple[Judged, ...]
    items: tuple[str, ...] = ITEMS
    grades: tuple[str, ...] = GRADES
    turnout: Turnout | None = None

    @property
    def counted(self) -> bool:
        return self.turnout is not None


def debrief_ballot(
    *,
    year: int,
    organization: str,
    held: date | str,
    judged: Iterable[Judged],
    turnout: Turnout | None = None,
) -> DebriefBallot:
    """The ballot, or with a turnout its result; every judged one then needs its counts."""
    judged = tuple(judged)
    if turnout is not None and any(one.counts is None for one in judged):
        raise ValueError("a counted ballot needs counts for everyone judged")
    title = f"{year}年度党支部书记述职评议测评{'结果' if turnout else '表'}"
    return DebriefBallot(title, organization, held, judged, turnout=turnout)
