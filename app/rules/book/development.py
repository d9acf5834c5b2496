"""DEV: the 细则 on accepting members, with the article numbers of 2014 and of 2026."""

from app.rules.base import Share, Strength
from app.rules.book.entry import development

MUST, NORMALLY = Strength.MUST, Strength.NORMALLY
MORE_THAN_HALF = Share(1, 2, inclusive=False)

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    development(
        "DEV-01", "申请入党的最低年龄", 18, "周岁", MUST, 5, constitution=1,
        text="年满 18 周岁才可以申请入党；入党（支部大会通过）时自然也须年满 18 周岁。",
    ),
    development(
        "DEV-02", "派人同入党申请人谈话", 1, "个月", MUST, 7,
        text="党组织收到入党申请书后，应当在 1 个月内派人同申请人谈话。",
    ),
    development(
        "DEV-05", "入党积极分子考察", 6, "个月", MUST, 11,
        text="党支部每半年对入党积极分子进行一次考察，直到列为发展对象。",
    ),
    development(
        "DEV-07", "入党积极分子培养时间", 1, "年", MUST, 12, 13,
        text="经过一年以上培养教育和考察，才可以确定为发展对象；转接组织关系的，时间连续计算。",
    ),
    development(
        "DEV-08", "列为发展对象前公示", 5, "个工作日", MUST, 13, new_in_2026=True,
        text="公示不少于 5 个工作日；流动人员在流出地、流入地同时公示。2026 年 5 月 11 日前"
        "全国规定没有这一步。",
    ),
    development(
        "DEV-12", "发展对象短期集中培训", "3 天或 24 学时", "", NORMALLY, 17,
        text="一般不少于 3 天或不少于 24 个学时，达到其一即可。应当接受培训；"
        "没有经过培训的，除个别特殊情况外不能发展入党。",
    ),
    development(
        "DEV-13", "即将离开的发展对象", 3, "个月", NORMALLY, 18,
        text="未来 3 个月内将离开工作、学习单位的，一般不办理接收预备党员的手续。",
    ),
    development(
        "DEV-14", "预审合格后召开支部大会", 1, "个月", MUST, 19, new_in_2026=True,
        text="预审合格后，应当在 1 个月内召开支部党员大会讨论。2014 年版没有时限。",
    ),
    development(
        "DEV-15", "接收、转正大会的到会人数", MORE_THAN_HALF, "应到会有表决权党员", MUST, 19, 32,
        text="实到有表决权党员须超过应到有表决权党员的半数，才能开会；"
        "讨论接收和转正（含延长、取消）都如此。",
    ),
    development(
        "DEV-16", "接收、转正的通过票数", MORE_THAN_HALF, "应到会有表决权党员", MUST, 20,
        text="赞成人数须超过应到会有表决权党员的半数（不是到会人数的半数）；"
        "会前提出的有效书面意见计入票数。转正的票数要求相同。",
    ),
    development(
        "DEV-17", "缺席党员的书面意见", "计入票数", "", MUST, 20, item="第四项",
        text="因故不能到会、在会前正式提出书面意见的，统计在票数内，不计入到会人数。",
    ),
    development(
        "DEV-18", "无记名投票", "无记名", "", MUST, 20, item="第四项",
        text="讨论接收预备党员采取无记名投票方式表决。转正按通行做法同样采取无记名投票。",
    ),
    development(
        "DEV-19", "逐个讨论和表决", "逐个", "", MUST, 20, 24,
        text="两名以上申请人的，支部大会和上级党委都应当逐个讨论和表决。",
    ),
    development(
        "DEV-23", "谁可以审批预备党员", "党委（工委）", "", MUST, 22,
        text="预备党员由党委（工委）审批；乡镇（街道）党委所属的基层党委、党总支只能审议；"
        "除另有规定外，临时党组织不能接收、审批预备党员。",
    ),
    development(
        "DEV-24", "接收预备党员的审批时限", 3, "个月", MUST, 25,
        text="党委应当自支部大会决议起 3 个月内审批；遇特殊情况可以延长，最长不超过 6 个月。",
    ),
    development(
        "DEV-25", "入党宣誓", 1, "个月", NORMALLY, 29, new_in_2026=True,
        text="一般在上级党委批复后 1 个月内举行入党宣誓。2014 年版没有时限。",
    ),
    development(
        "DEV-26", "预备期", 1, "年", MUST, 31, constitution=7,
        text="预备期为 1 年，从支部大会通过之日算起，不从批准之日算起。",
    ),
    development(
        "DEV-27", "延长预备期", "1 次，6—12", "个月", MUST, 31,
        text="预备期可以延长一次，不少于 6 个月，最长不超过 1 年。",
    ),
    development(
        "DEV-28", "预备党员转正的审批时限", 3, "个月", MUST, 33,
        text="党委应当自支部大会决议起 3 个月内审批；本条没有延长到 6 个月的规定。",
    ),
    development(
        "DEV-29", "党龄起算", "转正之日", "", MUST, 33, constitution=7,
        text="党龄从预备期满转为正式党员之日算起。",
    ),
)
