"""Acts that change the tree, what forbids or questions them, and the tree as it stood on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.rules.base import FINE, Labelled, Reason, Strength, Verdict, against
from app.rules.dates import add_months
from app.rules.organizations import OrganizationKind, UnitType, check_branch_size, check_joint
from app.rules.registry import rule


class ActKind(Labelled):
    SET_UP = "set_up", "设立"
    MERGE = "merge", "合并"
    SPLIT = "split", "拆分"
    RENAME = "rename", "更名"
    MOVE = "move", "调整隶属"
    DISSOLVE = "dissolve", "撤销"
    SECRETARY = "secretary", "书记任免"


class Part(Labelled):
    """What an organisation was in an act."""

    MADE = "made", "新设"
    GAVE = "gave", "划出"
    TOOK = "took", "接收"
    CLOSED = "closed", "撤销"
    CHANGED = "changed", "变更"


@dataclass(frozen=True)
class Known:
    """An organisation as it is today. `since` is the first day it is known of, `ended` the first
    day it was no more."""

    id: int
    name: str
    parent_id: int | None
    kind: OrganizationKind
    code: str
    since: date
    ended: date | None = None


@dataclass(frozen=True)
class Turn:
    """One act's mark on one organisation: `before` holds the name or parent_id that it changed.
    Acts of one day follow each other by `order`."""

    organization_id: int
    on: date
    order: int
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Node:
    """An organisation on a past day; `depth` 0 stands at the top of what was asked for."""

    id: int
    name: str
    parent_id: int | None
    kind: OrganizationKind
    depth: int
    name_now: str


def then(turns: Iterable[Turn], column: str, now: Any, day: date) -> Any:
    """What the column of one organisation was on that day; an act counts from its day on."""
    later = [turn for turn in turns if turn.on > day and column in turn.before]
    first = min(later, key=lambda turn: (turn.on, turn.order), default=None)
    return first.before[column] if first else now


def tree_on(known: Sequence[Known], turns: Iterable[Turn], day: date) -> list[Node]:
    """The organisations that existed on that day, a parent before its children, siblings by code.

    What is not known to have begun yet existed all the same if something stood below it.
    """
    of_one: dict[int, list[Turn]] = {}
    for turn in turns:
        of_one.setdefault(turn.organization_id, []).append(turn)
    stood = {
        one.id: replace(
            one,
            name=then(of_one.get(one.id, ()), "name", one.name, day),
            parent_id=then(of_one.get(one.id, ()), "parent_id", one.parent_id, day),
        )
        for one in known
        if one.ended is None or day < one.ended
    }
    there = _with_those_above({i for i, one in stood.items() if one.since <= day}, stood)
    now = {one.id: one.name for one in known}
    below: dict[int | None, list[Known]] = {}
    for key in sorted(there, key=lambda key: (stood[key].code, key)):
        parent = stood[key].parent_id
        below.setdefault(parent if parent in there else None, []).append(stood[key])
    return list(_walk(below, None, 0, now))


def _with_those_above(there, stood):
    for key in list(there):
        above = stood[key].parent_id
        while above in stood and above not in there:
            there.add(above)
            above = stood[above].parent_id
    return there


def _walk(below, parent_id, depth, now):
    for one in below.get(parent_id, ()):
        yield Node(one.id, one.name, one.parent_id, one.kind, depth, now[one.id])
        yield from _walk(below, one.id, depth + 1, now)


def check_day(on: date, today: date, since: date | None, last: date | None) -> Verdict:
    """An act is recorded once it is done, in the order in which acts were done. `since` is when
    the organisation was founded, `last` the day of the latest act on it."""
    if on > today:
        return against(Reason("日期还没有到，办理之后再登记"))
    if since and on < since:
        return against(Reason(f"日期早于成立日期（{since.isoformat()}），请核对"))
    if last and on < last:
        return against(Reason(f"{last.isoformat()}已有一次组织变动，这次不能早于那一天"))
    return FINE


def check_set_up(
    *,
    unit: UnitType,
    full: int,
    on: date,
    temporary: bool = False,
    ends_on: date | None = None,
    units: int | None = None,
    applied_on: date | None = None,
    project_months: int | None = None,
) -> Verdict:
    """A new branch. BR-03: below three full members it is a joint one; BR-04: a project of less
    than half a year generally gets a temporary one; BR-05: the reply within a month; BR-06: a
    temporary one needs the day on which its task ends."""
    size = FINE if temporary else check_branch_size(full, full, unit, on)
    return (
        size
        + check_joint(unit, units, on)
        + check_reply(applied_on, on)
        + check_temporary(temporary, ends_on, on)
        + against(_short_project(project_months, temporary, on))
    )


def check_reply(applied_on: date | None, on: date) -> Verdict:
    """BR-05: the committee generally replies within a month of the application."""
    if applied_on is None:
        return FINE
    if applied_on > on:
        return against(Reason("申请日期不能晚于批复日期"))
    months = rule("BR-05").nearest(on).value
    late = on > add_months(applied_on, months)
    told = f"{applied_on.isoformat()}收到申请，一般在 {months} 个月内批复"
    return against(rule("BR-05").reason(on, told) if late else None)


def check_temporary(temporary: bool, ends_on: date | None, on: date) -> Verdict:
    """BR-06: it ends with its task, so that the day of it must be known."""
    if not temporary:
        return FINE
    if ends_on is None:
        return against(Reason("临时党支部随任务结束而撤销，请填写任务预计结束的日期", "BR-06"))
    return against(Reason("任务结束日期应在设立之后", "BR-06") if ends_on <= on else None)


def check_sizes(
    left: tuple[int, int, UnitType], new: tuple[int, int, UnitType], day: date
) -> Verdict:
    """The two branches that a split leaves: (people in the Party, full members, unit) each."""
    return check_branch_size(*left, day) + check_branch_size(*new, day)


def _short_project(months, temporary, day):
    least = rule("BR-04").nearest(day).value
    if months is None or months >= least or temporary:
        return None
    told = f"项目为期 {months} 个月，{least} 个月以上的才成立党支部，一般可成立临时党支部"
    return rule("BR-04").reason(day, told, Strength.NORMALLY)
