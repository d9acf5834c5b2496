"""Invented money for the eye: blank, short, long, a ledger of 300 rows, rare characters."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.funds import pictures
from app.funds.sheets import (
    BudgetRow,
    BudgetSheet,
    CostRow,
    EstimateRow,
    LedgerRow,
    LedgerSheet,
    RequestSheet,
    Section,
    StatementRow,
    StatementSection,
    StatementSheet,
)
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES
from app.rules.money import in_words, yuan

DAY = date(2026, 11, 16)
PLACE = "计算机学院教工第一党支部"
LONG_PLACE = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
LINES = (
    ("党建工作经费", "党建工作经费", "行政拨款", 500_000, "组织生活、学习培训和活动。"),
    ("科普进社区", "科普经费", "行政拨款", 180_000, "科技周和全国科普日各一次。"),
    ("书记待遇", "书记待遇", "行政拨款", 240_000, "每月 200 元，按学校规定。"),
)
DUES = ("党费返还", "党费返还", "党费返还", 120_000, "上级返还，用于规定的五项。")
USES = (
    ("红色教育主题党日", "会议和主题党日"), ("订购学习资料", "资料和用品"),
    ("走访慰问老党员", "走访慰问"), ("科普进社区活动", "科普和志愿服务"),
    ("党员集中培训", "学习培训"),
)  # fmt: skip


@dataclass(frozen=True)
class Used:
    """A line of the picture."""

    name: str
    spent: int
    reserved: int
    free: int


def _section(title, lines):
    rows = tuple(BudgetRow(n, k, s, yuan(a), r) for n, k, s, a, r in lines)
    return Section(title, rows, yuan(sum(one[3] for one in lines)))


def _budget(lines=LINES, dues=(DUES,), place=PLACE, **known):
    facts = {
        "note": ("按全年组织生活计划和上年执行情况编制。",), "adjustments": (),
        "decision": "2026年3月20日　计算机学院党委 吴赟批复同意。", "filled": date(2026, 3, 12),
    }  # fmt: skip
    return BudgetSheet(
        title="2026年党组织经费预算表",
        organization=place,
        sections=(_section("工作经费", lines), _section("党费返还", dues)) if lines else (),
        total=yuan(sum(one[3] for one in (*lines, *dues))) if lines else "",
        **facts | known,
    )


def _request(times=1, place=PLACE, person="欧阳懿", rows=3, **known):
    parts = (("讲解费", 60_000), ("租车费", 120_050), ("学习资料", 38_400))
    estimate = [parts[n % 3] for n in range(rows)]
    amount = sum(one[1] for one in estimate)
    facts = {
        "subject": "参观科学家精神教育基地主题党日", "day": date(2026, 11, 27),
        "place": "科学家精神教育基地", "participants": "全体党员和入党积极分子，共 28 人",
        "content": ("上午参观展馆并听讲解，下午分组讨论，每组派一人发言。" * times,),
        "effect": ("结合岗位写一条改进措施，下次组织生活会上说落实情况。" * times,),
        "decision": ("2026年11月10日　2026年11月支部委员会", "同意从党建工作经费列支。" * times),
        "approval": ("同意。", "计算机学院党委 吴赟　2026年11月12日"),
        "settled": "2026年11月30日结清，实际花费 2,100.50 元，28 人参加，人均 75.02 元。",
    }  # fmt: skip
    return RequestSheet(
        title="党组织活动经费申请表",
        organization=place,
        line="党建工作经费（行政拨款）",
        purpose="会议和主题党日",
        estimate=tuple(EstimateRow(text, yuan(a)) for text, a in estimate),
        amount=yuan(amount),
        in_words=in_words(amount),
        applicant=person,
        filled=DAY,
        **facts | known,
    )


def _ledger_row(number, people, held):
    what, purpose = USES[number % 5]
    income = 500_000 if number % 40 == 0 else 0
    spent = 0 if income else 38_450 + number * 7
    return LedgerRow(
        day=date(2026, 1, 6) + timedelta(days=number % 330),
        voucher="" if income else f"记-{number:03d}",
        source=("行政拨款", "其他")[number % 9 == 8],
        summary="2026年预算下达" if income else f"{what}支出",
        purpose="预算下达" if income else purpose,
        income=yuan(income) if income else "",
        expense=yuan(spent) if spent else "",
        balance=yuan(held),
        decided="" if income else "2026-03-10\n2026年3月支部委员会",
        handler="" if income else people[number % len(people)],
        witness="" if income else people[(number + 3) % len(people)],
        approver="计算机学院党委 吴赟",
        attachments="" if income else str(number % 4 + 1),
        remark="已冲正；票面金额看错" if number % 23 == 7 else "",
    )


def _ledger(count, people=NAMES, place=PLACE, filled=DAY):
    rows, held = [], 0
    for number in range(count):
        held += 500_000 if number % 40 == 0 else -(38_450 + number * 7)
        held = max(held, 12_345)
        rows.append(_ledger_row(number, people, held))
    given = yuan(500_000 * (count // 40 + 1)) if count else ""
    return LedgerSheet(
        "2026年工作经费收支台账", place, tuple(rows), given, yuan(318_655), yuan(held), filled
    )


def _statement_row(name, planned, spent, adjusted=0, carried=0, end=""):
    given = planned + adjusted + carried
    return StatementRow(
        name, yuan(planned), yuan(adjusted) if adjusted else "", yuan(carried) if carried else "",
        yuan(given), yuan(spent), f"{spent * 1000 // given / 10}%" if given else "—",
        yuan(given - spent), end,
    )  # fmt: skip


def _statement(lines=LINES, place=PLACE, costs=5, people=NAMES, **known):
    work = [_statement_row(n, a, a * 7 // 10, end="收回") for n, _, _, a, _ in lines]
    total = sum(one[3] for one in lines)
    sections = (
        StatementSection(
            "工作经费", tuple(work), _statement_row("合计", total, total * 7 // 10),
            (("会议和主题党日", "1,860.00"), ("资料和用品", "742.50")),
        ),
        StatementSection(
            "党费返还",
            (_statement_row("党费返还", 120_000, 45_000, carried=30_000, end="结转下年"),),
            _statement_row("合计", 120_000, 45_000, carried=30_000), (("培训党员", "450.00"),),
        ),
    )  # fmt: skip
    used = [Used(n, a * 7 // 10, a // 10, a * 2 // 10) for n, _, _, a, _ in (*lines, DUES)]
    rows = [
        CostRow(
            f"{USES[n % 5][0]}（{people[n % len(people)]}组织）", date(2026, n % 11 + 1, 20),
            yuan(86_000 + n * 350), str(12 + n % 20), yuan(4_300 + n),
        )
        for n in range(costs)
    ]  # fmt: skip
    facts = {"picture": pictures.printed(used), "state": "2026年12月28日决算", "filled": DAY}
    return StatementSheet("2026年党组织经费决算表", place, sections, tuple(rows), **facts | known)


def _many(names):
    return tuple((f"{name}负责的专项", *LINES[n % 3][1:]) for n, name in enumerate(names))


SHORT = {
    "fund_budget": _budget(),
    "fund_request": _request(),
    "fund_ledger": _ledger(8),
    "fund_statement": _statement(),
}
SAMPLES = {
    "fund_budget": {
        "blank": _budget((), (), note=(), decision="", filled=""),
        "short": SHORT["fund_budget"],
        "long": _budget(
            _many(NAMES * 2), place=LONG_PLACE, note=("逐条说明全年怎样安排。" * 30,),
            adjustments=("2026年6月3日，党建工作经费由 5,000.00 元调整为 6,500.00 元：增加实践活动"
                         "（计算机学院党委 吴赟批复）",) * 6,
        ),
        "rare": _budget(_many(RARE_NAMES), place=LONG_PLACE),
    },
    "fund_request": {
        "blank": _request(
            rows=0, person="", subject="", day="", place="", participants="", content=(),
            effect=(), decision=(), approval=(), settled="",
        ),
        "short": SHORT["fund_request"],
        "long": _request(14, LONG_PLACE, rows=24),
        "rare": _request(person=RARE_NAMES[-1], participants="、".join(RARE_NAMES)),
    },
    "fund_ledger": {
        "blank": _ledger(0, filled=""),
        "short": SHORT["fund_ledger"],
        "long": _ledger(300, place=LONG_PLACE),
        "rare": _ledger(len(RARE_NAMES) * 2, people=RARE_NAMES, place=LONG_PLACE),
    },
    "fund_statement": {
        "short": SHORT["fund_statement"],
        "long": _statement(_many(NAMES), place=LONG_PLACE, costs=300),
        "rare": _statement(_many(RARE_NAMES[:6]), costs=14, people=RARE_NAMES),
    },
}  # fmt: skip

_COMMON = {
    "title": "标题", "organization": "党组织：党组织名称", "filled": "填表日期", "total": "合计",
    "sections": "账别", "sections.title": "账别名称", "sections.rows": "条目",
    "rows": "条目", "amount": "金额",
}  # fmt: skip
_WORDS = {
    "fund_budget": {
        "sections.rows.name": "名称", "sections.rows.kind": "类别",
        "sections.rows.source": "资金来源", "sections.rows.amount": "金额",
        "sections.rows.remark": "说明", "sections.total": "小计", "note": "编制说明",
        "adjustments": "调整", "decision": "批复",
    },
    "fund_request": {
        "subject": "活动主题", "day": "时间", "place": "地点", "participants": "参加人员",
        "line": "列支经费", "purpose": "支出类别", "content": "内容与方案", "effect": "预期效果",
        "estimate": "经费预算", "estimate.text": "项目", "estimate.amount": "金额",
        "in_words": "大写金额", "applicant": "申请人", "decision": "集体研究", "approval": "审批",
        "settled": "结算情况", "amount": "合计",
    },
    "fund_ledger": {
        "rows": "笔", "rows.day": "日期", "rows.voucher": "凭证号", "rows.source": "资金来源",
        "rows.summary": "摘要", "rows.purpose": "支出类别", "rows.income": "收入",
        "rows.expense": "支出", "rows.balance": "余额", "rows.decided": "集体研究会议",
        "rows.handler": "经办人", "rows.witness": "证明人", "rows.approver": "审批人",
        "rows.attachments": "附件数", "rows.remark": "备注", "income": "收入合计",
        "expense": "支出合计", "balance": "余额",
    },
    "fund_statement": {
        "sections.rows.name": "名称", "sections.rows.planned": "批复的预算",
        "sections.rows.adjusted": "预算调整", "sections.rows.carried": "上年结转",
        "sections.rows.given": "全年资金", "sections.rows.spent": "支出",
        "sections.rows.share": "执行率", "sections.rows.rest": "结余",
        "sections.rows.end": "结余去向", "sections.total": "合计", "sections.purposes": "支出用途",
        "sections.total.name": "名称", "sections.total.planned": "批复的预算",
        "sections.total.adjusted": "预算调整", "sections.total.carried": "上年结转",
        "sections.total.given": "全年资金", "sections.total.spent": "支出",
        "sections.total.share": "执行率", "sections.total.rest": "结余",
        "sections.total.end": "结余去向",
        "costs": "活动", "costs.title": "名称", "costs.day": "日期", "costs.spent": "花费",
        "costs.people": "人数", "costs.per_head": "人均", "picture": "图", "state": "状态",
    },
}  # fmt: skip
_TITLES = {
    "fund_budget": "经费预算表", "fund_request": "经费申请表", "fund_ledger": "经费台账",
    "fund_statement": "经费决算表",
}  # fmt: skip
FORMS = {form: Form(title, SHORT[form], _COMMON | _WORDS[form]) for form, title in _TITLES.items()}
