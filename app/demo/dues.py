"""A year of dues in one college and among the retired: bases, months, a book, what is asked."""

from datetime import date, timedelta

from app.core import clock
from app.core.db import db
from app.dues.actions import asking, books, fixing, paying
from app.dues.actions.books import Decision, Movement
from app.dues.actions.fixing import Income
from app.dues.actions.paying import Paid
from app.dues.models import DuesMonth
from app.dues.queries.payers import Settings
from app.rules.dues.months import Handed, Months, first_day, first_owed, index, month_of
from app.rules.dues.payers import FIXED_AMOUNT, Employer, Part, Payer, proposed
from app.rules.dues.using import Move, Purpose, Told

LEVELS = (
    (3200, 2300, 1800, 700), (3600, 2700, 2200, 900), (2900, 1800, 1500, 600),
    (4400, 3900, 2600, 1100), (2500, 1400, 1300, 500),
)  # fmt: skip
PENSIONS = (4300, 4900, 5600, 6200)
WAGES = (Part.POST, Part.GRADE, Part.MERIT, Part.ALLOWANCES)


class Dues:
    """Writes what would have been written on each day of the year up to today."""

    def __init__(self, chance, today: date):
        self.chance, self.today = chance, today
        self.year, self.now = today.year, month_of(today)

    def year_of(self, branch, members, officers, *, late: dict[int, int]) -> None:
        """A branch fixes and collects month by month; `late` are people and how many of the last
        months they have not paid for."""
        party = [one for one in members if one.stage.in_party]
        by = officers[0].name
        with clock.travel(self._day(1, 12), hour=16):
            lines = [one for member in party if (one := self._income(branch, member))]
            fixing.fix_many(branch, self.year, lines, by=by)
        rows = self._owed(branch)
        people = {one.person_id: one.person for one in party}
        for month in range(index(self.year, 1), self.now):
            day = first_day(month) + timedelta(days=9)
            lines = [
                self._paid(people[person_id], month)
                for person_id, owed in rows.items()
                if month in owed and month < self.now - late.get(person_id, 0)
            ]
            if lines:
                with clock.travel(day, hour=17):
                    paying.pay(branch, lines, day, by=by)

    def book(self, branch, college, officers) -> None:
        """Handed up every quarter, a use, a request, a grant, a reduction, a gift."""
        by = officers[0].name
        for quarter in range(1, 5):
            day = date(self.year, quarter * 3, 20)
            if day >= self.today:
                break
            with clock.travel(day, hour=15):
                self._enter(branch, Move.UP, 1500_00, day, f"第{quarter}季度党费", by,
                            counterpart=college)  # fmt: skip
        spent = self._day(5, 14)
        if spent > date(self.year, 4, 1):
            with clock.travel(spent, hour=15):
                self._enter(branch, Move.USED, 320_00, spent, "主题党日学习资料", by,
                            purpose=Purpose.MATERIALS,
                            decision=Decision(spent - timedelta(days=6), "支委会"))  # fmt: skip

    def asked(self, branch, college, officers) -> None:
        """One request that was granted and one that waits."""
        by = officers[0].name
        day = self._day(10, 9)
        for days, summary, amount in (
            (20, "赴红色教育基地学习", 800_00),
            (3, "订购学习读本", 460_00),
        ):
            with clock.travel(max(day, self.today - timedelta(days=days)), hour=11):
                meeting = Decision(clock.today() - timedelta(days=2), "支委会")
                made = asking.ask_money(
                    branch, college, amount=amount, purpose=Purpose.TRAINING
                    if amount > 500_00 else Purpose.MATERIALS,
                    summary=summary, decision=meeting, by=by,
                )  # fmt: skip
            if amount > 500_00:
                with clock.travel(self.today - timedelta(days=12), hour=11):
                    decided = Decision(clock.today() - timedelta(days=1), "学院党委会议")
                    asking.decide_request(
                        made, granted=600_00, answer="按 600 元安排", decision=decided,
                        name="计算机学院党委 许静云",
                    )  # fmt: skip

    def opening(self, organization, amount, handler) -> None:
        day = date(self.year, 1, 1)
        with clock.travel(day, hour=9):
            self._enter(organization, Move.OPENING, amount, day, "上年结转", handler)

    def reduced(self, branch, waits, agreed, officers) -> None:
        """A reduction in force, and one that waits for the college."""
        by = officers[0].name
        for member, days in ((agreed, 60), (waits, 4)):
            day = max(self.today - timedelta(days=days), date(self.year, 1, 15))
            first = min(month_of(day), self.now)
            with clock.travel(day, hour=10):
                made = asking.ask_reduction(
                    branch, member.person, Months(first, index(self.year, 12)), amount=10_00,
                    hardship="家属长期患病，治疗费用高，本人申请少交。", decided_on=day,
                    decision="支委会", by=by,
                )  # fmt: skip
            if member is agreed:
                with clock.travel(min(day + timedelta(days=9), self.today), hour=10):
                    asking.decide_reduction(
                        made, agreed=True, answer="同意", by=None, name="计算机学院党委 许静云"
                    )

    def told(self, branch, member, officers) -> None:
        """A large gift, and a talk with somebody who has not paid."""
        with clock.travel(self._day(7, 1), hour=10):
            made = asking.enter_gift(
                branch, officers[1].person, amount=5000_00, given_on=clock.today(), note=""
            )
        with clock.travel(self._day(7, 8), hour=10):
            asking.follow_gift(made, passed_on=clock.today(), receipt="", receipt_on=None)
        with clock.travel(self.today - timedelta(days=10), hour=16):
            paying.talk(
                branch, member.person, talked_on=clock.today(),
                until=self.today + timedelta(days=20), talker=officers[0].name,
                reason="长期在外地出差，忘记交纳，答应月底前补上。",
            )  # fmt: skip

    def published(self, branch, figures) -> None:
        with clock.travel(self.today - timedelta(days=6), hour=16):
            asking.tell(
                branch, self.year, Told.PUBLISHED, done_on=clock.today(), how="支部党员大会",
                figures=figures(branch, self.year).plain,
            )  # fmt: skip

    def _income(self, branch, member):
        first = first_owed(member.joined_on, self.year)
        if first is None:
            return None
        payer = proposed(branch.unit_type, member.person.job)
        income = Income(payer, Employer.INSTITUTION, self._parts(payer), first)
        return member.person, income, fixing.checked(
            branch, member.joined_on, self.year, income, Settings()
        )  # fmt: skip

    def _parts(self, payer):
        if payer in FIXED_AMOUNT:
            return {}
        if payer is Payer.RETIRED:
            return {Part.PENSION: self.chance.choice(PENSIONS) * 100}
        level = self.chance.choice(LEVELS)
        typed = {part: fen * 100 for part, fen in zip(WAGES, level, strict=True)}
        return typed | {Part.INSURANCE: sum(level) * 12, Part.TAX: sum(level) * 2}

    def _owed(self, branch):
        rows = db.session.query(DuesMonth).filter(DuesMonth.organization_id == branch.id)
        found = {}
        for row in rows:
            found.setdefault(row.person_id, set()).add(row.month)
        return found

    def _paid(self, person, month):
        if self.chance.random() < 0.04:
            return Paid(person, month, handed=Handed.RELATIVE, handed_by="家属")
        return Paid(person, month)

    def _enter(self, organization, move, amount, day, summary, handler, **facts):
        books.record(organization, Movement(move, amount, day, summary, handler=handler, **facts))

    def _day(self, month, day):
        """That day of this year, or today where it is still to come."""
        return min(date(self.year, month, day), self.today)
