"""Reports of secretaries: a college's round of last year from promises to the assessment, this
year's round under way, and last year's reports of branches elsewhere."""

from datetime import date, time, timedelta

from app.access.scope import EVERYTHING
from app.core import clock
from app.debriefs import actions, queries
from app.debriefs.assessment import actions as assessments
from app.debriefs.assessment import queries as assessment_queries
from app.debriefs.readiness import readiness
from app.debriefs.rounds import actions as rounds
from app.debriefs.rounds import queries as round_queries
from app.evaluations import queries as evaluations
from app.evaluations.models import Kind
from app.organizations import queries as organizations
from app.rectification import actions as rectification
from app.rectification import queries as items
from app.rules.assessment import Evidence, Result, Subject
from app.rules.evaluations import DebriefMark
from app.rules.organizations import PostKind
from app.rules.rectification import SourceKind
from app.rules.reports import outline

SECTIONS = {
    "rectification": "上年度提出的三个问题：主题党日形式单一，已改为每季度一次实践活动；"
    "青年教师联系不够，已建立结对名单；"
    "会议记录不够及时，现在当月记录当月完成。",
    "problems": "一是理论学习联系科研实际不够紧密；二是对出差较多的党员，补课办法不多；"
    "三是支部工作与学生工作的结合点还不多。原因主要是计划性不强，任务分工不够细。",
    "plans": "一是年初排定全年学习和主题党日计划；二是为出差党员安排补学；"
    "三是每名支委联系一个学生支部，每学期共同开展一次活动。",
}
PROMISES = (
    ("理论学习联系科研实际不够紧密", "每季度确定一个学习专题，由支委结合科研项目领学", 12, 20),
    ("出差较多的党员补课办法不多", "会后三天内由党小组长送学并登记", 3, 31),
    ("支部工作与学生工作的结合点不多", "每名支委联系一个学生支部，每学期共同开展一次活动", 10, 31),
)
"""(problem, measure, month and day of the next year)."""
COMMENT = (
    "述职实事求是，组织生活抓得紧，问题找得准。不足是联系青年教师不够经常，"
    "结合学科特点讲党课的办法不多。希望把走访青年教师排进年度计划。"
)
OPINION = "履行第一责任人职责到位，上年度承诺的措施基本完成，党员反映较好。"
REPLY = "接受组织的评价。把走访青年教师列入支部年度计划，每季度向支委会说一次情况。"
REQUIREMENTS = "用事例和数字说话，问题不少于三条，每条都有措施、责任人和时限。"


class Debriefs:
    """The college `college` with its branches; `others` reported without a round."""

    def __init__(self, college, others, today: date):
        self.college, self.others, self.today = college, others, today
        self.last = today.year - 1
        self.branches = organizations.children(EVERYTHING, college)

    def write(self) -> None:
        """Last year first: this year's reports open with it."""
        for branch in self.others:
            self._report(branch, self.last, date(self.today.year, 1, 8))
        self._finished()
        self._became()
        self._assessed()
        self._under_way()

    def _finished(self):
        year = self.last
        with clock.travel(date(year, 11, 20)):
            held = rounds.hold(
                self.college, year, submit_by=date(year, 12, 20), held_on=date(year, 12, 26),
                starts_at=time(14, 30), place="学院三楼会议室", minutes=8, comment_minutes=3,
                feedback_by=date(year + 1, 1, 20), requirements=REQUIREMENTS,
            )  # fmt: skip
            rounds.choose(held, self._evaluation(year))
            rounds.arrange(held, {}, [(one, n, False) for n, one in enumerate(self.branches, 1)])
        known = round_queries.hearings(EVERYTHING, held)
        for number, branch in enumerate(self.branches):
            debrief = self._report(branch, year, date(year, 12, 15))
            own = held, branch, known[branch.id], debrief
            with clock.travel(date(year, 12, 26), hour=15):
                rounds.deliver(*own, on=date(year, 12, 26), minutes=8 + number % 2)
                rounds.comment(*own, text=COMMENT, by="许静云")
                rounds.list_problem(
                    debrief, problem="联系青年教师不够经常", measure="每月走访两名，做好登记",
                    due_on=date(year + 1, 6, 30), person=debrief.person,
                )  # fmt: skip
            with clock.travel(date(year + 1, 1, 10)):
                overall = DebriefMark.FAIRLY_GOOD if number == 4 else DebriefMark.GOOD
                rounds.decide(*own, overall=overall, opinion=OPINION)
                rounds.tell(known[branch.id])
            with clock.travel(date(year + 1, 1, 12)):
                rounds.confirm(known[branch.id], reply=REPLY)
        with clock.travel(date(year + 1, 1, 18)):
            rounds.publish(held, [], len(self.branches))
            rounds.close(held, [], [], why="")

    def _report(self, branch, year, day):
        person = organizations.holders(EVERYTHING, day, PostKind.SECRETARY)[branch.id]
        with clock.travel(day):
            record = queries.record(EVERYTHING, branch, year, day)
            debrief = actions.start(branch, person, record)
            actions.edit(debrief, **SECTIONS)
            actions.promise(
                debrief,
                [
                    {"problem": problem, "measure": measure, "responsible": person.name,
                     "due_on": date(year + 1, month, on)}
                    for problem, measure, month, on in PROMISES
                ],
            )  # fmt: skip
            ready = readiness(
                [(s.key, s.title, getattr(debrief, s.key)) for s in outline()], len(PROMISES), day
            )
            actions.submit(debrief, person, ready)
            actions.list_promises(debrief, [])
        return debrief

    def _became(self):
        """Everywhere the spring's promises are kept; in the first branch the autumn's is late."""
        year = self.today.year
        for number, branch in enumerate([*self.branches, *self.others]):
            report = queries.of_branch(EVERYTHING, branch, self.last)
            found = items.of_source(EVERYTHING, SourceKind.DEBRIEF, [report.id])[report.id]
            for item in found:
                late = item.due_on.month == 10
                if item.due_on >= self.today or (late and number == 0):
                    continue
                done = item.due_on - timedelta(days=5 + number)
                with clock.travel(done, hour=11):
                    rectification.finish(
                        item, done_on=done, text="已按措施落实。", by=item.responsible
                    )
            if number == 0:
                with clock.travel(date(year, 10, 20)):
                    rectification.tell(
                        next(one for one in found if one.due_on.month == 10),
                        text="春季学期同两个学生支部各开展一次，秋季的还在商定时间。",
                        told_on=date(year, 10, 20), by=report.person.name,
                    )  # fmt: skip

    def _assessed(self):
        year = self.last
        day = date(year + 1, 1, 20)
        with clock.travel(day):
            found = assessment_queries.candidates(EVERYTHING, self.college, Subject.CADRE, day)
            chosen = [one for one in found if one.usual]
            made = assessments.set_up(
                self.college, year, Subject.CADRE, chosen,
                [("述职评议", 50, Evidence.DEBRIEF), ("党支部综合评价", 50, Evidence.RECORD)],
            )  # fmt: skip
            entries = assessment_queries.entries(EVERYTHING, made)
            places = [one.organization.id for one in chosen]
            opinions = round_queries.overall(EVERYTHING, places, year)
            overall = {key: one.overall for key, one in opinions.items()}
            for number, entry in enumerate(entries):
                found = overall.get(entry.organization_id)
                excellent = number == 1 and found is DebriefMark.GOOD
                marks = zip(made.items, (93.0 - number, 90.5 - number), strict=True)
                assessments.mark(
                    entry, {item.id: mark for item, mark in marks},
                    grade=Result.EXCELLENT if excellent else Result.COMPETENT,
                    remark="工作扎实，按期完成承诺的整改措施。", overall=found,
                )  # fmt: skip
            assessments.show(made, entries, overall, until=day + timedelta(days=7))
        with clock.travel(day + timedelta(days=9)):
            assessments.finish(made, entries)

    def _under_way(self):
        year = self.today.year
        with clock.travel(self.today - timedelta(days=10)):
            held = rounds.hold(
                self.college, year, submit_by=date(year, 12, 10), held_on=date(year, 12, 18),
                starts_at=time(14, 30), place="学院三楼会议室", minutes=8, comment_minutes=3,
                feedback_by=date(year + 1, 1, 15), shortest=1500, longest=4000,
                more="师德师风和意识形态工作：写抓了什么、还有什么问题", requirements=REQUIREMENTS,
            )  # fmt: skip
            rounds.choose(held, self._evaluation(year))

    def _evaluation(self, year):
        """The college's own evaluation of its secretaries, made with the opinions of that year."""
        found = evaluations.of_year(EVERYTHING, [self.college.id], year, Kind.SECRETARY_REVIEW)
        return next(iter(found), None)
