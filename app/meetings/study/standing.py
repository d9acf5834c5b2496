"""Who of a branch has how many study hours, against what is owed; plain values."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.meetings.study.queries import Hours, Student
from app.rules.study import Target, expected_by, target

HEADINGS = ("姓名", "人员类别", "学时标准", "本年学时", "其中补学", "计学时的会", "还差")
WIDTHS = (14, 12, 10, 10, 10, 12, 8)


class Line(NamedTuple):
    """One member's year. `owed` is None where no number is asked (ED-32: old or ill); `short` is
    what is missing to the part of the year that is over."""

    student: Student
    target: Target
    hours: Hours
    owed: int | None
    short: float

    @property
    def left(self) -> float:
        """What is missing to the whole year."""
        return max((self.owed or 0) - self.hours.hours, 0)


def lines(
    students: Sequence[Student], hours: Mapping[int, Hours], year: int, day: date
) -> list[Line]:
    """One line a member in the given order; a year that is over is judged whole."""
    return [_line(one, hours.get(one.person_id, Hours()), year, day) for one in students]


def row(line: Line) -> list:
    """A line under HEADINGS."""
    return [
        line.student.name,
        line.student.stage.label,
        "不作硬性要求" if line.owed is None else line.owed,
        line.hours.hours,
        line.hours.made_up,
        line.hours.meetings,
        line.left,
    ]


def _line(student, hours, year, day):
    aim = target(on_committee=student.on_committee, year=year)
    if student.exempt:
        return Line(student, aim, hours, None, 0)
    joined = student.joined_on.earliest if student.joined_on else None
    due = aim.hours if day.year > year else expected_by(aim.hours, day, joined)
    return Line(student, aim, hours, aim.hours, max(due - hours.hours, 0))
