"""Papers of stage 4, 预备党员的接收, that are filled in or voted on: plain values only."""

from dataclasses import dataclass
from datetime import date

from app.development.sheets.parts import NOBODY, Person, Vote, about
from app.printing.letters import comrades
from app.rules.votes import Matter


@dataclass(frozen=True)
class Check:
    """A thing the committee looked at, with what it found."""

    what: str
    found: str = ""


EXAMINED = (
    Check("入党申请书"),
    Check("培养教育考察"),
    Check("公示情况"),
    Check("入党介绍人"),
    Check("政治审查"),
    Check("短期集中培训"),
)


@dataclass(frozen=True)
class CommitteeExamination:
    """支委会审查记录 of one candidate. `due` and `present` count committee members; `qualified`
    None leaves the conclusion to the pen."""

    organization: str = ""
    person: Person = NOBODY
    held: date | str = ""
    place: str = ""
    host: str = ""
    recorder: str = ""
    due: int | None = None
    present: int | None = None
    attendees: tuple[str, ...] = ()
    checks: tuple[Check, ...] = EXAMINED
    discussion: tuple[str, ...] = ()
    qualified: bool | None = None
    filled: date | str = ""


@dataclass(frozen=True)
class VoteSlips:
    """票决票: as many slips for each candidate as there are voters, nothing on a slip that could
    tell one voter from another."""

    organization: str
    candidates: tuple[str, ...]
    copies: int
    matter: Matter = Matter.ACCEPT
    held: date | str = ""

    def question(self, name: str) -> str:
        return about(self.matter, f"{name}同志")


@dataclass(frozen=True)
class Count:
    """One candidate's vote; slips handed out, returned and valid where they were paper."""

    name: str
    vote: Vote
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


@dataclass(frozen=True)
class VoteSummary:
    """票决情况表 of an assembly; tellers by name, their signatures by hand."""

    organization: str
    matter: Matter
    counts: tuple[Count, ...]
    held: date | str = ""
    place: str = ""
    tellers: tuple[str, ...] = ()
    scrutineers: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssemblyResolution:
    """支部大会决议 with its five fields and no other: 主要表现; 应到会和实到会有表决权的党员人数;
    表决结果; 通过日期; 支部书记签名."""

    organization: str
    title: str
    performance: tuple[str, ...] = ()
    due: int | None = None
    present: int | None = None
    result: tuple[str, ...] = ()
    passed_on: date | str = ""


def resolution(
    *,
    organization: str,
    matter: Matter,
    name: str,
    performance: tuple[str, ...],
    vote: Vote,
    held: date | str,
    months: int | None = None,
) -> AssemblyResolution:
    """The resolution the vote came to; `months` is the length of an extension."""
    what = about(matter, comrades([name]))
    if months and matter is Matter.EXTEND:
        what += f"{months}个月"
    verdict = (
        f"赞成人数超过应到会有表决权党员的半数，大会决议：{what}。"
        if vote.carried
        else f"大会没有通过{what}。"
    )
    return AssemblyResolution(
        organization=organization,
        title=f"关于{about(matter, comrades([name]))}的决议",
        performance=performance,
        due=vote.due,
        present=vote.present,
        result=(f"采取无记名投票方式表决，{vote.told}。", verdict),
        passed_on=held,
    )
