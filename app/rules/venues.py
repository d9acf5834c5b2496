"""Activity venues: what belongs in one, when it may be booked, what a check finds, its real use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.dates import add_months
from app.rules.registry import rule

CHECK_LOCAL = "VE-01"
MOST_TIMES = 60
"""Days of one repeated booking: a year of weeks and some."""


class Facility(Labelled):
    """The check-list of the register (rulebook 8.10)."""

    SIGN = "sign", "标志牌"
    WALL = "wall", "党旗、入党誓词等上墙"
    SEATS = "seats", "桌椅"
    MEDIA = "media", "电教设备"
    BOOKS = "books", "图书报刊"
    CABINET = "cabinet", "文件柜、档案盒"


class Outcome(Labelled):
    """What a check finds: the four cases of SD2-8, or none of them."""

    MISSING = "missing", "没有场所"
    BELOW = "below", "不达标"
    LACKING = "lacking", "设施不配套"
    UNUSED = "unused", "使用不充分"
    FINE = "fine", "合格"

    @property
    def off(self) -> bool:
        return self is not Outcome.FINE


class BookingState(Labelled):
    HELD = "held", "已约定"
    ASKED = "asked", "待审核"
    REFUSED = "refused", "未同意"
    CANCELLED = "cancelled", "已取消"


_S = BookingState
NEXT = {
    _S.ASKED: frozenset({_S.HELD, _S.REFUSED, _S.CANCELLED}),
    _S.HELD: frozenset({_S.CANCELLED}),
    _S.REFUSED: frozenset(),
    _S.CANCELLED: frozenset(),
}
BLOCKING = (_S.HELD, _S.ASKED)
"""States in which the time is taken, also while a request waits for its answer."""


class Every(Labelled):
    ONCE = "once", "只约这一次"
    WEEK = "week", "每周"
    FORTNIGHT = "fortnight", "每两周"
    MONTH = "month", "每月同一天"


class Span(NamedTuple):
    """From when to when on one day."""

    starts: time
    ends: time

    def covers(self, other: "Span") -> bool:
        return self.starts <= other.starts and other.ends <= self.ends

    @property
    def minutes(self) -> int:
        return _minute(self.ends) - _minute(self.starts)

    def __str__(self):
        return f"{self.starts:%H:%M}—{self.ends:%H:%M}"


@dataclass(frozen=True)
class Room:
    """What is asked of a room before it is booked. `opening` is {weekday from 0: spans}; a room
    without any opening times is open all day."""

    capacity: int | None
    opening: Mapping[int, Sequence[Span]]


class Fault(NamedTuple):
    """What speaks against a booking, at the field it belongs to."""

    field: str
    message: str


def may_become(now: BookingState, then: BookingState) -> Verdict:
    if then in NEXT[now]:
        return FINE
    return against(Reason(f"这次预约{now.label}，不能改为{then.label}"))


def check_booking(
    room: Room, day: date, span: Span, people: int | None, now: datetime
) -> list[Fault]:
    """What speaks against asking for a room: a past day, a span across midnight or beyond the
    opening times, more people than it holds. `now` is the wall clock without a zone."""
    if span.ends <= span.starts:
        return [Fault("ends", "结束时间应晚于开始时间；跨过半夜的请分成两天预约。")]
    found = [outside(room, day, span), _too_many(room, people)]
    if datetime.combine(day, span.starts) < now:
        found.insert(0, Fault("day", "这个时间已经过去；已经用过的，请用“补登使用”。"))
    return [one for one in found if one]


def outside(room: Room, day: date, span: Span) -> Fault | None:
    """Why the span is not within the opening times of that day."""
    spans = room.opening.get(day.weekday(), ())
    if not room.opening or any(one.covers(span) for one in spans):
        return None
    if not spans:
        return Fault("day", "这一天不开放。")
    told = "、".join(str(one) for one in spans)
    return Fault("starts", f"不在开放时间内，这一天开放 {told}。")


def _too_many(room, people):
    if people and room.capacity and people > room.capacity:
        return Fault("people", f"这里最多容纳 {room.capacity} 人，请换大一点的场所。")
    return None


def blocked(day: date, span: Span, set_up: int, clearing: int) -> tuple[int, int]:
    """Minutes since 1970 of the wall clock from when and until when the room is taken, with setting
    up and clearing."""
    midnight = (day - date(1970, 1, 1)).days * 1440
    return midnight + _minute(span.starts) - set_up, midnight + _minute(span.ends) + clearing


def repeated(first: date, every: Every, until: date | None) -> list[date]:
    """The days of a repeated booking; a month without that day is left out."""
    if every is Every.ONCE or until is None:
        return [first]
    if every is Every.MONTH:
        days = (add_months(first, count) for count in range(MOST_TIMES))
        return [one for one in days if one <= until and one.day == first.day]
    step = timedelta(days=7 if every is Every.WEEK else 14)
    days = (first + step * count for count in range(MOST_TIMES))
    return [one for one in days if one <= until]


def too_long(first: date, every: Every, until: date | None) -> bool:
    """Whether the wish goes on beyond the most that is booked at a time."""
    if every is Every.ONCE or until is None:
        return False
    if every is Every.MONTH:
        return add_months(first, MOST_TIMES) <= until
    return first + timedelta(days=7 if every is Every.WEEK else 14) * MOST_TIMES <= until


def months_without(first: date, every: Every, until: date | None) -> list[date]:
    """The firsts of the months of a monthly booking that have no such day, as February has no 31st;
    they are told, not dropped."""
    if every is not Every.MONTH or until is None:
        return []
    days = (add_months(first, count) for count in range(MOST_TIMES))
    return [one.replace(day=1) for one in days if one <= until and one.day != first.day]


def mend_by(checked_on: date) -> date:
    """The day by which what a check found is usually mended (VE-02)."""
    return add_months(checked_on, rule("VE-02").nearest(checked_on).value)


def answer_by(asked_on: date) -> date:
    """The last day to answer a booking that waits (VE-03)."""
    return asked_on + timedelta(days=rule("VE-03").nearest(asked_on).value)


def open_minutes(opening: Mapping[int, Sequence[Span]], first: date, last: date) -> int:
    """Minutes a room is open from the first to the last day; nought where no times are set."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(span.minutes for day in days for span in opening.get(day.weekday(), ()))


def _minute(moment):
    return moment.hour * 60 + moment.minute
