"""EV: the yearly duty reports of secretaries; the articles behind §3 of the 办法 were not se"
"en."""

from app.rules.base import Share, Strength
from app.rules.book.entry import entry
from app.rules.sources import BRANCH, DEBRIEF, LOCAL, PRACTICE, SPIRIT_2012

MUST, NORMALLY = Strength.MUST, Strength.NORMALLY

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "EV-01", "书记抓党建述职评议考核", 1, "次/年", MUST, DEBRIEF, 3,
        text="每年开展 1 次，以市、县、乡为重点，机关、国企、高校、公立医院等事业单位全覆盖，"
        "一般在岁末年初进行。",
    ),
    entry(
        "EV-02", "党支部书记向上级述职", 1, "次/年", MUST, BRANCH, 27,
        text="党支部书记每年向上级党组织述职，可以现场述职或者书面述职。",
    ),
    entry(
        "EV-03", "综合评价等次", "好、较好、一般、差", "", MUST, DEBRIEF,
        text="综合评价分好、较好、一般、差四个等次。",
    ),
    entry(
        "EV-04", "述职评议程序", "述前、述职、评议、运用", "", NORMALLY, DEBRIEF,
        text="述前实地核查和审阅报告；现场述职，一述一评，上级逐一点评；参加人员测评；"
        "形成综合意见，反馈并列出整改清单，在一定范围通报。",
    ),
    entry(
        "EV-05", "由谁评议", "上级和基层代表", "", MUST, DEBRIEF,
        text="上级党委成员，基层党组织、党员和群众代表参加评议。",
    ),
    entry(
        "EV-06", "问题和原因所占篇幅", Share(1, 3, inclusive=True), "全文", Strength.LOCAL, LOCAL,
        text="部分学校要求查摆问题和原因的篇幅不少于全文的三分之一。",
    ),
    entry(
        "EV-07", "较好及以下的比例", 15, "%", Strength.LOCAL, LOCAL,
        text="部分学校要求评为较好及以下等次的不少于 15%。",
    ),
    entry(
        "EV-08", "考核权重", "50 / 50", "%", Strength.LOCAL, LOCAL,
        text="部分学校：述职评议占 50%，党支部综合评价占 50%。",
    ),
    entry(
        "EV-09", "考核结果运用", "与年度考核挂钩", "", MUST, DEBRIEF,
        text="结果作为干部考核的依据；综合评价未达到“好”的，年度考核不得评为优秀。",
    ),
    entry(
        "EV-10", "联述联评联考", 3, "项", Strength.CAMPAIGN, SPIRIT_2012,
        text="联述：书记向上级作专项述职；联评：基层组织、党员和群众代表评议；"
        "联考：列入班子和干部年度考核。",
    ),
    entry(
        "EV-11", "述职报告的内容", 3, "部分", NORMALLY, PRACTICE,
        text="履职情况与成效、存在问题及原因、下一步思路和整改措施，并说明上年度问题的整改情况。",
    ),
    entry(
        "EV-12", "述职报告的篇幅", {"至少": 3000, "至多": 5000}, "字", Strength.LOCAL, LOCAL,
        text="部分学校要求 3000 至 5000 字。",
    ),
)
