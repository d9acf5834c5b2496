"""Acts on the demo's tree: one branch set up, one renamed, one dissolved, a committee one short of
its members; the number of branches that stand does not change."""

from datetime import date

from app.access.scope import EVERYTHING
from app.core import clock
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.acts import ActKind, Part
from app.rules.organizations import OrganizationKind, PostKind, UnitType
from app.structure import actions
from app.structure.recording import write

NUMBER = "星科委组〔{year}〕{number}号"


class Acts:
    """`made` are the organisations by code; those to be founded in the past are made here."""

    def __init__(self, made: dict[str, Organization], today: date):
        self.made, self.today = made, today

    def write(self) -> None:
        """The acts in the order of their days, and what a local limit and a vacancy bring up."""
        self._founded()
        self._ended()
        self._renamed()
        self._one_short()
        organizations.set_local_rule(
            self.made["XC-JS"], "UNI-12", True, since=date(self.today.year, 3, 1),
            reason="学院党委会议：学生党支部原则上不超过 20 人。",
        )  # fmt: skip

    def _founded(self):
        branch = self.made["JS-11"]
        with clock.travel(branch.founded_on, hour=10):
            write(
                ActKind.SET_UP,
                [(branch, Part.MADE, {}, {"name": branch.name, "parent_id": branch.parent_id})],
                on=branch.founded_on,
                facts={"full": 3, "applied_on": date(branch.founded_on.year, 2, 28).isoformat()},
                basis="计算机学院党委会议，关于设立2023级本科生党支部的请示",
                number=NUMBER.format(year=branch.founded_on.year, number=9),
            )

    def _ended(self):
        last = self.today.year - 1
        with clock.travel(date(last - 4, 10, 8), hour=10):
            branch = organizations.create(
                code="JS-10", name="2021级本科生党支部", kind=OrganizationKind.BRANCH,
                unit_type=UnitType.UNDERGRADUATE, parent=self.made["XC-JS"],
                founded_on=date(last - 4, 10, 8),
            )  # fmt: skip
        with clock.travel(date(last, 7, 4), hour=10):
            actions.dissolve(
                branch, done_on=date(last, 7, 4), basis="党员毕业，组织关系全部转出",
                number=NUMBER.format(year=last, number=21),
            )  # fmt: skip

    def _renamed(self):
        branch, last = self.made["JG-03"], self.today.year - 1
        now = branch.name
        organizations.edit(branch, name="后勤集团党支部", units=2)
        with clock.travel(date(last, 9, 12), hour=10):
            actions.rename(
                branch, now, done_on=date(last, 9, 12), basis="后勤集团与产业公司合署，党委会议",
                number=NUMBER.format(year=last, number=33),
            )  # fmt: skip

    def _one_short(self):
        posts = tree.posts(EVERYTHING, self.made["JX-11"], self.today)
        seats = [one for one in posts if one.kind is PostKind.COMMITTEE_MEMBER]
        if seats:
            organizations.end_post(seats[-1], ended_on=date(self.today.year, 9, 30))
