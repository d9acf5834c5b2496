"""Sets what a roster says against who is on record: new, update, duplicate, refused.

The record comes in as plain values; where it is kept, this module does not know.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from app.members.roster.fields import DATES, Field
from app.members.roster.outcome import PersonRow, Problem, Reading, Severity
from app.members.roster.values import same_branch


class Kind(StrEnum):
    NEW = "new"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class Change(NamedTuple):
    field: Field
    before: Any
    after: Any


@dataclass(frozen=True)
class Existing:
    """Who is on record. A known person is a dict of field → value; other keys are the caller's.

    `mark` turns an ID number into what the record keeps of it (a keyed hash). A known person's
    own mark stands under "mark" (None when no number is on record), "id_number" may be left out.
    `by_mark` finds one person, `by_name` everybody of that normalised name.
    """

    mark: Callable[[str], str]
    by_mark: Mapping[str, Mapping[str, Any]]
    by_name: Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Outcome:
    """`known` is the dict of `Existing` this row is about; only updates and duplicates have one."""

    row: PersonRow
    kind: Kind
    known: Mapping[str, Any] | None = None
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def classify(reading: Reading, existing: Existing) -> list[Outcome]:
    """One outcome a row, in the rows' order; `problems` are the row's own and those found here."""
    outcomes, taken = [], {}
    for row in reading.rows:
        outcome = _outcome(row, existing)
        if outcome.known is not None and not row.duplicate_of:
            outcome = _once(outcome, taken)
        outcomes.append(outcome)
    return outcomes


def _outcome(row: PersonRow, existing: Existing) -> Outcome:
    if row.refused:
        return Outcome(row, Kind.REFUSED, problems=row.problems)
    if row.duplicate_of:
        return Outcome(row, Kind.DUPLICATE, problems=row.problems)
    number = row.values.get(Field.ID_NUMBER)
    mark = existing.mark(number) if number else None
    known = existing.by_mark.get(mark)
    if known is not None and known["name"] != row.values[Field.NAME]:
        return _refused(row, f"这个身份证号在册登记的是{known['name']}，姓名不同，请核对。")
    like = [known] if known is not None else _alike(row, mark, existing)
    if len(like) > 1:
        return _refused(row, f"在册有 {len(like)} 个同名同生日的人，请补身份证号以便区分。")
    unknowable = not like and mark is None and not row.values.get(Field.BIRTH)
    if unknowable and row.values[Field.NAME] in existing.by_name:
        return _refused(row, "在册已有同名的人，请补身份证号或出生日期，才能认定是不是同一个人。")
    return _compared(row, like[0], mark) if like else Outcome(row, Kind.NEW, problems=row.problems)


def _compared(row: PersonRow, known, mark: str | None) -> Outcome:
    if changes := _changes(row, known, mark):
        return Outcome(row, Kind.UPDATE, known, changes, row.problems)
    same = Problem(row.number, "", None, "已在册，各项相同，不用导入。", Severity.WARN)
    return Outcome(row, Kind.DUPLICATE, known, problems=(*row.problems, same))


def _alike(row: PersonRow, mark: str | None, existing: Existing) -> list:
    """Namesakes who may be this person: births that can be one, and not two different numbers."""
    birth = row.values.get(Field.BIRTH)
    return [
        one
        for one in existing.by_name.get(row.values[Field.NAME], ())
        if not (mark and one.get("mark")) and _agree(birth, one.get(Field.BIRTH))
    ]


def _agree(one, other) -> bool:
    if one is None or other is None:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _changes(row: PersonRow, known, mark: str | None) -> tuple[Change, ...]:
    """Only what the file says and says differently: an empty cell deletes nothing."""
    changes = []
    for field, after in row.values.items():
        before = known.get(field)
        if field is Field.ID_NUMBER:
            if mark != known.get("mark"):
                changes.append(Change(field, before, after))
        elif not _says_the_same(field, before, after):
            changes.append(Change(field, before, after))
    return tuple(changes)


def _says_the_same(field: Field, before, after) -> bool:
    if before == after:
        return True
    if not before:
        return False
    if field is Field.BRANCH:
        return same_branch(before, after)
    # A month on paper does not blur a day on record.
    vaguer = field in DATES and after.precision != before.precision
    return vaguer and after.earliest <= before.earliest and before.latest <= after.latest


def _once(outcome: Outcome, taken: dict[int, int]) -> Outcome:
    """Two rows of one file must not write to one person."""
    first = taken.setdefault(id(outcome.known), outcome.row.number)
    if first == outcome.row.number:
        return outcome
    return _refused(outcome.row, f"与第 {first} 行认作在册的同一个人，请补身份证号以便区分。")


def _refused(row: PersonRow, message: str) -> Outcome:
    column = next((p.column for p in row.problems if p.field is Field.ID_NUMBER), "")
    problem = Problem(row.number, column, Field.ID_NUMBER, message, Severity.REFUSE)
    return Outcome(row, Kind.REFUSED, problems=(*row.problems, problem))
