"""When an election is due and how it runs: terms, reminders, moved days, seats, the path and its
calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.base import FINE, Labelled, Verdict, against
from app.rules.dates import add_months, add_years, in_words
from app.rules.organizations import UnitType, needs_committee
from app.rules.registry import rule

REPLY_MONTHS = 1  # EL-19: candidates are approved a month before the election
SMALLEST = 3  # members of a branch committee, BR-23


class ElectionKind(Labelled):
    TERM = "term", "换届"
    BY = "by", "补选"


class Step(Labelled):
    """The path of an election, in its order."""

    REMIND = "remind", "上级提醒"
    ASK = "ask", "报换届请示"
    AGREED = "agreed", "上级批复"
    NOMINATE = "nominate", "报候选人预备人选"
    CONSENT = "consent", "上级审查批复人选"
    PUBLISH = "publish", "公布候选人、组织酝酿"
    ASSEMBLY = "assembly", "召开选举大会"
    FIRST_MEETING = "first_meeting", "新支委会第一次会议"
    REPORT = "report", "报选举结果"
    FILED = "filed", "上级批复、备案"


class Subject(Labelled):
    """What a branch asks its superior: the three letters of an election."""

    PLAN = "plan", "换届请示"
    CANDIDATES = "candidates", "候选人预备人选请示"
    RESULT = "result", "选举结果报告"


@dataclass(frozen=True)
class Deadlines:
    """The days a term sets: `reminded` by the superior, `asked` for by the branch (teachers only,
    else None), `end` the last day in time."""

    reminded: date
    asked: date | None
    end: date


def deadlines(end: date, unit: UnitType) -> Deadlines:
    """R-17. BR-25 six months before the end; UNI-03 four, for branches of teachers alone."""
    months = rule("BR-25").nearest(end).value
    asked = add_months(end, -4) if unit is UnitType.TEACHER else None
    return Deadlines(add_months(end, -months), asked, end)


def check_shift(end: date, planned: date) -> Verdict:
    """EL-01, BR-26: an election after the term's end, or before the reminder of it was due, needs
    consent from above and a reason, and is generally not moved by more than a year. Warns only."""
    early = planned < add_months(end, -rule("BR-25").nearest(end).value)
    if planned <= end and not early:
        return FINE
    years = rule("BR-26").nearest(end).value
    what = "提前" if early else "延期"
    far = planned > add_years(end, years) or planned < add_years(end, -years)
    more = f"，而且{what}超过 {years} 年" if far else ""
    message = f"任期到{in_words(end)}届满，{what}到{in_words(planned)}换届须经上级批准{more}"
    return against(rule("BR-26").reason(end, message))


def check_temporary(temporary: bool, day: date) -> Verdict:
    """BR-06: a temporary branch generally holds no term elections; its leaders are appointed."""
    if not temporary:
        return FINE
    return against(rule("BR-06").reason(day, "临时党支部的班子由上级指定，一般不进行换届"))


def check_seats(seats: int, full_members: int, day: date) -> Verdict:
    """BR-22 refuses no committee from 7 full members on; outside 3–5 (7) seats BR-23 warns.

    No seats: the assembly elects the secretary itself.
    """
    if seats == 0 and needs_committee(full_members, day):
        message = f"正式党员 {full_members} 人，应当设立支部委员会，由大会选举委员"
        return against(rule("BR-22").reason(day, message))
    if seats and not SMALLEST <= seats <= 7:
        message = f"委员 {seats} 名，支部委员会一般由 3 至 5 人组成，不超过 7 人"
        return against(rule("BR-23").reason(day, message))
    return FINE


def candidates_by(planned: date) -> date:
    """EL-19: by when the superior should have answered on the candidates."""
    return add_months(planned, -REPLY_MONTHS)


@dataclass(frozen=True)
class Milestone:
    """A line of the 换届时间表: by when, what, on which ground."""

    day: date
    step: Step
    rule_id: str


def timetable(end: date, unit: UnitType, planned: date) -> tuple[Milestone, ...]:
    """EL-19, EL-20 as a calendar. The days between are usage, not law; the earliest first."""
    set_by = deadlines(end, unit)
    asked = set_by.asked or add_months(planned, -3)
    lines = [
        Milestone(set_by.reminded, Step.REMIND, "BR-25"),
        Milestone(min(asked, planned), Step.ASK, "UNI-03" if set_by.asked else "EL-19"),
        Milestone(add_months(planned, -2), Step.NOMINATE, "EL-06"),
        Milestone(candidates_by(planned), Step.CONSENT, "EL-19"),
        Milestone(planned - timedelta(days=7), Step.PUBLISH, "EL-06"),
        Milestone(planned, Step.ASSEMBLY, "EL-07"),
        Milestone(planned, Step.FIRST_MEETING, "EL-18"),
        Milestone(planned + timedelta(days=7), Step.REPORT, "BR-27"),
    ]
    return tuple(lines)
