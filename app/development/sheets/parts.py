"""Values that several papers of 发展党员 share: a person, an opinion, a vote, a letter.

A value nobody gave prints as room to write on. Paragraphs come as tuples of texts, a date known to
the month as text, signatures are always left to the pen.
"""

from dataclasses import dataclass
from datetime import date

from app.rules.votes import Matter


@dataclass(frozen=True)
class Person:
    """`work` is the unit and post of an employee, the year and major of a student."""

    name: str = ""
    sex: str = ""
    ethnicity: str = ""
    born: date | str = ""
    native_place: str = ""
    education: str = ""
    work: str = ""


@dataclass(frozen=True)
class Opinion:
    """What somebody wrote and when; the name is signed by hand."""

    text: tuple[str, ...] = ()
    day: date | str = ""


# A form without them has room to write.
NOBODY = Person()
UNSAID = Opinion()


@dataclass(frozen=True)
class Relative:
    """A family member or an important social relation."""

    relation: str
    name: str
    born: date | str = ""
    political: str = ""
    work: str = ""


@dataclass(frozen=True)
class Course:
    """A training course taken; `span` such as 2026年9月5日至7日."""

    span: str
    title: str
    organizer: str = ""
    hours: int | None = None
    result: str = ""


@dataclass(frozen=True)
class Inspection:
    """One 考察 of an activist or a probationer; `period` such as 2026年上半年."""

    period: str = ""
    content: tuple[str, ...] = ()
    guide: Opinion = UNSAID
    branch: Opinion = UNSAID


@dataclass(frozen=True)
class Vote:
    """A secret vote as announced, `carried` as the rules judged it. `due` and `present` count those
    with the right to vote; opinions handed in before the meeting are also counted in yes, no or
    abstain, never in `present`."""

    due: int
    present: int
    carried: bool
    yes: int
    no: int = 0
    abstain: int = 0
    written: int = 0

    @property
    def told(self) -> str:
        """同意53票，不同意0票，弃权2票（其中会前书面意见1票）"""
        written = f"（其中会前书面意见{self.written}票）" if self.written else ""
        return f"同意{self.yes}票，不同意{self.no}票，弃权{self.abstain}票{written}"


def about(matter: Matter, who: str) -> str:
    """接收王一鸣同志为中共预备党员: what is resolved on, as resolutions and titles say it."""
    return {
        Matter.ACCEPT: f"接收{who}为中共预备党员",
        Matter.CONFIRM: f"{who}转为中共正式党员",
        Matter.EXTEND: f"延长{who}预备期",
        Matter.CANCEL: f"取消{who}预备党员资格",
    }[matter]
