"""One person's development file as plain values: what the linter, the entry and the path read."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.rules.base import Labelled
from app.rules.dates import PartialDate
from app.rules.development.steps import Step
from app.rules.development.texts import later
from app.rules.life import Punishment
from app.rules.members import Stage, Standing
from app.rules.registry import rule


class Outcome(Labelled):
    PASSED = "passed", "通过"
    FAILED = "failed", "未通过"
    EXTENDED = "extended", "延长预备期"
    CANCELLED = "cancelled", "取消预备党员资格"


class Organ(Labelled):
    """What kind of organisation acted above the branch, or took a branch's decision."""

    COMMITTEE = "committee", "党委（工委）"
    GENERAL_BRANCH = "general_branch", "党总支"
    TOWNSHIP_BASE = "township_base", "乡镇（街道）党委所属基层党委"
    LEADING_GROUP = "leading_group", "党组"
    TEMPORARY = "temporary", "临时党组织"
    ASSEMBLY = "assembly", "支部党员大会"
    BRANCH_COMMITTEE = "branch_committee", "支委会"


class HelperRole(Labelled):
    CONTACT = "contact", "培养联系人"
    INTRODUCER = "introducer", "入党介绍人"


class ReviewKind(Labelled):
    ACTIVIST = "activist", "入党积极分子考察"
    PROBATIONARY = "probationary", "预备党员考察"
    REPORT = "report", "思想汇报"
    CONTACT = "contact", "培养联系人记录"


class NoticeKind(Labelled):
    ACTIVIST = "activist", "确定入党积极分子公示"
    PROSPECT = "prospect", "拟列为发展对象公示"
    CONFIRMATION = "confirmation", "转正前公示"


@dataclass(frozen=True)
class Votes:
    """Figures of one person's vote; written opinions are also among yes, no or abstain.

    `secret` is None where the record does not say."""

    due: int
    present: int
    yes: int
    no: int = 0
    abstain: int = 0
    written: int = 0
    secret: bool | None = None


@dataclass(frozen=True)
class Deed:
    """One step as it was taken. `turn` counts from 1: a step gone through again (a second vote,
    转正 after an extension) is its next turn. `on` is the step's day; of step 8 it is the day of
    being listed, and `agreed_on` the superior's consent; `until` the last day of a course.
    `months` is how long probation was extended; `reason` why it stands outside what is 一般.
    """

    step: Step
    on: PartialDate
    turn: int = 1
    until: PartialDate | None = None
    agreed_on: PartialDate | None = None
    submitted_on: PartialDate | None = None
    outcome: Outcome = Outcome.PASSED
    organ: Organ | None = None
    by: tuple[str, ...] = ()
    votes: Votes | None = None
    days: int | None = None
    hours: int | None = None
    months: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Helper:
    """A training contact or introducer. What is None is not known.

    `full_since` is the helper's own 转正; `full` False: known not to be a full member then.
    `left_on` is the day the helper's relation left the branch, or standing ended.
    """

    role: HelperRole
    name: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    full: bool | None = None
    full_since: PartialDate | None = None
    left_on: PartialDate | None = None
    punishments: tuple[Punishment, ...] = ()


@dataclass(frozen=True)
class Review:
    kind: ReviewKind
    on: PartialDate


@dataclass(frozen=True)
class Notice:
    """`posted_on` is not counted, `until` is the last day it hung; `places` at how many places,
    `open_opinions` those received and not yet settled."""

    kind: NoticeKind
    posted_on: date
    until: date
    places: int = 1
    open_opinions: int = 0


@dataclass(frozen=True)
class Training:
    """A course as an activist (DEV-L7); the prospects' short course is step 11's own deed."""

    on: PartialDate
    hours: int


@dataclass(frozen=True)
class Move:
    """The relation moved to another branch; periods run on (§12, §35)."""

    on: PartialDate
    source: str = ""
    target: str = ""


@dataclass(frozen=True)
class Case:
    """`deeds` in no order. `papers` are codes of steps.PAPERS that lie in the file, None where
    nobody keeps that list. `local` holds the ids of local rules switched on. `has_committee`
    False: the assembly decides in place of the 支委会."""

    name: str
    birth: PartialDate | None = None
    stage: Stage = Stage.APPLICANT
    standing: Standing = Standing.NORMAL
    deeds: tuple[Deed, ...] = ()
    helpers: tuple[Helper, ...] = ()
    reviews: tuple[Review, ...] = ()
    notices: tuple[Notice, ...] = ()
    trainings: tuple[Training, ...] = ()
    moves: tuple[Move, ...] = ()
    papers: frozenset[str] | None = None
    floating: bool = False
    leaves_on: date | None = None
    has_committee: bool = True
    temporary_branch: bool = False
    local: frozenset[str] = frozenset()

    @cached_property
    def _by_step(self) -> dict[Step, list[Deed]]:
        found: dict[Step, list[Deed]] = {}
        for deed in sorted(self.deeds, key=lambda one: (one.step, one.turn)):
            found.setdefault(deed.step, []).append(deed)
        return found

    def turns(self, step: Step) -> list[Deed]:
        """Every time the step was taken, in order."""
        return self._by_step.get(step, [])

    def last(self, step: Step) -> Deed | None:
        """The step as it was taken last."""
        found = self._by_step.get(step)
        return found[-1] if found else None

    def day(self, step: Step) -> PartialDate | None:
        """The day of the step's last turn that passed."""
        for deed in reversed(self.turns(step)):
            if deed.outcome is Outcome.PASSED:
                return deed.on
        return None

    @cached_property
    def extension(self) -> Deed | None:
        """The assembly's decision to extend probation, the last one if there are several."""
        extended = [d for d in self.turns(Step.CONFIRMATION_VOTED) if d.outcome is Outcome.EXTENDED]
        return extended[-1] if extended else None


@dataclass(frozen=True)
class Probation:
    """DEV-26, CONV-05. `until` is the last day, `ends` the day after: the day of 转正, from which
    party age runs (DEV-29)."""

    since: date
    until: date
    ends: date


def probation(case: Case) -> Probation | None:
    """Probation from the assembly's day, an extension included; None before acceptance or where
    the day of the assembly is not known."""
    passed = case.day(Step.ACCEPTED)
    if passed is None or passed.day is None:
        return None
    since = passed.earliest
    ends = later(since, 12 * rule("DEV-26").nearest(since).value)
    if case.extension and case.extension.months:
        ends = later(ends, case.extension.months)
    return Probation(since, date.fromordinal(ends.toordinal() - 1), ends)


class Sort(Labelled):
    WRONG = "wrong", "不符"
    GAP = "gap", "待补"
    LATE = "late", "超期"
    UNSURE = "unsure", "未核"
