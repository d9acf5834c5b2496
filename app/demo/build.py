"""Builds the demo world to a day: tree, people, posts, accounts, meetings, evaluations, reports."""

import random
from datetime import date, timedelta

from app.access.scope import EVERYTHING
from app.accounts.models import Account
from app.accounts.passwords import DEMO_PASSWORD, hash_password
from app.core import audit, clock
from app.core.db import db
from app.demo import tree
from app.demo.activities import Activities
from app.demo.acts import Acts
from app.demo.affairs import Affairs
from app.demo.debriefs import Debriefs
from app.demo.development import Files
from app.demo.dues import Dues
from app.demo.elections import Elections
from app.demo.followed import Followed
from app.demo.funds import Funds
from app.demo.funds import write as write_funds
from app.demo.life import Chronicle, sit_in
from app.demo.opinions import Opinions
from app.demo.people import Cast
from app.demo.pledges import Pledges
from app.demo.training import Training
from app.demo.venues import Venues
from app.demo.year import Year
from app.dues.queries import figures
from app.organizations import actions as organizations
from app.people.models import Person
from app.rules.dues.months import of_year
from app.rules.organizations import PostKind

DUTIES = ["组织委员", "宣传委员", "纪检委员", "青年委员"]
BASES = {
    PostKind.GROUP_LEADER: "党小组会推选，支委会同意",
    PostKind.OFFICER: "党委任命",
    PostKind.LIAISON: "学院党委关于党支部联系点的安排",
}
"""What posts that nobody is elected to rest on."""
LOGINS = {
    "committee": "赵堃",
    "secretary": "周敏",
    "sibling": "孙翀",
    "member": "欧阳懿",
    "applicant": "杜怡可",
    "liaison": "林祎",
    "faculty": "许静云",
}
"""Whose accounts the demo's login page names; `admin` is nobody's member."""


class Builder:
    def __init__(self, today: date):
        self.today, self.chance = today, random.Random(20261116)
        self.long_ago = today.replace(year=today.year - 3, month=3, day=1)
        self.made, self.members, self.officers = {}, {}, {}

    def build(self) -> None:
        """Everything, in the caller's one transaction."""
        audit.acting(name="演示数据")
        with clock.travel(self.long_ago):
            self.made = tree.build(lambda branch: date(*branch.founded), self._elected)
        with clock.travel(self.today, hour=8):
            cast = Cast(self.chance, self.today)
            for plan in tree.branches():
                self._people(cast, plan)
            self._posts_above()
            self._accounts()
        for plan in tree.branches():
            self._meetings(plan)
            self._files(plan)
            sit_in(self.made[plan.code], self.members[plan.code][plan.full :])
        Acts(self.made, self.today).write()
        branch = self.made["JS-01"]
        Year(self.made["XC"], branch, self.members["JS-01"], self.today).write()
        reviewed = [
            self.made[plan.code]
            for plan in tree.branches()
            if plan.diligence >= 0.8 and plan.full > 7 and plan.code != "JS-01"
        ]
        Opinions(self.chance, self.today).write(self.made["JS-01"], reviewed)
        Affairs(self.made["JS-01"], self.members["JS-01"], self.today).write()
        self._elections()
        followed = Followed(self.chance, self.today)
        for plan in tree.branches():
            officers = self.officers[plan.code]
            followed.talks(self.made[plan.code], plan, self.members[plan.code], officers)
        followed.write(self.made["JS-01"], self.members["JS-01"], self.officers["JS-01"])
        others = [self.made[code] for code in ("HX-01", "JG-01")]
        Debriefs(self.made["XC-JS"], others, self.today).write()
        self._pledges()
        Venues(self.today).write(
            self.made["XC-JS"], self.made["JS-01"], self.made["JS-02"],
            [one.person for one in self.officers["JS-01"]], self.members["JS-01"][0].person,
        )  # fmt: skip
        heads = {code: officers[0] for code, officers in self.officers.items()}
        Training(self.made, heads, self.today).write(self.members["JS-01"])
        write_funds(Funds(self.today, self._person(LOGINS["faculty"])), self.made, self.officers)
        self._dues()
        self._activities()

    def _elected(self, plan):
        return max(self.today - timedelta(days=plan.elected), date(*plan.founded))

    def _activities(self):
        account = db.session.scalar(db.select(Account).where(Account.username == "secretary"))
        judge = self._person(LOGINS["faculty"])
        Activities(self.today).write(self.made["JS-01"], account, judge)

    def _elections(self):
        elections = Elections(self.chance, self.today)
        for code, write in (("JS-01", elections.finished), ("JS-02", elections.under_way)):
            officers = self.officers[code]
            full = self.members[code][: tree.plan(code).full]
            write(
                self.made[code], officers, full[len(officers) + 1 :][: 1 if code == "JS-01" else 3]
            )

    def _pledges(self):
        """One college asks for pledges: its first branch does all, others are behind."""
        pledges = Pledges(self.today)
        pledges.asked(self.made["XC-JS"])
        places = {
            code: (self.made[code], tree.plan(code), self.members[code], self.officers[code])
            for code in ("JS-01", "JS-02", "JS-11", "JS-21", "JS-22")
        }
        pledges.last_year(*places["JS-01"])
        made = pledges.year(*places["JS-01"], left_out=1)
        pledges.late(self.made["JS-01"], next(
            m for m in reversed(self.members["JS-01"])
            if m.person_id not in {one.person_id for one in made} and m.stage.in_party
        ))  # fmt: skip
        pledges.opinion(made[3], self.officers["JS-01"][1])
        pledges.year(*places["JS-02"])
        pledges.year(*places["JS-11"], left_out=2)
        pledges.year(*places["JS-21"])
        pledges.year(*places["JS-22"], left_out=1, commented=False)

    def _dues(self):
        """One college and the retired keep their dues here; some are behind."""
        dues, college = Dues(self.chance, self.today), self.made["XC-JS"]
        dues.opening(college, 6000_00, LOGINS["faculty"])
        for code in ("JS-01", "JS-02", "JS-11", "JS-21", "LT-01"):
            members, officers = self.members[code], self.officers[code]
            behind = {members[5].person_id: 2, members[9].person_id: 5} if code == "JS-01" else {}
            dues.year_of(self.made[code], members, officers, late=behind)
        branch, members = self.made["JS-01"], self.members["JS-01"]
        officers = self.officers["JS-01"]
        dues.book(branch, college, officers)
        dues.asked(branch, college, officers)
        dues.reduced(branch, members[12], members[14], officers)
        dues.told(branch, members[9], officers)
        dues.published(
            self.made["JS-02"],
            lambda one, year: figures.of_organization(EVERYTHING, one, year, of_year(year).last),
        )

    def _people(self, cast, plan):
        branch = self.made[plan.code]
        groups = [self.made[f"{plan.code}-{n + 1}"] for n in range(plan.groups)]
        members = cast.fill(branch, plan, groups)
        self.members[plan.code] = members
        seats = 5 if plan.full >= 20 else 3 if plan.full >= 7 else 1
        since = max(self.long_ago, date(*plan.founded))
        for number, member in enumerate(members[:seats]):
            kind = PostKind.COMMITTEE_MEMBER if number else PostKind.SECRETARY
            duty = DUTIES[number - 1] if number else ""
            self._appoint(branch, member.person, kind, since, duty)
        self.officers[plan.code] = members[:seats]
        for number, group in enumerate(groups):
            self._appoint(group, members[number].person, PostKind.GROUP_LEADER, since)

    def _posts_above(self):
        for login, code, kind, duty in (
            ("committee", "XC", PostKind.OFFICER, "组织部干部"),
            ("faculty", "XC-JS", PostKind.OFFICER, "专职组织员"),
            ("liaison", "JS-01", PostKind.LIAISON, ""),
        ):
            person = self._person(LOGINS[login])
            self._appoint(self.made[code], person, kind, self.long_ago, duty)

    def _appoint(self, organization, person, kind, since, duty=""):
        organizations.appoint(
            organization,
            person,
            kind=kind,
            started_on=since,
            duty=duty,
            basis=BASES.get(kind, "选举结果批复"),
        )

    def _accounts(self):
        hashed = hash_password(DEMO_PASSWORD)
        administrator = Person(name="系统管理员")
        db.session.add(administrator)
        db.session.add(
            Account(
                username="admin", person=administrator, password_hash=hashed, administrator=True
            )
        )
        for login, name in LOGINS.items():
            member = self._member(name)
            db.session.add(
                Account(
                    username=login,
                    person=member.person,
                    password_hash=hashed,
                    organization=member.organization,
                )
            )
        db.session.flush()

    def _meetings(self, plan):
        groups = [o for o in self.made.values() if o.parent is self.made[plan.code]]
        Chronicle(
            self.chance,
            self.made[plan.code],
            plan,
            self.members[plan.code],
            self.officers[plan.code],
            groups,
            self.today,
        ).write()

    def _files(self, plan):
        members = self.members[plan.code]
        full, coming = members[: plan.full], members[plan.full :]
        files = Files(self.chance, self.made[plan.code], full, self.officers[plan.code], self.today)
        files.write(plan.code, coming)

    def _member(self, name):
        return next(m for members in self.members.values() for m in members if m.name == name)

    def _person(self, name):
        return self._member(name).person
