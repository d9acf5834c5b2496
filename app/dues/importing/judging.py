"""What becomes of each row of a table: what would be written, what is there already, what is wrong.

A judged row is plain lists, texts and numbers, so that it can be kept and shown.
"""

import re
from collections.abc import Callable
from datetime import date

from app.core.errors import Refused
from app.dues.actions import fixing
from app.dues.actions.fixing import Income
from app.dues.actions.owing import base_at
from app.dues.importing.reading import Line, Table, amount_of, choice_of, whose
from app.dues.models import DuesBase, DuesMonth
from app.dues.models.imports import Kind
from app.dues.queries.payers import Settings
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.dues.months import FORBIDDEN, YEAR, Handed, first_owed, index, month_of, name
from app.rules.dues.payers import Employer, Part, Payer, proposed
from app.rules.money import yuan
from app.rules.registry import rule

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
LABELS = {NEW: "新增", CHANGED: "变动", SAME: "已有", REFUSED: "不能导入"}
MOST_MONTHS = 24
ARREARS, BALANCE = "党员欠交", "账面结余"


class Judge:
    """Judges rows against what a branch has on record."""

    def __init__(
        self,
        organization: Organization,
        year: int,
        today: date,
        members: list[Member],
        settings: Settings,
        bases: list[DuesBase],
        months: dict[int, dict[int, DuesMonth]],
        earlier: dict[int, dict[int, DuesMonth]],
    ):
        self.organization, self.year, self.today = organization, year, today
        self.members, self.settings = members, settings
        self.bases = bases
        self.months, self.earlier = months, earlier

    def rows(self, kind: Kind, table: Table) -> list[dict]:
        """Every row judged; a person named twice is refused the second time."""
        how: dict[Kind, Callable[[Line], dict]] = {
            Kind.BASES: self._base,
            Kind.PAYMENTS: self._paid,
            Kind.OPENINGS: self._opening,
        }
        seen, told = set(), []
        for line in table.lines:
            try:
                row = how[kind](line)
            except (ValueError, Refused) as error:
                row = {"kind": REFUSED, "says": [getattr(error, "message", str(error))]}
            mark = row.get("person", row.get("mark"))
            if row["kind"] != REFUSED and mark in seen:
                row = {"kind": REFUSED, "says": ["前面已有这个人的一行"]}
            seen.add(mark)
            told.append({"number": line.number, "name": line.text("姓名") or line.text("项目"),
                         **row})  # fmt: skip
        return told

    def income(self, row: dict) -> Income:
        """The income a judged row stands for."""
        facts = row["facts"]
        return Income(
            Payer(facts["payer"]),
            Employer(facts["employer"]),
            {Part(code): fen for code, fen in facts["parts"].items()},
            facts["first_month"],
            facts["quarterly"],
            facts["consent"],
            "导入" if row["kind"] == CHANGED else "",
        )

    def _member(self, line) -> Member:
        member, why = whose(line, self.members)
        if member is None:
            raise ValueError(why)
        return member

    def _base(self, line):
        member = self._member(line)
        payers = {one.label: one for one in Payer}
        unit, job = self.organization.unit_type, member.person.job
        payer = choice_of(line, "类别", payers, proposed(unit, job))
        employer = choice_of(
            line, "单位", {one.label: one for one in Employer}, self.settings.employer
        )
        parts = {part: amount_of(line, part.label) for part in Part}
        parts = {part: fen for part, fen in parts.items() if fen is not None}
        first = self._first(line, member)
        quarterly = choice_of(line, "按季交纳", {"是": True, "否": False}, False)
        income = Income(payer, employer, parts, first, quarterly, line.text("同意的会议"))
        due = fixing.checked(self.organization, member.joined_on, self.year, income, self.settings)
        mine = [one for one in self.bases if one.person_id == member.person_id]
        held = base_at(mine, first)
        kind = CHANGED if mine else NEW
        if held and (held.monthly, held.payer, held.base) == (due.monthly, payer, due.base):
            kind = SAME
        return {
            "kind": kind,
            "person": member.person_id,
            "says": [f"{payer.label}，从{name(first)}起每月 {yuan(due.monthly)} 元"],
            "facts": {
                "payer": payer.value,
                "employer": employer.value,
                "parts": {part.value: fen for part, fen in parts.items()},
                "first_month": first,
                "quarterly": quarterly,
                "consent": income.consent,
            },
        }

    def _first(self, line, member):
        text = re.sub("月$", "", line.text("起交月份"))
        if not text:
            return first_owed(member.joined_on, self.year, self.settings.start) or index(
                self.year, 1
            )
        if not text.isdecimal() or not 1 <= int(text) <= YEAR:
            raise ValueError(f"起交月份“{text}”应是 1 到 12")
        return index(self.year, int(text))

    def _paid(self, line):
        member = self._member(line)
        whole = "".join(line.cells.values())
        if any(word in whole for word in FORBIDDEN):
            raise ValueError(str(rule("DUE-21").reason(self.today, "垫交、扣缴的不能登记")))
        handed = choice_of(line, "谁交来", {one.label: one for one in Handed}, Handed.SELF)
        if handed is not Handed.SELF and not line.text("代交人"):
            raise ValueError(f"{handed.label}的请填代交人")
        held, paid, says = self.months.get(member.person_id, {}), {}, []
        for number in range(1, YEAR + 1):
            amount = amount_of(line, f"{number}月")
            if amount is None:
                continue
            said = self._month(held, index(self.year, number), amount, paid)
            if said:
                says.append(said)
        if not paid:
            return {"kind": SAME, "person": member.person_id, "says": says or ["没有填金额"]}
        told = "、".join(f"{month % YEAR + 1}月" for month in paid)
        return {
            "kind": NEW,
            "person": member.person_id,
            "says": [f"{told}，共 {yuan(sum(paid.values()))} 元", *says],
            "facts": {
                "months": {str(month): fen for month, fen in paid.items()},
                "handed": handed.value,
                "handed_by": line.text("代交人"),
                "note": line.text("备注"),
            },
        }

    def _month(self, held, month, amount, paid) -> str:
        row = held.get(month)
        if month > month_of(self.today):
            raise ValueError(f"{name(month)}还没有到，不能预交")
        if row is None:
            raise ValueError(f"{name(month)}的应交党费还没有核定，请先导入基数")
        if row.due == 0:
            raise ValueError(f"{name(month)}已批准免交")
        if row.paid:
            if row.paid == amount:
                return f"{month % YEAR + 1}月已登记过，跳过"
            raise ValueError(f"{name(month)}已登记 {yuan(row.paid)} 元，和表里的不同，请先冲正")
        if amount:
            paid[month] = amount
        return ""

    def _opening(self, line):
        kind = line.text("项目")
        if kind == BALANCE:
            amount, day = amount_of(line, "结余"), day_of(line.text("截至日期"))
            if amount is None:
                raise ValueError("请填结余")
            if day > self.today:
                raise ValueError("截至日期还没有到")
            return {
                "kind": NEW, "mark": BALANCE, "says": [f"账面结余 {yuan(amount)} 元"],
                "facts": {"balance": amount, "day": day.isoformat()},
            }  # fmt: skip
        if kind != ARREARS:
            raise ValueError(f"项目“{kind}”不认识，可填：{ARREARS}、{BALANCE}")
        return self._arrears(line, self._member(line))

    def _arrears(self, line, member):
        first, monthly = _month_of(line.text("起始月")), amount_of(line, "每月金额")
        text = line.text("月数")
        if not monthly or not text.isdecimal() or not 1 <= int(text) <= MOST_MONTHS:
            raise ValueError(f"请填月数（1 到 {MOST_MONTHS}）和每月金额")
        months = [first + n for n in range(int(text))]
        if months[-1] >= index(self.year, 1):
            raise ValueError(f"期初欠交只能是{self.year}年以前的，今年的请核定基数")
        if any(month in self.earlier.get(member.person_id, {}) for month in months):
            raise ValueError("这几个月里已有应交记录，请核对")
        return {
            "kind": NEW,
            "person": member.person_id,
            "says": [f"{name(first)}起 {len(months)} 个月，每月 {yuan(monthly)} 元"],
            "facts": {"months": months, "monthly": monthly},
        }


def day_of(text) -> date:
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        raise ValueError(f"截至日期“{text}”应写作 2025-12-31") from None


def _month_of(text) -> int:
    found = re.fullmatch(r"(\d{4})[-./年](\d{1,2})月?(?:-\d{1,2})?", text)
    if not found or not 1 <= int(found[2]) <= YEAR:
        raise ValueError(f"起始月“{text}”应写作 2025-11")
    return index(int(found[1]), int(found[2]))
