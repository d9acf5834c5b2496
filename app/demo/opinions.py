"""One finished round of evaluations and one under way."""

from datetime import date, timedelta

from app.access.scope import EVERYTHING
from app.ballots.questionnaire import TEXT, Answers
from app.core import clock
from app.evaluations import actions, queries
from app.evaluations.actions.preparing import Wanted
from app.evaluations.models import Kind
from app.evaluations.paper import OVERALL
from app.rules.evaluations import Grade

SELF = (
    "一年来按时参加组织生活，完成本职任务，联系一个学生宿舍。不足是理论学习不够系统，"
    "深入学生了解情况还少。明年每月通读一份文件并写体会，每学期走访联系宿舍两次。"
)
REMARKS = [
    "希望多和青年教师交流科研经验。", "工作认真，建议注意劳逸结合。", "组织生活发言可以再主动些。",
    "联系学生很用心。", "建议把好的做法整理出来和大家分享。",
]  # fmt: skip
OPINION = "能够履行党员义务，完成承担的任务，在本职岗位上发挥作用。"
FEEDBACK = "同志们肯定您一年来的工作，希望您继续加强理论学习，多联系学生。"


class Opinions:
    """What the branch of the demo's secretary thinks; nothing here is kept of who voted what."""

    def __init__(self, chance, today: date):
        self.chance, self.today = chance, today

    def write(self, branch, reviewed) -> None:
        """The branch's finished and open evaluation; last year's review of the branches
        `reviewed`."""
        last = date(self.today.year - 1, 12, 3)
        self._finished(branch, Kind.SECRETARY_REVIEW, last)
        review = self._finished(branch, Kind.MEMBER_REVIEW, last)
        self._grade(review, last + timedelta(days=20))
        for one in reviewed:
            day = last + timedelta(days=self.chance.randint(0, 8))
            self._grade(self._finished(one, Kind.MEMBER_REVIEW, day), day + timedelta(days=12))
        self._under_way(branch)
        self._of_the_college(branch.parent)

    def _finished(self, branch, kind, start):
        campaign = self._opened(branch, kind, start, start + timedelta(days=10))
        voters = self._voters(campaign)
        with clock.travel(start + timedelta(days=3)):
            for person_id in voters[: len(voters) - 2]:
                self._vote(campaign, person_id)
        with clock.travel(start + timedelta(days=11)):
            actions.close(campaign)
            actions.count(campaign, clock.today())
        return campaign

    def _under_way(self, branch):
        start = self.today - timedelta(days=5)
        campaign = self._opened(
            branch, Kind.MEMBER_REVIEW, start, start + timedelta(days=14), self.today.year
        )
        voters = self._voters(campaign)
        with clock.travel(self.today - timedelta(days=2)):
            for person_id in voters[-8:]:
                actions.write_self(campaign, person_id, SELF)
                self._vote(campaign, person_id)

    def _of_the_college(self, college):
        """Last year's reports of the secretaries, judged by three groups; this year's in hand."""
        start = date(self.today.year - 1, 12, 15)
        with clock.travel(start):
            last = self._prepared(college, start)
            actions.open_campaign(last, start)
            slips = actions.issue_codes(last, "g3")
        with clock.travel(start + timedelta(days=1)):
            voters = [p for p in actions.roster(last, start) if self._can_vote(last, p)]
            for person_id in voters:
                actions.vote(last, person_id, self._filled(last, str(person_id)), clock.today())
            for code in slips[:-3]:
                actions.vote_by_code(last, code, self._filled(last), clock.today())
        with clock.travel(start + timedelta(days=4)):
            actions.close(last)
            actions.count(last, clock.today())
        self._prepared(college, date(self.today.year, 12, 14))

    def _prepared(self, college, start):
        [campaign] = actions.prepare(
            [college], kind=Kind.SECRETARY_REVIEW, year=start.year, title="", minimum=5,
            opens_on=start, closes_on=start + timedelta(days=3),
        )  # fmt: skip
        weights = (30, 30, 40)
        groups = queries.groups(EVERYTHING, campaign)
        actions.arrange(campaign, [
            Wanted("", g.label, g.who, w, g.codes) for g, w in zip(groups, weights, strict=True)
        ])  # fmt: skip
        return campaign

    def _can_vote(self, campaign, person_id):
        return queries.of_voter(EVERYTHING, campaign.id, person_id) is not None

    def _opened(self, branch, kind, start, end, year=None):
        with clock.travel(start):
            [campaign] = actions.prepare(
                [branch], kind=kind, year=year or start.year, title="", minimum=5,
                opens_on=start, closes_on=end,
            )  # fmt: skip
            actions.open_campaign(campaign, start)
        return campaign

    def _voters(self, campaign):
        """The roster, those of the demo accounts first, so that they may still have to vote."""
        people = [m.person_id for m in queries.people(EVERYTHING, campaign.organization)]
        named = {"周敏", "欧阳懿", "郑一诺"}
        members = queries.people(EVERYTHING, campaign.organization)
        first = [m.person_id for m in members if m.name in named]
        rest = [person for person in people if person not in first]
        return [p for p in first + rest if queries.of_voter(EVERYTHING, campaign.id, p)]

    def _vote(self, campaign, person_id):
        answers = self._filled(campaign, str(person_id))
        actions.vote(campaign, person_id, answers, clock.today())

    def _filled(self, campaign, voter=None):
        paper, answers = campaign.asked, Answers()
        for subject in paper.subjects:
            own = paper.own_left_out and subject == voter
            answers.marks[subject] = {} if own else self._marks(paper)
            if not own and self.chance.random() < 0.08:
                answers.texts[subject] = {TEXT: self.chance.choice(REMARKS)}
        return answers

    def _marks(self, paper):
        good = (0.45, 0.5, 0.05, 0.0)
        marks = {}
        for item in paper.items:
            if item.needed or self.chance.random() < 0.5:
                weights = good[: len(item.marks)] if item.code == OVERALL else None
                weights = weights or [
                    0.75,
                    *([0.25 / (len(item.marks) - 1)] * (len(item.marks) - 1)),
                ]
                marks[item.code] = self.chance.choices(item.marks, weights)[0]
        return marks

    def _grade(self, campaign, day):
        with clock.travel(day):
            judged = queries.judged(EVERYTHING, campaign)
            decisions = {
                one.id: {
                    "grade": (Grade.EXCELLENT if number < campaign.base // 3 else Grade.QUALIFIED)
                    if one.graded
                    else None,
                    "opinion": OPINION,
                    "feedback": FEEDBACK,
                }
                for number, one in enumerate(judged)
            }
            actions.decide(campaign, decisions, "", day)
            actions.tell(campaign, day)
