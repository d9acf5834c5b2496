"""Kinds of organisations, units and posts, and what size and age ask for; knows no tree."""

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
