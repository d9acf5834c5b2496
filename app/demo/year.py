"""One branch's year around its records: the plan, school breaks, a notice, make-ups."""

from datetime import date, time, timedelta

from app.access.scope import EVERYTHING
from app.core import clock
from app.meetings import people
from app.meetings.attendance import AttendanceCode as Code
from app.meetings.calls import actions as calls
from app.meetings.plans import actions as plans
from app.meetings.plans import drafting
from app.meetings.plans import queries as planned
from app.meetings.study import actions as study
from app.meetings.study import queries as studied
from app.rules.meetings import MeetingKind as Kind

TOPICS = {
    Kind.COMMITTEE: [
        "研究党员学习安排", "讨论入党积极分子培养情况", "研究主题党日方案", "研究联系学生宿舍工作",
    ],
    Kind.THEME_DAY: [
        "走访退休老党员", "实验室安全大检查志愿服务", "植树与校园清洁", "结对帮扶低年级学生",
        "社区科普宣讲", "参观校史馆",
    ],
    Kind.GROUP: ["交流学习体会", "联系实际谈岗位作用"],
    Kind.ASSEMBLY: ["听取支部委员会工作报告"],
}  # fmt: skip
GOALS = (
    "以提升组织力为重点，把三会一课同教学科研中心工作结合起来，"
    "做到年初有计划、会前有准备、会后有落实。"
)
KEPT_UP = 8  # of every ten people away, how many made it up


class Year:
    """The current year of a branch that plans ahead."""

    def __init__(self, university, branch, members, today: date):
        self.university, self.branch, self.members = university, branch, members
        self.today = today

    def write(self) -> None:
        """In the order of the days it happened on."""
        year = self.today.year
        with clock.travel(date(year, 1, 8), hour=16):
            for name, first, last in (
                (f"{year}年寒假", date(year, 1, 24), date(year, 2, 28)),
                (f"{year}年暑假", date(year, 7, 11), date(year, 9, 5)),
            ):
                plans.set_break(self.university, None, name=name, first_on=first, last_on=last)
            plans.fix_theme_day(self.branch, week=2, weekday=4, day=None)
            self._plan(year)
        self._make_ups(year)
        with clock.travel(self.today, hour=9):
            self._call()

    def _plan(self, year):
        away = planned.breaks_of(EVERYTHING, [self.branch], year)[self.branch.id]
        drafted = drafting.by_rule(EVERYTHING, self.branch, year, away)
        entries, turn = [], {}
        for one in drafted.entries:
            kind, group_id = drafting.chosen(one.what, EVERYTHING, self.branch)
            topics = TOPICS.get(kind, [one.topic])
            turn[kind] = turn.get(kind, -1) + 1
            entries.append(
                {
                    "kind": kind,
                    "group_id": group_id,
                    "month": int(one.month),
                    "planned_on": one.planned_on,
                    "topic": topics[turn[kind] % len(topics)],
                    "leader": one.leader,
                }
            )
        plans.submit(self.branch, year, None, goals=GOALS, entries=entries)

    def _make_ups(self, year):
        """Most people caught up within a fortnight; some have not yet."""
        missed = studied.missed(EVERYTHING, self.branch, year)
        for number, one in enumerate(missed):
            day = min(one.meeting.held_on + timedelta(days=4 + number % 9), self.today)
            if number % 10 >= KEPT_UP:
                continue
            with clock.travel(day, hour=17):
                how = ("自学会议材料", "个别传达", "听录音补学")[number % 3]
                study.record(one.meeting, [one.person.id], made_up_on=day, how=how)

    def _call(self):
        """The quarter's assembly is announced for Friday; one member has asked leave."""
        day = self.today + timedelta(days=(4 - self.today.weekday()) % 7 or 7)
        everybody = people.of_branch(EVERYTHING, self.branch, Kind.ASSEMBLY, day, None)
        plan = planned.plan(EVERYTHING, self.branch, day.year)
        entries = [one for one in plan.entries if one.kind is Kind.ASSEMBLY]
        call = calls.send(
            self.branch,
            Kind.ASSEMBLY,
            people=everybody,
            chosen=[key for key, one in everybody.items() if one.expected],
            entry=entries[-1],
            title=f"{day.year}年第四季度支部党员大会",
            held_on=day,
            started_at=time(14, 30),
            ended_at=time(16, 30),
            place="学院报告厅",
            agenda="听取支部委员会年度工作报告\n讨论年度工作总结\n部署组织生活会和民主评议党员工作",
            remark="请各党小组会前收集意见，交组织委员。",
        )
        away = self.members[5]
        calls.ask_leave(call, away.person_id, code=Code.OFFICIAL, reason="参加学术会议")
