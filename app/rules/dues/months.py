"""Months as numbers: from when dues are owed, when a payment is too early or too late, how long
nothing came."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.rules.base import FINE, Labelled, Verdict, against
from app.rules.dates import PartialDate
from app.rules.registry import rule


class Handed(Labelled):
    """Who brought the money (DUE-18). That the branch or the payroll paid is not offered: DUE-21
    forbids both."""

    SELF = "self", "本人"
    RELATIVE = "relative", "亲属代交"
    MEMBER = "member", "其他党员代交"


class Start(Labelled):
    """DUE-C4: which month is the first of a new probationary member."""

    SAME = "same", "支部大会通过的当月"
    NEXT = "next", "支部大会通过的下月"


class Months(NamedTuple):
    """Months in a row, both ends included; empty where the last is before the first."""

    first: int
    last: int


FORBIDDEN = ("垫", "扣")
"""DUE-21 in the words of a register: 垫交, 代垫, 扣缴, 代扣."""
YEAR = 12


def index(year: int, month: int) -> int:
    """A month's number, in a row over the years."""
    return year * YEAR + month - 1


def month_of(day: date) -> int:
    return index(day.year, day.month)


def year_and_month(month: int) -> tuple[int, int]:
    year, rest = divmod(month, YEAR)
    return year, rest + 1


def so_far(until: int) -> str:
    """1月至10月: the months of a year up to that one, or 全年."""
    number = year_and_month(until)[1]
    return {1: "1月", 12: "全年"}.get(number, f"1月至{number}月")


def name(month: int) -> str:
    """2026年3月"""
    year, number = year_and_month(month)
    return f"{year}年{number}月"


def first_day(month: int) -> date:
    return date(*year_and_month(month), 1)


def of_year(year: int) -> Months:
    return Months(index(year, 1), index(year, YEAR))


def quarter_end(month: int) -> int:
    """The last month of the quarter."""
    return month - month % 3 + 2


def first_owed(joined: PartialDate | None, year: int, start: Start = Start.SAME) -> int | None:
    """The first month of the year for which somebody owes dues who was accepted by the assembly on
    that day (DUE-17); None where that was in a later year. A day known only to its year counts
    from the year's beginning."""
    months = of_year(year)
    if joined is None:
        return months.first
    accepted = month_of(joined.earliest) + (start is Start.NEXT)
    return None if accepted > months.last else max(months.first, accepted)


def overdue_from(month: int, quarterly: bool) -> int:
    """The month from whose first day on an unpaid month is 待补: the next one, or for whoever pays
    by the quarter the next quarter's first."""
    return (quarter_end(month) if quarterly else month) + 1


def payable_until(now: int, quarterly: bool) -> int:
    """The last month that may be paid for in the month `now` (DUE-18)."""
    return quarter_end(now) if quarterly else now


def check_payment(month: int, paid: date, quarterly: bool) -> Verdict:
    """DUE-18, 19: a month is paid for in that month, within its quarter where the branch agreed,
    or afterwards; after more than six months it is asked about."""
    paid_in = month_of(paid)
    if month > paid_in:
        within = month <= payable_until(paid_in, quarterly)
        return FINE if within else _early(month, paid, quarterly)
    late = paid_in - month
    most = rule("DUE-19").nearest(paid).value
    if late <= most:
        return FINE
    message = f"{name(month)}的党费过了 {late} 个月才交，补交一般不超过 {most} 个月"
    return against(rule("DUE-19").reason(paid, message))


def in_a_row(unpaid: Iterable[int], last: int) -> int:
    """How many of the unpaid months stand in a row up to the last one that is owed."""
    found, number = set(unpaid), 0
    while last - number in found:
        number += 1
    return number


def step(months: int, day: date) -> int:
    """DUE-C2: the step of reminding that so many months have reached; 0 below the first."""
    return max((one for one in rule("DUE-C2").nearest(day).value if one <= months), default=0)


def leaving(day: date) -> int:
    """DUE-20: after how many months in a row the branch has to act."""
    return rule("DUE-20").nearest(day).value


def _early(month, paid, quarterly):
    found = rule("DUE-18")
    if quarterly:
        return against(found.reason(paid, f"按季交纳的只能交到本季度，{name(month)}到时再交"))
    message = f"交纳日期不能早于{name(month)}。党费按月交；有特殊情况的，经支部同意可以按季交"
    return against(found.reason(paid, message))
