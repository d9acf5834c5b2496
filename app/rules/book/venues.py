"""VE: activity venues; a university's paper of 2012 asks for checks and counts no days."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.dates import PeriodKind
from app.rules.sources import CAMPAIGN_2012, OWN

CONVENTION = Strength.CONVENTION

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "SD2-8", "活动场所检查", ("没有场所", "不达标", "设施不配套", "使用不充分"), "",
        Strength.CAMPAIGN, CAMPAIGN_2012,
        text="专项活动文件：检查党支部活动场所的建设和使用情况，没有场所或者不达标的抓紧建设和达标，"
        "设施不配套的抓好配套完善，使用不充分、不合理的督促整改。",
    ),
    entry(
        "VE-01", "场所检查期限", PeriodKind.YEAR, "", Strength.LOCAL, OWN,
        text="本单位打开以后，每个党支部的活动场所每年检查一次。专项活动文件只提出检查，没有次数，"
        "每年一次是本系统的约定。",
    ),
    entry(
        "VE-02", "场所整改期限", 3, "个月", CONVENTION, OWN,
        text="检查发现问题的，整改期限没有另外写明时，按检查之日起 3 个月。",
    ),
    entry(
        "VE-03", "预约审核", 3, "天", CONVENTION, OWN,
        text="需要管理方审核的预约，3 天内答复；等待审核时这段时间先占住。",
    ),
)
