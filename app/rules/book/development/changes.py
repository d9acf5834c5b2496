"""DEV-V and DEV-C: which text is in force on a day, and what 2026 changed against 2014."""

from app.rules.base import Cite, Dated, Rule, Strength
from app.rules.book.development.versions import changed
from app.rules.book.entry import entry
from app.rules.sources import DEVELOPMENT_1990, DEVELOPMENT_2014, DEVELOPMENT_2026, Document

MUST, NORMALLY, NOTE = Strength.MUST, Strength.NORMALLY, Strength.NOTE


def _text_of(document: Document) -> tuple[Document, Cite]:
    return document, document.cite(44)


# Tables, one row a rule: kept as written so that a row is read at a glance.
# fmt: off
VERSIONS = (
    Rule(
        "DEV-V1", "施行的发展党员工作细则",
        "2026 年修订的细则自 2026 年 5 月 11 日发布之日起施行。每一步按当天施行的文本判断；"
        "2014 年 5 月 28 日以前的步骤只作登记，不作判断。",
        "", MUST,
        Dated({one.in_force: _text_of(one) for one in (DEVELOPMENT_2014, DEVELOPMENT_2026)}),
    ),
    entry(
        "DEV-V2", "两版细则的条号", "2014 年第十九条至第四十条，2026 年各减一条", "", NOTE,
        DEVELOPMENT_2026, "第十八条至第四十四条",
        text="2014 年第十九条至第四十条，对应 2026 年第十八条至第三十九条；第一条至第十七条、"
        "第四十一条至第四十四条条号相同；2026 年第四十条是新增的。",
    ),
    entry(
        "DEV-V3", "2014 年以前的细则", "1990 年试行", "", NOTE, DEVELOPMENT_1990,
        text="2010—2012 年专项活动文件依据的是 1990 年的细则（试行），本系统不据此判断。",
    ),
)

CHANGES = (
    changed(
        "DEV-C1", "修订：列为发展对象前公示", "", NOTE, 13,
        then="没有公示", now="不少于 5 个工作日",
        text="公示写进全国规定，在工作、学习单位或者居住地进行；流动人员在流出地、流入地"
        "同时公示。此前只有地方规定的公示。",
    ),
    changed(
        "DEV-C2", "修订：确定发展对象须上级党委同意", "", MUST, 13, then="备案", now="同意",
        text="2014 年版：报上级党委备案后列为发展对象。2026 年起：经上级党委同意，"
        "拟列、公示后，才列为发展对象。",
    ),
    changed(
        "DEV-C3", "修订：预审合格后召开支部大会的时限", "", NOTE, 19,
        then="没有时限", now="1 个月内",
        text="2014 年版只规定由支委会提交支部大会讨论；2026 年起应当在预审合格后 1 个月内讨论。",
    ),
    changed(
        "DEV-C4", "修订：入党宣誓的时限", "", NOTE, 29, then="没有时限", now="一般 1 个月内",
        text="2014 年版没有规定时间；2026 年起一般在上级党委批复后 1 个月内进行。",
    ),
    changed(
        "DEV-C5", "修订：全国统一式样的表", "", MUST, 42,
        then=("入党志愿书",),
        now=("入党志愿书", "入党积极分子培养考察登记表", "预备党员教育考察登记表"),
        text="2014 年版只有入党志愿书；2026 年起两种登记表的式样也由中央组织部制定。",
    ),
    changed(
        "DEV-C6", "修订：短期集中培训的方式", "", NORMALLY, 17,
        then="没有规定", now="一般线下，可以视频",
        text="2026 年起短期集中培训一般采取线下方式，也可以采取视频方式。",
    ),
    changed(
        "DEV-C7", "修订：政治审查增加的内容", "", MUST, 16,
        then=(), now=("网络行为表现", "急难险重任务表现", "家庭美德"),
        text="2026 年起政治审查还要看网络行为、在急难险重任务中的表现和家庭美德，"
        "并写入县级政治审查联审。",
    ),
    changed(
        "DEV-C8", "修订：入党介绍人的限制", "", NOTE, 14,
        then="留党察看未恢复权利的不能担任", now="增加：处分影响期内的不宜担任",
        text="2014 年版只限制留党察看、尚未恢复党员权利的党员；2026 年起，受警告、严重警告、"
        "撤销党内职务处分且在影响期内的，不宜担任。",
    ),
    changed(
        "DEV-C9", "修订后不变：两名正式党员作入党介绍人", "", NOTE, 14,
        then="两名正式党员", now="两名正式党员",
        text="两版都要求两名正式党员作入党介绍人。",
    ),
    changed(
        "DEV-C10", "修订：计票基数的写法", "", NOTE, 19, 20,
        then="应到会有表决权的正式党员", now="应到会有表决权的党员",
        text="写法变了，计算的是同样的人。",
    ),
)
# fmt: on

RULES = VERSIONS + CHANGES
