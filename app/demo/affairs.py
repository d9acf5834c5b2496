"""Opinions, signed and without a name, and reception days of the secretary's branch."""

from datetime import date, time, timedelta

from sqlalchemy import select

from app.affairs import actions, letters, receiving
from app.affairs.letters import Letter
from app.affairs.models import RaisedOpinion
from app.core import clock
from app.core.db import db
from app.organizations import actions as organizations
from app.organizations.models import Organization

ROOM = "活动室周末能不能开门"
ANSWER = "11 月起每周六上午 9 点至 11 点半开放，党员轮流值班，值班表贴在门口。"
UNSIGNED = (
    ("支部会尽量不占中午", "中午开会的人要赶回去上课，能不能固定在周四下午。"),
    ("外出学习的名额怎么定", "今年两次外出学习不知道名额是怎么分的，希望事先说明办法。"),
    ("多听听青年教师的困难", "新入职的几位压力比较大，支部可以找他们谈谈。"),
)
LATE = "学习资料发得晚，常常开会当天才收到，来不及看。"


class Affairs:
    """`members` are those of the branch, its officers first."""

    def __init__(self, branch: Organization, members, today: date):
        self.branch, self.members, self.today = branch, members, today

    def write(self) -> None:
        """One of each state, three letters of last month, reception days of three months."""
        helper, author = self.members[1].person, self._named("欧阳懿")
        with clock.travel(date(self.today.year, 9, 1)):
            organizations.set_local_rule(
                self.branch, "AF-L2", True, since=date(self.today.year, 9, 1),
                reason="支部制度：书记每月接访一次。",
            )  # fmt: skip
        self._settled(author, helper)
        self._under_way(author, helper)
        self._unsigned(helper)
        self._about_the_secretary(author)
        self._receptions()

    def _named(self, name):
        return next(one.person for one in self.members if one.name == name)

    def _settled(self, author, helper):
        day = self.today - timedelta(days=20)
        with clock.travel(day):
            opinion = self._raise(author, ROOM, "周末才有空看书，活动室锁着。希望周六开半天。")
            actions.assign(opinion, person=helper, due_on=day + timedelta(days=14))
        with clock.travel(day + timedelta(days=6)):
            actions.answer(opinion, text=ANSWER, by=helper.name)
            actions.tell(opinion)
        with clock.travel(day + timedelta(days=8)):
            actions.respond(opinion, settled=True, text="谢谢，已经用上了。", by=author.name)
            actions.publish(opinion, question="活动室周末能不能开放", answer=ANSWER)

    def _under_way(self, author, helper):
        with clock.travel(self.today - timedelta(days=18)):
            opinion = self._raise(self.members[-1].person, "学习资料早点发", LATE)
            actions.assign(opinion, person=helper, due_on=self.today - timedelta(days=3))
        with clock.travel(self.today - timedelta(days=2)):
            self._raise(author, "党员示范岗的牌子旧了", "实验楼门口三块牌子字迹不清，建议更换。")

    def _about_the_secretary(self, author):
        """For the college alone; the branch does not learn of it."""
        with clock.travel(self.today - timedelta(days=5)):
            actions.raise_signed(
                self.branch, author, subject="会上多留时间让大家说完", above=self.branch.parent,
                text="讨论时书记常常先表态，后面的同志就不好再说。建议先听大家的。",
            )  # fmt: skip

    def _unsigned(self, helper):
        last = self.today.replace(day=1) - timedelta(days=6)
        for subject, text in UNSIGNED:
            code = letters.code_of(letters.fresh_slip())
            letters.put(Letter(letters.hash_of(code), subject, text, self.branch.id), last)
        letters.open_all(self.today)
        query = select(RaisedOpinion).where(RaisedOpinion.code_hash.is_not(None))
        found = {one.subject: one for one in db.session.scalars(query)}
        with clock.travel(self.today - timedelta(days=7)):
            answered, given = (found[UNSIGNED[n][0]] for n in (0, 1))
            actions.assign(answered, person=helper, due_on=self.today + timedelta(days=9))
            actions.assign(given, person=helper, due_on=self.today + timedelta(days=5))
        with clock.travel(self.today - timedelta(days=4)):
            actions.answer(
                answered, text="以后支部会固定在单周周四下午，不占中午。", by=helper.name
            )

    def _receptions(self):
        head = self.members[0].person
        for month in (9, 10):
            held_on = date(self.today.year, month, 15)
            with clock.travel(held_on, hour=17):
                day = self._announce(held_on, head)
                if month == 9:
                    receiving.held(day)
                    continue
                receiving.note(
                    day, visitor="", people=2, matter="地下车库晚上没有灯，希望反映给后勤。",
                    said="当场联系后勤报修，答应一周内回话。",
                )  # fmt: skip
                visit = receiving.note(
                    day, visitor="退休教师", people=1,
                    matter="希望支部组织老党员体检。", said="同学院商量后答复。",
                )  # fmt: skip
                receiving.follow(visit)
        self._announce(self.today + timedelta(days=4), head)

    def _raise(self, author, subject, text):
        return actions.raise_signed(self.branch, author, subject=subject, text=text)

    def _announce(self, held_on, head):
        return receiving.announce(
            self.branch, held_on=held_on, started_at=time(15), ended_at=time(17),
            place="思源楼 204", receiver=head,
        )  # fmt: skip
