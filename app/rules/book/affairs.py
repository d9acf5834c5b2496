"""AF: opinions and reception days; no national text counts their days, so none is cited."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.dates import PeriodKind
from app.rules.sources import CAMPAIGN_2012, OWN

CONVENTION = Strength.CONVENTION

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "SD0-5", "书记接访、定期反馈", ("书记接访", "定期反馈"), "",
        Strength.CAMPAIGN, CAMPAIGN_2012,
        text="专项活动文件：促进公开承诺、上级点评、群众评议、书记接访、定期反馈等做法制度化、长效化。",
    ),
    entry(
        "AF-01", "意见交办", 7, "天", CONVENTION, OWN,
        text="收到意见 7 天内明确由谁办理。匿名意见只记到月份，从当月最后一天起算。",
    ),
    entry(
        "AF-02", "意见答复", 30, "天", CONVENTION, OWN,
        text="交办时写明答复期限，没有另外写的，按收到之日起 30 天；期限前 7 天开始提醒。",
    ),
    entry(
        "AF-03", "意见反馈", 7, "天", CONVENTION, OWN,
        text="答复写好以后 7 天内反馈给提意见的人。",
    ),
    entry(
        "AF-04", "匿名意见拆封", 1, "天", CONVENTION, OWN,
        text="匿名意见当天密封，第二天同其他人的一起打乱次序拆封，只记收到的月份。",
    ),
    entry(
        "AF-L1", "意见答复时限", 15, "天", Strength.LOCAL, OWN,
        text="本单位打开以后，收到意见 15 天内答复；确需更长时间的，写明原因。全国规定没有时限，"
        "15 天是本系统的约定。",
    ),
    entry(
        "AF-L2", "书记接访日", PeriodKind.MONTH, "", Strength.LOCAL, OWN,
        text="本单位打开以后，支部书记每月安排一次接访。专项活动文件只提出书记接访，没有次数，"
        "每月一次是本系统的约定。",
    ),
)
