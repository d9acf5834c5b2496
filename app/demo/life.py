"""Two years of meetings with realistic gaps, late entries, leave and votes."""

from datetime import date, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.db import db
from app.meetings import actions
from app.meetings.attendance import AttendanceCode as Code
from app.meetings.attendance import Mark
from app.meetings.filled import title_of
from app.meetings.models import Attendance, Meeting, MeetingStatus
from app.rules.dates import Period, PeriodKind, periods_between
from app.rules.meetings import MeetingKind as Kind
from app.rules.votes import Matter

PLACES = ["会议室 302", "党员活动室", "学院报告厅", "线上会议"]
STUDY = [
    "学习《中国共产党支部工作条例（试行）》",
    "学习党员教育管理工作条例",
    "学习新修订的发展党员工作细则",
    "学习科学家精神，交流科研攻关体会",
    "学习师德师风典型案例",
    "学习网络安全与保密常识",
]  # fmt: skip
THEMES = [
    "参观校史馆", "实验室安全大检查志愿服务", "结对帮扶低年级学生", "观看教育影片并座谈",
    "走访退休老党员", "社区科普宣讲", "植树与校园清洁",
]  # fmt: skip
BUSINESS = [
    ("研究本月党员学习安排", "由组织委员落实学习材料，每名党员至少发言一次。"),
    ("讨论入党积极分子培养情况", "两名培养联系人分别谈话一次，月底前交考察意见。"),
    ("研究主题党日方案", "按方案组织，宣传委员负责联系场地。"),
    ("通报党费收缴情况", "按月公布，个别未交的同志由组织委员提醒。"),
    ("研究支部联系学生宿舍工作", "每名委员联系一个宿舍楼，每学期走访两次。"),
]
LIFE = "会前谈心谈话、征求意见；会上书记带头对照检查，逐一开展批评和自我批评；会后列出整改清单。"
HOURS = {Kind.THEME_DAY: 2, Kind.PARTY_CLASS: 2, Kind.GROUP: 1, Kind.ASSEMBLY: 1.5, Kind.LIFE: 3}
"""Study hours of a meeting, where the branch is one that records them."""
DILIGENT = 0.95
LEAVE = [(Code.OFFICIAL, "出差"), (Code.SICK, "感冒"), (Code.PERSONAL, "家中有事")]


def sit_in(branch, members) -> None:
    """Whoever joined in these years is on the lists of the days after: the files that tell of it
    are written once the meetings stand."""
    joined = [one for one in members if one.joined_on]
    held = select(Meeting).where(
        Meeting.organization_id == branch.id,
        Meeting.status == MeetingStatus.SUBMITTED,
        Meeting.kind != Kind.COMMITTEE,
    )
    for meeting in db.session.scalars(held.options(selectinload(Meeting.attendance))).all():
        listed = {one.person_id for one in meeting.attendance}
        here = [
            one
            for one in joined
            if one.joined_on.earliest < meeting.held_on
            and one.person_id not in listed
            and meeting.group_id in {None, one.group_id}
        ]
        with clock.travel(clock.here(meeting.submitted_at).date(), hour=21):
            for position, one in enumerate(here, len(listed)):
                meeting.attendance.append(
                    Attendance(
                        person_id=one.person_id, position=position, code=Code.PRESENT, counted=False
                    )
                )
            meeting.due += len(here)
            meeting.present += len(here)
            db.session.flush()


class Chronicle:
    """The meetings of one branch, from two years ago up to today."""

    def __init__(self, chance, branch, plan, members, officers, groups, today):
        self.chance, self.branch, self.plan, self.today = chance, branch, plan, today
        self.members, self.officers, self.groups = members, officers, groups
        self.start = max(date(today.year - 2, today.month, 1), branch.founded_on)

    def write(self) -> None:
        """Submit every meeting in the order of the days they were recorded."""
        months = periods_between(PeriodKind.MONTH, self.start, self.today)
        for month in months[:-1]:  # this month is left for the secretaries to record
            self._month(month)
        for quarter in periods_between(PeriodKind.QUARTER, self.start, self.today):
            self._assembly(quarter)
        for year in range(self.start.year, self.today.year):
            self._life_meeting(year)

    def _month(self, month: Period):
        if len(self.officers) > 1 and self._held():
            title, resolution = self.chance.choice(BUSINESS)
            items = [
                {"title": title, "discussion": "逐一讨论，意见一致。", "resolution": resolution}
            ]
            self._hold(Kind.COMMITTEE, self._day(month, 2, 9), items=items)
        if self._held():
            theme = self.chance.choice(THEMES)
            self._hold(Kind.THEME_DAY, self._day(month, 12, 20), content=f"{theme}。", title=theme)
        for group in self.groups:
            if self._held():
                content = f"{self.chance.choice(STUDY)}，每人联系实际谈体会。"
                self._hold(Kind.GROUP, self._day(month, 21, 27), content=content, group=group)
        if month.number in {4, 10} and self._held():
            self._hold(
                Kind.PARTY_CLASS, self._day(month, 14, 18), lecturer="支部书记",
                content=f"{self.chance.choice(STUDY)}。",
            )  # fmt: skip

    def _assembly(self, quarter: Period):
        day = self._day(quarter, 55, 80)
        if day >= self.today or not self._held():
            return
        items = [
            {
                "title": "听取支部委员会工作报告",
                "discussion": "与会同志没有不同意见。",
                "resolution": "同意支部委员会的工作报告。",
                "matter": Matter.ORDINARY.value,
                "yes": ...,
            },
            {"title": "布置下季度学习", "discussion": "按计划进行。", "resolution": ""},
        ]  # fmt: skip
        self._hold(Kind.ASSEMBLY, day, items=items)

    def _life_meeting(self, year):
        if date(year, 12, 20) > self.start and self._held():
            self._hold(Kind.LIFE, date(year, 12, self.chance.randint(5, 20)), content=LIFE)

    def _held(self):
        return self.chance.random() < self.plan.diligence

    def _day(self, period, first, last):
        day = period.start + timedelta(days=self.chance.randint(first, last) - 1)
        return min(day - timedelta(days=max(0, day.weekday() - 4)), period.end)

    def _hold(self, kind, day, *, items=(), group=None, **facts):
        if not self.start <= day < self.today:
            return
        late = self.chance.random() < 0.06
        recorded = min(day + timedelta(days=self.chance.randint(9, 25) if late else 1), self.today)
        if (recorded - day).days > 7:
            facts["late_reason"] = "期末考试周，记录整理晚了。"
        if self.plan.diligence >= DILIGENT and kind in HOURS:
            facts["hours"] = HOURS[kind]
        with clock.travel(recorded, hour=20):
            attendance = self._attendance(kind, day, group)
            if not attendance:
                return
            actions.submit(
                self.branch, kind, attendance=attendance, group=group, held_on=day,
                items=[self._voted(item, day, attendance) for item in items],
                chair_id=self.officers[0].person_id, recorder_id=self.officers[-1].person_id,
                started_at=time(self.chance.choice((14, 15, 16))),
                place=self.chance.choice(PLACES[:3]),
                title=facts.pop("title", None) or title_of(kind, day, group),
                **facts,
            )  # fmt: skip

    def _attendance(self, kind, day, group):
        expected = self.officers if kind is Kind.COMMITTEE else [
            m for m in self.members
            if m.stage.in_party and m.joined_on.earliest <= day
            and (group is None or m.group is group)
        ]  # fmt: skip
        marks = {}
        for member in expected:
            code, note = Code.PRESENT, ""
            if member.exempt:
                code = Code.EXEMPT
            elif self.chance.random() < 0.08 and member is not self.officers[0]:
                code, note = self.chance.choice(LEAVE)
            marks[member.person_id] = Mark(code, note)
        return marks

    def _voted(self, item, day, attendance):
        if "yes" not in item:
            return item
        voters = {
            m.person_id for m in self.members if m.has_vote and m.confirmed_on.earliest <= day
        }
        present = sum(
            mark.code is Code.PRESENT and person in voters for person, mark in attendance.items()
        )
        if not present:  # a young branch had no full members yet
            return {name: value for name, value in item.items() if name not in {"matter", "yes"}}
        return item | {"yes": present, "no": 0, "abstain": 0, "written": 0}
