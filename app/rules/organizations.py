"""Kinds of organisations, units and posts, and what size and age ask for; knows no tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.rules.base import FINE, Labelled, Reason, Verdict, against
from app.rules.dates import PartialDate, add_years
from app.rules.registry import rule


class OrganizationKind(Labelled):
    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    GROUP = "group", "党小组"


class UnitType(Labelled):
    TEACHER = "teacher", "教工"
    OFFICE = "office", "机关"
    UNDERGRADUATE = "undergraduate", "本科生"
    GRADUATE = "graduate", "研究生"
    RETIRED = "retired", "离退休"
    JOINT = "joint", "联合"
    RESEARCH = "research", "科研"
    SOCIETY = "society", "学会"
    OTHER = "other", "其他"


class PostKind(Labelled):
    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    COMMITTEE_MEMBER = "committee_member", "委员"
    OFFICER = "officer", "党务干部（组织员）"
    LIAISON = "liaison", "联系点干部"
    GROUP_LEADER = "group_leader", "党小组长"


_K = OrganizationKind

# None: may stand at the top of the tree.
ABOVE: dict[OrganizationKind, frozenset[OrganizationKind | None]] = {
    _K.COMMITTEE: frozenset({None, _K.COMMITTEE}),
    _K.GENERAL_BRANCH: frozenset({None, _K.COMMITTEE}),
    _K.BRANCH: frozenset({None, _K.COMMITTEE, _K.GENERAL_BRANCH}),
    _K.GROUP: frozenset({_K.BRANCH}),
}

COMMITTEE_POSTS = frozenset({PostKind.SECRETARY, PostKind.DEPUTY, PostKind.COMMITTEE_MEMBER})
POSTS: dict[OrganizationKind, frozenset[PostKind]] = {
    _K.COMMITTEE: COMMITTEE_POSTS | {PostKind.OFFICER, PostKind.LIAISON},
    _K.GENERAL_BRANCH: COMMITTEE_POSTS | {PostKind.OFFICER, PostKind.LIAISON},
    _K.BRANCH: COMMITTEE_POSTS | {PostKind.LIAISON},
    _K.GROUP: frozenset({PostKind.GROUP_LEADER}),
}


STUDENTS = frozenset({UnitType.UNDERGRADUATE, UnitType.GRADUATE})
SWITCHED = ("BR-15", "BR-35", "UNI-12", "PL-01", "EV-06", "EV-07", "EV-12", "FU-01", "FU-10")
SWITCHED = ("BR-15", "BR-35", "UNI-12", "PL-01", "TR-01", "EV-06", "EV-07", "EV-12")
"""Rules on set-up that hold only where an organisation has switched them on."""
OF_STUDENTS = frozenset({"UNI-12", "DEV-37"})
"""Of the rules that are switched on, those that speak of branches of students alone."""
GROUPED_FROM, GROUP_AT_LEAST = 20, 3  # BR-15 tells its two numbers in words
GENERAL_FROM, COMMITTEE_FROM = 50, 100  # and BR-35 its own


def concerns(rule_id: str, unit: UnitType) -> bool:
    """Whether a rule that is switched on has anything to say to a branch of that kind."""
    return rule_id not in OF_STUDENTS or unit in STUDENTS


@dataclass(frozen=True)
class Shape:
    """What a branch (or a general branch) is like on a day. `members` are those in the Party,
    `seats` the people on its committee, 0 where it has none; `groups` pairs (members, full
    members) of each group; `on` the switched rules that hold here."""

    unit: UnitType
    full: int
    members: int
    seats: int = 0
    secretary: bool = True
    temporary: bool = False
    ends_on: date | None = None
    units: int | None = None
    groups: tuple[tuple[int, int], ...] = ()
    on: frozenset[str] = frozenset()


def check_placement(kind: OrganizationKind, parent: OrganizationKind | None) -> Verdict:
    """Whether the kind may stand directly below the parent; None is the top of the tree."""
    if parent in ABOVE[kind]:
        return FINE
    fitting = "、".join(one.label if one else "最上级" for one in _ordered(ABOVE[kind]))
    return against(Reason(f"{kind.label}只能设在这些位置：{fitting}"))


def _ordered(kinds):
    return [one for one in (None, *OrganizationKind) if one in kinds]


def needs_branch(full_members: int, day: date) -> bool:
    """BR-01: a unit with that many full members must have a branch of its own."""
    return full_members >= rule("BR-01").nearest(day).value


def needs_committee(full_members: int, day: date) -> bool:
    """BR-22: the branch must have a branch committee."""
    return full_members >= rule("BR-22").nearest(day).value


def check_branch_size(members: int, full_members: int, unit: UnitType, day: date) -> Verdict:
    """Warns on a branch grown too large (BR-02, UNI-02) or, unless joint, below three (BR-03)."""
    fewest = rule("BR-01").nearest(day).value
    few = full_members < fewest and unit is not UnitType.JOINT
    too_few = rule("BR-03").reason(
        day, f"正式党员 {full_members} 人，不足 {fewest} 人，一般与邻近单位成立联合党支部"
    )
    name, size = ("教师党支部", "UNI-02") if unit is UnitType.TEACHER else ("党支部", "BR-02")
    most = rule(size).nearest(day).value
    too_many = rule(size).reason(day, f"{name}现有 {members} 人，一般不超过 {most} 人，可考虑分设")
    return against(too_few if few else None, too_many if members > most else None)


def check_joint(unit: UnitType, units: int | None, day: date) -> Verdict:
    """BR-03: a joint branch generally covers at most five units."""
    most = rule("BR-03").nearest(day).value
    if unit is not UnitType.JOINT or units is None or units <= most:
        return FINE
    return against(
        rule("BR-03").reason(day, f"联合党支部覆盖 {units} 个单位，一般不超过 {most} 个")
    )


def check_committee(seats: int, full_members: int, day: date) -> Verdict:
    """BR-22 refuses no committee from 7 full members on; BR-23 warns outside 3–7 seats."""
    if seats == 0 and needs_committee(full_members, day):
        return against(rule("BR-22").reason(day, f"正式党员 {full_members} 人，应当设立支部委员会"))
    if seats and not 3 <= seats <= 7:
        return against(
            rule("BR-23").reason(day, f"支委 {seats} 人，一般由 3 至 5 人组成，不超过 7 人")
        )
    return FINE


def term_years(kind: OrganizationKind, day: date, *, in_university: bool = True) -> int:
    """UNI-01, UNI-01.1. A department's 直属党支部 falls under 3 and 5 years: take what it was set.

    A group has no term of its own: ValueError.
    """
    if kind is _K.GROUP:
        raise ValueError("a group has no term")
    terms = rule("UNI-01" if in_university else "UNI-01.1").nearest(day).value
    if kind is _K.BRANCH:
        return terms["党支部"]
    if kind is _K.COMMITTEE:
        return terms["学校党委" if in_university else "基层党委"]
    return terms["院（系）党组织" if in_university else "党总支"]


def term_end(elected_on: date, years: int) -> date:
    """BR-24: the day by which the next election is due."""
    return add_years(elected_on, years)


def check_secretary(confirmed: PartialDate | None, day: date) -> Verdict:
    """BR-29 on a secretary taking office; party age counts from 转正 (DEV-29). Warns only.

    Judges only what is certain: a month is taken at its most favourable day.
    """
    needed = rule("BR-29").nearest(day).value
    if confirmed is None:
        return against(rule("BR-29").reason(day, "没有转正日期，请核对书记的党龄"))
    if add_years(confirmed.earliest, needed) <= day:
        return FINE
    return against(
        rule("BR-29").reason(day, f"书记一般应有 {needed} 年以上党龄，其转正日期为{confirmed}")
    )


def check_shape(kind: OrganizationKind, found: Shape, day: date) -> tuple[Reason, ...]:
    """Everything about its set-up that is not as it should be (R-25). A temporary branch is asked
    for its end and its secretary only (BR-06), above branches only BR-35 is asked."""
    if kind is _K.BRANCH:
        reasons = [_ended(found, day), _vacant(found, day)]
        if not found.temporary:
            reasons += _of_size(found, day)
    else:
        reasons = [_higher_form(found, day, COMMITTEE_FROM)]
    return tuple(reason for reason in reasons if reason)


def _of_size(found, day) -> Iterator[Reason | None]:
    if found.members:  # a branch just set up has nobody entered yet
        yield from check_branch_size(found.members, found.full, found.unit, day).reasons
    yield from check_committee(found.seats, found.full, day).reasons
    yield from check_joint(found.unit, found.units, day).reasons
    yield _students(found, day)
    yield from _grouping(found, day)
    yield _higher_form(found, day, GENERAL_FROM)


def _ended(found, day):
    if not found.temporary or found.ends_on is None or day <= found.ends_on:
        return None
    until = f"{found.ends_on.year}年{found.ends_on.month}月{found.ends_on.day}日"
    return rule("BR-06").reason(day, f"任务到{until}结束，临时党支部随之撤销")


def _vacant(found, day):
    return None if found.secretary else rule("BR-27").reason(day, "现在没有书记，缺额的及时补选")


def _students(found, day):
    most = rule("UNI-12").nearest(day).value
    if "UNI-12" not in found.on or found.unit not in STUDENTS or found.members <= most:
        return None
    return rule("UNI-12").reason(
        day, f"学生党支部现有 {found.members} 人，原则上不超过 {most} 人，可考虑分设"
    )


def _grouping(found, day) -> Iterator[Reason]:
    """BR-15, where it is switched on; the branch regulation names no number (BR-13)."""
    if "BR-15" not in found.on:
        return
    if not found.groups and found.members >= GROUPED_FROM:
        yield rule("BR-15").reason(
            day, f"现有 {found.members} 人，{GROUPED_FROM} 人以上的划分党小组"
        )
    small = sum(members < GROUP_AT_LEAST or not full for members, full in found.groups)
    if small:
        yield rule("BR-15").reason(
            day, f"有 {small} 个党小组不足 {GROUP_AT_LEAST} 人，或者没有正式党员"
        )


def _higher_form(found, day, least):
    """BR-35, where it is switched on; a general branch's `members` are all below it."""
    if "BR-35" not in found.on or found.members < least:
        return None
    form = "基层委员会" if found.members >= COMMITTEE_FROM else "总支部委员会"
    return rule("BR-35").reason(day, f"现有党员 {found.members} 人，按人数设立党的{form}")
