"""Invented papers around the count: slips, tallies, numbers, feedback, blank ballots."""

from datetime import date

from app.ballots.codes import ALPHABET, LENGTH, shown
from app.evaluations import pictures
from app.evaluations.sheets import (
    CodeSlips,
    EvaluationFeedback,
    EvaluationTally,
    FreeBallot,
    GroupTurnout,
    NumberList,
    RecoverySheet,
    TallyLine,
    TallySubject,
    Turnout,
)
from app.printing.samples import NAMES, RARE_NAMES

COLLEGE = "中共北湖理工大学计算机学院委员会"
TITLE = "2026年度党支部书记述职评议"
ADDRESS = "https://dj.example.edu.cn/evaluations/slip"
DAY = date(2026, 12, 18)
MARKS = ("好", "较好", "一般", "差")
ITEMS = ("政治建设和理论武装", "履行第一责任人职责", "组织生活（三会一课等）落实", "总体评价")


def _code(number: int) -> str:
    letters = (ALPHABET[(number * 7 + place * (number + 3)) % len(ALPHABET)]
               for place in range(LENGTH))  # fmt: skip
    return shown("".join(letters))


def _slips(number, title=TITLE, group="党员和群众代表"):
    codes = tuple(_code(n) for n in range(number))
    return CodeSlips(
        COLLEGE, title, group, "https://dj.example.edu.cn/evaluations/slip", DAY, codes
    )


def _line(label, turn, weighted=True):
    votes = (38 - turn % 9, 6 + turn % 9, 2, 0)
    shares = ("81.4%", "14.0%", "4.6%", "0.0%") if weighted else ()
    return TallyLine(label, MARKS, votes, shares)


def _subjects(names):
    return tuple(
        TallySubject(name, f"计算机学院教工第{'一二三四五六七八九'[n % 9]}党支部",
                     tuple(_line(item, n + k) for k, item in enumerate(ITEMS)))
        for n, name in enumerate(names)
    )  # fmt: skip


def _tally(names, **facts):
    plain = {
        "title": f"{TITLE}计票单", "organization": COLLEGE, "counted_on": DAY,
        "turnout": Turnout(49, 49, 47, 46), "paper": 6, "withheld": 0, "minimum": 5,
        "strict": True, "subjects": _subjects(names),
        "groups": (
            GroupTurnout("上级班子成员", 30, 7, "单独计算"),
            GroupTurnout("下级党组织负责人", 30, 12, "与党员和群众代表合并计算"),
            GroupTurnout("党员和群众代表", 40, 30, "与下级党组织负责人合并计算"),
        ),
    }  # fmt: skip
    facts = plain | facts
    shown = [(one.name, one.lines[-1]) for one in facts["subjects"]]
    return EvaluationTally(**facts, picture=pictures.printed(shown))


def _scored(number):
    """Marks out of ten beside words of five."""
    scores = TallyLine("满意程度", tuple(str(n) for n in range(10, 0, -1)),
                       (120, 14, 33, 2, 0, 1, 0, 0, 0, 12), (), "8.73")  # fmt: skip
    words = TallyLine("办事效率", ("很满意", "满意", "一般", "不满意", "不了解"),
                      (120, 14, 33, 2, 0), ())  # fmt: skip
    return tuple(TallySubject(f"第 {n} 项党务公开", "", (scores, words)) for n in range(number))


def _feedback(name, words):
    lines = tuple(_line(item, k) for k, item in enumerate(ITEMS))
    return EvaluationFeedback(
        f"{TITLE}反馈单", COLLEGE, name, "计算机学院教工第一党支部", Turnout(49, 49, 47, 46),
        lines, words, "好",
        ("班子认为该同志抓党建工作扎实，希望在党员教育的针对性上再下功夫。",) if words else (),
        pictures.printed([(line.label, line) for line in lines]),
    )  # fmt: skip


SAMPLES = {
    "code_slips": {
        "short": _slips(3),
        "long": _slips(50, "2026年度学院领导班子和班子成员民主测评及选人用人满意度调查"),
        "rare": _slips(7, group="𠮷祥楼值班群众代表"),
    },
    "recovery_sheet": {
        "short": RecoverySheet(
            COLLEGE, TITLE, "周敏", shown("ABCDEFGHJKLMN" * 4), DAY
        ),
    },
    "evaluation_tally": {
        "short": _tally(NAMES[:3]),
        "long": _tally((NAMES * 5)[:50]),
        "very-long": _tally((NAMES * 30)[:300]),
        "rare": _tally(RARE_NAMES, groups=(), withheld=1),
        "scores": _tally((), subjects=_scored(8), groups=()),
        "on-paper": _tally(NAMES[:3], groups=(), strict=False, on_paper=True),
    },
    "counted_numbers": {
        "short": NumberList(TITLE, COLLEGE, DAY, tuple(_code(n) for n in range(7))),
        "long": NumberList(TITLE, COLLEGE, DAY, tuple(sorted(_code(n) for n in range(300)))),
    },
    "evaluation_feedback": {
        "short": _feedback("周敏", ()),
        "long": _feedback("欧阳懿", tuple(
            f"建议多到课题组走访，组织生活再贴近教学科研一些（之{n}）。" for n in range(1, 13)
        )),
        "rare": _feedback("赵𬭩䶮", ("<b>做得好</b> & 希望坚持。",)),
    },
    "free_ballot": {
        "short": FreeBallot("2026年度满意度测评", COLLEGE, ("党务公开",), (
            ("满意程度", ("满意", "基本满意", "不满意")),), remark=True),
        "long": FreeBallot("2026年度班子评议", COLLEGE, tuple((NAMES * 5)[:50]), (
            ("政治建设", MARKS), ("打分", tuple(f"{n} 分" for n in range(1, 11))), ("还有", ()),
        ), remark=False),
    },
}  # fmt: skip
