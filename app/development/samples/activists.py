"""Sample papers of stages 1 and 2 for the eye: short, long, and with rare characters."""

from datetime import date

from app.development.samples.people import (
    BRANCH,
    COMMITTEE,
    COURSES,
    DAY,
    FAMILY,
    INSPECTIONS,
    LONG_BRANCH,
    LONG_FAMILY,
    LONG_INSPECTIONS,
    LONG_TEXT,
    LONGEST_NAME,
    PLAIN,
    RARE,
    RARE_BRANCH,
    RARE_FAMILY,
    STUDENTS,
    TEXT,
    UNIVERSITY,
    WANG,
    person,
    said,
)
from app.development.sheets.activists import (
    ActivistRecord,
    Experience,
    FilingRoster,
    FilingRow,
    Guide,
    Recommendation,
    TalkRecord,
    Transfer,
    filing_report,
    prospect_report,
)
from app.printing.samples import RARE_NAMES

TALKS = {
    "blank": TalkRecord(),
    "short": TalkRecord(
        organization=BRANCH,
        person=WANG,
        applied=date(2025, 3, 1),
        held=date(2025, 3, 20),
        place="学院楼402会议室",
        talkers=("周敏（支部书记）", "李喆（组织委员）"),
        recorder="李喆",
        content=(
            "谈话人介绍了党的性质、宗旨和入党的条件、程序，询问了入党动机和家庭情况。",
            "申请人汇报了对党的认识、学习情况和今后的打算，表示愿意接受党组织的培养和考察。",
        ),
        opinion=said(
            "入党动机端正，对党的基本知识有初步了解，建议加强培养。", day=date(2025, 3, 20)
        ),
        filled=date(2025, 3, 20),
    ),
    "long": TalkRecord(
        organization=LONG_BRANCH,
        person=WANG,
        applied=date(2025, 3, 1),
        held="2025年3月20日 14:30—15:40",
        place="学院楼402会议室（线上同步）",
        talkers=("周敏（支部书记）", "韩志远（支部副书记）", "李喆（组织委员）"),
        recorder="李喆",
        content=LONG_TEXT * 3,
        opinion=said(TEXT, times=3),
        filled=date(2025, 3, 20),
    ),
    "rare": TalkRecord(
        organization=RARE_BRANCH,
        person=RARE,
        applied="2025年9月",
        held=date(2025, 9, 30),
        place="𠮷祥楼301室",
        talkers=tuple(f"{name}（支部委员）" for name in RARE_NAMES[4:7]),
        recorder=RARE_NAMES[9],
        content=("谈了<学习> & “研究”两方面的想法，䶮林同志在座。",),
        filled=date(2025, 9, 30),
    ),
}

RECOMMENDATIONS = {
    "blank": Recommendation(),
    "short": Recommendation(
        organization=BRANCH,
        person=WANG,
        applied=date(2025, 3, 1),
        talked=date(2025, 3, 20),
        by="群团组织推优",
        recommender="计算机学院团委",
        meeting=date(2025, 9, 10),
        asked=32,
        agreed=30,
        performance=(PLAIN,),
        recommended=said("同意推荐王一鸣同志为入党积极分子人选。", day=date(2025, 9, 12)),
        decision=said("同意确定王一鸣同志为入党积极分子。", day=date(2025, 9, 18)),
        superior=said("同意备案。", day=date(2025, 9, 25)),
        filled=date(2025, 9, 12),
    ),
    "long": Recommendation(
        organization=LONG_BRANCH,
        person=WANG,
        applied=date(2025, 3, 1),
        talked=date(2025, 3, 20),
        by="党员推荐",
        recommender="周敏、韩志远、欧阳懿、张淼燊",
        meeting="2025年9月10日支部党员大会",
        asked=58,
        agreed=55,
        performance=LONG_TEXT,
        recommended=said(TEXT, day=date(2025, 9, 12)),
        decision=said(TEXT, day=date(2025, 9, 18)),
        superior=said(TEXT, day=date(2025, 9, 25)),
        filled=date(2025, 9, 12),
    ),
    "rare": Recommendation(
        organization=RARE_BRANCH,
        person=RARE,
        by="党员推荐",
        recommender="、".join(RARE_NAMES[:3]),
        performance=("整理<甲骨文> & 金文，帮助孙骉、朱镕同志。",),
    ),
}

REPORTS = {
    "short": filing_report(
        names=["王一鸣"],
        decided=date(2025, 9, 18),
        recipient=COMMITTEE,
        sender="计算机学院教工第一党支部",
        day=date(2025, 9, 19),
    ),
    "long": prospect_report(
        names=STUDENTS,
        decided=date(2026, 9, 18),
        recipient=UNIVERSITY,
        sender=LONG_BRANCH,
        consent=True,
        day=date(2026, 9, 19),
    ),
    "rare": filing_report(
        names=[LONGEST_NAME, "𠮷田"],
        decided=date(2025, 9, 18),
        recipient="中共云山大学文学院委员会",
        sender=RARE_BRANCH,
        body="支部党员大会",
        ways="党员推荐",
    ),
}


def _row(number, name, **known):
    return FilingRow(
        person=person(number, name, **known),
        applied=date(2025, number % 12 + 1, number % 28 + 1),
        basis=("党员推荐", "群团组织推优")[number % 2],
        decided=date(2026, number % 9 + 1, number % 28 + 1),
        guides=("周敏", "韩志远")[: number % 2 + 1],
    )


ROSTERS = {
    "blank": FilingRoster(),
    "short": FilingRoster(
        organization=BRANCH,
        rows=tuple(_row(n, name) for n, name in enumerate(STUDENTS[:3])),
        filled=DAY,
    ),
    "long": FilingRoster(
        organization=LONG_BRANCH,
        title="发展对象人选名册",
        basis_label="确定为积极分子时间",
        decided_label="支委会讨论时间",
        rows=tuple(
            FilingRow(
                person(n, name, work="网络空间安全系2024级信息安全专业本科生、学生会副主席"),
                date(2024, 12, 28), date(2025, 10, 31), date(2026, 11, 30),
                ("周敏", "欧阳懿"), "随迁转入" if n % 5 == 4 else "",
            )
            for n, name in enumerate(STUDENTS * 4)
        ),
        filled=DAY,
    ),
    "rare": FilingRoster(
        organization=RARE_BRANCH,
        rows=tuple(_row(n, name, work="古文字<硕士> & 博士") for n, name in enumerate(RARE_NAMES)),
        filled=DAY,
    ),
}  # fmt: skip

SCHOOLS = (
    Experience("2009年9月至2015年6月", "云山省青川县第二小学学习", "刘芳"),
    Experience("2015年9月至2021年6月", "云山省青川县第一中学学习", "赵文博"),
    Experience("2023年9月至今", "云山大学计算机学院学习", "孙丽"),
)
RECORD = ActivistRecord(
    organization=BRANCH,
    person=WANG,
    applied=date(2025, 3, 1),
    activist_since=date(2025, 9, 18),
    experiences=SCHOOLS,
    relatives=FAMILY,
    rewards=("2025年10月获云山大学“三好学生”称号。未受过处分。",),
    recommended=said("计算机学院团委推优，32人参加，30人同意。", day=date(2025, 9, 12)),
    decision=said("同意确定王一鸣同志为入党积极分子。", day=date(2025, 9, 18)),
    filing=said("同意备案。", day=date(2025, 9, 25)),
    guides=(Guide("周敏", "支部书记", date(2025, 9, 25)), Guide("韩志远", "", date(2025, 9, 25))),
    inspections=INSPECTIONS,
    courses=COURSES[:1],
    group_opinion=said("同意列为发展对象。", day=date(2026, 9, 10)),
    guide_opinion=said(PLAIN, day=date(2026, 9, 10)),
    people_opinion=said("听取8名党员、12名群众意见，均同意。", day=date(2026, 9, 12)),
    prospect_decision=said("同意报上级党委。", day=date(2026, 9, 18)),
    notice=said("公示5个工作日，没有收到意见。", day=date(2026, 10, 9)),
    consent=said("同意列为发展对象。", day=date(2026, 9, 25)),
    filled=date(2025, 9, 25),
)
RECORDS = {
    "blank": ActivistRecord(),
    "short": RECORD,
    "long": ActivistRecord(
        organization=LONG_BRANCH,
        person=WANG,
        applied=date(2024, 3, 1),
        activist_since=date(2024, 12, 18),
        experiences=SCHOOLS * 3,
        relatives=LONG_FAMILY,
        rewards=(PLAIN,) * 4,
        recommended=said(TEXT, day=date(2024, 12, 12)),
        decision=said(TEXT, day=date(2024, 12, 18)),
        filing=said(TEXT, day=date(2024, 12, 25)),
        guides=tuple(
            Guide(name, "软件工程系副教授", date(2025, 1, 1), date(2025, 6, 30))
            for name in ("周敏", "韩志远", "欧阳懿", "张淼燊", LONGEST_NAME)
        ),
        inspections=LONG_INSPECTIONS,
        courses=COURSES * 2,
        transfers=(
            Transfer(date(2025, 9, 1), "云山大学物理学院本科生党支部", LONG_BRANCH, "齐全"),
        ),
        group_opinion=said(TEXT, day=date(2026, 9, 10)),
        guide_opinion=said(TEXT, day=date(2026, 9, 10)),
        people_opinion=said(TEXT, day=date(2026, 9, 12)),
        prospect_decision=said(TEXT, day=date(2026, 9, 18)),
        notice=said(TEXT, day=date(2026, 10, 9)),
        consent=said(TEXT, day=date(2026, 9, 25)),
        filled=date(2024, 12, 25),
    ),
    "rare": ActivistRecord(
        organization=RARE_BRANCH,
        person=RARE,
        applied="2025年3月",
        experiences=(Experience("2020年9月至今", "文学院<古文字> & 出土文献研究所学习", "𠮷田"),),
        relatives=RARE_FAMILY,
        guides=(Guide(RARE_NAMES[10], "副教授"), Guide(RARE_NAMES[15])),
    ),
}

SAMPLES = {
    "talk_record": TALKS,
    "recommendation": RECOMMENDATIONS,
    "filing_report": REPORTS,
    "filing_roster": ROSTERS,
    "activist_record": RECORDS,
}
