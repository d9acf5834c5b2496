"""The papers of 民主评议党员 (rulebook 8.1 and 8.2): registration, ballot, summary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

GRADES = ("优秀", "合格", "基本合格", "不合格")
ASPECTS = ("理想信念", "政治理论素质", "组织纪律", "廉洁自律", "联系服务群众", "发挥模范作用")
SCALE = ("好", "一般", "差")
SITUATIONS = (
    "理想信念动摇，散布谣言；",
    "不按规定参加组织生活、交纳党费、完成任务；",
    "组织纪律散漫，参加非组织活动；",
    "急难险重任务面前退缩；",
    "不团结；",
    "服务意识差，与民争利；",
    "越级、无理上访；",
    "参加宗教、迷信活动；",
    "违反社会公德、家庭美德；",
    "消极懈怠，不起模范作用。",
)


@dataclass(frozen=True)
class Tally:
    """Votes for one person in the order of GRADES."""

    ballots: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class ReviewRegistration:
    """What is not known yet stays empty and is written by hand."""

    organization: str
    year: int
    name: str
    sex: str
    ethnicity: str
    born: date | str
    education: str
    joined: date | str
    confirmed: date | str
    work: str
    party_post: str
    group: str
    filled: date | str = ""
    self_evaluation: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    tally: Tally | None = None
    opinion: tuple[str, ...] = ()
    grade: str = ""
    superior: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewBallot:
    """Form A names grades alone; with aspects it is form B."""

    organization: str
    year: int
    held: date | str
    names: tuple[str, ...]
    aspects: tuple[str, ...]
    situations: tuple[str, ...]
    grades: tuple[str, ...] = GRADES
    scale: tuple[str, ...] = SCALE


@dataclass(frozen=True)
class Turnout:
    due: int
    issued: int
    returned: int
    valid: int


@dataclass(frozen=True)
class SummaryRow:
    """One person's votes; counts are None where none may be shown or none were cast."""

    name: str
    ballots: int
    counts: tuple[int, ...] | None
    grade: str = ""
    note: str = ""

    @property
    def satisfied(self) -> int:
        return sum(self.counts[:2]) if self.counts else 0


@dataclass(frozen=True)
class ReviewSummary:
    """base counts the full members whose 组织关系 is in the branch (rule ED-10)."""

    organization: str
    year: int
    filled: date | str
    rows: tuple[SummaryRow, ...]
    turnout: Turnout
    base: int
    excellent: int
    within_third: bool
    grades: tuple[str, ...] = GRADES


def ballot_form_a(
    *, organization: str, year: int, names: Iterable[str], held: date | str = ""
) -> ReviewBallot:
    """Four grades a person and the ten 反向情形 on the back."""
    return ReviewBallot(organization, year, held, tuple(names), (), SITUATIONS)


def ballot_form_b(
    *, organization: str, year: int, names: Iterable[str], held: date | str = ""
) -> ReviewBallot:
    """Six aspects a person, each 好, 一般 or 差, and one overall grade."""
    return ReviewBallot(organization, year, held, tuple(names), ASPECTS, ())


def review_summary(
    *,
    organization: str,
    year: int,
    filled: date | str,
    rows: Iterable[SummaryRow],
    turnout: Turnout,
    base: int,
    within_third: bool,
) -> ReviewSummary:
    """The summary; within_third is what rule ED-10 says of base and the 优秀 among the rows."""
    rows = tuple(rows)
    excellent = sum(row.grade == GRADES[0] for row in rows)
    return ReviewSummary(organization, year, filled, rows, turnout, base, excellent, within_third)


@dataclass(frozen=True)
class CodeSlips:
    """Slips to be drawn from a box; `address` is where a code is typed, `codes` are told once."""

    organization: str
    title: str
    group: str
    address: str
    closes_on: date
    codes: tuple[str, ...]

    def link(self, code: str) -> str:
        """What the QR code holds: behind the # sign nothing leaves the phone."""
        return f"{self.address}#{code}"


@dataclass(frozen=True)
class RecoverySheet:
    """One teller's key in words, for a sealed envelope in the safe."""

    organization: str
    title: str
    name: str
    words: str
    made_on: date


@dataclass(frozen=True)
class GroupTurnout:
    """A group of voters: how many were asked; how it is shown."""

    label: str
    weight: int
    due: int
    shown: str


@dataclass(frozen=True)
class TallyLine:
    """Votes on one item by mark; `weighted` shares, `mean` of scores, where there are any."""

    label: str
    marks: tuple[str, ...]
    votes: tuple[int, ...]
    weighted: tuple[str, ...] = ()
    mean: str = ""


@dataclass(frozen=True)
class TallySubject:
    name: str
    place: str
    lines: tuple[TallyLine, ...]


@dataclass(frozen=True)
class EvaluationTally:
    """The count of a campaign; `on_paper`: the sealed votes were destroyed, papers alone count;
    `picture` as a data address, empty where nothing is to be compared."""

    title: str
    organization: str
    counted_on: date | str
    turnout: Turnout
    paper: int
    withheld: int
    minimum: int
    strict: bool
    groups: tuple[GroupTurnout, ...]
    subjects: tuple[TallySubject, ...]
    unweighted: bool = False
    on_paper: bool = False
    picture: str = ""


@dataclass(frozen=True)
class NumberList:
    """The numbers of all counted envelopes."""

    title: str
    organization: str
    counted_on: date | str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class EvaluationFeedback:
    """What one subject is told: votes, released words, grade and the organisation's words."""

    title: str
    organization: str
    name: str
    place: str
    turnout: Turnout
    lines: tuple[TallyLine, ...]
    words: tuple[str, ...]
    grade: str = ""
    feedback: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class FreeBallot:
    """A blank ballot: every question, with its marks or room for words, on every subject."""

    title: str
    organization: str
    subjects: tuple[str, ...]
    questions: tuple[tuple[str, tuple[str, ...]], ...]
    remark: bool
