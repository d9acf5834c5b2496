"""The facts of a branch's year as plain sentences; pure, and says nothing the record does not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.rules.dates import PeriodKind
from app.rules.meetings import MeetingKind, period_kind
from app.rules.members import Stage

NOTHING = "本年度没有记录。"
UNITS = {PeriodKind.MONTH: "个月", PeriodKind.QUARTER: "个季度"}
STEPS = {
    "applied_on": "递交入党申请",
    "activist_on": "确定积极分子",
    "prospect_on": "确定发展对象",
    "joined_on": "入党",
    "confirmed_on": "转正",
}
"""The dates of a life in the Party and what reaching one in the year is called."""


@dataclass(frozen=True)
class Kept:
    """How one kind of meeting was kept: periods owed and over, those recorded, those without."""

    owed: int = 0
    done: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resolution:
    day: date
    subject: str
    text: str


@dataclass(frozen=True)
class YearRecord:
    """What the tables say of one branch and year, asked on `day`.

    `due` and `present` count attendances over all meetings; `stages` is the branch on `day`;
    `organization_id` leads to where the facts stand.
    """

    year: int
    day: date
    held: Mapping[MeetingKind, int]
    kept: Mapping[MeetingKind, Kept]
    due: int
    present: int
    resolutions: tuple[Resolution, ...]
    late: int
    stages: Mapping[Stage, int]
    steps: Mapping[str, int]
    organization_id: int = 0


@dataclass(frozen=True)
class Fact:
    """One sentence for the report; `details` and where it comes from (`source`, at `address`) stand
    beside it for the writer alone."""

    subject: str
    text: str
    details: tuple[str, ...] = ()
    source: str = ""
    address: str = ""


def year_of_report(day: date) -> int:
    """The year reported on that day: reports are due around the turn of the year (EV-01), so
    until June it is the year before."""
    return day.year if day.month > 6 else day.year - 1


def facts(record: YearRecord) -> tuple[Fact, ...]:
    """Every fact of the year, in the order of the report."""
    here = f"?organization={record.organization_id}" if record.organization_id else ""
    met = f"/meetings/{here}{'&' if here else '?'}year={record.year}"
    return (
        *(replace(fact, source="会议记录", address=met) for fact in _meetings(record)),
        replace(_people(record), source="党员名册", address=f"/members/{here}"),
        replace(_development(record), source="发展档案", address=f"/development/{here}"),
    )


def drafted(found: tuple[Fact, ...]) -> str:
    """The facts as the first draft of a section."""
    return "\n".join(fact.text for fact in found)


def redrawn(text: str, found: tuple[Fact, ...], day: date) -> str:
    """The writer's text unharmed, followed by those facts that it does not hold word for word."""
    fresh = [fact.text for fact in found if fact.text not in text]
    if not fresh:
        return text
    heading = f"以下取自记录（截至{_full(day)}）："
    return "\n".join([*([text] if text else []), heading, *fresh])


def _meetings(record):
    if not any(record.held.values()) and not any(one.owed for one in record.kept.values()):
        yield Fact("组织生活", f"组织生活：{NOTHING}")
        return
    for kind in MeetingKind:
        held, kept = record.held.get(kind, 0), record.kept.get(kind, Kept())
        if held or kept.owed or kind is MeetingKind.PARTY_CLASS:
            yield Fact("组织生活", _meeting(kind, held, kept))
    if record.due:
        yield Fact("到会情况", _attendance(record))
    if record.resolutions:
        details = tuple(f"{_short(r.day)}　{r.subject}：{r.text}" for r in record.resolutions)
        yield Fact("决议", f"全年会议形成决议{len(details)}项。", details)
    if record.late:
        yield Fact("补录", f"有{record.late}次会议是会后补录的。")


def _meeting(kind, held, kept):
    if not held:
        owed = f"应有{kept.owed}次，" if kept.owed else ""
        return f"{kind.label}：{owed}{NOTHING}"
    said = f"召开{kind.label}{held}次"
    return f"{said}（{_periods(kind, kept)}）。" if kept.owed else f"{said}。"


def _periods(kind, kept):
    """Owed against recorded, counted in the periods that the kind is owed for."""
    unit = UNITS.get(period_kind(kind))
    gaps = f"；{'、'.join(kept.missing)}没有记录" if kept.missing else ""
    if kind is MeetingKind.GROUP or unit is None:
        return f"应有{kept.owed}次，有记录的{kept.done}次{gaps}"
    if kept.done == kept.owed:
        return f"{kept.owed}{unit}都有记录"
    return f"{kept.owed}{unit}中{kept.done}{unit}有记录{gaps}"


def _attendance(record):
    rate = record.present * 1000 // record.due  # downwards: 100.0 only when everybody came
    return (
        f"各类会议应到{record.due}人次，实到{record.present}人次，到会率{rate // 10}.{rate % 10}%。"
    )


def _people(record):
    numbers = [
        f"{stage.label}{record.stages[stage]}名"
        for stage in reversed(Stage)
        if record.stages.get(stage)
    ]
    if not numbers:
        return Fact("党员队伍", "党员队伍：没有登记在册的人员。")
    return Fact("党员队伍", f"截至{_full(record.day)}，支部有{'、'.join(numbers)}。")


def _development(record):
    numbers = [
        f"{word}{record.steps[name]}名" for name, word in STEPS.items() if record.steps.get(name)
    ]
    if not numbers:
        return Fact("发展党员", f"发展党员：{NOTHING}")
    return Fact("发展党员", f"{record.year}年{'、'.join(numbers)}。")


def _full(day):
    return f"{day.year}年{day.month}月{day.day}日"


def _short(day):
    return f"{day.month}月{day.day}日"
