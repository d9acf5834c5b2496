"""Invented ledgers for the eye: blank, short, long, and with rare characters."""

from datetime import date

from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES
from app.rectification.sheets import LedgerRow, ledger

FILLED = date(2026, 11, 16)
PLACE = "计算机学院教工第一党支部"
PROBLEM = "对出差较多的党员补课办法不多，全年有 3 人次组织生活没有补上。"
MEASURE = "会后三天内由党小组长送学并记录；每季度末核对一次考勤，没有补上的逐人安排。"


def _row(number=0, name="韩志远", **known):
    facts = {
        "organization": PLACE, "source": "2025年度组织生活会", "problem": PROBLEM,
        "goal": "缺席的组织生活全部补上", "measure": MEASURE, "responsible": name,
        "due": date(2026, number % 12 + 1, 28),
        "progress": ("2026年3月20日：已建立补课登记。", "2026年6月30日：上半年 2 人次全部补上。"),
        "acceptance": "2026年7月3日计算机学院党委 吴赟验收",
    }  # fmt: skip
    return LedgerRow(**facts | known)


def _ledger(rows, title="整改台账", place=PLACE, filled=FILLED, totals=(("已验收", 1),)):
    return ledger(title=title, organization=place, filled=filled, rows=rows, totals=totals)


SHORT = _ledger(
    [
        _row(),
        _row(
            10,
            "周敏",
            source="2026年10月支部委员会",
            problem="联系学生宿舍：每名委员联系一个宿舍楼。",
            goal="",
            measure="每学期走访两次。",
            progress=(),
            acceptance="",
        ),
    ],
    totals=(("办理中", 1), ("已验收", 1)),
)
SAMPLES = {
    "rectification_ledger": {
        "blank": _ledger([], filled="", totals=()),
        "short": SHORT,
        "long": _ledger(
            [
                _row(n, NAMES[n % len(NAMES)], organization=f"教工第{'一二三'[n % 3]}党支部",
                     problem=PROBLEM * (n % 3 + 1))
                for n in range(40)
            ],
            place="计算机科学与技术学院党委",
            totals=(("办理中", 10), ("已办结", 12), ("已验收", 18)),
        ),
        "rare": _ledger(
            [_row(n, name, acceptance="") for n, name in enumerate(RARE_NAMES)],
            title="2026年度组织生活会整改清单",
            place="文学院𠮷金文字党支部",
            totals=(("办理中", len(RARE_NAMES)),),
        ),
    }
}  # fmt: skip
FORMS = {
    "rectification_ledger": Form(
        "整改台账",
        SHORT,
        {
            "title": "标题",
            "several": "多个党组织",
            "rows.organization": "党支部",
            "rows.source": "来源",
            "rows.problem": "问题",
            "rows.goal": "目标",
            "rows.measure": "措施",
            "rows.responsible": "责任人",
            "rows.due": "时限：完成时限",
            "rows.progress": "进展",
            "rows.acceptance": "验收",
            "totals": "合计：各种状态的项数，每项有状态和项数两格",
        },
    )
}
