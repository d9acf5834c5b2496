"""Whether a vote counts and carries: one bar a matter, whole numbers, always of those due."""

from dataclasses import dataclass
from datetime import date

from app.rules.base import FINE, Cite, Labelled, Reason, Rule, Share, Verdict, against
from app.rules.registry import rule


class Body(Labelled):
    ASSEMBLY = "assembly", "支部党员大会"
    COMMITTEE = "committee", "支委会"


class Matter(Labelled):
    ORDINARY = "ordinary", "一般事项"
    ACTIVIST = "activist", "确定入党积极分子"
    PROSPECT = "prospect", "确定发展对象"
    EXAMINE = "examine", "审查发展对象"
    ACCEPT = "accept", "接收预备党员"
    CONFIRM = "confirm", "预备党员转正"
    EXTEND = "extend", "延长预备期"
    CANCEL = "cancel", "取消预备党员资格"
    DISPOSAL = "disposal", "组织处置"
    DISCIPLINE = "discipline", "纪律处分"
    ELECTION = "election", "选举"
    COMMITTEE = "committee", "支委会决定"


DEVELOPING = frozenset(
    {
        Matter.ACTIVIST, Matter.PROSPECT, Matter.EXAMINE, Matter.ACCEPT, Matter.CONFIRM,
        Matter.EXTEND, Matter.CANCEL,
    }
)  # fmt: skip
"""Votes on somebody's way into the Party: steps of that person's development file."""

# matter: (attendance, passing). BR-08 and DEV-15 differ by one person at exactly half.
BARS = {
    Matter.ORDINARY: ("BR-08", "BR-09"),
    Matter.ACTIVIST: ("BR-08", "BR-09"),
    Matter.PROSPECT: ("BR-08", "BR-09"),
    Matter.EXAMINE: ("BR-08", "BR-09"),
    Matter.ACCEPT: ("DEV-15", "DEV-16"),
    Matter.CONFIRM: ("DEV-15", "DEV-16"),
    Matter.EXTEND: ("DEV-15", "DEV-16"),
    Matter.CANCEL: ("DEV-15", "DEV-16"),
    Matter.DISPOSAL: ("ED-29", "BR-09"),
    Matter.DISCIPLINE: ("BR-08", "BR-09"),
    Matter.ELECTION: ("EL-07", "EL-15"),
    Matter.COMMITTEE: ("BR-12", "OWN-01"),
}
# Decided by the branch committee; where there is none, by the assembly (DEV-03, DEV-07).
ABOUT_APPLICANTS = frozenset({Matter.ACTIVIST, Matter.PROSPECT, Matter.EXAMINE})
WRITTEN_COUNTS = frozenset({Matter.ACCEPT, Matter.CONFIRM, Matter.EXTEND, Matter.CANCEL})
# A committee elects its secretary (EL-18); everything else named here belongs to the assembly.
ASSEMBLY_ONLY = WRITTEN_COUNTS | {Matter.DISPOSAL, Matter.DISCIPLINE}
ABOUT_PEOPLE = ABOUT_APPLICANTS | ASSEMBLY_ONLY

# Where a clause orders it, with its rule.
BY_SECRET_BALLOT = {Matter.ACCEPT: "DEV-18", Matter.ELECTION: "EL-12"}

WORDS = {
    Share(1, 2, inclusive=True): "半数以上",
    Share(1, 2, inclusive=False): "超过半数",
    Share(4, 5, inclusive=True): "五分之四以上",
}


@dataclass(frozen=True)
class VoteJudgement:
    """`valid`: the figures can be true and the body may decide; `attendance`: enough came."""

    valid: Verdict
    attendance: Verdict
    passed: bool
    summary: str
    cites: tuple[Cite, ...]

    @property
    def quorate(self) -> bool:
        return bool(self.attendance)

    @property
    def verdict(self) -> Verdict:
        return self.valid + self.attendance


def bars(matter: Matter, body: Body) -> tuple[Rule, Rule]:
    """The rules of attendance and of passing. Whatever a committee votes on, its own bars rule."""
    attendance, passing = BARS[Matter.COMMITTEE if body is Body.COMMITTEE else matter]
    return rule(attendance), rule(passing)


def judge_vote(
    matter: Matter,
    body: Body,
    day: date,
    *,
    due: int,
    present: int,
    yes: int,
    no: int,
    abstain: int,
    written: int = 0,
) -> VoteJudgement:
    """Judges the figures of one vote by the rules in force on the day of the meeting.

    `due` and `present` count only those entitled to vote (CONV-06); `written` opinions, handed
    in before the meeting, are among yes/no/abstain but not among those present (DEV-17).
    """
    attending, passing = bars(matter, body)
    valid = (
        _figures(due, present, (yes, no, abstain), written)
        + _written_allowed(matter, body, day, written)
        + _competent(matter, body, day)
    )
    attendance = _attendance(attending, matter, day, due, present) if due > 0 else FINE
    needed = passing.nearest(day).value
    passed = bool(valid) and bool(attendance) and needed.met(yes, due)
    summary = (
        f"应到 {due} 人，实到 {present} 人；赞成 {yes} 票，反对 {no} 票，弃权 {abstain} 票"
        + (f"，其中书面意见 {written} 份" if written else "")
        + f"。{_outcome(valid, attendance, passed, needed, due)}"
        + ("" if passing.in_force(day) else "当日的规定未收录，按最早收录的版本计算。")
    )
    cites = tuple(dict.fromkeys(one.nearest(day).cite for one in (attending, passing)))
    return VoteJudgement(valid, attendance, passed, summary, cites)


def _figures(due, present, votes, written):
    if min(due, present, written, *votes) < 0:
        return against(Reason("人数和票数不能是负数"))
    if due == 0:
        return against(Reason("请填写应到会有表决权的人数"))
    cast, voters = sum(votes), present + written
    if present > due:
        return against(Reason(f"实到 {present} 人多于应到 {due} 人，列席人员和预备党员不计入"))
    if voters > due:
        return against(
            Reason(f"实到 {present} 人加书面意见 {written} 份，多于应到 {due} 人，请核对")
        )
    if cast > voters:
        of = f"实到 {present} 人加书面意见 {written} 份" if written else f"实到 {present} 人"
        return against(Reason(f"赞成、反对、弃权合计 {cast} 票，多于{of}，请核对"))
    return FINE


def _written_allowed(matter, body, day, written):
    if written <= 0 or (matter in WRITTEN_COUNTS and body is Body.ASSEMBLY):
        return FINE
    if matter is Matter.ELECTION:
        return against(rule("EL-12").reason(day, "选举不能由他人代投，也不计书面意见"))
    return against(
        rule("DEV-17").reason(day, "书面意见只在讨论接收预备党员和转正的支部党员大会上计入票数")
    )


def _competent(matter, body, day):
    if body is Body.ASSEMBLY or matter not in ASSEMBLY_ONLY:
        return FINE
    return against(rule("BR-10").reason(day, f"{matter.label}须由支部党员大会讨论决定"))


def _attendance(attending, matter, day, due, present):
    needed = attending.nearest(day).value
    if needed.met(present, due):
        return FINE
    short = needed.least(due) - present
    message = (
        f"应到 {due} 人，实到 {present} 人：{matter.label}须{WORDS[needed]}到会，还差 {short} 人"
    )
    return against(attending.reason(day, message))


def _outcome(valid, attendance, passed, needed, due):
    if not valid:
        return "数字有误，没有计算结果。"
    if not attendance:
        return "到会人数不够，不能表决。"
    bar = f"赞成须{WORDS[needed]}应到会人数，即至少 {needed.least(due)} 票"
    return f"通过（{bar}）。" if passed else f"未通过（{bar}）。"
