"""CONV and OWN: how this product counts and what it decided itself, said to be no regulation."""

from app.rules.base import Share, Strength
from app.rules.book.entry import entry
from app.rules.sources import ELECTION, OWN, PRACTICE

CONVENTION = Strength.CONVENTION

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "CONV-01", "以上、以下和超过、不足", "≥ ≤ / > <", "", CONVENTION, OWN,
        text="以上、以下、以内、不少于包括本数；超过、不足不包括本数。半数以上含正好半数，"
        "超过半数不含。",
    ),
    entry(
        "CONV-02", "N 个月内", "同日，月末为止", "", CONVENTION, OWN,
        text="N 个月内算到 N 个月后的同一天；那个月没有这一天的，算到月末。"
        "党内法规没有规定算法。",
    ),
    entry(
        "CONV-03", "工作日", "次日起算", "", CONVENTION, OWN,
        text="周一至周五去掉法定节假日、加上调休上班日，从公示次日起数满整日；"
        "没有当年安排的标为“暂算”。",
    ),
    entry(
        "CONV-04", "人数比例只用整数计算", "整数", "", CONVENTION, OWN,
        text="半数、五分之四等一律用人数直接比较，不用四舍五入的百分数。",
    ),
    entry(
        "CONV-05", "预备期起止的写法", "满 1 年的前一日", "", CONVENTION, PRACTICE,
        text="预备期写作“通过之日”至“满 1 年的前一日”；转正日期为满 1 年之日。",
    ),
    entry(
        "CONV-06", "应到会人数", "有表决权的正式党员", "", Strength.MUST, ELECTION, 5,
        text="应到会人数只算有表决权、选举权的正式党员；预备党员和受留党察看处分的党员不算。",
    ),
    entry(
        "OWN-01", "支委会通过票数", Share(1, 2, inclusive=False), "全体委员", CONVENTION, OWN,
        text="全国规定未见支委会的通过票数，本系统按超过全体委员半数计算，可设置。",
    ),
    entry(
        "OWN-02", "会议记录补录", 7, "天", CONVENTION, OWN,
        text="会议结束 7 天以后才录入的，算补录，须写明原因。",
    ),
    entry(
        "OWN-03", "公布测评结果的最少票数", 5, "票", CONVENTION, OWN,
        text="收回的测评票少于 5 票不计票、不公布结果；可以调低，但不低于 3 票。",
    ),
    entry(
        "OWN-04", "提前提醒的天数", {"月": 5, "季度": 14, "半年": 30, "年": 60}, "天",
        CONVENTION, OWN,
        text="每月的事项在月底前 5 天、每季度的在季末前 14 天、每半年的在前 30 天、"
        "每年的在年底前 60 天提醒。",
    ),
    entry(
        "OWN-12", "整改事项提醒", 7, "天", CONVENTION, OWN,
        text="整改事项和会议决议在约定的完成时限前 7 天开始提醒。时限由提出的组织自己定。",
    ),
    entry(
        "OWN-13", "述职报告的最后日期", (1, 31), "次年月、日", CONVENTION, OWN,
        text="述职一般在岁末年初进行，规定没有写具体日期；本系统从 11 月起提醒，"
        "次年 1 月 31 日以后没有提交的标为超期。",
    ),
)
