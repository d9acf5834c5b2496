"""Two activities of one branch: one from plan to settlement, one that is being prepared."""

from datetime import date, time, timedelta

from app.access.scope import EVERYTHING
from app.activities import actions, queries
from app.activities.actions import Money
from app.core import clock
from app.funds import actions as funds
from app.funds import paying
from app.funds import queries as fund_queries
from app.funds.actions import Part
from app.meetings import actions as meetings
from app.meetings import people
from app.meetings.attendance import AttendanceCode, Mark
from app.rules.activities import ActivityKind
from app.rules.funds.kinds import Level, Purpose
from app.venues import queries as venues


class Activities:
    def __init__(self, today: date):
        self.today = today

    def write(self, branch, by, approver) -> None:
        """`by` is the account of who organises, `approver` a person of the superior."""
        self._done(branch, by, approver)
        self._planned(branch, by)

    def _done(self, branch, by, approver):
        day = self.today - timedelta(days=24)
        with clock.travel(day - timedelta(days=8), hour=9):
            made = self._organize(
                branch, by, ActivityKind.STUDY, "参观校史馆和科学家精神展", day, "校史馆",
                "参观校史馆和科学家精神展\n重温入党誓词\n座谈体会", ("讲解费", 30_000), hours=3.0,
            )  # fmt: skip
        with clock.travel(day, hour=19):
            record = self._record(made, by)
        for asked in queries.one(EVERYTHING, made.id).requests:
            self._paid(asked, by, approver, day, record.present)

    def _planned(self, branch, by):
        day = self.today + timedelta(days=(2 - self.today.weekday()) % 7 + 7)
        with clock.travel(self.today, hour=8):
            self._organize(
                branch, by, ActivityKind.VOLUNTEER, "科普进社区志愿服务", day, "",
                "分组讲解\n答疑咨询\n小结", ("宣传材料", 24_000), hours=None, room=True,
            )  # fmt: skip

    def _organize(self, branch, by, kind, title, day, place, agenda, part, *, hours, room=False):
        scope = EVERYTHING
        everybody = people.of_branch(scope, branch, kind.meeting, clock.today(), None)
        chosen = [key for key, one in everybody.items() if one.expected]
        venue = next((v for v in venues.listed(scope) if v.organization_id == branch.id), None)
        lines = fund_queries.open_lines(scope, branch, day.year)
        money = None
        if lines:
            line = fund_queries.line(scope, lines[0].id)
            money = Money(line, Purpose.MEETING, [Part(*part)])
        return actions.organize(
            branch, kind, people=everybody, chosen=chosen, hours=hours,
            venue=venue if room else None, money=money, by=by, title=title, held_on=day,
            started_at=time(14), ended_at=time(17), place=place, agenda=agenda, remark="",
        )  # fmt: skip

    def _record(self, made, by):
        branch, call = made.organization, made.call
        everybody = people.of_branch(EVERYTHING, branch, call.kind, call.held_on, None)
        attendance = {
            one.person_id: Mark(AttendanceCode.PRESENT)
            for one in call.called
            if one.person_id in everybody
        }
        items = [{"title": line, "discussion": "", "resolution": ""} for line in call.items]
        return meetings.submit(
            branch, call.kind, attendance=attendance, items=items, held_on=call.held_on,
            chair_id=by.person_id, recorder_id=by.person_id, by=by, title=call.title,
            started_at=call.started_at, ended_at=call.ended_at, place=call.place,
            hours=made.hours, call_id=call.id,
        )  # fmt: skip

    def _paid(self, asked, by, approver, day, came):
        with clock.travel(day - timedelta(days=6), hour=10):
            funds.decide(
                asked, meeting=None, item_number=None, decision="",
                why="支委会当面商定，会议记录另补。",
            )  # fmt: skip
            funds.approve(
                asked, by=approver.id, held=Level.SUPERIOR, name=approver.name, opinion="同意。"
            )
        with clock.travel(day + timedelta(days=3), hour=10):
            facts = {"handler": by.person.name, "by": by.person_id, "witness": ""}
            paying.pay(
                asked, amount=asked.amount, happened_on=clock.today(), summary=asked.title,
                voucher="HD-1023", attachments=1, **facts,
            )  # fmt: skip
            paying.settle(
                asked, actual=asked.amount, settled_on=clock.today(), people=came, why="",
                voucher="", attachments=0, **facts,
            )  # fmt: skip
