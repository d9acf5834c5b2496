"""Sample papers of stage 5 and the whole file for the eye: short, long, rare characters."""

from dataclasses import replace
from datetime import date

from app.development.samples.people import (
    BRANCH,
    COURSES,
    INSPECTIONS,
    LONG_BRANCH,
    LONG_INSPECTIONS,
    LONG_TEXT,
    LONGEST_NAME,
    NAMED,
    PLAIN,
    RARE,
    RARE_BRANCH,
    TEXT,
    WANG,
    said,
)
from app.development.sheets.probation import (
    SIDES,
    ArchiveList,
    Asked,
    ConfirmationReview,
    Material,
    OathRecord,
    ProbationaryRecord,
    ProcessRecord,
    Step,
)
from app.printing.samples import RARE_NAMES

CEREMONY = (
    "主持人宣布宣誓仪式开始。",
    "奏《国际歌》。",
    "党组织负责人致词。",
    "领誓人带领宣誓人面向党旗宣读入党誓词。",
    "宣誓人代表和参加宣誓的党员代表讲话。",
)
OATHS = {
    "blank": OathRecord(),
    "short": OathRecord(
        organization=BRANCH,
        held="2026年12月15日 15:00",
        place="学院楼报告厅",
        host="周敏",
        leader="韩志远",
        recorder="李喆",
        sworn=("王一鸣",),
        attending="支部党员8名，入党积极分子3名。",
        course=CEREMONY,
        filled=date(2026, 12, 15),
    ),
    "long": OathRecord(
        organization=LONG_BRANCH,
        held="2026年12月15日 15:00—16:30",
        place="云山革命纪念馆一楼序厅",
        host="周敏",
        leader="学院党委书记欧阳懿",
        recorder="李喆",
        sworn=NAMED,
        attending="学院党委委员、组织员，支部党员58名，入党积极分子和发展对象代表30名。",
        course=CEREMONY + LONG_TEXT,
        remark="司马建国同志出国访学，回国后另行组织宣誓。",
        filled=date(2026, 12, 15),
    ),
    "rare": OathRecord(
        organization=RARE_BRANCH, sworn=RARE_NAMES, course=("到<𠮷祥楼> & 纪念馆宣誓。",)
    ),
}

RECORDS = {
    "blank": ProbationaryRecord(),
    "short": ProbationaryRecord(
        organization=BRANCH,
        person=WANG,
        joined=date(2026, 11, 20),
        approved=date(2026, 12, 4),
        start=date(2026, 11, 20),
        end=date(2027, 11, 19),
        introducers=("周敏", "韩志远"),
        sworn_on=date(2026, 12, 15),
        group="第一党小组",
        inspections=INSPECTIONS,
        courses=COURSES,
        group_opinion=said("同意按期转正。", day=date(2027, 11, 8)),
        introducer_opinion=said(PLAIN, day=date(2027, 11, 9)),
        members_opinion=said("听取8名党员意见，均同意。", day=date(2027, 11, 10)),
        people_opinion=said("听取12名群众意见，均同意。", day=date(2027, 11, 10)),
        committee_opinion=said("审查合格，提交支部党员大会讨论。", day=date(2027, 11, 15)),
        assembly=said(
            "应到会有表决权党员9名，实到会8名，同意8票，同意转为正式党员。",
            day=date(2027, 11, 22),
        ),
        approval=said("同意转为中共正式党员，党龄自2027年11月20日算起。", day=date(2027, 12, 4)),
        filled=date(2026, 12, 4),
    ),
    "long": ProbationaryRecord(
        organization=LONG_BRANCH,
        person=replace(WANG, name=LONGEST_NAME),
        joined=date(2025, 11, 20),
        approved=date(2025, 12, 24),
        start=date(2025, 11, 20),
        end=date(2026, 11, 19),
        introducers=(LONGEST_NAME, "司马建国"),
        sworn_on=date(2026, 1, 15),
        group="软件工程系第一党小组",
        inspections=LONG_INSPECTIONS,
        courses=COURSES * 3,
        group_opinion=said(TEXT, day=date(2026, 11, 8)),
        introducer_opinion=said(TEXT, day=date(2026, 11, 9)),
        members_opinion=said(TEXT, day=date(2026, 11, 10)),
        people_opinion=said(TEXT, day=date(2026, 11, 10)),
        committee_opinion=said(TEXT, day=date(2026, 11, 15)),
        assembly=said(TEXT, day=date(2026, 11, 22)),
        approval=said(TEXT, day=date(2026, 12, 4)),
        filled=date(2025, 12, 24),
    ),
    "rare": ProbationaryRecord(
        organization=RARE_BRANCH,
        person=RARE,
        joined="2026年11月",
        introducers=RARE_NAMES[9:11],
        assembly=said("同意<马𠅤> & 孙骉同志意见。"),
    ),
}

REVIEWS = {
    "blank": ConfirmationReview(),
    "short": ConfirmationReview(
        organization=BRANCH,
        person=WANG,
        joined=date(2026, 11, 20),
        start=date(2026, 11, 20),
        end=date(2027, 11, 19),
        applied=date(2027, 11, 5),
        introducers=("周敏", "韩志远"),
        asked=tuple(
            Asked(one.side, asked, asked, "同意按期转正。")
            for one, asked in zip(SIDES, (4, 2, 8, 12), strict=True)
        ),
        performance=(PLAIN, PLAIN),
        examined=said("经集体讨论，认为具备党员条件。", day=date(2027, 11, 15)),
        proposal="按期转正",
        superior=said("同意提交支部党员大会讨论。", day=date(2027, 11, 17)),
        filled=date(2027, 11, 15),
    ),
    "long": ConfirmationReview(
        organization=LONG_BRANCH,
        person=replace(WANG, name="司马建国"),
        joined=date(2026, 11, 20),
        start=date(2026, 11, 20),
        end=date(2027, 11, 19),
        applied=date(2027, 11, 5),
        introducers=(LONGEST_NAME, "韩志远"),
        asked=tuple(Asked(one.side, 28, 20, TEXT) for one in SIDES),
        performance=LONG_TEXT,
        examined=said(TEXT, day=date(2027, 11, 15)),
        proposal="延长预备期",
        superior=said(TEXT, day=date(2027, 11, 17)),
        filled=date(2027, 11, 15),
    ),
    "rare": ConfirmationReview(
        organization=RARE_BRANCH,
        person=RARE,
        introducers=RARE_NAMES[15:17],
        performance=("整理<古籍> & 𠮷金文。",),
        proposal="取消预备党员资格",
    ),
}

STAGES = (
    ("一、申请入党", ("递交入党申请书", "党组织派人谈话")),
    (
        "二、入党积极分子的确定和培养教育",
        ("推荐和确定入党积极分子", "上级党委备案", "指定培养联系人", "培养教育考察"),
    ),
    (
        "三、发展对象的确定和考察",
        (
            "确定发展对象", "报上级党委同意、公示", "确定入党介绍人", "政治审查", "短期集中培训",
        ),
    ),
    (
        "四、预备党员的接收",
        (
            "支部委员会审查", "上级党委预审", "填写入党志愿书", "支部党员大会讨论",
            "上级党委派人谈话", "上级党委审批", "报上级党委组织部门备案",
        ),
    ),
    (
        "五、预备党员的教育、考察和转正",
        (
            "编入党支部和党小组", "入党宣誓", "继续教育考察", "提出转正申请",
            "支部党员大会讨论", "上级党委审批", "材料归档",
        ),
    ),
)  # fmt: skip


def _steps(result, who, *, until=25, day=date(2026, 11, 20)):
    names = [(stage, name) for stage, names in STAGES for name in names]
    return tuple(
        Step(number, stage, name, *((day, who, result) if number <= until else ()))
        for number, (stage, name) in enumerate(names, start=1)
    )


PROCESSES = {
    "short": ProcessRecord(
        BRANCH, WANG, _steps("已完成，材料齐全。", "周敏", until=15), filled=date(2026, 11, 23)
    ),
    "long": ProcessRecord(
        LONG_BRANCH,
        WANG,
        _steps(TEXT[:64], "周敏、韩志远、李喆", day="2026年11月20日至12月31日"),
        filled=date(2027, 12, 31),
    ),
    "rare": ProcessRecord(
        RARE_BRANCH, RARE, _steps("<谈话> & 𠮷金文", LONGEST_NAME, until=9, day="2025年3月")
    ),
}

KEPT = (
    ("14", "《中国共产党入党志愿书》"),
    ("1", "入党申请书"),
    ("6", "入党积极分子培养考察登记表"),
    ("10", "政治审查材料"),
    ("21", "预备党员教育考察登记表"),
    ("22", "转正申请书"),
)
OTHERS = (
    ("2", "同入党申请人谈话记录"), ("3", "推荐（推优）入党积极分子登记表"),
    ("4", "备案报告和名册"), ("7", "讨论发展对象人选会议记录"), ("8", "公示和公示情况登记表"),
    ("9", "入党介绍人确定记录"), ("11", "短期集中培训证明"), ("12", "支部委员会审查记录"),
    ("13", "预审请示和预审意见"), ("15", "支部党员大会会议记录和票决情况表"),
    ("17", "审批请示和批复"), ("20", "入党宣誓记录"), ("23", "转正审查登记表"),
    ("24", "转正请示和批复"),
)  # fmt: skip


def _materials(**facts):
    papers = sorted(
        [(step, name, True) for step, name in KEPT]
        + [(step, name, False) for step, name in OTHERS],
        key=lambda paper: int(paper[0]),
    )
    return tuple(Material(step, name, kept=kept, **facts) for step, name, kept in papers)


ARCHIVES = {
    "blank": ArchiveList("", replace(WANG, name="", work=""), _materials()),
    "short": ArchiveList(
        BRANCH,
        WANG,
        tuple(
            replace(one, there=number != 8, remark="" if number != 8 else "转正前补齐")
            for number, one in enumerate(_materials(count=1, day=date(2026, 11, 20)))
        ),
        confirmed=date(2027, 11, 20),
        filled=date(2027, 12, 10),
    ),
    "long": ArchiveList(
        LONG_BRANCH,
        replace(WANG, name="司马建国"),
        _materials(there=True, count=12, day=date(2026, 11, 20), remark="原件存学院党委") * 3,
        confirmed=date(2027, 11, 20),
        filled=date(2027, 12, 10),
    ),
    "rare": ArchiveList(
        RARE_BRANCH, RARE, (Material("1", "<申请书> & 𠮷金文", there=False, kept=True),)
    ),
}

SAMPLES = {
    "oath_record": OATHS,
    "probationary_record": RECORDS,
    "confirmation_review": REVIEWS,
    "process_record": PROCESSES,
    "archive_list": ARCHIVES,
}
