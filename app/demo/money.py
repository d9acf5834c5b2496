"""How money moves in the demo: a budget, a request from asking to settling, each on its day."""

from datetime import date, time, timedelta

from app.access.scope import EVERYTHING
from app.core import clock
from app.funds import actions, budgeting, paying, queries
from app.meetings import actions as meetings
from app.meetings.attendance import AttendanceCode, Mark
from app.rules.funds.kinds import Level
from app.rules.meetings import MeetingKind

AGREED = "同意列支，按概算执行，厉行节约。"
OPINION = "同意。"


class Money:
    """`judge` is who approves for the college; nothing happens on a day that has not come."""

    def __init__(self, today: date, judge):
        self.today, self.judge, self.year = today, judge, today.year
        self.vouchers = 0

    def budget(self, place, officers, lines, *, approve=True):
        """The year's budget, approved in March; {name of a line: line}, none before that day."""
        sent = date(self.year, 3, 10)
        if sent + timedelta(days=8) >= self.today:
            return {}
        by = officers[0].person_id if officers else None
        with clock.travel(sent, hour=9):
            found = queries.of(EVERYTHING, place, self.year)
            found = budgeting.draft(
                place, self.year, found, lines=lines, note="按全年组织生活计划和上年执行情况编制。",
                by=by,
            )  # fmt: skip
            budgeting.send(found, by=by)
        if approve:
            with clock.travel(sent + timedelta(days=7), hour=15):
                budgeting.approve(
                    found, by=self.judge.id, held=Level.HIGHER, name=self._name(place)
                )
        return {one.name: one for one in found.lines}

    def spent(
        self, place, officers, line, title, purpose, day, parts, *, paid, actual, people=None,
        why="",
    ):  # fmt: skip
        """A request from asking to settling, around the day of its activity."""
        on = date(self.year, *day)
        if on + timedelta(days=8) >= self.today:
            return
        by = officers[0].person_id if officers else None
        made = self._asked(line, title, purpose, on, on - timedelta(days=16), by, parts)
        self._agreed(place, officers, made, on - timedelta(days=10))
        with clock.travel(on + timedelta(days=2), hour=15):
            self._pay(made, paid, officers)
        with clock.travel(on + timedelta(days=7), hour=16):
            self._settle(made, actual, officers, people, why)

    def _asked(self, line, title, purpose, on, day, by, parts, **texts):
        """None where the day is before the budget, or the activity is in another year."""
        if day <= date(self.year, 3, 18) or on.year != self.year:
            return None
        with clock.travel(day, hour=14):
            return actions.request(
                line, title=title, purpose=purpose, activity_on=on, by=by,
                participants="全体党员", parts=[actions.Part(*one) for one in parts], **texts,
            )  # fmt: skip

    def _agreed(self, place, officers, made, day, by=None):
        with clock.travel(day, hour=10):
            self._decided(place, officers, made)
            who, name = (by.person_id, f"{place.name} {by.name}") if by else (
                self.judge.id, self._name(place)
            )  # fmt: skip
            held = Level.OWN if by else Level.HIGHER
            actions.approve(made, by=who, held=held, name=name, opinion=OPINION)

    def _decided(self, place, officers, made):
        """By a committee meeting of that day; a place without one says why."""
        if len(officers) < 2:
            actions.decide(made, meeting=None, item_number=None, decision="", why="另有纪要。")
            return
        with clock.travel(min(clock.today(), self._month_before(3)), hour=9):
            held = self._meeting(place, officers, made)
        [item] = held.items
        actions.decide(
            made, meeting=held, item_number=item.number, decision=item.resolution, why=""
        )

    def _meeting(self, place, officers, made):
        day = clock.today()
        title = f"研究经费的支委会（{made.title}）"
        present = {one.person_id: Mark(AttendanceCode.PRESENT) for one in officers}
        return meetings.submit(
            place, MeetingKind.COMMITTEE, attendance=present, held_on=day, title=title,
            items=[{"title": f"研究“{made.title}”的经费", "discussion": "逐项核对概算。",
                    "resolution": AGREED}],
            chair_id=officers[0].person_id, recorder_id=officers[-1].person_id,
            started_at=time(8), place="支部活动室",
        )  # fmt: skip

    def _pay(self, made, amount, officers):
        self.vouchers += 1
        return paying.pay(
            made, amount=amount, happened_on=clock.today(), summary=f"{made.title}支出",
            voucher=f"记-{self.vouchers:03d}", attachments=2, handler=officers[-1].name
            if officers else "院办", by=officers[0].person_id if officers else None,
            witness=officers[1].name if len(officers) > 1 else "",
        )  # fmt: skip

    def _settle(self, made, actual, officers, people, why):
        self.vouchers += 1
        paying.settle(
            made, actual=actual, settled_on=clock.today(), people=people, why=why,
            voucher=f"记-{self.vouchers:03d}", attachments=1,
            handler=officers[-1].name if officers else "院办",
            by=officers[0].person_id if officers else None,
        )  # fmt: skip

    def _month_before(self, days):
        """Some days before this month: its meetings are left for the secretary to record."""
        return self.today.replace(day=1) - timedelta(days=days)

    def _ago(self, days):
        return self.today - timedelta(days=days)

    def _name(self, place):
        above = place.parent if place is not None and place.parent else None
        return f"{above.name if above else '计算机学院党委'} {self.judge.name}"
