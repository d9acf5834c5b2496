"""Invented yearly plans for the eye: short, long, and with rare characters."""

from datetime import date

from app.meetings.plans.sheets import PlannedMonth, PlannedRow, YearPlan
from app.papers.registry import Form

TOPICS = (
    "学习贯彻上级党委年度工作会议精神，研究支部年度重点任务分工",
    "研究党员学习安排和入党积极分子培养情况",
    "结对帮扶低年级学生，开展实验室安全志愿服务",
    "听取支部委员会工作报告",
)


def _month(number: int, *, groups: int = 0, topic: str = "") -> PlannedMonth:
    rows = [
        PlannedRow("支委会", topic or TOPICS[number % 2], f"{number}月6日", "周敏"),
        PlannedRow("主题党日", TOPICS[2], f"{number}月13日", "李喆", f"{number}月13日"),
    ]
    rows += [
        PlannedRow(f"第{'一二三四'[n]}党小组", "交流思想", "", "党小组组长") for n in range(groups)
    ]
    if number % 3 == 0:
        rows.append(PlannedRow("支部党员大会", TOPICS[3], f"{number}月13日", "周敏"))
    return PlannedMonth(number, tuple(rows))


SHORT = YearPlan(
    organization="计算机学院教工第一党支部",
    year=2026,
    goals=(),
    months=tuple(_month(number) for number in (10, 11, 12)),
    fixed="每月第 2 个星期五",
    filled=date(2026, 9, 28),
)
LONG = YearPlan(
    organization="计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部",
    year=2026,
    goals=(
        "以提升组织力为重点，把三会一课同教学科研中心工作结合起来，做到年初有计划、会前有准备、"
        "会后有落实。",
        "全年重点：做好两名预备党员转正、三名入党积极分子培养；开展实验室安全志愿服务。",
    ),
    months=tuple(
        PlannedMonth(8, why="2026年暑假，会议提前或者顺延到别的月")
        if number == 8
        else _month(number, groups=3)
        for number in range(1, 13)
    ),
    fixed="每月 15 日",
    away=("2026年寒假：1月24日至2月28日", "2026年暑假：7月11日至9月5日"),
    filled=date(2026, 1, 5),
)
RARE = YearPlan(
    organization="文学院古文字学党支部",
    year=2026,
    goals=("<b>学习</b> & 研究",),
    months=(PlannedMonth(11, (PlannedRow("党课", "讲《𠮷金文编》" * 12, "", "王𬭩、马𠅤"),)),),
)
SAMPLES = {"year_plan": {"short": SHORT, "long": LONG, "rare": RARE}}
FORMS = {
    "year_plan": Form(
        "年度工作计划",
        LONG,
        {
            "goals": "总体要求",
            "months": "各月",
            "months.month": "月份",
            "months.rows": "会议",
            "months.why": "没有会议的原因",
            "months.rows.kind": "会议类别",
            "months.rows.topic": "主题",
            "months.rows.day": "计划日期",
            "months.rows.leader": "负责人",
            "months.rows.done": "完成日期",
            "fixed": "固定日：主题党日的固定日",
            "away": "假期",
        },
    )
}
