"""What secretaries and newcomers owe in training, and by when.

A secretary is judged by the spans in office and the trainings completed, never by a record; what no
text says about part of a year is our own convention (TR-02, TR-03).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from app.rules.dates import Period, PeriodKind, add_months
from app.rules.meetings import DueState
from app.rules.members import Stage
from app.rules.registry import rule
from app.rules.training import CONCENTRATED, ClassKind

HALVES = "TR-01"
"""The local rule that asks for training in each half-year; without it BR-30 asks once a year."""
YEARLY, INDUCTION = "BR-30", "ED-03"


class Tenure(NamedTuple):
    """A span in office as secretary, of whichever branch; without an end it goes on."""

    started_on: date
    ended_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


class Training(NamedTuple):
    """A training completed on that day."""

    kind: ClassKind
    day: date


class Owed(NamedTuple):
    """What somebody is asked for by a day, and when it was done."""

    due: date
    state: DueState
    done_on: date | None = None


def stints(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Spans in office without a gap between them as one, the earliest first; two posts at a time,
    or another branch from the next day on, are one span."""
    found: list[Tenure] = []
    for one in sorted(tenures, key=lambda one: (one.started_on, one.ended_on or date.max)):
        last = found[-1] if found else None
        if last and (last.ended_on is None or one.started_on <= last.ended_on + timedelta(days=1)):
            ends = None if None in (last.ended_on, one.ended_on) else max(last[1], one[1])
            found[-1] = Tenure(last.started_on, ends)
        else:
            found.append(one)
    return found


def serving(tenures: Iterable[Tenure], day: date) -> Tenure | None:
    """The unbroken span in office that the day lies in."""
    return next((one for one in stints(tenures) if one.covers(day)), None)


def asked_in(tenures: Iterable[Tenure], period: Period, day: date) -> bool:
    """TR-02: in office at the period's end, or still on the day, and for three months of it."""
    held = serving(tenures, min(day, period.end))
    if held is None:
        return False
    begun = max(held.started_on, period.start)
    months = rule("TR-02").nearest(day).value
    return add_months(begun, months) - timedelta(days=1) <= period.end


def done_within(
    trainings: Iterable[Training], kinds: Iterable[ClassKind], first: date, last: date
) -> date | None:
    """The last day on which a training of these kinds was completed in the span."""
    kinds = frozenset(kinds)
    days = [one.day for one in trainings if one.kind in kinds and first <= one.day <= last]
    return max(days, default=None)


def concentrated(
    tenures: Iterable[Tenure], trainings: Iterable[Training], period: Period, day: date
) -> Owed | None:
    """The concentrated training asked for in the half-year (or year, BR-30); None where TR-02 asks
    for none. What was done counts in whichever post it was."""
    return _owed(tenures, trainings, CONCENTRATED, period, day)


def practice(
    tenures: Iterable[Tenure], trainings: Iterable[Training], year: int, day: date
) -> Owed | None:
    """The practice activity asked for in the year; None where TR-02 asks for none."""
    year = Period(PeriodKind.YEAR, year)
    return _owed(tenures, trainings, {ClassKind.PRACTICE}, year, day)


def induction(tenures: Sequence[Tenure], trainings: Iterable[Training], day: date) -> Owed | None:
    """ED-03: what a new secretary owes within six months of taking office; None for whoever is not
    new (TR-03), or has been in office for a year."""
    held, months = serving(tenures, day), rule("TR-03").nearest(day).value
    if held is None or day >= add_months(held.started_on, months):
        return None
    before = [one.ended_on for one in stints(tenures) if one.started_on < held.started_on]
    if before and held.started_on < add_months(max(before), months):
        return None
    last = add_months(held.started_on, rule(INDUCTION).nearest(day).value)
    done = done_within(trainings, CONCENTRATED, held.started_on, day)
    return Owed(last, urgency(done=bool(done), last=last, day=day), done)


def halves(year: int) -> list[Period]:
    return [Period(PeriodKind.HALF, year, number) for number in (1, 2)]


def _owed(tenures, trainings, kinds, period, day):
    if day < period.start or not asked_in(tenures, period, day):
        return None
    done = done_within(trainings, kinds, period.start, min(day, period.end))
    return Owed(period.end, urgency(done=bool(done), last=period.end, day=day), done)


def newcomer(
    joined: date | None, confirmed: date | None, stage: Stage, day: date
) -> tuple[date, date] | None:
    """ED-04: the span in which one concentrated training is owed: the year of probation, or the
    year after 转正; None for whoever is in neither, or whose day is not known."""
    if stage is Stage.PROBATIONARY and joined:
        return joined, add_months(joined, 12) - timedelta(days=1)
    if stage is Stage.FULL and confirmed and day < add_months(confirmed, 12):
        return confirmed, add_months(confirmed, 12) - timedelta(days=1)
    return None


def urgency(*, done: bool, last: date, day: date) -> DueState:
    """How urgent something is that is due by `last`; near it within OWN-04's days."""
    if done:
        return DueState.DONE
    if day > last:
        return DueState.LATE
    lead = timedelta(days=rule("OWN-04").nearest(day).value[PeriodKind.HALF.label])
    return DueState.SOON if day >= last - lead else DueState.DUE
