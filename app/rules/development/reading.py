"""A file spread out for judging: every step's day as earliest and latest, and the faults found."""

from datetime import date

from app.rules.base import Reason, Strength
from app.rules.dates import PartialDate, Precision
from app.rules.development.case import Case, Deed, Outcome, Sort
from app.rules.development.faults import Fault
from app.rules.development.steps import S, Step
from app.rules.development.texts import Text, text_of
from app.rules.members import Standing
from app.rules.registry import rule
from app.rules.workdays import Calendar

STEPS_AND_ONE = 26
PASSED, FAILED = Outcome.PASSED, Outcome.FAILED


def span(on: PartialDate) -> tuple[date, date]:
    """The earliest and the latest day it may have been."""
    if on.day:
        exact = date(on.year, on.month, on.day)
        return exact, exact
    return on.earliest, on.latest


class Reading:
    """Lists are by step number. `deeds` holds what counts of a step: its last turn that passed,
    else its last; `lo` and `hi` that turn's day, None where there is none or where the day
    already contradicts another and nothing more is to be built on it. For the order of steps
    `done` is the first day on which the step had passed, `begun` the first it was taken at all.

    `turned` holds decisions to extend or cancel, which are not confirmations; `repeated` the
    steps with several turns. `first` and `last` bound all days, `failed` tells whether any turn
    did not pass: most files are judged by these alone. `today` is the version now in force,
    `open` whether limits still run for the person.
    """

    __slots__ = (
        "begun",
        "calendar",
        "case",
        "day",
        "deeds",
        "done",
        "exact",
        "failed",
        "faults",
        "first",
        "hi",
        "last",
        "lo",
        "open",
        "repeated",
        "today",
        "turned",
        "vague",
    )

    def __init__(self, case: Case, day: date, calendar: Calendar):
        self.case, self.day, self.calendar = case, day, calendar
        self.today = text_of(day)
        self.faults: list[Fault] = []
        self.vague: set[Step] = set()
        self.open = case.standing is Standing.NORMAL and self.today is not None
        self.deeds: list[Deed | None] = [None] * STEPS_AND_ONE
        self.lo: list[date | None] = [None] * STEPS_AND_ONE
        self.hi: list[date | None] = [None] * STEPS_AND_ONE
        self.turned: list[Deed] = []
        self.repeated: dict[Step, list[Deed]] = {}
        self.exact, self.failed = True, False
        self.first, self.last = date.max, date.min
        self._lay_out(case.deeds)

    def _lay_out(self, all_deeds):
        deeds, lo, hi = self.deeds, self.lo, self.hi
        first, last = self.first, self.last
        for deed in all_deeds:
            step = deed.step
            if deed.outcome is not PASSED:
                if deed.outcome is not FAILED:
                    self.turned.append(deed)
                    last = max(last, span(deed.on)[0])
                    continue
                self.failed = True
            if deeds[step] is not None:
                self.repeated.setdefault(step, [deeds[step]]).append(deed)
            deeds[step] = deed
            on = deed.on
            if on.day:
                early = late = date(on.year, on.month, on.day)
            else:
                self.exact = False
                early, late = on.earliest, on.latest
            lo[step], hi[step] = early, late
            first = min(first, late)
            last = max(last, early)
        self.first, self.last = first, last
        self.done, self.begun = lo[:], hi[:]
        course = deeds[S.COURSE]
        if course is not None and course.until is not None:
            self.done[S.COURSE] = max(lo[S.COURSE], course.until.earliest)
        for step, turns in self.repeated.items():
            self._repeat(step, turns)

    def _repeat(self, step, turns):
        turns.sort(key=lambda deed: deed.turn)
        passed = [deed for deed in turns if deed.outcome is PASSED]
        counts = (passed or turns)[-1]
        self.deeds[step] = counts
        self.lo[step], self.hi[step] = span(counts.on)
        self.done[step] = min((span(deed.on)[0] for deed in passed), default=None)
        self.begun[step] = min(span(deed.on)[1] for deed in turns)

    def text(self, step: Step) -> Text | None:
        """The version by which the step is judged: of its earliest day, so that a date known
        to the month only is not judged by a stricter text than may have been in force."""
        lo = self.lo[step]
        return None if lo is None else text_of(lo)

    def passed(self, step: Step) -> bool:
        deed = self.deeds[step]
        return deed is not None and deed.outcome is PASSED

    def taken_after(self, step: Step) -> bool:
        """Whether a step of a higher number was taken."""
        return bool(self.turned) or any(self.deeds[step + 1 :])

    def doubt(self, step: Step) -> None:
        """Nothing more is built on this step's day."""
        self.lo[step] = self.hi[step] = None

    def fact(self, step: Step) -> tuple[str, str]:
        return step.label, str(self.deeds[step].on)

    def add(
        self,
        sort: Sort,
        step: Step,
        reason: Reason,
        facts: tuple[tuple[str, str], ...] = (),
        mend: str = "",
        field: str = "on",
        at_entry: bool = False,
    ) -> None:
        self.faults.append(Fault(sort, step, reason, facts, mend, field, at_entry))

    def imprecise(self, step: Step, on: PartialDate, rule_id: str, day: date, what: str) -> None:
        """A day matters and only the month (or year) is known; said once a step."""
        if step in self.vague:
            return
        self.vague.add(step)
        known = "年" if on.precision is Precision.YEAR else "月"
        self.add(
            Sort.GAP,
            step,
            by(rule_id, day, f"{step.label}的日期只记到{known}，{what}"),
            ((step.label, str(on)),),
            "补上具体日期",
        )


def by(rule_id: str, day: date, message: str, strength: Strength | None = None) -> Reason:
    """A reason that stands on the rule as it read on the step's own day."""
    return rule(rule_id).reason(day, message, strength)
