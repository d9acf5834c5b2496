"""Invented papers of venues: blank, short, long, and with rare characters."""

from datetime import date, timedelta

from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES
from app.rules.venues import Facility
from app.venues.sheets import CheckRow, CheckSheet, FacilityRow, UseRow, UseSheet, VenueRegister

PLACE = "计算机学院教工第一党支部"
FILLED = date(2026, 11, 16)
OUTCOMES = ("设施不配套", "合格", "使用不充分")
PROBLEM = "没有投影设备，资料柜不够用，入党誓词牌褪色。"


def _register(**changes):
    facts = {
        "name": "党员活动室", "organization": PLACE, "shared": "计算机学院党委",
        "place": "思源楼 204", "area": 60, "used_since": date(2019, 9, 1), "capacity": 40,
        "own": "共用",
        "facilities": tuple(FacilityRow(one.label, n != 3) for n, one in enumerate(Facility)),
        "keeper": "韩志远", "phone": "8201", "fit": "不达标", "problem": f"设施不配套：{PROBLEM}",
        "opening": ("星期一至星期五 08:00—21:00", "星期六 09:00—12:00"),
        "mend_by": date(2027, 2, 16), "remark": "", "filled": FILLED,
    }  # fmt: skip
    return VenueRegister(**facts | changes)


def _check(number=0, outcome="设施不配套", **changes):
    off = outcome != "合格"
    facts = {
        "organization": PLACE, "venue": "党员活动室", "checked": FILLED - timedelta(days=number),
        "checker": "许静云", "problem": PROBLEM if off else "",
        "responsible": "周敏" if off else "",
        "mend_by": date(2027, 2, 16) if off else "",
    }  # fmt: skip
    return CheckRow(outcome=outcome, **facts | changes)


def _checks(rows, organization="计算机学院党委"):
    named = [row.outcome for row in rows]
    totals = tuple((one, named.count(one)) for one in dict.fromkeys(named))
    return CheckSheet(organization, 2026, tuple(rows), totals, FILLED)


def _use(number=0, **changes):
    facts = {
        "day": date(2026, 11, 1) + timedelta(days=number % 28), "span": "15:00—17:00",
        "user": PLACE, "title": "主题党日：参观校史馆后的座谈", "people": 21,
        "asked_by": "韩志远", "intact": "完好", "note": "",
    }  # fmt: skip
    return UseRow(**facts | changes)


def _uses(rows, **changes):
    people = sum(row.people or 0 for row in rows)
    facts = {
        "venue": "党员活动室", "organization": PLACE, "keeper": "韩志远", "period": "2026年11月",
        "times": len(rows), "people": people, "hours": str(2 * len(rows)),
    }  # fmt: skip
    return UseSheet(rows=tuple(rows), **facts | changes)


REGISTER = _register()
CHECK = _checks([_check(), _check(1, "合格"), _check(2, "没有场所", venue="")])
USE = _uses([_use(), _use(7), _use(14, people=0, intact="", note="没有使用")])
RARE_PLACE = "文学院𠮷金文字党支部"
SAMPLES = {
    "venue_register": {
        "blank": VenueRegister(
            "", "", "", "", "", "", "", "", tuple(FacilityRow(one.label, None) for one in Facility),
            "", "", (), "", "", "", "", "",
        ),
        "short": REGISTER,
        "long": _register(
            problem=PROBLEM * 12, remark="同研究生党支部共用，周末由值班党员开门。" * 8,
            shared="、".join([PLACE] * 8),
            opening=tuple(f"星期{day} 08:00—12:00、14:00—21:30" for day in "一二三四五六日"),
        ),
        "rare": _register(keeper=RARE_NAMES[-1], organization=RARE_PLACE, name="𠮷金文字党员之家"),
    },
    "venue_check": {
        "blank": CheckSheet("", "", (), (), ""),
        "short": CHECK,
        "long": _checks([_check(n % 90, OUTCOMES[n % 3]) for n in range(300)]),
        "rare": _checks(
            [_check(n, responsible=name) for n, name in enumerate(RARE_NAMES)], RARE_PLACE
        ),
    },
    "venue_use": {
        "blank": UseSheet("", "", "", "", (), 0, 0, ""),
        "short": USE,
        "long": _uses(
            [_use(n, asked_by=NAMES[n % len(NAMES)]) for n in range(300)], period="2026年"
        ),
        "rare": _uses(
            [_use(n, asked_by=name) for n, name in enumerate(RARE_NAMES)], organization=RARE_PLACE
        ),
    },
}  # fmt: skip
FORMS = {
    "venue_register": Form("活动场所登记表", REGISTER, {
        "name": "场所名称", "shared": "共用单位", "place": "地址", "area": "面积",
        "used_since": "启用时间", "capacity": "容纳人数", "own": "独立或共用",
        "facilities": "设施", "facilities.name": "设施名称", "facilities.there": "有没有",
        "keeper": "管理员", "phone": "电话", "opening": "开放时间", "fit": "是否达标",
        "problem": "存在问题", "mend_by": "整改时限", "remark": "备注",
    }),
    "venue_check": Form("场所检查表", CHECK, {
        "year": "年度", "rows": "检查", "rows.organization": "党组织", "rows.venue": "场所",
        "rows.checked": "检查日期", "rows.checker": "检查人", "rows.outcome": "结果",
        "rows.problem": "问题", "rows.responsible": "责任人", "rows.mend_by": "整改期限",
        "totals": "合计：各种结果的个数，每项有结果和个数两格",
    }),
    "venue_use": Form("场所使用登记", USE, {
        "venue": "场所名称", "keeper": "管理员", "period": "时间范围", "rows": "使用",
        "rows.day": "日期", "rows.span": "时段", "rows.user": "使用单位", "rows.title": "活动内容",
        "rows.people": "人数", "rows.asked_by": "申请人", "rows.intact": "设备完好",
        "rows.note": "备注", "times": "使用次数", "people": "人次", "hours": "使用时数",
    }),
}  # fmt: skip
