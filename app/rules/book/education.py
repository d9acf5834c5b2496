"""ED: the regulation on educating and managing members, and the notices on evaluating them."""

from app.rules.base import Ceiling, Share, Strength
from app.rules.book.entry import entry
from app.rules.sources import (
    CONSTITUTION,
    DISPOSAL,
    EDUCATION,
    EVALUATION_NOTICE,
    LOCAL,
    PRACTICE,
    TRAINING_2019,
)

MUST, NORMALLY, MAY = Strength.MUST, Strength.NORMALLY, Strength.MAY

# A table, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
RULES = (
    entry(
        "ED-01", "党员集中学习培训", 32, "学时/年", NORMALLY, EDUCATION, 20,
        text="党员每年集中学习培训时间一般不少于 32 学时，按自然年计算，不结转。",
    ),
    entry(
        "ED-02", "书记和班子成员学习培训", 56, "学时/年", NORMALLY, TRAINING_2019,
        text="2019—2023 年规划：每年不少于 56 学时，至少参加 1 次集中培训。条例没有这个数；"
        "2024—2028 年规划的学时未见原文，请按上级通知执行。",
    ),
    entry(
        "ED-03", "新任书记任职培训", 6, "个月", NORMALLY, TRAINING_2019,
        text="2019—2023 年规划：新任党支部书记一般在半年内接受任职培训。"
        "支部条例只规定应当培训，没有期限。",
    ),
    entry(
        "ED-04", "预备党员和新转正党员培训", "1 + 1", "次", NORMALLY, TRAINING_2019,
        text="2019—2023 年规划：预备期内参加 1 次集中培训，转正后 1 年内再参加 1 次。",
    ),
    entry(
        "ED-05", "参加三会一课", "按期参加", "", MUST, EDUCATION, 16,
        text="党员应当参加党员大会、党小组会和上党课；党员领导干部还应当参加双重组织生活。",
    ),
    entry(
        "ED-06", "主题党日", 1, "次/月", MUST, EDUCATION, 16,
        text="党支部每月相对固定 1 天开展主题党日。",
    ),
    entry(
        "ED-07", "组织生活会", 1, "次/年", MUST, EDUCATION, 17,
        text="党支部每年至少召开 1 次组织生活会。",
    ),
    entry(
        "ED-08", "民主评议党员", 1, "次/年", NORMALLY, EDUCATION, 18,
        text="党支部一般每年开展 1 次民主评议党员。",
    ),
    entry(
        "ED-09", "民主评议的等次", "优秀、合格、基本合格、不合格", "", Strength.NOTE,
        EVALUATION_NOTICE,
        text="四个等次来自中央组织部每年的通知，条例没有规定等次。",
    ),
    entry(
        "ED-10", "优秀等次的比例", Ceiling(1, 3), "正式党员", NORMALLY, EVALUATION_NOTICE,
        text="评为优秀的一般不超过组织关系在本支部的正式党员的三分之一，预备党员不计入基数。",
    ),
    entry(
        "ED-11", "预备党员不评定等次", "参加，不评定", "", Strength.LOCAL, EVALUATION_NOTICE,
        text="预备党员参加民主评议，但不评定等次。",
    ),
    entry(
        "ED-12", "测评无记名，等次由支委会评定", "不唯票数", "", NORMALLY, EVALUATION_NOTICE,
        text="测评票无记名；票数只作参考，由支委会综合评定等次，并向本人反馈。",
    ),
    entry(
        "ED-13", "评议结果的运用", "按等次处理", "", NORMALLY, EVALUATION_NOTICE,
        text="优秀的表扬；基本合格的指出差距；不合格的教育转化，再按规定作组织处置。",
    ),
    entry(
        "ED-14", "党籍起算", "大会通过之日", "", MUST, EDUCATION, 24,
        text="经支部党员大会通过、基层党委批准接收为预备党员之日起，即自通过之日起取得党籍。",
    ),
    entry(
        "ED-15", "出国（境）停止党籍", 5, "年", NORMALLY, EDUCATION, 24,
        text="出国（境）定居的，或者出国（境）学习研究超过 5 年仍未返回的，一般予以停止党籍。",
    ),
    entry(
        "ED-16", "失联停止党籍", 6, "个月", MUST, EDUCATION, 24,
        text="与党组织失去联系 6 个月以上、通过各种方式查找仍然没有取得联系的，予以停止党籍。",
    ),
    entry(
        "ED-17", "停止党籍后除名", 2, "年", MUST, EDUCATION, 24,
        text="停止党籍 2 年后确实无法取得联系的，按照自行脱党予以除名。",
    ),
    entry(
        "ED-18", "转移组织关系", 6, "个月", MUST, EDUCATION, 25,
        text="工作单位、居住地变动，或者外出 6 个月以上并且地点固定的，应当转移组织关系。",
    ),
    entry(
        "ED-19", "转接期间的责任", "原党组织负责", "", MUST, EDUCATION, 25,
        text="接收党组织接收之前，原党组织继续负责管理；没有正当理由不得拒转拒接。",
    ),
    entry(
        "ED-20", "直接转接组织关系", "可以直接转接", "", MAY, EDUCATION, 25,
        text="有审批预备党员权限的基层党委之间，可以在全国范围直接相互转移和接收组织关系。",
    ),
    entry(
        "ED-21", "组织关系介绍信有效期", 3, "个月（最长，可设置）", NORMALLY, PRACTICE,
        text="有效期以介绍信写明的为准，通行做法最长 3 个月；毕业生的接收单位 1 个月内寄回回执，"
        "逾期的转出 6 个月内可以补开。",
    ),
    entry(
        "ED-22", "毕业生党员组织关系保留", 2, "年", NORMALLY, EDUCATION, 34,
        text="一般不超过 2 年，本人申请可以再延长不超过 1 年；出国（境）留学的不超过 5 年。",
    ),
    entry(
        "ED-23", "出国（境）党员联系", 6, "个月", MUST, EDUCATION, 34,
        text="出国（境）学习研究的党员，每半年至少与党组织联系 1 次。",
    ),
    entry(
        "ED-24", "流动党员", 6, "个月", MUST, EDUCATION, 32,
        text="外出 6 个月以上、没有转移组织关系的，按流动党员管理。",
    ),
    entry(
        "ED-25", "限期改正", 1, "年", MUST, EDUCATION, 30,
        text="限期改正最长不超过 1 年。",
    ),
    entry(
        "ED-25.1", "限期改正的通常期限", 6, "个月", NORMALLY, DISPOSAL,
        text="2024 年处置办法：限期改正期限一般为 6 个月。",
    ),
    entry(
        "ED-26", "劝退和除名的情形", 6, "种", MUST, EDUCATION, 31,
        text="第（一）（三）（六）项予以除名；第（二）（四）（五）项先劝其退党，劝而不退的除名。",
    ),
    entry(
        "ED-27", "自行脱党", 6, "个月", MUST, EDUCATION, 31, "第六项",
        text="没有正当理由，连续 6 个月不参加组织生活，或者不交纳党费，"
        "或者不做党组织分配的工作的，"
        "按自行脱党处理。",
    ),
    entry(
        "ED-28", "不合格党员组织处置方式", 3, "种", MUST, DISPOSAL, 3, 4,
        text="限期改正、劝其退党、除名；同一事项给予党纪处分的，不再作组织处置。",
    ),
    entry(
        "ED-28.1", "劝退、除名后重新入党", 5, "年", MUST, DISPOSAL,
        text="被劝退或者除名的，5 年内不得重新入党。",
    ),
    entry(
        "ED-28.2", "信仰宗教先限期改正", "先限期改正", "", MUST, DISPOSAL,
        text="党员信仰宗教的，先作限期改正；仍没有转变的再劝其退党，劝而不退的除名。",
    ),
    entry(
        "ED-28.3", "留党察看期限", 2, "年", MUST, CONSTITUTION,
        text="留党察看最长不超过 2 年。期间没有表决权、选举权和被选举权；"
        "期满表现好的恢复党员权利，坚持错误不改的开除党籍。",
    ),
    entry(
        "ED-29", "讨论组织处置的支部大会", Share(1, 2, inclusive=False), "应到会有表决权党员", MUST,
        DISPOSAL,
        text="到会人数和赞成人数都须超过应到会有表决权党员的半数。通过票数见支部条例（BR-09），"
        "到会要求的条文未见。",
    ),
    entry(
        "ED-30", "党员信息化管理", "可以使用", "", MAY, EDUCATION, "第三十五条至第三十八条",
        text="党员信息、活动指导、流动党员、发展党员、党费等可以在信息平台办理，"
        "推进在线学习、转接组织关系、党务公开和关怀帮扶。",
    ),
    entry(
        "ED-31", "学时折算", "全天 8、半天 4、每小时 1", "学时", Strength.LOCAL, LOCAL,
        text="脱产培训每天 8 学时，专题讲座半天 4 学时，支部学习每小时 1 学时，"
        "主题活动半天 4 学时；各地不一，可设置。",
    ),
    entry(
        "ED-32", "年老体弱党员", "不作硬性要求", "", MUST, EDUCATION, 23,
        text="对年老体弱、长期患病的党员不作硬性要求，采取送学上门等方式。",
    ),
    entry(
        "ED-33", "反向情形", 10, "条", Strength.LOCAL, LOCAL,
        text="部分学校把十种反向情形印在测评票背面，作为评定不合格的参考。",
    ),
    entry(
        "ED-34", "承诺践诺和设岗定责", "应当开展", "", MUST, EDUCATION, 22,
        text="党组织应当组织党员承诺践诺，设立党员示范岗、党员责任区，开展设岗定责等活动。",
    ),
)
