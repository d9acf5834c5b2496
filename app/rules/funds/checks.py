"""Who approves how much, what is refused and why, and the days by which money is to be settled.

Amounts are whole fen. No text orders these figures but for dues (DUE-26, DUE-28); ours are data.
"""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.funds.kinds import (
    NEXT,
    NEXT_BUDGET,
    Level,
    LineKind,
    Purpose,
    RequestState,
    YearEnd,
)
from app.rules.meetings import DueState
from app.rules.money import yuan
from app.rules.registry import rule

ASKED = "FU-01"
"""The local rule that asks for a yearly budget; off unless an organisation switches it on."""
AHEAD = "FU-10"
"""The local rule that asks for requests some working days ahead."""
LAST_MONTH = 12


@dataclass(frozen=True)
class Manner:
    """How money is handled in an organisation: limits in fen, year's end by kind, the share of a
    line (per cent) from which it counts as nearly used."""

    own: int
    superior: int
    year_end: Mapping[LineKind, YearEnd]
    nearly: int

    def level(self, amount: int) -> Level:
        """Who approves a request of that amount, at the lowest."""
        if amount <= self.own:
            return Level.OWN
        return Level.SUPERIOR if amount <= self.superior else Level.HIGHER


def usual(day: date) -> Manner:
    """What holds where no organisation above has said otherwise (FU-04, 05, 06)."""
    limits = rule("FU-04").nearest(day).value
    ends = rule("FU-05").nearest(day).value
    words = {end.label: end for end in YearEnd}
    return Manner(
        limits["本组织"] * 100,
        limits["上级"] * 100,
        {kind: words[ends[kind.label]] for kind in LineKind},
        rule("FU-06").nearest(day).value,
    )


def purposes(kind: LineKind) -> tuple[Purpose, ...]:
    """What money of that line may be used for."""
    every = tuple(Purpose)
    return every[:5] if kind is LineKind.DUES else every[5:]


def may_become(now: Labelled, then: Labelled, what: str) -> Verdict:
    """Whether a budget or a request of the one state may take the other."""
    table = NEXT if isinstance(now, RequestState) else NEXT_BUDGET
    if then in table[now]:
        return FINE
    return against(Reason(f"{what}“{now.label}”，不能这样办；请重新打开页面看看"))


def check_limits(own: int, superior: int) -> Verdict:
    if own > superior:
        return against(Reason("本组织的限额不能高于上级的限额"))
    return FINE


def check_amount(amount: int) -> Verdict:
    return against(None if amount > 0 else Reason("金额要大于零"))


def check_free(amount: int, free: int, what: str) -> Verdict:
    """Nothing is promised or paid that a line does not have; reserved money is not free."""
    if amount <= free:
        return FINE
    return against(
        Reason(
            f"“{what}”还可以用 {yuan(free)} 元，需要 {yuan(amount)} 元，"
            f"还差 {yuan(amount - free)} 元"
        )
    )


def check_use(kind: LineKind, purpose: Purpose | None, day: date) -> Verdict:
    """Dues only for the five purposes (DUE-26), and none of those for other money."""
    if purpose in purposes(kind):
        return FINE
    if kind is LineKind.DUES:
        return against(rule("DUE-26").reason(day, "党费只能用于规定的五项，请选其中一项"))
    return against(Reason("请选择工作经费的支出类别；党费的用途只用于党费返还"))


def check_ahead(left: int, why: str, day: date) -> Verdict:
    """Whether a request comes some working days before its activity (FU-10), or says why not."""
    least = rule(AHEAD).nearest(day).value
    if left >= least or why.strip():
        return FINE
    return against(
        rule(AHEAD).reason(day, f"离活动不足 {least} 个工作日，请写明没有提前申请的原因")
    )


def check_decision(kind: LineKind, *, decided: bool, why: str, day: date) -> Verdict:
    """A use of dues needs a meeting that decided (DUE-28); of other money that is usual (FU-03)
    and its lack needs a reason."""
    if decided:
        return FINE
    if kind is LineKind.DUES:
        return against(rule("DUE-28").reason(day, "使用党费必须集体讨论决定，请选择会议和议题"))
    if why.strip():
        return FINE
    return against(rule("FU-03").reason(day, "请选择研究过的会议；没有研究的写明原因"))


def check_approver(
    maker_id: int | None, person_id: int | None, held: Level | None, needed: Level
) -> Verdict:
    """`held` is the highest level at which the person may approve; nobody approves what he made."""
    if held is None or held.rank < needed.rank:
        return against(Reason(f"这笔金额要由{needed.label}批"))
    if maker_id is not None and maker_id == person_id:
        return against(Reason(f"自己提出的由别人批，请{needed.label}里另一名有权限的人登录批准"))
    return FINE


def check_above(held: Level | None) -> Verdict:
    """A budget and its adjustments are decided one level up."""
    if held is None or held is Level.OWN:
        return against(Reason("预算和调整由上级党组织批复"))
    return FINE


def check_close(year: int, day: date, open_titles: Collection[str]) -> Verdict:
    """A year ends in its last month at the earliest, and with nothing left open; says what is."""
    if (day.year, day.month) < (year, LAST_MONTH):
        return against(Reason(f"{year}年还没有到年末，{LAST_MONTH}月起可以决算"))
    if open_titles:
        listed = "、".join(f"“{title}”" for title in list(open_titles)[:5])
        more = f"等 {len(open_titles)} 件" if len(open_titles) > 5 else ""
        return against(Reason(f"还没有办完的：{listed}{more}，结清或撤回以后再决算"))
    return FINE


def nearly_used(used: int, given: int, share: int) -> bool:
    """Whether what is spent and reserved reaches that per cent of what the line has."""
    return given > 0 and used * 100 >= given * share


def unused_from(year: int, day: date) -> date:
    """From when a line without any spending is told of (FU-07)."""
    return date(year, rule("FU-07").nearest(day).value, 1)


def draft_due(year: int, day: date) -> date:
    """Until when the year's budget is handed in, where it is asked for (FU-02)."""
    month = rule("FU-02").nearest(day).value
    return date(year, month, monthrange(year, month)[1])


def within(what: str, since: date) -> date:
    """The last day for 集体研究, 审批 or 预算批复 of what has waited since that day (FU-08)."""
    return since + timedelta(days=rule("FU-08").nearest(since).value[what])


def settle_due(activity_on: date) -> date:
    """Until when an activity's money is settled (FU-09)."""
    return activity_on + timedelta(days=rule("FU-09").nearest(activity_on).value)


def urgency(last: date, day: date) -> DueState:
    """How urgent something is that waits until `last` (OWN-12)."""
    if day > last:
        return DueState.LATE
    lead = timedelta(days=rule("OWN-12").nearest(day).value)
    return DueState.SOON if day >= last - lead else DueState.DUE
