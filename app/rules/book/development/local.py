"""DEV-L, DEV-36, DEV-37: what only some provinces and schools ask, and the campaign's aims."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.dates import PeriodKind
from app.rules.sources import CAMPAIGN_2012, LOCAL

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "DEV-L1", "递交申请书到确定为积极分子的最短时间", 6, "个月", Strength.LOCAL, LOCAL,
        text="部分学校要求递交入党申请书满 6 个月，才确定为入党积极分子。全国规定没有这个时间。",
    ),
    entry(
        "DEV-L2", "思想汇报", PeriodKind.QUARTER, "", Strength.LOCAL, LOCAL,
        text="部分地方要求每季度提交一次书面思想汇报。全国规定没有次数。",
    ),
    entry(
        "DEV-L3", "其他环节的公示", ("确定入党积极分子时", "转正前"), "", Strength.LOCAL, LOCAL,
        text="部分地方、学校在确定入党积极分子时、转正前也要公示。全国规定只有列为发展对象前公示。",
    ),
    entry(
        "DEV-L4", "政治审查结论的有效期", 1, "年", Strength.LOCAL, LOCAL,
        text="部分地方规定政治审查结论一年内有效，过期须重新审查。全国规定没有有效期。",
    ),
    entry(
        "DEV-L5", "预审的时限", 1, "个月", Strength.LOCAL, LOCAL,
        text="部分学校要求上级党委在 1 个月内完成预审。全国规定没有时限。",
    ),
    entry(
        "DEV-L6", "培养联系人记录", PeriodKind.QUARTER, "", Strength.LOCAL, LOCAL,
        text="部分学校要求培养联系人每季度填写一次培养考察记录。全国规定没有次数。",
    ),
    entry(
        "DEV-L7", "入党积极分子培训", 40, "学时", Strength.LOCAL, LOCAL,
        text="部分学校要求入党积极分子参加不少于 40 学时的培训。全国规定没有学时。",
    ),
    entry(
        "DEV-36", "发展党员四项制度", ("培训制", "票决制", "公示制", "责任制"), "",
        Strength.CAMPAIGN, CAMPAIGN_2012,
        text="专项活动文件：推行发展党员培训制、票决制、公示制、责任制。",
    ),
    entry(
        "DEV-37", "本科生党员覆盖", ("低年级有党员", "高年级有党支部"), "",
        Strength.CAMPAIGN, CAMPAIGN_2012,
        text="专项活动文件的目标：本科生低年级有党员、高年级有党支部。",
    ),
)
