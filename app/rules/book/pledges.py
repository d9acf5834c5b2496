"""PL: the cycle of pledges; local practice and campaign papers around 条例第二十二条 (ED-34)."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.sources import LOCAL, OWN, PRACTICE, SOCIETIES_2010

CAMPAIGN, CONVENTION = Strength.CAMPAIGN, Strength.CONVENTION

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "PL-01", "公开承诺、点评、评议、反馈", "年初承诺、年中点评、年终评议", "", Strength.LOCAL,
        LOCAL,
        text="党组织和党员年初公开承诺，年中践诺并接受点评，年终由群众评议，意见按时反馈。"
        "党员教育管理条例只规定应当开展承诺践诺，没有规定次数和时间。",
    ),
    entry(
        "PL-02", "承诺各环节的月份", {"承诺": 3, "点评": 7, "评议": 12}, "月底前", CONVENTION, OWN,
        text="年初、年中、年终是通行说法，没有条文写具体日期；本系统按 3 月底前承诺、"
        "7 月底前点评、12 月底前评议提醒。",
    ),
    entry(
        "PL-03", "五带头",
        ("带头学习提高", "带头争创佳绩", "带头服务群众", "带头遵纪守法", "带头弘扬正气"), "",
        CAMPAIGN, SOCIETIES_2010,
        text="党员承诺围绕五带头的基本要求，联系本人岗位写。",
    ),
    entry(
        "PL-04", "党组织的五个好",
        ("领导班子好", "党员队伍好", "工作机制好", "工作业绩好", "群众反映好"), "",
        CAMPAIGN, SOCIETIES_2010,
        text="党组织承诺围绕领导班子、党员队伍、工作机制、工作业绩和群众反映写。",
    ),
    entry(
        "PL-05", "承诺书的内容和审核", "事项、措施、时限", "", CONVENTION, PRACTICE,
        text="每份承诺书至少写一项，逐项写明措施和完成时限；支部审核是否符合五带头、"
        "是否结合岗位、是否可行，再公开。",
    ),
    entry(
        "PL-06", "审核、公开和到期提醒", {"审核": 15, "公开": 15, "到期": 7}, "天", CONVENTION, OWN,
        text="承诺书交来后 15 天内审核，审核后 15 天内公开；承诺事项在时限前 7 天提醒。",
    ),
    entry(
        "PL-07", "评议意见的反馈", 30, "天", CONVENTION, OWN,
        text="专项文件要求定期反馈，没有写天数；本系统按评议后 30 天内反馈提醒。",
    ),
    entry(
        "PL-08", "承诺和评议结果的运用", "列入年度考核和民主评议", "", CAMPAIGN, SOCIETIES_2010,
        text="开展情况列入党员干部年度考核、党员民主评议的重要内容。",
    ),
)
