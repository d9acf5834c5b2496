"""Pledges of one college: last year's to their end in the first branch, this year's under way."""

import random
from datetime import date, timedelta

from app.core import clock
from app.organizations import actions as organizations
from app.pledges import actions, judging
from app.pledges.actions import Written
from app.rules.pledges import (
    AGREED,
    CommentWay,
    FeedbackWay,
    Heading,
    OpinionSource,
    Outcome,
)

MATTERS = (
    (
        Heading.LEARNING,
        "每月通读一份文件并写学习体会",
        "列出书目，每月最后一周交党小组长。",
        (12, 20),
    ),
    (Heading.RESULTS, "指导本科生参加学科竞赛", "组建一支队伍，每周辅导一次。", (10, 31)),
    (Heading.SERVICE, "联系一个学生宿舍", "每学期走访不少于三次，帮助解决困难。", (12, 31)),
    (Heading.LAW, "每周检查一次实验室责任区", "发现隐患当天报告，学期末汇总一次。", (11, 20)),
    (Heading.SPIRIT, "开设一次科研诚信讲座", "面向研究生新生。", (9, 30)),
    (Heading.POST, "整理一门课程的思政案例", "补充三个案例，开课前完成。", (8, 31)),
)
STUDENT = (
    (Heading.LEARNING, "和一名低年级同学结对学习", "每周一次，期末前各科不掉队。", (12, 31)),
    (Heading.SERVICE, "参加社区科普志愿服务", "全年不少于四次。", (11, 30)),
    (Heading.LAW, "带头遵守学术规范", "组会上讲一次引用规范。", (10, 15)),
)
OWN = (
    (Heading.MECHANISM, "每月 10 日前公布组织生活安排", "由组织委员张贴并发通知。", (12, 31)),
    (Heading.PRAISE, "建立教师党员联系学生宿舍制度", "每名支委联系一个楼层。", (6, 30)),
)
DOING = ("按计划在做，已过半。", "做了两次，效果不错。", "上半年的部分已完成。")
DONE = "已按承诺完成，党小组核对过。"


class Pledges:
    """What the branches of one college pledge, each as far as its diligence carries it."""

    def __init__(self, today: date):
        # A chance of its own: what others add to the demo leaves its findings as they were.
        self.chance, self.today = random.Random(20260325), today

    def asked(self, college) -> None:
        """The college asks for the cycle from the year before on."""
        year = self.today.year - 1
        with clock.travel(date(year, 1, 6), hour=9):
            organizations.set_local_rule(
                college, "PL-01", True, since=date(year, 1, 6),
                reason="学院党委会议：党员年初公开承诺，年中点评，年终评议。",
            )  # fmt: skip

    def year(self, branch, plan, members, officers, *, left_out=0, commented=True) -> list:
        """This year's pledges but for the last `left_out` members; in summer all that was public
        was commented on, or nothing."""
        party = [m for m in members if m.stage.in_party and not m.exempt]
        writers = [m for m in party if m.joined_on.earliest <= date(self.today.year, 3, 31)]
        made = self._public(
            branch, plan, writers[: len(writers) - left_out], officers, self.today.year
        )
        self._kept(made, self.today.year)
        if commented:
            self._commented(branch, made, officers, self.today.year)
        return made

    def last_year(self, branch, plan, members, officers) -> None:
        """Last year's pledges, evaluated, answered and confirmed."""
        year = self.today.year - 1
        party = [m for m in members if m.stage.in_party and m.joined_on.earliest.year < year]
        made = self._public(branch, plan, party[:12], officers, year)
        self._commented(branch, made, officers, year)
        for number, pledge in enumerate(made):
            for matter in pledge.matters:
                left = number == 3 and matter is pledge.matters[-1]
                self._tell(matter, matter.due_on - timedelta(days=4), kept=not left)
        with clock.travel(date(year, 12, 22), hour=16):
            for number, pledge in enumerate(made):
                judging.evaluate(
                    pledge, evaluated_on=date(year, 12, 22), voters=21, satisfied=18 - number % 3,
                    fairly=2, dissatisfied=number % 2, counted_by=officers[2].name,
                    opinion="希望把做法告诉更多同志。" if number % 4 == 0 else "",
                    responsible=officers[0].name,
                )  # fmt: skip
        with clock.travel(date(year, 12, 29), hour=10):
            for pledge in made:
                [said] = pledge.feedback
                judging.answer(
                    said, result="评议结果和意见已当面告诉本人。",
                    told_on=date(year, 12, 28), way=FeedbackWay.FACE,
                )  # fmt: skip
                judging.confirm(said, by=pledge.name)

    def late(self, branch, member) -> None:
        """A pledge that came late and waits for its review."""
        with clock.travel(self.today - timedelta(days=4), hour=20):
            actions.write(
                branch, member.person, self.today.year, None, post=member.person.job[:60],
                matters=[self._written(MATTERS[2], self.today.year)],
            )  # fmt: skip

    def opinion(self, pledge, officer) -> None:
        """Somebody said something at the secretary's open hour."""
        with clock.travel(self.today - timedelta(days=20), hour=15):
            judging.raise_opinion(
                pledge, opinion="学生希望走访的时间能提前告诉大家。",
                source=OpinionSource.RECEPTION, responsible=officer.name,
                raised_on=self.today - timedelta(days=20),
            )  # fmt: skip

    def _public(self, branch, plan, writers, officers, year):
        student = "生" in plan.name
        choices, made = (STUDENT if student else MATTERS), []
        for number, member in enumerate(writers):
            with clock.travel(date(year, 2, 25) + timedelta(days=number % 20), hour=20):
                picked = [choices[(number + n) % len(choices)] for n in range(2)]
                made.append(
                    actions.write(
                        branch, member.person, year, None, post=member.person.job[:60],
                        matters=[self._written(one, year) for one in picked],
                    )
                )  # fmt: skip
        with clock.travel(date(year, 3, 18), hour=9):
            made.append(
                actions.write(
                    branch, None, year, None, post="",
                    matters=[
                        self._written(one, year, officers[n % len(officers)].name)
                        for n, one in enumerate(OWN)
                    ],
                )
            )  # fmt: skip
        with clock.travel(date(year, 3, 24), hour=16):
            for pledge in made:
                by = self._judge(pledge, officers, made)
                name = f"{branch.name} {by.name}"
                actions.approve(pledge, by=by.id, name=name, opinion=AGREED)
        with clock.travel(date(year, 3, 25), hour=9):
            actions.publish(made)
        return made

    def _kept(self, made, year):
        """What fell due was mostly done; of what is still to come most is told of."""
        for pledge in made:
            for matter in pledge.matters:
                if matter.due_on < self.today - timedelta(days=12):
                    if self.chance.random() < 0.96:
                        self._tell(matter, matter.due_on - timedelta(days=5), kept=True)
                elif self.chance.random() < 0.5:
                    day = date(year, 6, 20) + timedelta(days=self.chance.randint(0, 90))
                    self._tell(matter, day, kept=False)

    def _tell(self, matter, day, *, kept):
        with clock.travel(day, hour=19):
            actions.tell(
                matter, told_on=day, text=DONE if kept else self.chance.choice(DOING),
                outcome=Outcome.KEPT if kept else Outcome.GOING, why="",
                by=matter.responsible or matter.pledge.name,
            )  # fmt: skip

    def _commented(self, branch, made, officers, year):
        day = date(year, 7, 8)
        with clock.travel(day, hour=16):
            for number, pledge in enumerate(made):
                by = self._judge(pledge, officers, made)
                place = branch if pledge.person_id else branch.parent
                follow = number == 2 and year == self.today.year
                judging.comment(
                    pledge, by=by.id, name=f"{place.name} {by.name}", commented_on=day,
                    way=CommentWay.MEETING, judgement="积极主动，承诺结合岗位，上半年兑现得好。",
                    achievements="承诺的事按月在做，同志们看得见。",
                    problems="走访学生宿舍次数少" if follow else "",
                    direction="下学期走访不少于三次，每次记一笔。" if follow else "",
                    mend_by=date(year, 12, 10) if follow else None, follow=follow,
                )  # fmt: skip

    def _judge(self, pledge, officers, made):
        """The secretary; for the secretary's own pledge the next one there is."""
        people = [one.person for one in (*officers, *made) if one.person_id]
        return next(one for one in people if one.id != pledge.person_id)

    def _written(self, matter, year, responsible=""):
        heading, text, measure, due = matter
        return Written(heading, text, measure, date(year, *due), responsible)
