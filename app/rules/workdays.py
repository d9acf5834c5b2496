"""Working days on the real calendar (CONV-03), and whether the year's arrangement is known."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from chinese_calendar import holidays, workdays

PACKAGED_YEARS = frozenset(range(min(holidays).year, max(holidays).year + 1))


@dataclass(frozen=True)
class Counted:
    """`days` full working days end with `last`. `provisional` (暂算): a day counted belongs to a
    year whose holidays are not known."""

    days: int
    last: date
    provisional: bool


@dataclass(frozen=True, eq=False)
class Calendar:
    """Weekdays, less statutory holidays, plus the days worked in exchange.

    `extra` are days an administrator has loaded (True: worked), above all else; `years` are the
    years whose arrangement is thereby complete.
    """

    extra: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    _worked: dict[int, list[date]] = field(default_factory=dict, init=False, repr=False)

    def known(self, year: int) -> bool:
        return year in PACKAGED_YEARS or year in self.years

    def is_working(self, day: date) -> bool:
        if day in self.extra:
            return self.extra[day]
        return day in workdays or (day.weekday() < 5 and day not in holidays)

    def after(self, posted: date, n: int) -> Counted:
        """The last of the n (at least 1) full working days that follow the day of posting."""
        if n < 1:
            raise ValueError("at least one working day")
        year, left = posted.year, n
        position = bisect_right(self._working_days(year), posted)
        while position + left > len(self._working_days(year)):
            left -= len(self._working_days(year)) - position
            year, position = year + 1, 0
        last = self._working_days(year)[position + left - 1]
        return Counted(n, last, self._unsure(posted, last))

    def between(self, posted: date, until: date) -> Counted:
        """The full working days after the day of posting, up to and including `until`."""
        if until <= posted:
            return Counted(0, until, provisional=False)
        years = range(posted.year, until.year)
        whole = sum(len(self._working_days(year)) for year in years)
        begun = bisect_right(self._working_days(posted.year), posted)
        days = whole + bisect_right(self._working_days(until.year), until) - begun
        return Counted(days, until, self._unsure(posted, until))

    def _unsure(self, posted, last):
        """New Year's holiday may move days of the week before it (2018-12-29 was worked for
        2018-12-31), and is published with the next year's arrangement."""
        first = posted + timedelta(days=1)
        ahead = last.year + (last >= date(last.year, 12, 25))
        return not all(self.known(year) for year in range(first.year, ahead + 1))

    def _working_days(self, year: int) -> list[date]:
        if year not in self._worked:
            first = date(year, 1, 1).toordinal()
            days = map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1))
            self._worked[year] = [day for day in days if self.is_working(day)]
        return self._worked[year]


PACKAGED = Calendar()
