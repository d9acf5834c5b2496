"""Invented papers of activities: blank, planned, short, long, and with rare characters."""

from datetime import date

from app.activities.sheets import ActivitySheet, CostRow
from app.papers.registry import Form
from app.printing.samples import RARE_NAMES

PLACE = "计算机学院教工第一党支部"
AGENDA = ("参观科学家精神教育基地", "重温入党誓词", "座谈交流体会")
SUMMARY = "二十三名党员参观了基地，听讲解一小时，重温入党誓词，回程在车上交流体会。"


def _sheet(**changes):
    facts = {
        "organization": PLACE, "title": "参观科学家精神教育基地主题党日", "kind": "参观学习",
        "held": date(2026, 10, 23), "span": "14:00—17:30", "place": "科学家精神教育基地",
        "called": 25, "came": 23, "foreseen": "4", "hours": "4", "agenda": AGENDA,
        "summary": (SUMMARY,),
        "costs": (CostRow("党建工作经费：会议和主题党日", "1,860.00", "1,790.00", "已结清"),),
        "asked": "1,860.00", "spent": "1,790.00", "each": "77.83", "state": "已完成", "by": "周敏",
    }  # fmt: skip
    return ActivitySheet(**facts | changes)


SHEET = _sheet()
SAMPLES = {
    "activity_sheet": {
        "blank": ActivitySheet(*("",) * 10, (), (), (), *("",) * 5),
        "short": SHEET,
        "planned": _sheet(came="", hours="", summary=(), spent="0.00", each="", state="筹备中"),
        "long": _sheet(
            agenda=AGENDA * 6, summary=(SUMMARY * 6,) * 7,
            costs=(CostRow("党建工作经费：会议和主题党日", "860.00", "790.00", "已结清"),) * 9,
        ),
        "rare": _sheet(organization="文学院𠮷金文字党支部", by=RARE_NAMES[-1]),
    },
}  # fmt: skip
FORMS = {
    "activity_sheet": Form("活动组织情况表", SHEET, {
        "held": "活动日期", "span": "时段", "called": "通知人数", "came": "实到人数",
        "foreseen": "预计学时", "hours": "学时", "agenda": "活动安排", "summary": "活动小结",
        "costs": "经费", "costs.text": "列支和用途", "costs.asked": "概算", "costs.spent": "支出",
        "costs.state": "经费状态", "asked": "概算合计", "spent": "支出合计", "each": "人均",
        "state": "状态", "by": "组织人",
    }),
}  # fmt: skip
