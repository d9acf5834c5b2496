"""Makes sheets, and the same as rows of a workbook, of a branch's year and of a book."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.dues.models import DuesEntry, DuesPayment
from app.dues.queries.figures import Year
from app.dues.rows import Row, Shows
from app.dues.sheets import (
    BaseRow,
    Bases,
    EntryRow,
    Notice,
    Register,
    RegisterRow,
    Report,
    UsedRow,
)
from app.rules.dues.months import month_of, so_far, year_and_month
from app.rules.dues.reckoning import percent
from app.rules.dues.using import Move, Purpose
from app.rules.money import yuan

BASES = ["姓名", "类别", "计入基数的收入", "计算基数", "比例", "月应交", "起交月份", "备注"]
REGISTER = [
    "姓名", "类别", "计算基数", "比例", "月应交", *(f"{n}月" for n in range(1, 13)), "补交", "合计",
    "签字",
]  # fmt: skip
NOTICE = ["年度", "应交人数", "交齐人数", "应交额", "实交额", "上缴", "上级下拨", "使用", "结余"]
REPORT = ["日期", "类别", "事由", "收入", "支出", "集体讨论", "经办人", "凭证号"]


def bases(rows: Sequence[Row], organization: str, year: int, day: date) -> Bases:
    """核定表 of a year: a line for each base that stands."""
    lines = tuple(_base(row, base) for row in rows for base in row.bases)
    total = sum(row.now.monthly for row in rows if row.now and not row.gone)
    people = sum(1 for row in rows if row.bases)
    fixed = max((base.fixed_on for row in rows for base in row.bases), default=day)
    return Bases(f"{year}年党费核定表", organization, lines, people, yuan(total), fixed)


def register(
    rows: Sequence[Row], payments: Iterable[DuesPayment], organization: str, year: int, day: date
) -> Register:
    """收缴登记表 of a year: what was paid for each month, with the day; what was paid for a month
    after it is also told as 补交."""
    paid: dict[tuple[int, int], list[DuesPayment]] = {}
    for one in payments:
        paid.setdefault((one.person_id, one.month), []).append(one)
    lines = tuple(_registered(row, paid) for row in rows if row.bases or row.paid)
    sums = [sum(row.cells[n].paid for row in rows) for n in range(12)]
    return Register(
        f"{year}年党费收缴登记表", organization, lines,
        tuple(yuan(one) if one else "" for one in sums), yuan(sum(sums)), day,
    )  # fmt: skip


def notice(figures: Year, organization: str, year: int, published: date | str) -> Notice:
    """公示表 of the figures of a year."""
    moves = figures.moves
    return Notice(
        f"{year}年党费收缴使用情况公示表", organization, year, figures.people, figures.paid_people,
        yuan(figures.due), yuan(figures.paid), yuan(-moves.get(Move.UP.value, 0)),
        yuan(moves.get(Move.RETURNED.value, 0)), yuan(-moves.get(Move.USED.value, 0)),
        _used(figures), yuan(figures.balance), published,
        so_far(figures.until) if figures.until else "",
    )  # fmt: skip


def report(
    figures: Year, entries: Sequence[DuesEntry], organization: str, year: int, day: date
) -> Report:
    """收支报告 of a book, the oldest movement first."""
    rows = tuple(_entry(one) for one in reversed(entries))
    income = figures.collected + sum(one.amount for one in entries if one.amount > 0)
    outgo = -sum(one.amount for one in entries if one.amount < 0)
    return Report(
        f"{year}年党费收支报告", organization, year, yuan(figures.opening),
        yuan(figures.collected), rows, _used(figures), yuan(income), yuan(outgo),
        yuan(figures.balance), day,
    )  # fmt: skip


def table_of(sheet) -> tuple[list[str], list[list]]:
    """(headings, rows) of the same for a workbook."""
    if isinstance(sheet, Bases):
        return BASES, [
            [r.name, r.payer, r.parts, r.base, r.rate, r.monthly, r.since, r.remark]
            for r in sheet.rows
        ]
    if isinstance(sheet, Register):
        return REGISTER, [
            [r.name, r.payer, r.base, r.rate, r.monthly, *r.months, r.back, r.total, ""]
            for r in sheet.rows
        ]
    if isinstance(sheet, Notice):
        sums = [sheet.due, sheet.paid, sheet.up, sheet.returned, sheet.used, sheet.balance]
        used = [[*[""] * 6, one.purpose, one.amount, ""] for one in sheet.rows]
        return NOTICE, [[sheet.year, sheet.people, sheet.paid_people, *sums], *used]
    return REPORT, [
        ["", "年初结余", "", sheet.opening, "", "", "", ""],
        ["", "党员交纳", "", sheet.collected, "", "", "", ""],
        *(
            [r.day, r.kind, r.summary, r.income, r.outgo, r.decision, r.handler, r.voucher]
            for r in sheet.rows
        ),
        ["", "年末结余", "", sheet.balance, "", "", "", ""],
    ]


def _base(row, base):
    parts = "，".join(f"{part.label} {yuan(fen)}" for part, fen in base.parts.items())
    remark = base.reason
    if base.quarterly:
        remark = "；".join(filter(None, [remark, f"按季交纳：{base.consent}"]))
    if row.reduced and base is row.now:
        remark = "；".join(filter(None, [remark, f"已批准减免，现每月交 {yuan(row.monthly)} 元"]))
    return BaseRow(
        row.member.name, base.payer.label, parts, yuan(base.base) if base.base is not None else "",
        percent(base.permille) if base.permille else "", yuan(base.monthly),
        f"{year_and_month(base.first_month)[1]}月", remark,
    )  # fmt: skip


def _registered(row, paid):
    base, months, back = row.now, [], 0
    for cell in row.cells:
        made = paid.get((row.member.person_id, cell.month), [])
        months.append(_cell(cell, made))
        back += sum(one.amount for one in made if month_of(one.paid_on.earliest) > cell.month)
    known = base is not None and base.base is not None
    return RegisterRow(
        row.member.name, base.payer.label if base else "", yuan(base.base) if known else "",
        percent(base.permille) if known and base.permille else "",
        yuan(base.monthly) if base else "", tuple(months), yuan(back) if back else "",
        yuan(row.paid) if row.paid else "",
    )  # fmt: skip


def _cell(cell, made):
    if not made:
        return "免交" if cell.shows is Shows.FREE else ""
    day = made[-1].paid_on
    told = f"{day.month}.{day.day}" if day.day else ""
    return f"{yuan(sum(one.amount for one in made))}\n{told}".strip()


def _entry(one):
    kind = one.move.label + ("（冲正）" if one.counters_id else "")
    other = f"{one.counterpart.name}：" if one.counterpart else ""
    purpose = f"{one.purpose.label}。" if one.purpose else ""
    decided = f"{one.decided_on:%Y-%m-%d} {one.decision}" if one.decided_on else ""
    return EntryRow(
        one.happened_on, kind, f"{other}{purpose}{one.summary}",
        yuan(one.amount) if one.amount > 0 else "", yuan(-one.amount) if one.amount < 0 else "",
        decided, one.handler, one.voucher,
    )  # fmt: skip


def _used(figures):
    return tuple(UsedRow(Purpose(code).label, yuan(fen)) for code, fen in figures.used.items())
