"""Papers of stages 1 and 2, 入党申请人 and 入党积极分子, as they are printed: plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.development.sheets.parts import (
    NOBODY,
    UNSAID,
    Course,
    Inspection,
    Opinion,
    Person,
    Relative,
)
from app.printing.letters import Letter, all_comrades, comrades, titled
from app.printing.words import when


@dataclass(frozen=True)
class TalkRecord:
    """同入党申请人谈话记录. `talkers` name each with the post: 周敏（支部书记）."""

    organization: str = ""
    person: Person = NOBODY
    applied: date | str = ""
    held: date | str = ""
    place: str = ""
    talkers: tuple[str, ...] = ()
    recorder: str = ""
    content: tuple[str, ...] = ()
    opinion: Opinion = UNSAID
    filled: date | str = ""


@dataclass(frozen=True)
class Recommendation:
    """推荐（推优）入党积极分子登记表. `by` is 党员推荐 or 群团组织推优; `meeting` says when the
    recommending meeting was; `asked` and `agreed` count people at it."""

    organization: str = ""
    person: Person = NOBODY
    applied: date | str = ""
    talked: date | str = ""
    by: str = ""
    recommender: str = ""
    meeting: date | str = ""
    asked: int | None = None
    agreed: int | None = None
    performance: tuple[str, ...] = ()
    recommended: Opinion = UNSAID
    decision: Opinion = UNSAID
    superior: Opinion = UNSAID
    filled: date | str = ""


@dataclass(frozen=True)
class FilingRow:
    """One person of a 名册; `basis` is what the roster's `basis_label` asks for."""

    person: Person
    applied: date | str = ""
    basis: date | str = ""
    decided: date | str = ""
    guides: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class FilingRoster:
    """入党积极分子备案名册, or that of 发展对象 by another title and `basis_label`."""

    organization: str = ""
    title: str = "入党积极分子备案名册"
    basis_label: str = "推荐方式"
    decided_label: str = "确定时间"
    rows: tuple[FilingRow, ...] = ()
    filled: date | str = ""


@dataclass(frozen=True)
class Experience:
    """A line of 本人经历, from school on."""

    span: str
    what: str
    witness: str = ""


@dataclass(frozen=True)
class Guide:
    """A 培养联系人; `until` stays blank while serving."""

    name: str
    post: str = ""
    since: date | str = ""
    until: date | str = ""


@dataclass(frozen=True)
class Transfer:
    """The file moved with the person (转接记录)."""

    day: date | str
    sender: str
    receiver: str
    handover: str = ""


@dataclass(frozen=True)
class ActivistRecord:
    """入党积极分子培养考察登记表. Lists shorter than the form's own room are filled up with blank
    lines by the form, `inspections` with blank blocks."""

    organization: str = ""
    person: Person = NOBODY
    applied: date | str = ""
    activist_since: date | str = ""
    experiences: tuple[Experience, ...] = ()
    relatives: tuple[Relative, ...] = ()
    rewards: tuple[str, ...] = ()
    recommended: Opinion = UNSAID
    decision: Opinion = UNSAID
    filing: Opinion = UNSAID
    guides: tuple[Guide, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    courses: tuple[Course, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    group_opinion: Opinion = UNSAID
    guide_opinion: Opinion = UNSAID
    people_opinion: Opinion = UNSAID
    prospect_decision: Opinion = UNSAID
    notice: Opinion = UNSAID
    consent: Opinion = UNSAID
    filled: date | str = ""

    @property
    def blocks(self) -> tuple[Inspection, ...]:
        """A sheet has room for two inspections, the number of a year."""
        return self.inspections + (Inspection(),) * (2 - len(self.inspections))


def filing_report(
    *,
    names: Sequence[str],
    decided: date,
    recipient: str,
    sender: str,
    day: date | str = "",
    body: str = "支部委员会会议",
    ways: str = "党员推荐、群团组织推优",
) -> Letter:
    """备案报告 on activists; `body` is 支部党员大会 in a branch without a committee."""
    return Letter(
        **titled("关于确定", f"{comrades(names)}为", "入党积极分子的备案报告"),
        recipient=recipient,
        paragraphs=(
            f"{when(decided)}，我支部召开{body}，在{ways}的基础上，对入党申请人的情况进行了研究，"
            f"确定{all_comrades(names)}为入党积极分子。",
            "现将有关情况报上，请予备案。",
        ),
        sender=sender,
        day=day,
        attachments=("入党积极分子备案名册",),
    )


def prospect_report(
    *,
    names: Sequence[str],
    decided: date,
    recipient: str,
    sender: str,
    consent: bool,
    day: date | str = "",
    body: str = "支部委员会会议",
) -> Letter:
    """The report on 发展对象: asks for consent, or under the 2014 text only to be put on record."""
    plan = "拟将" if consent else "将"
    return Letter(
        **titled(
            f"关于{plan}",
            comrades(names),
            f"列为发展对象的{'请示' if consent else '备案报告'}",
        ),
        recipient=recipient,
        paragraphs=(
            f"{when(decided)}，我支部召开{body}，在听取党小组、培养联系人、党员和群众意见的基础上，"
            f"对经过一年以上培养教育和考察的入党积极分子进行了讨论，认为{all_comrades(names)}"
            f"基本具备党员条件，{plan}其列为发展对象。",
            "妥否，请批示。" if consent else "现将有关情况报上，请予备案。",
        ),
        sender=sender,
        day=day,
        attachments=("发展对象人选名册",),
    )
