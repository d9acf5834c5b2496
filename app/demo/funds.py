"""Money of one college: last year closed, this year's budget with a request in every state."""

from datetime import date, timedelta

from app.access.scope import EVERYTHING
from app.core import clock
from app.demo.money import Money
from app.funds import actions, budgeting, paying, queries
from app.funds.budgeting import Planned
from app.organizations import actions as organizations
from app.rules.funds.checks import usual
from app.rules.funds.kinds import Level, LineKind, Purpose

K, P = LineKind, Purpose
LINES = (
    Planned(K.WORK, "党建工作经费", 800_000, "组织生活、学习培训和活动。"),
    Planned(K.SCIENCE, "科普进社区", 300_000, "科技周和全国科普日。"),
    Planned(K.ALLOWANCE, "书记待遇", 240_000, "每月 200 元。"),
    Planned(K.DUES, "党费返还", 300_000, "上级返还，用于规定的五项。"),
)
SMALL = (
    Planned(K.WORK, "党建工作经费", 400_000, "组织生活和学习资料。"),
    Planned(K.DUES, "党费返还", 120_000, "上级返还。"),
)
OF_COLLEGE = (
    Planned(K.WORK, "党建工作经费", 3_000_000, "院党委统一安排的培训和活动。"),
    Planned(K.DUES, "党费返还", 800_000, "学校返还。"),
)


class Funds(Money):
    """What one college and its branches have and spend. `judge` is who approves for the college."""

    def asked(self, university, college) -> None:
        """The university says who approves how much, the college asks for a yearly budget."""
        with clock.travel(date(self.year - 1, 1, 8), hour=9):
            manner = usual(clock.today())
            budgeting.set_manners(university, None, manner, basis="校党委会议纪要")
            organizations.set_local_rule(
                college, "FU-01", True, since=date(self.year - 1, 1, 8),
                reason="学院党委会议：各支部编报年度预算，专项列支。",
            )  # fmt: skip

    def story(self, branch, officers) -> None:
        """Last year to its end, this year with everything that may become of a request."""
        self.last_year(branch, officers)
        lines = self.budget(branch, officers, LINES)
        if not lines:
            return
        work, science, allowance, dues = (lines[one.name] for one in LINES)
        first, second = officers[0].person_id, officers[1].person_id
        self.spent(
            branch, officers, work, "参观科学家精神教育基地主题党日", P.MEETING, (4, 18),
            (("讲解费", 60_000), ("租车费", 126_000)), paid=186_000, actual=179_000, people=25,
            why="租车按实际里程结算，退回余款。",
        )  # fmt: skip
        self._corrected(branch, officers, dues)
        self.spent(
            branch, officers, allowance, "上半年书记待遇", P.ALLOWANCE, (6, 25),
            (("书记待遇 6 个月", 120_000),), paid=120_000, actual=120_000,
        )  # fmt: skip
        self._adjusted(work, science, first)
        days = self._ago
        made = self._asked(
            work, "科技场馆实践活动", P.MEETING, days(18), days(32), first,
            (("门票", 90_000), ("租车费", 60_000)), place="省科技馆", content="分组参观。",
        )  # fmt: skip
        if made:
            self._agreed(branch, officers, made, days(30))
            with clock.travel(days(16), hour=15):
                self._pay(made, 120_000, officers)
        made = self._asked(
            work, "四季度集中学习资料", P.MATERIAL, days(-9), self._month_before(6), second,
            (("学习读本 30 册", 90_000),),
        )  # fmt: skip
        if made:
            self._agreed(branch, officers, made, days(8), by=officers[2])
        made = self._asked(
            work, "结对支部联合主题党日", P.MEETING, days(-16), self._month_before(5), first,
            (("租车费", 160_000), ("场地费", 100_000)), content="和机关第一党支部共建，现场学习。",
        )  # fmt: skip
        if made:
            with clock.travel(days(5), hour=10):
                self._decided(branch, officers, made)
        self._asked(
            dues, "走访慰问生活困难党员", P.DUES_HARDSHIP, days(-20), days(4), first,
            (("慰问金 3 人", 150_000),), content="元旦前走访三位生活困难党员。",
        )  # fmt: skip
        made = self._asked(
            work, "支部活动室用品", P.PLACE, days(-12), days(14), first,
            (("展板", 80_000), ("茶点", 30_000)),
        )  # fmt: skip
        if made:
            with clock.travel(days(12), hour=16):
                actions.send_back(
                    made, by=self.judge.id, held=Level.SUPERIOR, field="经费概算",
                    why="茶点不在列支范围，请去掉后再交。",
                )  # fmt: skip
        made = self._asked(
            work, "秋季登山活动", P.OTHER, days(-5), days(25), second, (("门票", 60_000),)
        )
        if made:
            with clock.travel(days(24), hour=9):
                actions.withdraw(made, why="和学校运动会冲突，不办了。")

    def last_year(self, branch, officers) -> None:
        """Closed at its end: what came from dues goes on, the rest went back."""
        this, self.year = self.year, self.year - 1
        lines = self.budget(branch, officers, LINES)
        for name, purpose, day, amount in (
            ("学习读本", P.MATERIAL, (4, 22), 156_000),
            ("参观红色教育基地", P.MEETING, (9, 18), 238_000),
        ):
            self.spent(
                branch, officers, lines["党建工作经费"], name, purpose, day, ((name, amount),),
                paid=amount, actual=amount, people=22,
            )  # fmt: skip
        self.spent(
            branch, officers, lines["党费返还"], "培训党员", P.DUES_TRAINING, (6, 12),
            (("讲课费", 120_000),), paid=120_000, actual=120_000, people=24,
        )  # fmt: skip
        with clock.travel(date(self.year, 12, 24), hour=10):
            found = queries.of(EVERYTHING, branch, self.year)
            manner = queries.manner(EVERYTHING, branch, clock.today())
            budgeting.close(found, manner, by=officers[0].person_id, name=officers[0].name)
        self.year = this

    def waiting(self, place, officers, *, field="", why="") -> None:
        """A budget that came late: waiting, or sent back where there is a reason."""
        by = officers[0].person_id
        with clock.travel(self._ago(9), hour=9):
            found = budgeting.draft(place, self.year, None, lines=SMALL, note="补报。", by=by)
            budgeting.send(found, by=by)
        if why:
            with clock.travel(self._ago(6), hour=11):
                budgeting.send_back(
                    found, by=self.judge.id, held=Level.SUPERIOR, field=field, why=why
                )

    def large(self, place, line) -> None:
        """More than the college's superior has left to it: it waits for the one above."""
        made = self._asked(
            line, "支部书记集中培训", P.TRAINING, self._ago(-12), self._ago(8), None,
            (("讲课费", 600_000), ("食宿", 620_000)),
        )  # fmt: skip
        if made:
            with clock.travel(self._ago(6), hour=9):
                self._decided(place, [], made)

    def _corrected(self, branch, officers, dues):
        """A payment booked with a wrong amount, cancelled, booked again; then some was lacking."""
        on = date(self.year, 6, 30)
        if on + timedelta(days=9) >= self.today:
            return
        made = self._asked(
            dues, "七一表彰优秀党员", P.DUES_PRAISE, on, date(self.year, 6, 8),
            officers[0].person_id, (("奖状和证书", 20_000), ("书籍", 60_000)),
        )  # fmt: skip
        self._agreed(branch, officers, made, date(self.year, 6, 16))
        with clock.travel(date(self.year, 7, 2), hour=10):
            wrong = self._pay(made, 78_000, officers)
        with clock.travel(date(self.year, 7, 3), hour=10):
            paying.cancel(wrong, why="金额看错，发票是 800.00 元。", by=officers[0].person_id)
            self._pay(made, 80_000, officers)
        with clock.travel(date(self.year, 7, 6), hour=10):
            self._settle(made, 83_500, officers, 26, "加印证书 2 本。")

    def _adjusted(self, work, science, by):
        """One adjustment that was agreed to, and one that waits."""
        with clock.travel(self._ago(60), hour=9):
            if clock.today() > date(self.year, 3, 20):
                asked = budgeting.adjust(
                    work.budget, work, after=950_000, reason="下半年增加一次实践活动", by=by
                )
                budgeting.agree(asked, by=self.judge.id, held=Level.SUPERIOR, name=self._name(None))
        with clock.travel(self._ago(3), hour=9):
            if clock.today() > date(self.year, 3, 20):
                budgeting.adjust(
                    science.budget, science, after=150_000, reason="科普日活动由学院统一办", by=by
                )


def write(funds: Funds, made, officers) -> None:
    """The college's branches, the college itself, and a branch of another college."""
    funds.asked(made["XC"], made["XC-JS"])
    funds.story(made["JS-01"], officers["JS-01"])
    lines = funds.budget(made["JS-02"], officers["JS-02"], SMALL)
    if lines:
        funds.spent(
            made["JS-02"], officers["JS-02"], lines["党建工作经费"], "暑期社会实践", P.TRAINING,
            (7, 12), (("交通和住宿", 370_000),), paid=370_000, actual=370_000, people=14,
        )  # fmt: skip
    funds.waiting(made["JS-11"], officers["JS-11"])
    funds.budget(made["JS-21"], officers["JS-21"], SMALL)
    funds.waiting(
        made["JS-22"], officers["JS-22"], field="党费返还", why="返还数和学院的通知不一致，请核对。"
    )
    lines = funds.budget(made["HX-01"], officers["HX-01"], SMALL)
    if lines:
        funds.spent(
            made["HX-01"], officers["HX-01"], lines["党建工作经费"], "实验室安全主题党日",
            P.MEETING, (5, 15), (("资料和展板", 86_000),), paid=86_000, actual=84_500, people=18,
        )  # fmt: skip
    lines = funds.budget(made["XC-JS"], [], OF_COLLEGE)
    if lines:
        funds.large(made["XC-JS"], lines["党建工作经费"])
