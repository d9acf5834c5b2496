"""Talks of two years, a finished and an open round of self-examination, resolutions followed."""

from datetime import date, timedelta
from itertools import combinations

from app.access.scope import EVERYTHING
from app.analysis import actions as analysis
from app.core import clock
from app.core.db import db
from app.meetings import queries as meetings
from app.meetings.resolutions import actions as resolutions
from app.meetings.talks.models import Occasion, Talk
from app.rectification import actions as rectification
from app.rules.meetings import MeetingKind
from app.rules.talks import pair_kind

WORDS = [
    {
        "belief": "能按时参加集中学习，但系统读原著少，学用结合还有距离。",
        "purpose": "联系一个学生宿舍，对学生就业上的困难了解得晚。",
        "conduct": "参加组织生活准时，发言准备不充分的时候较多。",
        "problems": "理论学习不系统，全年只通读两份文件\n联系学生宿舍走访少",
        "effort": "每月通读一份文件并写体会；每学期走访联系宿舍不少于三次。",
    },
    {
        "belief": "理想信念坚定，对新形势新要求研究不深。",
        "duty": "承担专业课教学，课程思政的办法还不多。",
        "integrity": "经费使用合规，对研究生科研诚信教育抓得不经常。",
        "problems": "课程思政案例少，同专业结合不紧",
        "effort": "两门课各补三个课程思政案例，下学期开课前完成。",
    },
    {
        "purpose": "对退休老同志关心不够，全年只走访一次。",
        "duty": "党小组活动形式单一，青年教师参与不积极。",
        "problems": "走访老党员少\n党小组活动形式单一",
        "effort": "每季度走访一次老党员；党小组每学期开展一次实践活动。",
    },
]
OPINION = "自我检查实事求是，问题找得准，措施具体。请党小组长每季度了解一次进展。"
DONE = "已按措施落实，党小组核对过。"


class Followed:
    """What the branches talk over, and what the secretary's branch follows to its end."""

    def __init__(self, chance, today: date):
        self.chance, self.today = chance, today

    def talks(self, branch, plan, members, officers) -> None:
        """Last year's talks and this year's so far; the more diligent, the fewer holes."""
        for year in (self.today.year - 1, self.today.year):
            share = 1 if plan.diligence >= 0.8 else plan.diligence
            share *= 1 if year < self.today.year else 0.7
            self._year(branch, year, members, {one.person_id for one in officers}, share)

    def write(self, branch, members, officers) -> None:
        """Resolutions, last year's round with its list, this year's round under way."""
        self._resolutions(branch, officers)
        party = [one for one in members if one.stage.in_party]
        self._finished(branch, party, officers)
        self._under_way(branch, [one for one in party if one.name not in {"欧阳懿", "周敏"}])

    def _year(self, branch, year, members, sits, share):
        start = max(date(year, 3, 1), branch.since)
        last = min(date(year, 12, 10), self.today - timedelta(days=1))
        people = [
            m.person_id
            for m in members
            if m.stage.in_party and not m.exempt and m.joined_on.earliest <= last
        ]
        if last <= start:
            return
        plain = [one for one in people if one not in sits]
        pairs = [*combinations(sorted(sits & set(people)), 2)]
        pairs += [(self.chance.choice(sorted(sits)), one) for one in plain]
        pairs += zip(plain, plain[1:] + plain[:1], strict=True) if len(plain) > 2 else []
        pairs += [tuple(plain)] if len(plain) == 2 else []
        rows = {
            (*sorted(pair), start + timedelta(self.chance.randint(0, (last - start).days)))
            for pair in pairs
            if self.chance.random() < share
        }
        known = {m.person_id: m.person for m in members}
        for first, second, on in sorted(rows):
            late = on.month >= 11
            db.session.add(
                Talk(
                    organization=branch,
                    first=known[first],
                    second=known[second],
                    talked_on=on,
                    kind=pair_kind(first in sits, second in sits),
                    occasion=Occasion.BEFORE_LIFE if late else Occasion.USUAL,
                )
            )
        with clock.travel(last, hour=18):
            db.session.flush()

    def _resolutions(self, branch, officers):
        recent = meetings.listed(
            EVERYTHING, organization_id=branch.id, kind=MeetingKind.COMMITTEE, limit=12
        )
        held = [one for one in recent if one.items[0].matter is None]
        for meeting, officer, days, ends in zip(
            held, officers, (60, 14, 24, 30), (False, False, True, True), strict=False
        ):
            day = meeting.held_on + timedelta(days=1)
            due_on = self.today + timedelta(days=6) if days == 60 else day + timedelta(days=days)
            [item, *_] = meeting.items
            with clock.travel(day, hour=15):
                task = resolutions.follow(
                    meeting, item, task=item.resolution, due_on=due_on, person=officer.person
                )
            if ends:
                done = day + timedelta(days=days - 4)
                with clock.travel(done, hour=16):
                    name = officer.name
                    rectification.finish(task, done_on=done, text="已办好。", by=name)

    def _finished(self, branch, party, officers):
        year = self.today.year - 1
        head = officers[0]
        with clock.travel(date(year, 11, 10)):
            made = analysis.open_round(branch, year, date(year, 11, 28))
        checks = []
        for number, member in enumerate(party):
            with clock.travel(date(year, 11, 12 + number % 15)):
                texts = WORDS[number % len(WORDS)]
                checks.append(analysis.write(made, None, member.person, texts))
        with clock.travel(date(year, 12, 2)):
            analysis.note(
                made, due_on=made.due_on, study_on=date(year, 11, 20),
                study_note="学习《中国共产党支部工作条例（试行）》和有关讲话",
                opinions_on=date(year, 11, 25), opinions_note="希望多到学生宿舍走一走。",
            )  # fmt: skip
        with clock.travel(date(year, 12, 18)):
            for check in checks:
                analysis.judge(check, OPINION)
            items = [
                rectification.raise_item(
                    branch, source=analysis.source_of(made),
                    problem="对出差较多的党员补课办法不多",
                    goal="缺席的组织生活全部补上", measure="会后三天内由党小组长送学并登记。",
                    person=officers[1].person, due_on=date(year + 1, 3, 31),
                )
            ]  # fmt: skip
            for check, due_on in zip(
                checks[3:7],
                (date(year + 1, 6, 30), date(year + 1, 6, 30), date(year + 1, 10, 31),
                 date(year + 1, 12, 20)),
                strict=True,
            ):  # fmt: skip
                problem = check.texts["problems"].splitlines()[0]
                measure = check.texts["effort"]
                items += analysis.list_problems(check, [problem], due_on=due_on, measure=measure)
            analysis.close(made)
        self._mend(items, head)

    def _mend(self, items, head):
        """Three are done, two of them accepted; one is past its day, one is still in time."""
        for number, item in enumerate(items[:3]):
            day = item.due_on - timedelta(days=12 + number)
            with clock.travel(day, hour=11):
                rectification.finish(item, done_on=day, text=DONE, by=item.responsible)
                if number < 2:
                    rectification.accept(
                        item, by=head.person, name=f"{item.organization.name} {head.name}"
                    )
        with clock.travel(date(self.today.year, 9, 15)):
            rectification.tell(
                items[3], text="已走访两位老党员，其余的正在约时间。",
                told_on=date(self.today.year, 9, 15), by=items[3].responsible,
            )  # fmt: skip

    def _under_way(self, branch, party):
        opened = self.today - timedelta(days=7)
        with clock.travel(opened):
            made = analysis.open_round(branch, self.today.year, self.today + timedelta(days=11))
        for number, member in enumerate(party[:7]):
            with clock.travel(opened + timedelta(days=1 + number % 5)):
                analysis.write(made, None, member.person, WORDS[(number + 1) % len(WORDS)])
        with clock.travel(self.today):
            analysis.note(
                made, due_on=made.due_on, study_on=self.today - timedelta(days=3),
                study_note="集中学习党的创新理论，重温入党誓词", opinions_on=None,
                opinions_note="",
            )  # fmt: skip
