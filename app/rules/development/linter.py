"""Every contradiction, gap and lateness in one person's file, each by the text of its day."""

from datetime import date

from app.rules.development import decisions, limits, local, notices, order, sponsors
from app.rules.development.case import Case
from app.rules.development.faults import Fault
from app.rules.development.reading import Reading
from app.rules.workdays import PACKAGED, Calendar

__all__ = ["Fault", "lint", "news", "objections"]


def lint(case: Case, day: date, calendar: Calendar = PACKAGED) -> tuple[Fault, ...]:
    """What does not fit in the file as it stands on the day, by step. Never raises for a file
    that can be written down at all, whatever its dates."""
    file = Reading(case, day, calendar)
    order.judge(file)
    limits.judge(file)
    notices.judge(file)
    sponsors.judge(file)
    decisions.judge(file)
    if case.local:
        local.judge(file)
    if not file.faults:
        return ()
    return tuple(sorted(file.faults, key=lambda fault: fault.step))


def news(
    before: Case | None, after: Case, day: date, calendar: Calendar = PACKAGED
) -> tuple[Fault, ...]:
    """The faults a change brings with it; `before` None for a file just begun."""
    known = frozenset(lint(before, day, calendar)) if before else frozenset()
    return tuple(fault for fault in lint(after, day, calendar) if fault not in known)


def objections(
    before: Case | None, after: Case, day: date, calendar: Calendar = PACKAGED
) -> tuple[Fault, ...]:
    """What speaks against making the change: what becomes wrong by it, what must come first, and
    what is done after its limit. Those that `refuses` stop it; the others are answered by a
    reason. That some limit has run out meanwhile is no objection."""
    return tuple(fault for fault in news(before, after, day, calendar) if fault.objects)
