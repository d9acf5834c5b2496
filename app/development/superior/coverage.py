"""DEV-37 (低年级有党员、高年级有党支部), as far as names and class texts tell; else unknown."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.organizations.models import Organization
from app.rules.members import Stage

YEARS = 4  # of an undergraduate course; a fifth year is told as 更高年级
LOWER = (1, 2)
NAMES = {1: "大一", 2: "大二", 3: "大三", 4: "大四"}
FEWEST = 3  # full members of one grade in a branch that make it that grade's own
_GRADE = re.compile(r"(?<!\d)(20\d{2}|\d{2})\s*(?:级|届本)")
_CLASS = re.compile(r"[一-鿿A-Za-z（）()]{1,12}?(?<!\d)(\d{2}|20\d{2})-?(\d{1,2})(?=\s*班|\s*$)")


@dataclass
class Grade:
    """One entry year in one college: people by stage, classes seen and those with a member."""

    entered: int
    year: int
    people: Counter = field(default_factory=Counter)
    classes: dict[str, bool] = field(default_factory=dict)
    branches: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.entered}级（{NAMES.get(self.year, '更高年级')}）"

    @property
    def members(self) -> int:
        return self.people[Stage.FULL] + self.people[Stage.PROBATIONARY]

    @property
    def lower(self) -> bool:
        return self.year in LOWER

    @property
    def met(self) -> bool:
        """A lower grade has members, an upper one a branch of its own, as far as is known."""
        return bool(self.members if self.lower else self.branches)

    @property
    def classes_with_members(self) -> int:
        return sum(self.classes.values())


@dataclass
class College:
    """`unread` people's grade cannot be told from the record."""

    name: str
    grades: dict[int, Grade]
    unread: int = 0
    branches: int = 0


def entered(text: str, day: date) -> int | None:
    """The year of entry that a class or a branch name tells: 2023级、软件2301班; None where it
    tells none, or one that no undergraduate of today can have."""
    for found in (_GRADE.search(text), _CLASS.search(text)):
        if found:
            year = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
            if 0 <= _academic(day) - year <= 7:
                return year
    return None


def class_of(text: str) -> str | None:
    """The class a text names, as it is written: 软件2301班."""
    found = re.search(r"[^\s，、；（）()]*\d{1,4}班", text) or _CLASS.search(text)
    return found[0].strip() if found else None


def colleges(
    branches: Sequence[Organization], people: Iterable[tuple[int, Stage, str]], day: date
) -> list[College]:
    """Undergraduate branches by what they belong to; of each college every grade of today."""
    by_id = {one.id: one for one in branches}
    found: dict[int, College] = {}
    own: dict[int, Counter] = {one.id: Counter() for one in branches}
    for branch in branches:
        college = found.setdefault(branch.parent_id or branch.id, _college(branch, day))
        college.branches += 1
    for branch_id, stage, text in people:
        if branch_id not in by_id:
            continue
        branch = by_id[branch_id]
        college = found[branch.parent_id or branch.id]
        _count(college, branch, stage, text or "", day, own[branch_id])
    for branch in branches:
        _own_grades(found[branch.parent_id or branch.id], branch, own[branch.id], day)
    return list(found.values())


def _college(branch, day):
    this = _academic(day)
    grades = {this - n: Grade(this - n, n + 1) for n in range(YEARS)}
    return College((branch.parent or branch).stem, grades)


def _count(college, branch, stage, text, day, own):
    year = entered(text, day) or entered(branch.name, day)
    if year is None:
        college.unread += 1
        return
    grade = college.grades.setdefault(year, Grade(year, _academic(day) - year + 1))
    grade.people[stage] += 1
    if name := class_of(text):
        grade.classes[name] = grade.classes.get(name, False) or stage.in_party
    if stage is Stage.FULL:
        own[year] += 1


def _own_grades(college, branch, own, day):
    named = entered(branch.name, day)
    years = {named} if named else {year for year, number in own.items() if number >= FEWEST}
    for year in years & set(college.grades):
        college.grades[year].branches.append(branch.name)


def _academic(day):
    """The year in which the present academic year began."""
    return day.year if day.month >= 9 else day.year - 1
