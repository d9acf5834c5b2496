"""Training in the invented university: a first half-year done, a second one with some missing."""

from datetime import date, time, timedelta

from app.access.scope import EVERYTHING
from app.core import clock
from app.organizations import actions as organizations
from app.rules.study import Form
from app.rules.training import USUAL, ClassKind, ClassState, Counting, Mark, PlaceState, Span
from app.training import actions, placing, queries
from app.training.actions import Lesson
from app.training.hours import actions as hours
from app.training.placing import Result
from app.training.targets import Candidate

PURPOSE = "学习党支部工作条例和发展党员工作细则。\n交流支部工作的做法和困难。"
TOPICS = (
    ("党支部工作条例和换届选举", "党校 钱教授"),
    ("怎样记好三会一课、管好台账", "组织部 赵堃"),
    ("发展党员的步骤和常见问题", "组织部 赵堃"),
    ("支部经费和活动场所", "财务处 孙老师"),
)
LATELY = 20  # the college's class was announced that many days ago


class Training:
    """What the university and one college hold; `secretaries` is {branch code: member}."""

    def __init__(self, made, secretaries, today: date):
        self.made, self.secretaries, self.today = made, secretaries, today

    def write(self, members) -> None:
        """Everything; `members` are those of the branch whose people log in."""
        self._asked()
        year = self.today.year
        spring = date(year, 5, 14)
        everybody = list(self.secretaries.values())
        self._over(
            "XC", ClassKind.SECRETARY, f"{year}年上半年党支部书记培训班", spring,
            [one for one in everybody if one.organization.code not in ("JX-11", "JG-03")],
        )  # fmt: skip
        autumn = date(year, 10, 21)
        elsewhere = [one for one in everybody if not one.organization.code.startswith("JS-")]
        self._over(
            "XC", ClassKind.SECRETARY, f"{year}年下半年党支部书记培训班", autumn,
            [one for one in elsewhere if one.organization.code != "JG-03"],
        )  # fmt: skip
        ours = [one for one in everybody if one.organization.code.startswith("JS-")]
        self._over(
            "XC-JS", ClassKind.PRACTICE, f"{year}年书记实践活动：走进科技企业", date(year, 9, 18),
            ours[:3], days=1,
        )  # fmt: skip
        party = [one for one in members if one.stage.in_party and not one.exempt]
        self._over(
            "XC-JS", ClassKind.ROTATION, f"{year}年党员轮训第一期", date(year, 6, 16), party[2:12]
        )
        self._outside(party)
        self._announced(ours, members)

    def _asked(self):
        """The university asks for training in each half-year from the year before on."""
        since = date(self.today.year - 1, 1, 6)
        with clock.travel(since, hour=9):
            organizations.set_local_rule(
                self.made["XC"], "TR-01", True, since=since,
                reason="学校党委会议：党支部书记每半年由校党校集中培训一次，每年一次实践活动。",
            )  # fmt: skip

    def _announced(self, ours, members):
        """The college's class of this half-year: some have agreed, some are asked, some neither."""
        held = self.today + timedelta(days=17)
        since = self.today - timedelta(days=LATELY)
        with clock.travel(since, hour=9):
            made = self._plan(
                "XC-JS", ClassKind.SECRETARY, f"{held.year}年下半年学院党支部书记培训班", held
            )
            actions.move(made, ClassState.ANNOUNCED)
            places = placing.ask(
                made, map(self._candidate, ours[:2]), PlaceState.INVITED,
                by="计算机学院党委 许静云",
            )  # fmt: skip
        with clock.travel(since + timedelta(days=2), hour=20):
            placing.agree(places[1])
        coming = [one for one in members if one.stage.value == "activist"]
        with clock.travel(since + timedelta(days=3), hour=9):
            made = self._plan(
                "XC-JS", ClassKind.ACTIVIST, f"{held.year}年第二期入党积极分子培训班",
                held + timedelta(days=4),
            )  # fmt: skip
            actions.move(made, ClassState.ANNOUNCED)
            placing.ask(
                made, map(self._candidate, coming), PlaceState.NOMINATED,
                by="计算机学院教工第一党支部 周敏",
            )  # fmt: skip

    def _over(self, code, kind, title, day, people, days=2):
        """A class from its notice to its certificates."""
        if day >= self.today - timedelta(days=3):
            return
        with clock.travel(day - timedelta(days=21), hour=9):
            made = self._plan(code, kind, title, day, days)
            actions.move(made, ClassState.ANNOUNCED)
            host = made.organization.name
            places = placing.ask(made, map(self._candidate, people), PlaceState.INVITED, by=host)
        with clock.travel(day - timedelta(days=15), hour=20):
            for place in places:
                placing.agree(place)
        with clock.travel(day - timedelta(days=4), hour=17):
            actions.move(made, ClassState.CLOSED)
        with clock.travel(made.ended_on, hour=17):
            actions.move(made, ClassState.HELD)
            for number, session in enumerate(made.sessions):
                placing.mark(made, session, {
                    one.id: Mark.LEAVE if (n, number) == (4, 1) else Mark.CAME
                    for n, one in enumerate(places)
                })  # fmt: skip
        with clock.travel(made.ended_on + timedelta(days=2), hour=10):
            found = queries.places(EVERYTHING, made)
            placing.grade(made, {one.id: Result(True, "合格") for one in found})
            actions.move(made, ClassState.FINISHED)

    def _plan(self, code, kind, title, day, days=2):
        lessons = [
            Lesson(
                day + timedelta(days=number // 2), Span.HALF, topic,
                time(14, 30) if number % 2 else time(9), time(17, 30) if number % 2 else time(12),
                teacher, "学院第一会议室",
            )
            for number, (topic, teacher) in enumerate(TOPICS[: days * 2])
        ]  # fmt: skip
        return actions.plan(
            self.made[code], kind, lessons, counting=Counting(), target=USUAL[kind],
            title=title, started_on=day, ended_on=day + timedelta(days=days - 1),
            enrol_until=day - timedelta(days=6), capacity=30, place="学院第一会议室",
            contact="许静云 6512", online=False, partner_id=None, partner="", purpose=PURPOSE,
        )  # fmt: skip

    def _outside(self, party):
        """What members studied elsewhere, with the paper that proves it."""
        with clock.travel(self.today - timedelta(days=25), hour=16):
            for member, number in zip(party[3:6], (8.0, 12.0, 4.0), strict=True):
                hours.enter(
                    member.organization, member, by="周敏",
                    held_on=self.today - timedelta(days=34), title="全省高校党务骨干网络培训",
                    host="省委教育工委", manner=Form.ONLINE, place="线上", teacher="", hours=number,
                    result="合格", counts_as=None, proof="结业证书，原件存支部",
                )  # fmt: skip

    def _candidate(self, member):
        place = member.organization
        return Candidate(member.person_id, member.name, place.id, place.long_name, place.path, "")
