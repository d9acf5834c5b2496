"""Invented notices of meetings for the eye: short, long, cancelled, and with rare characters."""

from datetime import date

from app.meetings.calls.sheets import MeetingCall
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES

SHORT = MeetingCall(
    organization="计算机学院教工第一党支部",
    title="2026年11月支部委员会",
    kind="支委会",
    held="2026年11月20日（星期五）15:00",
    place="学院楼402会议室",
    recipients=("周敏", "韩志远", "李喆"),
    agenda=("研究年度总结", "研究困难党员走访"),
    sent=date(2026, 11, 16),
)
LONG = MeetingCall(
    organization="计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部",
    title="2026年第四季度支部党员大会",
    kind="支部党员大会",
    held="2026年12月11日（星期五）14:30—17:00",
    place="学院楼报告厅（线上会议同步）",
    recipients=tuple(f"{name}{mark}" for mark in ("", "甲", "乙") for name in NAMES)[:50],
    agenda=(
        "听取支部委员会年度工作报告",
        "讨论接收预备党员",
        "讨论预备党员转正",
        "部署组织生活会和民主评议党员工作，明确会前学习、谈心谈话、征求意见的安排和时间要求",
    ),
    guests=("王一鸣", "沈思远"),
    remarks=("请各党小组会前组织学习有关文件。", "请列席的入党积极分子提前 10 分钟到会。"),
    sent=date(2026, 12, 4),
)
CANCELLED = MeetingCall(
    organization="计算机学院教工第一党支部",
    title="2026年11月支部委员会",
    kind="支委会",
    held="2026年11月20日（星期五）15:00",
    place="学院楼402会议室",
    recipients=("周敏", "韩志远"),
    agenda=(),
    sent=date(2026, 11, 19),
    cancelled="与学院党委会议冲突，另行通知",
)
RARE = MeetingCall(
    organization="文学院古文字学党支部",
    title="学习讨论<b>“三会一课”</b> & 汇报思想",
    kind="党小组会（第一党小组）",
    held="2026年11月30日（星期一）9:00",
    place="𠮷祥楼301室",
    recipients=RARE_NAMES,
    agenda=("交流思想",),
    sent=date(2026, 11, 25),
)
SAMPLES = {"meeting_call": {"short": SHORT, "long": LONG, "cancelled": CANCELLED, "rare": RARE}}
FORMS = {
    "meeting_call": Form(
        "会议通知",
        LONG,
        {
            "kind": "会议类别",
            "recipients": "通知名单",
            "agenda": "议程",
            "guests": "列席名单",
            "remarks": "会前准备",
            "sent": "发出日期",
            "cancelled": "取消原因",
        },
    )
}
