"""TR: training of secretaries beyond the regulations – local practice and our own conventions."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.sources import LOCAL, OWN

CONVENTION = Strength.CONVENTION

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "TR-01", "书记每半年集中培训、每年实践活动",
        {"集中培训": "每半年 1 次", "实践活动": "每年 1 次"}, "", Strength.LOCAL, LOCAL,
        text="学校党校每半年对党支部书记集中培训一次，每年组织一次实践活动。支部条例第二十五条只要求"
        "每年至少集中轮训一次；上级有这样的规定时再打开。",
    ),
    entry(
        "TR-02", "哪个半年要求培训", 3, "个月", CONVENTION, OWN,
        text="在一个半年里任职满 3 个月的书记，才算这个半年应当培训；实践活动按年同样计算。"
        "条文没有写年中任职怎么算，这是本系统的算法。",
    ),
    entry(
        "TR-03", "怎样算新任书记", 12, "个月", CONVENTION, OWN,
        text="以前没有当过书记，或者中断满 12 个月再任的，算新任；调到另一个支部接着任书记的不算。"
        "任职满 12 个月以后不再按新任提醒，改按每年、每半年的培训提醒。",
    ),
    entry(
        "TR-04", "学时按月折算", "已过月份 ÷ 12", "", CONVENTION, OWN,
        text="年中看学时够不够，按已过的月份折算；年中入党的从下个月算起。"
        "条例只写每年的学时，折算是本系统的算法。",
    ),
)
