"""Papers of stage 5 and of the whole file: oath, probation, 转正, 全程纪实, 材料清单."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from app.development.sheets.parts import NOBODY, UNSAID, Course, Inspection, Opinion, Person


@dataclass(frozen=True)
class OathRecord:
    """宣誓记录; `sworn` are the new members, `course` the ceremony in order."""

    organization: str = ""
    held: date | str = ""
    place: str = ""
    host: str = ""
    leader: str = ""
    recorder: str = ""
    sworn: tuple[str, ...] = ()
    attending: str = ""
    course: tuple[str, ...] = ()
    remark: str = ""
    filled: date | str = ""


@dataclass(frozen=True)
class ProbationaryRecord:
    """预备党员教育考察登记表. `joined` is the day of the assembly, `start` and `end` bound the
    probation; the form fills `inspections` up to two blank blocks."""

    organization: str = ""
    person: Person = NOBODY
    joined: date | str = ""
    approved: date | str = ""
    start: date | str = ""
    end: date | str = ""
    introducers: tuple[str, ...] = ()
    sworn_on: date | str = ""
    group: str = ""
    inspections: tuple[Inspection, ...] = ()
    courses: tuple[Course, ...] = ()
    group_opinion: Opinion = UNSAID
    introducer_opinion: Opinion = UNSAID
    members_opinion: Opinion = UNSAID
    people_opinion: Opinion = UNSAID
    committee_opinion: Opinion = UNSAID
    assembly: Opinion = UNSAID
    approval: Opinion = UNSAID
    filled: date | str = ""

    @property
    def blocks(self) -> tuple[Inspection, ...]:
        """Room for the two half-years of a probation."""
        return self.inspections + (Inspection(),) * (2 - len(self.inspections))


@dataclass(frozen=True)
class Asked:
    """Opinions gathered from one side, such as 党员: how many were asked and agreed."""

    side: str
    asked: int | None = None
    agreed: int | None = None
    opinion: str = ""


SIDES = (Asked("党小组"), Asked("入党介绍人"), Asked("党员"), Asked("群众"))
OUTCOMES = ("按期转正", "延长预备期", "取消预备党员资格")


@dataclass(frozen=True)
class ConfirmationReview:
    """转正审查登记表. `proposal` is one of OUTCOMES, or blank."""

    organization: str = ""
    person: Person = NOBODY
    joined: date | str = ""
    start: date | str = ""
    end: date | str = ""
    applied: date | str = ""
    introducers: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = SIDES
    performance: tuple[str, ...] = ()
    examined: Opinion = UNSAID
    proposal: str = ""
    superior: Opinion = UNSAID
    filled: date | str = ""


@dataclass(frozen=True)
class Step:
    """One of the 25 steps as it went; `stage` such as 一、申请入党."""

    number: int
    stage: str
    name: str
    day: date | str = ""
    responsible: str = ""
    result: str = ""


@dataclass(frozen=True)
class ProcessRecord:
    """发展党员全程纪实表: every step in order, those not reached left blank."""

    organization: str
    person: Person
    steps: tuple[Step, ...]
    filled: date | str = ""

    @property
    def stages(self) -> tuple[tuple[str, tuple[Step, ...]], ...]:
        """The steps under the names of their stages, in the order given."""
        grouped = groupby(self.steps, attrgetter("stage"))
        return tuple((name, tuple(steps)) for name, steps in grouped)


@dataclass(frozen=True)
class Material:
    """A paper of the file. `there` None: not looked for yet; `kept` marks the six that go into the
    personnel file after 转正; `count` is the number of copies."""

    step: str
    name: str
    there: bool | None = None
    count: int | None = None
    day: date | str = ""
    remark: str = ""
    kept: bool = False


@dataclass(frozen=True)
class ArchiveList:
    """党员档案材料清单, ordered by step."""

    organization: str
    person: Person
    materials: tuple[Material, ...]
    confirmed: date | str = ""
    filled: date | str = ""

    @property
    def missing(self) -> int:
        return sum(one.there is False for one in self.materials)
