"""UNI: what universities, government organs and societies add to the branch regulation."""

from app.rules.base import Strength
from app.rules.book.entry import entry
from app.rules.sources import (
    BENCHMARKS,
    BRANCH,
    CAMPAIGN_2012,
    DUAL_LEADERS,
    MODEL_BRANCHES,
    ORGANS,
    PRACTICE,
    SOCIETIES_2018,
    TEACHER_BRANCHES,
    TERMS,
    UNIVERSITY,
    WORKROOMS,
)

MUST, NORMALLY, NOTE = Strength.MUST, Strength.NORMALLY, Strength.NOTE
PART_FOUR = "第四部分"

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "UNI-01", "高校党组织任期", {"学校党委": 5, "院（系）党组织": 5, "党支部": 3}, "年",
        NORMALLY, UNIVERSITY, 5, 7, 8,
        text="学校党委每届 5 年，院（系）党委、党总支一般 5 年，党支部 3 年；"
        "系级直属党支部两条都适用，可设置。",
    ),
    entry(
        "UNI-01.1", "基层组织任期", {"基层党委": 5, "党总支": 3, "党支部": 3}, "年",
        NORMALLY, TERMS, "第一项",
        text="高校以外：基层党委一般 5 年，党总支、党支部一般 3 年；与此不一致的旧规定不再执行。",
    ),
    entry(
        "UNI-02", "教师党支部人数", 30, "名党员", NORMALLY, TEACHER_BRANCHES, PART_FOUR,
        text="合理控制教师党支部规模，一般不超过 30 人。",
    ),
    entry(
        "UNI-03", "教师党支部换届提醒和请示", "6 / 4", "个月", NORMALLY,
        TEACHER_BRANCHES, PART_FOUR,
        text="届满前 6 个月上级提醒，前 4 个月党支部书面报换届请示。",
    ),
    entry(
        "UNI-04", "教师党支部任期（旧）", "2—3", "年", NOTE, TEACHER_BRANCHES, PART_FOUR,
        text="2017 年意见的 2 年或 3 年已被 2018 年任期意见取代，现为 3 年。",
    ),
    entry(
        "UNI-05", "外出教师党员", 6, "个月", MUST, TEACHER_BRANCHES, PART_FOUR,
        text="出国（境）或者在校外 6 个月以上的党员纳入管理，有条件的成立临时党支部或者党小组。",
    ),
    entry(
        "UNI-06", "双带头人", 100, "%", NORMALLY, DUAL_LEADERS,
        text="教师党支部书记为党建带头人、学术带头人，目标是 2020 年底前全覆盖。",
    ),
    entry(
        "UNI-07", "双带头人工作室", "100 个，3 年一期", "", NOTE, WORKROOMS,
        text="全国 100 个左右，3 年为一个建设周期，所在党支部须成立 3 年以上。",
    ),
    entry(
        "UNI-08", "样板支部", "10 校、100 院系、1000 支部", "", NOTE, MODEL_BRANCHES,
        text="党建示范高校、标杆院系、样板支部创建，2 年为一个周期。",
    ),
    entry(
        "UNI-09", "思政和党务工作人员", 1, "%", MUST, UNIVERSITY, 35,
        text="专职思想政治工作人员和党务工作人员不低于全校师生人数的 1%。",
    ),
    entry(
        "UNI-10", "院（系）专职组织员", "1—2", "名", MUST, UNIVERSITY, 35,
        text="每个院（系）配备 1 至 2 名专职组织员。",
    ),
    entry(
        "UNI-11", "专职辅导员", "1:200", "师生比", MUST, UNIVERSITY, 35,
        text="专职辅导员岗位按师生比不低于 1:200 设置。",
    ),
    entry(
        "UNI-12", "学生党支部人数", 20, "名党员", Strength.CAMPAIGN, CAMPAIGN_2012,
        text="专项文件：原则上不超过 20 人；学校规定多为 15 人左右、最多 30 人。"
        "全国规定没有这个数。",
    ),
    entry(
        "UNI-13", "高校党支部设置单元", "按机构、年级或专业", "", NORMALLY, UNIVERSITY, 9,
        text="教师党支部按院系内设教学、科研机构设置，学生党支部按年级、班级或者学科专业设置；"
        "可以在重大项目组、科研平台、学生社区设置师生党支部。",
    ),
    entry(
        "UNI-14", "教师联合党支部", 3, "名正式党员", MUST, TEACHER_BRANCHES, PART_FOUR,
        text="正式党员不足 3 人的院（系）内设单位，联合成立党支部或者师生联合党支部。",
    ),
    entry(
        "UNI-15", "高校党建工作经费", "提供经费和物质支持", "", MUST, UNIVERSITY, 35,
        text="高校应当为党组织提供经费和物质支持；列入年度预算、专项列支来自专项文件，"
        "不是条例原文。",
    ),
    entry(
        "UNI-16", "七个有力", 7, "项", NORMALLY, BENCHMARKS,
        text="教育党员、管理党员、监督党员、组织师生、宣传师生、凝聚师生、服务师生有力。",
    ),
    entry(
        "UNI-17", "领导班子成员联系党支部", "联系点", "", Strength.CAMPAIGN, BRANCH, 29,
        text="党委（党组）书记应当带头建立党支部工作联系点；其他领导成员联系党支部来自专项文件。",
    ),
    entry(
        "UNI-18", "机关专职党务人员", "1—2", "%", NORMALLY, PRACTICE,
        text="专职党务工作人员一般占机关工作人员的 1% 至 2%，经费列入行政经费预算；条文未见，"
        "供参考。",
    ),
    entry(
        "UNI-18.1", "机关党组织任期", {"机关党委": 5, "党总支": 3, "党支部": 3}, "年", NORMALLY,
        ORGANS, 5, 6, 7,
        text="机关党的基层委员会每届 5 年，总支部委员会、支部委员会每届 3 年。",
    ),
    entry(
        "UNI-19", "社会组织成立党组织", 3, "名正式党员", MUST, BRANCH, 4, 5,
        text="社会组织正式党员 3 人以上的成立党组织，不足 3 人的按行业、区域联合成立。",
    ),
    entry(
        "UNI-20", "学会理事会层面党委", "功能型", "", NOTE, SOCIETIES_2018,
        text="学会理事会层面的功能型党委不保留党员组织关系。",
    ),
)
