"""Which branch a roster means by what it writes; pure: knows names and where they stand."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from app.members.roster.values import branch_key, same_branch
from app.rules.organizations import UnitType

_RANK = re.compile("(党委|党总支|总支|党工委|委员会|党组)$")
_UNITS = (
    ("离退休|退休|老干部", UnitType.RETIRED),
    ("本科", UnitType.UNDERGRADUATE),
    ("研究生|博士|硕士", UnitType.GRADUATE),
    ("联合", UnitType.JOINT),
    ("教工|教师|教研室|教职工", UnitType.TEACHER),
    ("机关|行政|后勤|图书馆|职能", UnitType.OFFICE),
    ("实验室|科研|研究所|研究院|课题组", UnitType.RESEARCH),
    ("学会|协会", UnitType.SOCIETY),
)


@dataclass(frozen=True)
class Branch:
    """A branch on record. `fronts` are the names it stands below, outermost first."""

    id: int
    name: str
    fronts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """One branch as the file names it, in one spelling or several; '' is no name at all.

    `branch` is the one on record it certainly means; where there is none, `like` are those it
    may mean, for a person to choose.
    """

    spellings: tuple[str, ...]
    people: int
    branch: Branch | None = None
    like: tuple[Branch, ...] = field(default=())

    @property
    def name(self) -> str:
        return min(self.spellings, key=len)


def name_branches(written: Iterable[str], branches: list[Branch], *, alone: Branch | None = None):
    """The branches a file names (`written` once for each person), as `Named`.

    `alone`: everybody comes into this one branch, so whoever is given none belongs there.
    """
    counts = Counter(written)
    keys = _keys(branches)
    front = _only_front([name for name in counts if name])
    groups: dict[str, list[str]] = {}
    for name in sorted(counts):
        key = branch_key(name)
        groups.setdefault(key.removeprefix(front) if key != front else key, []).append(name)
    named = []
    for spellings in groups.values():
        people = sum(counts[one] for one in spellings)
        found = {b.id: b for one in spellings for b in keys.get(branch_key(one), ())}
        if spellings == [""] and alone:
            found = {alone.id: alone}
        sure = next(iter(found.values())) if len(found) == 1 else None
        like = tuple(found.values()) or tuple(
            b for b in branches if any(one and same_branch(b.name, one) for one in spellings)
        )
        named.append(Named(tuple(spellings), people, sure, () if sure else like))
    return named


def unit_of(name: str) -> UnitType:
    """The kind of unit a branch's name speaks of; to be offered, not decided."""
    return next((unit for words, unit in _UNITS if re.search(words, name)), UnitType.OTHER)


def front_of(name: str) -> str:
    """What stands before a branch's name when the college is named with it: 计算机学院党委 →
    计算机学院."""
    return _RANK.sub("", name.removeprefix("中国共产党").removeprefix("中共"))


def _keys(branches) -> dict[str, list[Branch]]:
    """Every way to write each branch: bare, and with one or more of the names above it."""
    keys: dict[str, list[Branch]] = {}
    for branch in branches:
        fronts = [front_of(name) for name in branch.fronts]
        bare = branch_key(branch.name)
        for front in fronts:
            bare = bare.removeprefix(branch_key(front)) or bare
        ways = {bare, branch_key(branch.name)}
        for start, end in combinations(range(len(fronts) + 1), 2):
            ways.add(branch_key("".join(fronts[start:end])) + bare)
        for way in ways:
            keys.setdefault(way, []).append(branch)
    return keys


def _only_front(names: list[str]) -> str:
    """What some names carry before others of the same file, if it is always the same."""
    keys, fronts = {branch_key(name) for name in names}, set()
    for full in keys:
        for cut in range(1, len(full)):
            if full[cut:] in keys and same_branch(full[cut:], full):
                fronts.add(full[:cut])
    return fronts.pop() if len(fronts) == 1 else ""
