"""Invented result sheets for the eye: three, fifty and three hundred names, rare characters."""

from datetime import date

from app.debriefs.assessment.sheets import ResultRow, result_sheet
from app.papers.registry import Form

DAY = date(2027, 1, 20)
ITEMS = ("述职评议（50%）", "党支部综合评价（50%）")
NAMES = ("方正", "王毛方", "孔令仪", "周敏", "欧阳懿", "韩志远", "阿卜杜热西提·阿卜杜克热木")
BRANCHES = (
    "计算机学院教工第一党支部",
    "机械工程学院2022级本科生党支部",
    "软件工程系与网络空间安全系2025级研究生联合党支部",
)


def _sheet(number, *, person=True, names=NAMES, branches=BRANCHES):
    rows = [
        ResultRow(
            branches[n % len(branches)],
            names[n % len(names)],
            (f"{88 + n % 8}", f"{90 - n % 5}.5"),
            f"{(2 * (88 + n % 8) + 2 * (90 - n % 5) + 1) / 4:.2f}",
            "较好" if n % 7 == 3 else "好",
            "称职" if n % 3 else "优秀" if n % 7 != 3 else "称职",
            "",
        )
        for n in range(number)
    ]
    grades = [(grade, sum(row.grade == grade for row in rows)) for grade in ("优秀", "称职")]
    who = "党支部书记" if person else "党支部班子"
    return result_sheet(
        title=f"2026年度{who}考核", organization="星城科技大学党委", filled=DAY, items=ITEMS,
        person=person, rows=rows, totals=[one for one in grades if one[1]], state="已确定",
    )  # fmt: skip


SAMPLES = {
    "assessment_result": {
        "short": _sheet(3),
        "team": _sheet(3, person=False),
        "long": _sheet(50),
        "crowd": _sheet(300),
        "rare": _sheet(3, names=("王𬭩", "马𠅤", "赵㛃"), branches=("䶮湖𠮷金文党支部",)),
    }
}
FORMS = {
    "assessment_result": Form(
        "年度考核结果表",
        SAMPLES["assessment_result"]["short"],
        {
            "items": "考核项目", "person": "考核干部", "rows": "考核对象", "rows.branch": "党支部",
            "rows.marks": "评分", "rows.total": "合计", "rows.overall": "述职综合评价",
            "rows.grade": "考核等次", "totals": "等次人数",
            "rows.remark": "评语", "state": "状态",
        },
    )
}  # fmt: skip
