"""The same as the papers, as .xlsx: amounts are numbers in yuan there, to be added up."""

from collections.abc import Iterable, Sequence

from app.core.tables import workbook, xlsx_response
from app.funds.books import Posted
from app.funds.models import Budget, Request
from app.funds.sheets import StatementSheet
from app.funds.sums import Row
from app.rules.funds.kinds import Book

OVERVIEW = ["党组织", "状态", "预算", "全年资金", "已支出", "已批未付", "可用"]
BUDGET = [
    "账别",
    "条目",
    "类别",
    "资金来源",
    "批复的预算",
    "现预算",
    "已支出",
    "已批未付",
    "可用",
    "说明",
]
REQUESTS = [
    "活动或者用途", "日期", "列支", "支出类别", "申请", "已支出", "参加人数", "人均", "状态",
    "研究的会议", "审批人", "审批日期", "结清日期",
]  # fmt: skip
LEDGER = [
    "日期", "凭证号", "条目", "资金来源", "摘要", "支出类别", "收入", "支出", "余额",
    "集体研究会议", "经办人", "证明人", "审批人", "附件数", "备注",
]  # fmt: skip
STATEMENT = [
    "账别", "条目", "批复的预算", "调整", "上年结转", "全年资金", "支出", "执行率", "结余",
    "结余去向",
]  # fmt: skip


def overview(rows: Iterable[Row], year: int):
    """Every organisation in scope, one a row."""
    lines = [
        [
            one.organization.long_name, one.state.label if one.state else "没有编预算",
            *map(_yuan, (one.totals.budgeted, one.totals.given, one.totals.spent,
                         one.totals.reserved, one.totals.free)),
        ]
        for one in rows
    ]  # fmt: skip
    return _answer(f"{year}年经费汇总", OVERVIEW, lines, [36, 12, *[14] * 5])


def budget(found: Budget):
    lines = [
        [
            one.kind.book.label, one.name, one.kind.label, one.kind.source,
            *map(_yuan, (one.planned, one.budgeted, one.spent, one.reserved, one.free)),
            one.remark,
        ]
        for one in found.lines
    ]  # fmt: skip
    return _answer(_name(found, "经费预算"), BUDGET, lines, [12, 20, 16, 12, *[14] * 5, 30])


def requests(found: Budget, asked: Sequence[Request]):
    lines = [
        [
            one.title, one.activity_on.isoformat(), one.line.name, one.purpose.label,
            _yuan(one.amount), _yuan(one.spent), one.people,
            _yuan(one.per_head) if one.per_head is not None else None, one.state.label,
            f"{one.meeting.held_on.isoformat()} {one.meeting.title}" if one.meeting
            else one.undecided_why,
            one.approved_by, one.approved_on.isoformat() if one.approved_on else "",
            one.settled_on.isoformat() if one.settled_on else "",
        ]
        for one in asked
    ]  # fmt: skip
    return _answer(_name(found, "经费申请和花费"), REQUESTS, lines, [30, 12, 18, 18, *[12] * 9])


def ledger(found: Budget, book: Book, posted: Iterable[Posted]):
    lines = []
    for one in posted:
        entry, asked = one.entry, one.entry.request
        meeting = asked.meeting if asked else None
        lines.append([
            entry.happened_on.isoformat(), entry.voucher, entry.line.name,
            entry.line.kind.source, entry.summary,
            entry.purpose.label if entry.purpose else entry.kind.label,
            _yuan(entry.amount) if entry.amount > 0 else None,
            _yuan(-entry.amount) if entry.amount < 0 else None, _yuan(one.running),
            f"{meeting.held_on.isoformat()} {meeting.title}" if meeting else "",
            entry.handler, entry.witness, entry.approver, entry.attachments or None,
            "；".join(filter(None, ["已冲正" if one.cancelled else "", entry.remark])),
        ])  # fmt: skip
    return _answer(
        _name(found, f"{book.label}台账"), LEDGER, lines, [12, 12, 18, 12, 34, *[14] * 10]
    )


def statement(found: Budget, sheet: StatementSheet):
    """The rows of the paper; its amounts are told there as text, here as numbers."""
    lines = [
        [
            section.title, row.name,
            *map(_number, (row.planned, row.adjusted, row.carried, row.given, row.spent)),
            row.share, _number(row.rest), row.end.replace("\n", "；"),
        ]
        for section in sheet.sections
        for row in (*section.rows, section.total)
    ]  # fmt: skip
    return _answer(_name(found, "经费决算"), STATEMENT, lines, [12, 20, *[14] * 8])


def _answer(name, headings, lines, widths):
    return xlsx_response(workbook(name, headings, lines, widths), f"{name}.xlsx")


def _name(found, what):
    return f"{found.organization.name}{found.year}年{what}"


def _yuan(fen):
    return fen / 100


def _number(text):
    return float(text.replace(",", "")) if text else None
