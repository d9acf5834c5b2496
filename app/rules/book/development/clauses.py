"""DEV-01 … DEV-35: the clauses of the 细则, with the article numbers of 2014 and of 2026."""

from app.rules.base import Share, Strength
from app.rules.book.development.versions import changed
from app.rules.book.entry import development

MUST, NORMALLY, MAY = Strength.MUST, Strength.NORMALLY, Strength.MAY
MORE_THAN_HALF = Share(1, 2, inclusive=False)

# Papers and punishments by the names the regulation gives them.
BOOKLET, APPLICATION = "入党志愿书", "入党申请书"
REVIEW, CONFIRMATION = "政治审查材料", "转正申请书"
ACTIVIST_FORM, PROBATION_FORM = "入党积极分子培养考察登记表", "预备党员教育考察登记表"
TRAINING_2014 = "培养教育考察材料"

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
        "DEV-03", "入党积极分子的产生", ("党员推荐", "群团组织推优"), "", MUST, 8,
        text="采取党员推荐、群团组织推优等方式产生人选，由支委会（不设支委会的由支部大会）"
        "研究决定，并报上级党委备案。",
    ),
    development(
        "DEV-04", "入党积极分子的培养联系人", {"最少": 1, "最多": 2}, "名正式党员", MUST, 9,
        text="党组织指定一至两名正式党员作入党积极分子的培养联系人；不能履行的，及时另行指定。",
    ),
    development(
        "DEV-05", "入党积极分子考察", 6, "个月", MUST, 11,
        text="党支部每半年对入党积极分子进行一次考察，直到列为发展对象。",
    ),
    development(
        "DEV-06", "入党积极分子队伍分析", 1, "次/年", MUST, 11,
        text="每年对入党积极分子队伍状况作一次分析，由基层党委和县级党委组织部门进行。",
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
        "DEV-09", "入党介绍人", 2, "名正式党员", MUST, 14,
        text="发展对象应当有两名正式党员作入党介绍人，一般由培养联系人担任，也可以由党组织指定。",
    ),
    changed(
        "DEV-10", "谁不能、不宜作入党介绍人", "", MUST, 14,
        then={"不能": ("留党察看",), "不宜": ()},
        now={"不能": ("留党察看",), "不宜": ("警告", "严重警告", "撤销党内职务")},
        text="受留党察看处分、尚未恢复党员权利的，不能作入党介绍人。2026 年 5 月 11 日起，"
        "受警告、严重警告、撤销党内职务处分且在影响期内的，不宜作入党介绍人。",
    ),
    development(
        "DEV-11", "政治审查", "审查合格", "", MUST, 16,
        text="对发展对象应当进行政治审查并形成结论性材料；未经审查或者审查不合格的，不能发展入党。",
    ),
    development(
        "DEV-12", "发展对象短期集中培训", {"天": 3, "学时": 24}, "", NORMALLY, 17,
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
        text="讨论接收预备党员采取无记名投票方式表决，条文只规定了接收；"
        "转正按通行做法同样采取无记名投票。",
    ),
    development(
        "DEV-19", "逐个讨论和表决", "逐个", "", MUST, 20, 24,
        text="两名以上申请人的，支部大会和上级党委都应当逐个讨论和表决。",
    ),
    development(
        "DEV-20", "接收大会的程序",
        ("发展对象汇报", "入党介绍人介绍", "支委会报告审查情况", "讨论和无记名投票"), "", MUST, 20,
        text="发展对象汇报对党的认识、入党动机、本人履历、家庭主要成员和重要社会关系情况，"
        "以及需要说明的问题；入党介绍人介绍情况并表明意见；支委会报告审查情况；"
        "与会党员充分讨论，无记名投票表决。",
    ),
    development(
        "DEV-21", "支部大会决议的内容",
        ("主要表现", "应到会和实到会有表决权人数", "表决结果", "通过决议的日期", "支部书记签名"),
        "", MUST, 21,
        text="决议写明申请人的主要表现、应到会和实到会有表决权的党员人数、表决结果、"
        "通过决议的日期和支部书记签名。",
    ),
    changed(
        "DEV-22", "报上级党委审批的材料", "", MUST, 21,
        then=(BOOKLET, APPLICATION, REVIEW, TRAINING_2014),
        now=(BOOKLET, APPLICATION, ACTIVIST_FORM, REVIEW),
        text="支部大会决议写入入党志愿书后，连同入党申请书、培养考察登记表"
        "（2014 年版为培养教育考察材料）、政治审查材料等一并报上级党委审批。",
    ),
    development(
        "DEV-23", "谁可以审批预备党员",
        {
            "审批": ("党委", "工委"),
            "只审议": ("乡镇（街道）党委所属基层党委", "党总支"),
            "不能审批": ("党组",),
            "不能接收、审批": ("临时党组织",),
        },
        "", MUST, 22,
        text="预备党员由党委（工委）审批；乡镇（街道）党委所属的基层党委、党总支只能审议；"
        "党组不能审批；除另有规定外，临时党组织不能接收、审批预备党员。",
    ),
    development(
        "DEV-24", "接收预备党员的审批时限", {"个月": 3, "最长": 6}, "个月", MUST, 25,
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
        "DEV-27", "延长预备期", {"次": 1, "最短": 6, "最长": 12}, "个月", MUST, 31,
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
    changed(
        "DEV-30", "转正后归档的材料", "", MUST, 36,
        then=(BOOKLET, APPLICATION, REVIEW, CONFIRMATION, TRAINING_2014),
        now=(BOOKLET, APPLICATION, ACTIVIST_FORM, REVIEW, PROBATION_FORM, CONFIRMATION),
        text="预备党员转正后，党支部及时将这些材料交党委，存入本人人事档案；没有人事档案的，"
        "建立党员档案，由所在党委或者县级党委组织部门保存。",
    ),
    development(
        "DEV-31", "转接组织关系的预备党员推迟讨论转正", 6, "个月", MAY, 35,
        text="对转入的预备党员无法认定是否具备转正条件的，可以推迟讨论，最长不超过 6 个月；"
        "转为正式党员的，转正时间自预备期满之日算起。",
    ),
    development(
        "DEV-32", "追认党员", "省级党委批准", "", MUST, 27,
        text="追认党员须经上级党委审查，报省级党委批准。",
    ),
    development(
        "DEV-33", "取消预备党员资格的情形",
        ("不履行党员义务", "不具备党员条件", "违反党纪情节较重"), "", MUST, 31,
        text="不履行党员义务、不具备党员条件的，应当取消预备党员资格；违反党纪情节较重的也应当"
        "取消，情节较轻、尚可保留资格的，批评教育或者延长预备期。",
    ),
    development(
        "DEV-34", "组织员", "按规定配备", "", MUST, 39,
        text="高等学校党委等按规定配备专职、兼职组织员。",
    ),
    development(
        "DEV-35", "发展党员计划和报告", 1, "次/年", MUST, 38,
        text="党委组织部门每年报告发展党员工作情况和发展党员工作计划。",
    ),
)
