"""What stands against a meeting record: facts, attendance and votes, each reason at its field."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from app.core.errors import Refused
from app.meetings.attendance import Attendee, Mark, Tally, tally
from app.rules.base import Cite, Reason
from app.rules.meetings import MeetingKind, check_record
from app.rules.registry import rule
from app.rules.votes import (
    ABOUT_PEOPLE,
    BY_SECRET_BALLOT,
    Body,
    Matter,
    VoteJudgement,
    bars,
    judge_vote,
)

BODIES = {MeetingKind.ASSEMBLY: Body.ASSEMBLY, MeetingKind.COMMITTEE: Body.COMMITTEE}
"""The meetings that vote; the others study and discuss."""

MATTERS = {
    MeetingKind.ASSEMBLY: tuple(matter for matter in Matter if matter is not Matter.COMMITTEE),
    MeetingKind.COMMITTEE: (
        Matter.COMMITTEE,
        Matter.ACTIVIST,
        Matter.PROSPECT,
        Matter.EXAMINE,
        Matter.ELECTION,
    ),
}
"""What each of them is offered to vote on, the usual first."""

VOTES = ("due", "present", "yes", "no", "abstain", "written")


class Problem(NamedTuple):
    """A reason at a form field; `item` counts agenda items from 0."""

    field: str
    reason: Reason
    item: int | None = None


class Unfit(Refused):
    """The record cannot stand; `problems` holds every reason, not only the first."""

    def __init__(self, problems: list[Problem]):
        super().__init__(str(problems[0].reason), problems[0].field)
        self.problems = problems


def whole_vote(item: Mapping, counts: Tally) -> dict:
    """The item's figures, blanks taken from attendance (应到, 实到) or as nought."""
    blanks = {"due": counts.voters, "present": counts.voters_present}
    return {name: blanks.get(name, 0) if item.get(name) is None else item[name] for name in VOTES}


def judge_item(kind: MeetingKind, day: date, item: Mapping, counts: Tally) -> VoteJudgement | None:
    """How the item's vote comes out; None where nothing was voted or this meeting does not vote."""
    if item.get("matter") not in set(Matter) or kind not in BODIES:
        return None
    return judge_vote(Matter(item["matter"]), BODIES[kind], day, **whole_vote(item, counts))


def grounds(kind: MeetingKind, matter: Matter, day: date) -> list[tuple[str, Cite]]:
    """(rule id, citation) of the bars such a vote is judged by, each citation once."""
    cites = {one.nearest(day).cite: one.id for one in bars(matter, BODIES[kind])}
    return [(rule_id, cite) for cite, rule_id in cites.items()]


def secrecy(matter: Matter | None, secret: bool, day: date) -> Reason | None:
    """A reminder where the matter is decided by secret ballot and the record does not say so."""
    if secret or matter not in BY_SECRET_BALLOT:
        return None
    message = f"{matter.label}采取无记名投票。如果当时是这样，请更正时勾选“无记名投票”"
    return rule(BY_SECRET_BALLOT[matter]).reason(day, message)


def problems(
    *,
    kind: MeetingKind,
    now: datetime,
    lifetime: tuple[date | None, date | None],
    people: Mapping[int, Attendee],
    attendance: Mapping[int, Mark],
    items: list[Mapping],
    held_on: date,
    started_at: time | None = None,
    ended_at: time | None = None,
    content: str = "",
    chair: str = "",
    recorder: str = "",
    late_reason: str = "",
) -> list[Problem]:
    """Everything that speaks against the record, by field. `now` is the wall clock, no zone.

    `lifetime` is the branch's founding and dissolution. A meeting without an hour is taken to
    have begun with its day.
    """
    strangers = [key for key in attendance if key not in people]
    if strangers:
        return [Problem("attendance", Reason("考勤里有不是本支部的人，请重新打开页面再填"))]
    counts = tally(attendance, people)
    begins = datetime.combine(held_on, started_at or time())
    verdict = check_record(
        begins=begins,
        ends=ended_at and datetime.combine(held_on, ended_at),
        due=counts.due,
        present=counts.present,
        recorded_at=now,
        late_reason=late_reason,
        chair=chair,
        recorder=recorder,
    )
    found = [Problem(_field(reason, begins, now), reason) for reason in verdict.reasons]
    found += _lifetime(held_on, lifetime)
    if counts.due == 0:
        found.append(Problem("attendance", Reason("考勤里还没有应到的人")))
    if not items and not content:
        found.append(Problem("items", Reason("请至少写一项议题，或在“其他记录”里写会议内容")))
    for number, item in enumerate(items):
        found += _item(kind, held_on, number, item, counts)
    return found + _about_whom(held_on, people, items)


def _field(reason, begins, now):
    """Which field the record's reason belongs to: the rules speak of the record as a whole."""
    if reason.rule_id == "OWN-02":
        return "late_reason"
    if begins > now:
        return "held_on" if begins.date() > now.date() else "started_at"
    for word, name in (("主持人", "chair_id"), ("记录人", "recorder_id"), ("结束时间", "ended_at")):
        if word in reason.message:
            return name
    return "attendance"


def _lifetime(day, lifetime):
    founded_on, dissolved_on = lifetime
    if founded_on and day < founded_on:
        first = f"{founded_on.year}年{founded_on.month}月{founded_on.day}日"
        return [Problem("held_on", Reason(f"支部成立于{first}，会议日期不能更早"))]
    if dissolved_on and day >= dissolved_on:
        return [Problem("held_on", Reason("支部已撤销，会议日期应在撤销之前"))]
    return []


def _item(kind, day, number, item, counts):
    if not item["title"]:
        return [Problem("title", Reason("请写这一项议题的名称"), number)]
    if not item.get("matter"):
        voted = any(item.get(name) is not None for name in ("yes", "no", "abstain", "written"))
        return [Problem("matter", Reason("填了票数，请选择表决事项"), number)] if voted else []
    if kind not in BODIES:
        reason = rule("BR-10").reason(day, f"{kind.label}不表决，请改记支部党员大会或支委会")
        return [Problem("matter", reason, number)]
    vote = whole_vote(item, counts)
    judgement = judge_item(kind, day, item, counts)
    found = [
        Problem(_vote_field(reason, vote), reason, number) for reason in judgement.verdict.reasons
    ]
    if item.get("yes") is None:
        found.append(Problem("yes", Reason("请填写赞成票数"), number))
    return found + [
        Problem(name, reason, number) for name, reason in _against_list(day, item, vote, counts)
    ]


def _about_whom(day, people, items):
    """DEV-19: a vote about people is about one person at a time, each person once."""
    found, seen = [], set()
    for number, item in enumerate(items):
        if item.get("matter") not in ABOUT_PEOPLE:
            continue
        subject = item.get("subject_id")
        if subject not in people:
            found.append(Problem("subject_id", Reason("请选择这次表决的是哪一位同志"), number))
        elif (item["matter"], subject) in seen:
            reason = rule("DEV-19").reason(day, f"{people[subject].name}在这次会上已有同样的表决")
            found.append(Problem("subject_id", reason, number))
        seen.add((item["matter"], subject))
        if item["matter"] == Matter.EXTEND and not item.get("months"):
            found.append(Problem("months", Reason("请填写延长几个月"), number))
    return found


def _vote_field(reason, vote):
    if reason.rule_id in {"DEV-17", "EL-12"}:
        return "written"
    if reason.rule_id == "BR-10":
        return "matter"
    if reason.rule_id or vote["present"] > vote["due"]:
        return "present"
    return "yes"


def _against_list(day, item, vote, counts):
    """The vote's people against the attendance list above it."""
    if vote["due"] > counts.voters:
        message = f"考勤里有表决权的只有 {counts.voters} 人，应到不能是 {vote['due']} 人"
        yield "due", Reason(message)
    if vote["present"] > counts.voters_present:
        message = f"考勤里到会且有表决权的只有 {counts.voters_present} 人，请核对"
        yield "present", Reason(message)
    if vote["due"] < counts.voters and not item.get("reason"):
        message = (
            f"应到比考勤里有表决权的 {counts.voters} 人少，请在说明里写明谁不计入、经哪次大会同意"
        )
        yield "reason", rule("BR-36").reason(day, message)
