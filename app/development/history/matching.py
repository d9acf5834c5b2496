"""Which person on record a row of the workbook is about, or why none can be said. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.development.history.columns import BIRTH, BRANCH, ID_NUMBER, NAME, NUMBER
from app.development.history.reading import HistoryRow
from app.members.roster.values import same_branch


@dataclass(frozen=True)
class Register:
    """Who is on record where the workbook is brought in. `mark` turns an ID number into what the
    record keeps of it; `elsewhere` are branches, by name, of people in scope who stand outside."""

    by_name: Mapping[str, Sequence[Any]]
    mark: Callable[[str], str]
    elsewhere: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Match:
    """`person` None: `why` says what would help."""

    person: Any = None
    why: str = ""


def match_all(rows: Collection[HistoryRow], register: Register) -> list[Match]:
    """One match a row; the second row of one person is told of the first."""
    found, first = [], {}
    for row in rows:
        match = _match(row, register) if row.values.get(NAME) else Match(why="")
        if match.person is not None:
            number = first.setdefault(match.person.member_id, row.number)
            if number != row.number:
                match = Match(why=f"与第 {number} 行是同一个人，请并成一行。")
        found.append(match)
    return found


def _match(row: HistoryRow, register: Register) -> Match:
    name = row.values[NAME]
    namesakes = register.by_name.get(name, ())
    if not namesakes:
        return Match(why=_missing(name, register.elsewhere.get(name, ())))
    tests = _tests(row, register)
    like = [one for one in namesakes if all(agrees(one) for _, agrees in tests)]
    like = _surest(row, like, register)
    if len(like) == 1:
        return Match(like[0])
    if like:
        return Match(why=f"有 {len(like)} 个叫{name}的人，请补身份证号、工号（学号）或出生日期。")
    failing = [label for label, agrees in tests if not any(agrees(one) for one in namesakes)]
    told = "、".join(failing) or "身份证号、工号（学号）、出生日期和支部"
    return Match(why=f"在册的{name}与这一行的{told}对不上，请核对。")


def _surest(row: HistoryRow, like, register: Register):
    """Whose number is on record is meant before a namesake without any."""
    mark = register.mark(row.values[ID_NUMBER]) if ID_NUMBER in row.values else None
    for known, given in (("mark", mark), ("number", row.values.get(NUMBER))):
        exact = [one for one in like if given and getattr(one, known) == given]
        if exact:
            return exact
    return like


def _missing(name, branches) -> str:
    if branches:
        return f"{name}在{'、'.join(dict.fromkeys(branches))}，不在所选的组织里。"
    return f"名册里没有{name}，请先登记这个人，或核对姓名。"


def _tests(row: HistoryRow, register: Register):
    """Each given fact with its test; what the record does not know agrees with everything."""
    values, tests = row.values, []
    if number := values.get(ID_NUMBER):
        mark = register.mark(number)
        tests.append((ID_NUMBER.label, lambda one: one.mark in {None, mark}))
    if number := values.get(NUMBER):
        tests.append((NUMBER.label, lambda one, n=number: one.number in {"", n}))
    if birth := values.get(BIRTH):
        tests.append((BIRTH.label, lambda one: _one_day(birth, one.birth)))
    if branch := values.get(BRANCH):
        tests.append((BRANCH.label, lambda one: same_branch(branch, one.branch)))
    return tests


def _one_day(given, known) -> bool:
    return known is None or (given.earliest <= known.latest and known.earliest <= given.latest)
