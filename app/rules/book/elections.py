"""EL: elections of branch committees; several articles were not seen and are not shown."""

from app.rules.base import Share, Strength
from app.rules.book.entry import entry
from app.rules.sources import BRANCH, ELECTION, ORGANIZATION_REPLY, PRACTICE

MUST, NORMALLY, MAY = Strength.MUST, Strength.NORMALLY, Strength.MAY

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "EL-01", "按期换届", 1, "年", NORMALLY, ELECTION, 3,
        text="任期届满应当按期换届；提前或者延期须经上级批准，一般不超过 1 年。",
    ),
    entry(
        "EL-02", "召开党员代表大会", 500, "名党员", MAY, ELECTION, 4,
        text="一般由党员大会选举；党员 500 名以上或者分散的，经批准可以召开党员代表大会。",
    ),
    entry(
        "EL-03", "选举权", "正式党员", "", MUST, ELECTION, 5,
        text="正式党员有选举权；预备党员和受留党察看处分的没有；被留置、逮捕的，期间中止。",
    ),
    entry(
        "EL-04", "代表名额", "100—200，最多 300", "名", NORMALLY, ELECTION, "第二章、第九条",
        text="代表名额一般 100 至 200 名，最多不超过 300 名；候选人的差额不少于应选人数的 20%。",
    ),
    entry(
        "EL-05", "委员候选人差额", 20, "%", MUST, ELECTION, 13,
        text="委员候选人的差额不少于应选人数的 20%：应选 3 名提 4 名，5 名提 6 名，7 名提 9 名。",
    ),
    entry(
        "EL-06", "委员候选人的产生", "上届委员会提名", "", MUST, ELECTION, 14,
        text="上届委员会按多数党员意见提出人选，报上级审查同意，组织党员酝酿后确定候选人，"
        "提交大会选举。",
    ),
    entry(
        "EL-07", "选举大会到会人数", Share(4, 5, inclusive=True), "应到会有选举权人数", MUST,
        ELECTION,
        text="有选举权的到会人数不少于应到会人数的五分之四，会议有效。",
    ),
    entry(
        "EL-08", "不计入应到会人数的情形", 6, "种", MAY, ORGANIZATION_REPLY,
        text="患精神病不能表达意志；自费出国半年以上；受留党察看或者正在服刑；年老卧床不起；"
        "应转未转组织关系；长期回原籍居住的离退休党员。须上级同意并经大会通过，清单可以调整。",
    ),
    entry(
        "EL-09", "选举由谁主持", "上届委员会", "", MUST, ELECTION, 20,
        text="由上届委员会主持，不设委员会的由上届书记主持；"
        "新委员会第一次会议由上届推荐的一名新委员主持。",
    ),
    entry(
        "EL-10", "介绍候选人", "如实介绍", "", MUST, ELECTION, 21,
        text="如实介绍候选人情况，并回答选举人的询问。",
    ),
    entry(
        "EL-11", "监票人和计票人", "候选人不得监票", "", MUST, ELECTION, 22, 23,
        text="已列为候选人的不得担任监票人；计票人在监票人监督下工作。",
    ),
    entry(
        "EL-12", "无记名投票", "不得代投", "", MUST, ELECTION, 24,
        text="选举采用无记名投票，委员候选人按姓氏笔画排列；因故不能到会的，"
        "不能委托他人代为投票；"
        "到会但不能填写选票的，可以由非候选人按本人意愿代写。",
    ),
    entry(
        "EL-13", "赞成、不赞成和弃权", "弃权不得另选", "", MUST, ELECTION, 25,
        text="可以赞成、不赞成或者弃权；投不赞成票的可以另选他人，投弃权票的不可以。",
    ),
    entry(
        "EL-14", "选举和选票有效", "收回 ≤ 投票人数", "", MUST, ELECTION,
        text="收回的选票不多于投票人数，选举有效；所选人数不多于应选人数，选票有效。",
    ),
    entry(
        "EL-15", "当选票数", Share(1, 2, inclusive=False), "应到会有选举权人数", MUST, ELECTION,
        text="赞成票超过应到会有选举权人数的半数，始得当选；差额预选时按同样标准确定候选人。",
    ),
    entry(
        "EL-16", "得票多于应选名额", "按得票多少", "", MUST, ELECTION,
        text="超过半数的人多于应选名额时，得票多的当选；票数相等不能确定的，"
        "就票数相等的人再次投票。",
    ),
    entry(
        "EL-17", "当选人数不足", Share(1, 2, inclusive=True), "选举人", MAY, ELECTION,
        text="不足的另行选举；接近应选名额的，经半数以上选举人同意（代表大会由主席团决定），"
        "可以减少名额。",
    ),
    entry(
        "EL-18", "书记、副书记的产生", "委员会第一次会议", "", MUST, BRANCH, 21,
        text="书记、副书记由委员会第一次会议选举，不设委员会的由党员大会选举；"
        "委员报上级备案，书记、副书记报上级批准。",
    ),
    entry(
        "EL-19", "换届时间表", "−6、−4、−1", "个月", NORMALLY, PRACTICE,
        text="届满前 6 个月提醒，教师党支部前 4 个月报请示，前 1 个月批复候选人人选。",
    ),
    entry(
        "EL-20", "换届材料", "9", "种", NORMALLY, PRACTICE,
        text="换届请示、批复、候选人预备人选请示、批复、选举办法、选票、监票计票报告单、"
        "选举结果报告、批复。",
    ),
)
