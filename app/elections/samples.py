"""Invented papers of elections for the eye: short, long, with rare characters."""

from dataclasses import replace
from datetime import date

from app.development.samples.forms import LETTER
from app.elections.handover.sheets import Group, HandoverList, Row
from app.elections.sheets import letters
from app.elections.sheets.parts import (
    Ballot,
    Count,
    Elected,
    ElectionMethod,
    LeftOut,
    Line,
    Sitting,
    TallyReport,
    TimeLine,
    Timetable,
)
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES

DAY, HELD = date(2026, 11, 16), date(2026, 11, 20)
SITTING = Sitting(
    "计算机学院教工第一党支部", "计算机学院党委", "换届", 3, 0, True, "支部委员会第一次会议"
)
LARGE = Sitting(
    "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部",
    "中共云山大学计算机科学与技术学院及网络空间安全研究院联合委员会",
    "换届", 7, 1, True, "支部委员会第一次会议",
)  # fmt: skip
ANCIENT = replace(SITTING, branch="文学院古文字学党支部", superior="文学院党委")
AWAY = LeftOut("何静", "已经回原籍或者异地长期居住的离退休人员")


def _count(names, votes, seats, due=22, title="委员选举"):
    present = due - 1
    return Count(
        title=title, held=HELD, due=due, present=present, handed_out=present, collected=present,
        invalid=0, seats=seats, least=due // 2 + 1, outcome=f"{'、'.join(names[:seats])}当选。",
        lines=tuple(
            Line(name, yes, present - yes, 0, place < seats)
            for place, (name, yes) in enumerate(zip(names, votes, strict=True))
        ),
    )  # fmt: skip


_EQUAL = _count(NAMES[:4], (20, 18, 13, 13), 2)
TIED_COUNT = replace(
    _EQUAL, seats=3, lines=tuple(replace(one, tied=not one.elected) for one in _EQUAL.lines),
    outcome=f"{_EQUAL.outcome}{NAMES[2]}、{NAMES[3]}票数相等，须就他们再次投票。",
)  # fmt: skip
SHORT_COUNT = _count(NAMES[:4], (20, 18, 15, 9), 3)
LONG_COUNT = _count(NAMES[:9], (48, 47, 46, 44, 43, 40, 36, 30, 25), 7, due=50)
RARE_COUNT = _count(RARE_NAMES[:9], (20, 19, 18, 17, 16, 15, 14, 9, 8), 7)
ELECTED = [
    Elected(NAMES[0], "书记", 3),
    Elected(NAMES[1], "组织委员", 18),
    Elected(NAMES[2], "", 15),
]


def _reported(sitting, counts, elected):
    return letters.result_report(
        sitting, held=HELD, counts=counts, elected=elected, first_meeting=HELD, fewer="",
        number="计支〔2026〕5号", day=DAY,
    )  # fmt: skip


_PLAN = {
    "end": date(2027, 3, 1),
    "planned": HELD,
    "reason": "",
    "number": "计支〔2026〕3号",
    "day": DAY,
}
_NOBODY = {"left_out": [], "deputies": [], "number": "", "day": DAY}
METHOD = ElectionMethod(
    "计算机学院教工第一党支部",
    "计算机学院教工第一党支部换届选举办法",
    (
        "一、根据《中国共产党章程》和《中国共产党基层组织选举工作条例》，制定本办法。",
        "二、选举支部委员会委员3名，候选人4名，差额选举，差额不少于应选人数的20%。",
        "三、有选举权的到会人数不少于应到会有选举权人数的五分之四，会议有效。",
        "四、选举采用无记名投票方式。因故不能到会的，不能委托他人代为投票。",
    ),
    HELD,
)
ROWS = tuple(
    TimeLine(date(2026, month, 1), what, cite, done)
    for month, what, cite, done in (
        (9, "上级提醒", "《中国共产党支部工作条例（试行）》第二十一条", "2026年9月1日"),
        (
            11,
            "报换届请示",
            "《中共教育部党组关于加强新形势下高校教师党支部建设的意见》第四部分",
            "",
        ),
        (12, "召开选举大会", "《中国共产党基层组织选举工作条例》", ""),
    )
)
TIMES = Timetable("计算机学院教工第一党支部", "2027年换届时间表", ROWS)
ITEMS = (Row("11月还没有支委会记录", "11月30日前"), Row("介绍信没有回执：张淼燊", "超 3 天"))
HANDOVER = HandoverList(
    "计算机学院教工第一党支部", DAY, "周敏", "郑一诺",
    (
        Group("已经超期的", ITEMS),
        Group("说明过的", (Row("支委会（8月）", "不适用，9月3日，已说明。暑假。"),)),
        Group("东西在哪里", (Row("党员名册", "“党员”页：名册、个人页、流动和转接"),)),
        Group("党员", (Row("正式党员", "22 人"), Row("预备党员", "1 人"))),
        Group("正在执行的地方规定", ()),
    ),
)  # fmt: skip

SAMPLES = {
    "election_request": {
        "short": letters.plan_request(SITTING, **_PLAN),
        "result": _reported(SITTING, [SHORT_COUNT], ELECTED),
        "long": _reported(
            LARGE,
            [LONG_COUNT, _count(NAMES[:2], (26, 24), 1, title="委员选举第二次投票")],
            [*ELECTED, *(Elected(name, "", 30) for name in NAMES[3:8])],
        ),
        "rare": letters.nominees_request(
            ANCIENT, members=RARE_NAMES[:9], secretaries=[RARE_NAMES[-1]], **_NOBODY
        ),
    },
    "election_reply": {
        "short": letters.plan_reply(SITTING, planned=HELD, number="计党〔2026〕9号", day=DAY),
        "long": letters.nominees_reply(
            LARGE, members=NAMES[:9], secretaries=NAMES[:1], deputies=NAMES[1:2],
            left_out=[AWAY], number="计党〔2026〕12号", day=DAY,
        ),
        "rare": letters.result_reply(
            ANCIENT, elected=[Elected(RARE_NAMES[-1], "书记", 5)], number="", day=DAY
        ),
    },
    "election_method": {
        "short": METHOD,
        "long": replace(METHOD, paragraphs=METHOD.paragraphs * 6),
        "rare": replace(METHOD, title="文学院䶮林𠮷田党支部选举办法"),
    },
    "election_ballot": {
        "short": Ballot(SITTING.branch, "委员选票", NAMES[:4], 3, "候选人按姓氏笔画为序", 2, HELD),
        "long": Ballot(LARGE.branch, "委员选票", NAMES[:12], 10, "候选人按姓氏笔画为序", 3, HELD),
        "rare": Ballot(ANCIENT.branch, "书记选票", RARE_NAMES[-1:], 1, "候选人按上级同意的次序"),
    },
    "election_tally": {
        "short": TallyReport(SITTING.branch, SHORT_COUNT, NAMES[4:5], NAMES[5:7]),
        "long": TallyReport(LARGE.branch, LONG_COUNT, NAMES[4:6], NAMES[6:9]),
        "void": TallyReport(
            SITTING.branch, SHORT_COUNT, NAMES[4:5], NAMES[5:7],
            void="2026年11月20日作废，理由：选票上漏印一名候选人，经大会同意重新投票",
        ),
        "tied": TallyReport(SITTING.branch, TIED_COUNT, NAMES[4:5], NAMES[5:7]),
        "rare": TallyReport(ANCIENT.branch, RARE_COUNT, RARE_NAMES[-1:], RARE_NAMES[:2]),
    },
    "election_timetable": {
        "short": TIMES,
        "long": replace(TIMES, branch=LARGE.branch, rows=ROWS * 8),
        "rare": replace(TIMES, branch="文学院䶮林𠮷田党支部"),
    },
    "handover_list": {
        "short": HANDOVER,
        "long": replace(HANDOVER, groups=HANDOVER.groups[:1] * 12, branch=LARGE.branch),
        "rare": replace(
            HANDOVER, outgoing=RARE_NAMES[-1], incoming="𠮷田",
            groups=(Group("正在发展的人", tuple(Row(name, "积极分子") for name in RARE_NAMES)),),
        ),
    },
}  # fmt: skip
_WORDS = {
    "count.due": "应到会", "count.present": "实到会", "count.handed_out": "发出选票",
    "count.collected": "收回选票", "count.invalid": "无效票", "count.seats": "应选名额",
    "count.least": "当选最少票数", "count.held": "选举日期", "count.title": "选举事项",
    "count.outcome": "结果", "count.lines.name": "姓名", "count.lines.yes": "赞成票",
    "count.lines.no": "不赞成票", "count.lines.abstain": "弃权票",
    "count.lines": "得票", "count.again": "再次投票", "scrutineers": "监票人", "tellers": "计票人",
    "count.lines.elected": "当选：是否当选",
    "count.lines.tied": "票数相等：是否须再次投票", "count.lines.written": "另选：是否另选他人",
}  # fmt: skip
FORMS = {
    "election_request": Form(
        "换届请示、选举结果报告", SAMPLES["election_request"]["result"], LETTER
    ),
    "election_reply": Form("换届批复", SAMPLES["election_reply"]["long"], LETTER),
    "election_method": Form("选举办法", METHOD),
    "election_tally": Form("监票计票报告单", SAMPLES["election_tally"]["short"], _WORDS),
}
