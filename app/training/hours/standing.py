"""Who of a branch has how many study hours, against what is owed; plain values."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.members.hours import Source
from app.rules.study import Target, expected_by, target
from app.training.hours.queries import NOTHING, Earned, Student

WIDTHS = (14, 12, 12, 12, 12, 14, 12, 10, 12, 8)


class Line(NamedTuple):
    """One member's year. `owed` is None where no number is asked (ED-32: old or ill); `due` the
    part of it for the months that are over, `short` what is missing to that part."""

    student: Student
    target: Target
    earned: Earned
    owed: int | None
    due: int
    short: float

    @property
    def hours(self) -> float:
        return self.earned.hours

    @property
    def left(self) -> float:
        """What is missing to the whole year."""
        return max((self.owed or 0) - self.hours, 0)

    @property
    def untrained(self) -> bool:
        """On the committee and without the one concentrated training of the year (ED-02)."""
        return self.student.on_committee and self.owed is not None and not self.earned.classes


def lines(
    students: Sequence[Student], earned: Mapping[int, Earned], year: int, day: date
) -> list[Line]:
    """One line a member in the given order; a year that is over is judged whole."""
    return [line(one, earned.get(one.person_id, NOTHING), year, day) for one in students]


def line(student: Student, earned: Earned, year: int, day: date) -> Line:
    """One member's year."""
    aim = target(on_committee=student.on_committee, year=year)
    if student.exempt:
        return Line(student, aim, earned, None, 0, 0)
    joined = student.joined_on.earliest if student.joined_on else None
    due = aim.hours if day.year > year else expected_by(aim.hours, day, joined)
    return Line(student, aim, earned, aim.hours, due, max(due - earned.hours, 0))


def headings(sources: Sequence[Source]) -> list[str]:
    """The table's, with a column for each source."""
    return [
        "姓名", "人员类别", "学时标准", "本年学时", *(one.label for one in sources),
        "完成培训班（次）", "还差",
    ]  # fmt: skip


def row(line: Line, sources: Sequence[Source]) -> list:
    """A line under the headings."""
    return [
        line.student.name,
        line.student.stage.label,
        "不作硬性要求" if line.owed is None else line.owed,
        line.hours,
        *(line.earned.by_source.get(one.key, 0) for one in sources),
        line.earned.classes,
        line.left,
    ]
