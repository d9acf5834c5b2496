"""Invented dues for the eye: blank, short, long (three hundred people), and rare characters."""

from datetime import date

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
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES

DAY = date(2026, 11, 16)
PLACE = "计算机学院教工第一党支部"
LONG_PLACE = "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部"
RARE_PLACE = "文学院𠮷金文字党支部"
WAGES = "岗位工资 3,200.00，薪级工资 2,300.00，基础性绩效工资 1,800.00，津贴补贴 900.00"
MANY = [NAMES[n % len(NAMES)] for n in range(300)]


def _base(name, number=0):
    if number % 4 == 3:
        return BaseRow(name, "学生", "", "", "", "0.20", "1月", "")
    return BaseRow(
        name, "按月领工资", WAGES, "6,000.00", "1.5%", "90.00", "1月",
        "岗位变动，3月5日支委会同意" if number % 5 == 4 else "",
    )  # fmt: skip


def _bases(names, place=PLACE, filled=DAY):
    rows = tuple(_base(name, n) for n, name in enumerate(names))
    return Bases("2026年党费核定表", place, rows, len(rows), "1,820.40", filled)


def _line(name, number=0):
    months = tuple(
        "" if n > 10 else "免交" if number % 7 == 6 else f"90.00\n{n + 1}.{number % 20 + 5}"
        for n in range(12)
    )
    back = "180.00" if number % 6 == 5 else ""
    return RegisterRow(name, "按月领工资", "6,000.00", "1.5%", "90.00", months, back, "990.00")


def _register(names, place=PLACE, filled=DAY):
    rows = tuple(_line(name, n) for n, name in enumerate(names))
    sums = tuple("1,820.40" if n < 11 else "" for n in range(12))
    return Register("2026年党费收缴登记表", place, rows, sums, "20,024.40", filled)


def _notice(place=PLACE, count=2, published=DAY):
    used = [
        ("培训党员", "600.00"), ("订阅购买党员教育报刊、资料、音像制品和设备", "320.00"),
        ("表彰先进", "200.00"), ("补助生活困难党员", "500.00"),
        ("补助受灾党员、修缮因灾受损教育设施", "300.00"),
    ]  # fmt: skip
    return Notice(
        "2026年党费收缴使用情况公示表", place, 2026, 23, 22, "21,844.80", "20,024.40", "12,000.00",
        "1,000.00", "920.00", tuple(UsedRow(*one) for one in used[:count]), "8,104.40", published,
    )  # fmt: skip


def _entry(number=0, handler="周敏"):
    kinds = (
        ("上缴上级", "计算机学院党委：上半年党费", "", "6,000.00", ""),
        (
            "使用",
            "培训党员。赴革命纪念馆学习的交通和讲解",
            "",
            "600.00",
            "2026-05-08 5月支委会",
        ),
        ("上级下拨", "计算机学院党委：党员外出学习", "1,000.00", "", "2026-04-20 学院党委会议"),
        ("利息", "一季度利息", "3.20", "", ""),
    )
    kind, summary, income, outgo, decision = kinds[number % 4]
    day = date(2026, number % 11 + 1, number % 27 + 1)
    return EntryRow(day, kind, summary, income, outgo, decision, handler, f"{number + 1:03d}")


def _report(rows, place=PLACE, filled=DAY):
    used = (UsedRow("培训党员", "600.00"), UsedRow("表彰先进", "320.00"))
    return Report(
        "2026年党费收支报告", place, 2026, "0.00" if not rows else "100.00", "20,024.40",
        tuple(rows), used if rows else (), "21,127.60", "13,020.00", "8,107.60", filled,
    )  # fmt: skip


SHORT = {
    "dues_bases": _bases(NAMES[:5]),
    "dues_register": _register(NAMES[:5]),
    "dues_notice": _notice(),
    "dues_report": _report([_entry(n) for n in range(4)]),
}
SAMPLES = {
    "dues_bases": {
        "blank": _bases([], filled=""),
        "short": SHORT["dues_bases"],
        "long": _bases(MANY, LONG_PLACE),
        "rare": _bases(RARE_NAMES, RARE_PLACE),
    },
    "dues_register": {
        "blank": _register([], filled=""),
        "short": SHORT["dues_register"],
        "long": _register(MANY, LONG_PLACE),
        "rare": _register(RARE_NAMES, RARE_PLACE),
    },
    "dues_notice": {
        "blank": _notice(count=0, published=""),
        "short": SHORT["dues_notice"],
        "long": _notice(LONG_PLACE, 5),
        "rare": _notice(RARE_PLACE, 5),
    },
    "dues_report": {
        "blank": _report([], filled=""),
        "short": SHORT["dues_report"],
        "long": _report([_entry(n, NAMES[n % len(NAMES)]) for n in range(120)], LONG_PLACE),
        "rare": _report([_entry(n, name) for n, name in enumerate(RARE_NAMES)], RARE_PLACE),
    },
}
_COMMON = {
    "title": "标题", "year": "年度", "filled": "填表日期", "rows": "明细", "total": "合计",
    "people": "人数", "rows.name": "姓名", "rows.payer": "类别", "rows.base": "计算基数",
    "rows.rate": "比例", "rows.monthly": "月应交", "rows.months": "各月实交", "rows.back": "补交",
    "rows.total": "合计", "rows.parts": "计入基数的收入", "rows.since": "起交月份",
    "rows.remark": "备注", "sums": "各月合计", "paid_people": "交齐人数", "due": "应交额",
    "paid": "实交额", "up": "上缴", "returned": "上级下拨", "used": "使用",
    "rows.purpose": "用途", "rows.amount": "金额", "balance": "结余", "published": "公布日期",
    "months": "统计月份",
    "opening": "年初结余", "collected": "党员交纳", "income": "收入合计", "outgo": "支出合计",
    "rows.day": "日期", "rows.kind": "收支类别", "rows.summary": "事由", "rows.income": "收入",
    "rows.outgo": "支出", "rows.decision": "集体讨论", "rows.handler": "经办人",
    "rows.voucher": "凭证号", "used.purpose": "用途", "used.amount": "金额",
}  # fmt: skip
_TITLES = {
    "dues_bases": "党费核定表", "dues_register": "党费收缴登记表", "dues_notice": "党费公示表",
    "dues_report": "党费收支报告",
}  # fmt: skip
FORMS = {form: Form(title, SHORT[form], _COMMON) for form, title in _TITLES.items()}
