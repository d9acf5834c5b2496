"""Rooms of the demo: a branch's own, a college's hall shared with its branches, and their year."""

from datetime import date, time, timedelta

from app.core import clock
from app.rules.venues import Every, Outcome, Span
from app.venues import actions
from app.venues.actions import Asked

WORKDAYS = dict.fromkeys(range(5), Span(time(8), time(21)))


class Venues:
    def __init__(self, today: date):
        self.today = today

    def write(self, college, branch, other, officers, keeper) -> None:
        """`officers` are people of the branch's committee, `keeper` of the college."""
        with clock.travel(self.today - timedelta(days=300)):
            room, hall = self._room(branch), self._hall(college)
            actions.share(hall, [college])
            for venue in (room, hall):
                actions.set_opening(venue, clock.today(), WORKDAYS)
        self._used(room, branch, officers[0])
        self._coming(room, hall, branch, other, officers[0])
        self._checked(college, branch, other, room, hall, officers[0], keeper)

    def _room(self, branch):
        return actions.register(
            branch, name="党员活动室", place="思源楼 204", area=60, capacity=40,
            used_since=date(2019, 9, 1), keeper="韩志远", phone="8201",
            facilities="sign,wall,seats,books", set_up=0, clearing=10,
        )  # fmt: skip

    def _hall(self, college):
        return actions.register(
            college, name="学院党员之家", place="致远楼 101", area=140, capacity=120,
            used_since=date(2021, 6, 20), keeper="许静云", phone="8100", approval=True,
            facilities="sign,wall,seats,media,books,cabinet", set_up=30, clearing=30,
        )  # fmt: skip

    def _used(self, room, branch, person):
        """Every other week since March, noted as it was."""
        for number in range(16):
            day = self.today - timedelta(days=14 * number + 4)
            day -= timedelta(days=max(0, day.weekday() - 4))
            with clock.travel(day, hour=7):
                span, title = Span(time(15), time(17)), f"{day.month}月支部学习"
                booking = actions.book(room, branch, person, day, span, Asked(title, 20))
            with clock.travel(day, hour=20):
                if number:  # the latest waits to be noted
                    actions.note_use(booking, minutes=110, people=17 + number % 5, intact=True)

    def _coming(self, room, hall, branch, other, person):
        first = self.today + timedelta(days=(3 - self.today.weekday()) % 7 or 7)
        with clock.travel(self.today, hour=8):
            actions.book_days(
                room, branch, person, first, Span(time(15), time(17)), Asked("支部学习", 20),
                every=Every.FORTNIGHT, until=first + timedelta(days=28),
            )  # fmt: skip
            day = self.today + timedelta(days=(4 - self.today.weekday()) % 7 or 7)
            span = Span(time(14, 30), time(16, 30))
            actions.book(hall, other, None, day, span, Asked("支部党员大会", 60))
            actions.wait(hall, branch, person, day, span, Asked("主题党日", 25))
            asked = Asked("组织生活会", 25)
            actions.book(hall, branch, person, day + timedelta(days=7), span, asked)

    def _checked(self, college, branch, other, room, hall, person, keeper):
        day = self.today - timedelta(days=40)
        facts = {"checked_on": day, "checked_by": keeper.name, "due_on": None}
        with clock.travel(day):
            actions.inspect(
                branch, room, outcome=Outcome.LACKING, problem="没有投影设备，资料柜不够用。",
                person=person, responsible="", **facts,
            )  # fmt: skip
            actions.inspect(
                other, None, outcome=Outcome.MISSING, problem="没有固定的活动场所，借用会议室。",
                person=None, responsible=other.name, **facts,
            )  # fmt: skip
            actions.inspect(
                college, hall, outcome=Outcome.FINE, problem="", person=None, responsible="",
                **facts,
            )  # fmt: skip
