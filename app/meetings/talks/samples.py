"""Invented registers of talks for the eye: blank, short, long, and with rare characters."""

from datetime import date

from app.meetings.talks.sheets import Reach, TalkRegister, TalkRow
from app.papers.registry import Form
from app.printing.samples import NAMES, RARE_NAMES
from app.rules.talks import PairKind

PLACE, FILLED = "计算机学院教工第一党支部", date(2026, 11, 16)
TITLE = "2026年谈心谈话记录"


def _row(number, first, second):
    kind = list(PairKind)[number % 3].label
    return TalkRow(date(2026, number % 11 + 1, number % 27 + 1), first, second, kind, "日常")


SHORT = TalkRegister(
    TITLE,
    PLACE,
    FILLED,
    (
        Reach("支委之间", 3, 3),
        Reach("支委和党员之间", 8, 6, ("欧阳懿", "王建国")),
        Reach("党员之间", 8, 7, ("司马建国",)),
    ),
    tuple(_row(n, "周敏", name) for n, name in enumerate(("韩志远", "李喆", "陈立", "郑海燕"))),
)
LONG = TalkRegister(
    TITLE,
    "计算机科学与技术学院软件工程系与网络空间安全系教工联合党支部",
    FILLED,
    (
        Reach("支委之间", 10, 9, ("周敏、韩志远",)),
        Reach("支委和党员之间", 45, 20, NAMES * 2),
        Reach("党员之间", 45, 40, NAMES[:5]),
    ),
    tuple(_row(n, NAMES[n % 16], NAMES[(n + 1 + n // 16) % 16]) for n in range(110)),
)
RARE = TalkRegister(
    TITLE,
    "文学院𠮷金文字党支部",
    "2026年11月",
    (Reach("支委之间", 3, 0, ("王𬭩、赵㛃", "王𬭩、䶮林", "赵㛃、䶮林")),),
    tuple(_row(n, name, "王𬭩") for n, name in enumerate(RARE_NAMES)),
)
BLANK = TalkRegister(TITLE, PLACE, "", (), ())
SAMPLES = {"talk_register": {"blank": BLANK, "short": SHORT, "long": LONG, "rare": RARE}}
FORMS = {
    "talk_register": Form(
        "谈心谈话记录",
        SHORT,
        {
            "title": "标题",
            "reaches": "覆盖情况",
            "reaches.kind": "类别",
            "reaches.owed": "应有",
            "reaches.done": "已有",
            "reaches.still": "还缺",
            "rows": "谈话",
            "rows.day": "日期",
            "rows.first": "谈话人",
            "rows.second": "谈话对象",
            "rows.kind": "类别",
            "rows.occasion": "时机",
        },
    )
}
