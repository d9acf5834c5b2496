"""Invented reports of the linter for the eye: nothing found, a few, many, rare characters."""

from datetime import date

from app.development.sheets.lint import lint_report
from app.printing.samples import RARE_NAMES
from app.rules.base import Reason, Strength
from app.rules.development.case import Sort
from app.rules.development.faults import Fault
from app.rules.development.steps import Step
from app.rules.sources import DEVELOPMENT_2014, DEVELOPMENT_2026

DAY = date(2026, 11, 16)
BRANCH = "计算机学院本科生第一党支部"
_LATE = Fault(
    Sort.LATE,
    Step.TALK,
    Reason(
        "收到申请书一个月内应派人谈话，迟了 2 天", "DEV-02", DEVELOPMENT_2026.cite(7), Strength.MUST
    ),
    (("递交入党申请书", "2026年6月1日"), ("党组织派人谈话", "2026年7月3日")),
    "写明推迟的原因",
)
_VOTES = Fault(
    Sort.WRONG,
    Step.ACCEPTED,
    Reason("赞成 10 票，没有超过应到会有表决权的 20 人的半数", "DEV-16", DEVELOPMENT_2014.cite(20)),
    (("应到", "20"), ("实到", "18"), ("赞成", "10")),
    "核对原始票数；确是如此的，决议不能通过",
)
_GAP = Fault(
    Sort.GAP,
    Step.OATH,
    Reason("没有宣誓日期", "DEV-25", DEVELOPMENT_2026.cite(29), Strength.NORMALLY),
    (),
    "补上宣誓日期",
)
_COUNTS = {Sort.WRONG: 1, Sort.LATE: 1, Sort.GAP: 1, Sort.UNSURE: 0}


def _report(people, times=1):
    counts = {sort: number * times for sort, number in _COUNTS.items()}
    return lint_report(
        organization="计算机学院党委", day=DAY, counts=counts, read=240, people=people
    )


SAMPLES = {
    "lint_report": {
        "clean": lint_report(
            organization="计算机学院党委", day=DAY, counts=dict.fromkeys(Sort, 0), read=240,
            people=(),
        ),
        "short": _report([(BRANCH, "张一帆", (_VOTES, _LATE)), (BRANCH, "李明", (_GAP,))]),
        "long": _report(
            [(BRANCH, f"第{n + 1}号同志", (_VOTES, _LATE, _GAP)) for n in range(40)], 40
        ),
        "rare": _report([("文学院古文字学党支部", name, (_LATE,)) for name in RARE_NAMES]),
    }
}  # fmt: skip
