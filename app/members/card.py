"""The 党员基本信息采集表 as it is printed: one person's card, for one or for many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.access.scope import Scope
from app.members import queries
from app.organizations import queries as organizations
from app.rules.members import Stage
from app.rules.organizations import PostKind


@dataclass(frozen=True)
class MemberCard:
    """What is not on record is an empty text, to be filled in by hand. The ID number is masked:
    who needs it whole asks for it by its own page, where that is recorded."""

    filled: date | str
    name: str
    pinyin: str
    sex: str
    ethnicity: str
    born: str
    age: str
    native_place: str
    id_number: str
    education: str
    degree: str
    title: str
    work: str
    number: str
    phone: str
    landline: str
    address: str
    stage: str
    standing: str
    standing_on: str
    relation: str
    whereabouts: str
    lost_contact: str
    vote: str
    exempt: str
    applied: str
    activist: str
    prospect: str
    joined: str
    confirmed: str
    party_age: str
    party_post: str
    group: str
    branch: str
    branch_code: str
    branch_kind: str
    unit_type: str
    branch_founded: str
    branch_elected: str
    secretary: str
    superior: str
    university: str
    remark: str


def member_card(
    member, *, day: date, secretary: str, post: str, above: Sequence[str]
) -> MemberCard:
    """The card on that day; `above` names what the branch belongs to, outermost first."""
    person, branch = member.person, member.organization
    return MemberCard(
        filled=day,
        name=person.name,
        pinyin=person.pinyin,
        sex=person.gender.label if person.gender else "",
        ethnicity=person.ethnicity,
        born=_known(person.birth),
        age=_years(person.birth, day),
        native_place=person.native_place,
        id_number=person.masked_id_number,
        education=person.education,
        degree=person.degree,
        title=person.title,
        work=person.job,
        number=person.number,
        phone=person.phone,
        landline="",
        address="",
        stage=member.stage.label,
        standing=member.standing.label,
        standing_on=_known(member.standing_on),
        relation=member.relation.label,
        whereabouts="",
        lost_contact="",
        vote="有" if member.has_vote else "无",
        exempt="是" if member.exempt else "否",
        applied=_known(member.applied_on),
        activist=_known(member.activist_on),
        prospect=_known(member.prospect_on),
        joined=_known(member.joined_on),
        confirmed=_known(member.confirmed_on),
        party_age=_years(member.confirmed_on, day) if member.stage is Stage.FULL else "",
        party_post=post,
        group=member.group.name if member.group else "",
        branch=branch.long_name,
        branch_code=branch.code,
        branch_kind=branch.kind.label,
        unit_type=branch.unit_type.label,
        branch_founded=_known(branch.founded_on),
        branch_elected=_known(branch.elected_on),
        secretary=secretary,
        superior=above[-1] if above else "",
        university=above[0] if above else branch.name,
        remark=member.remark,
    )


def offers(scope: Scope, organization) -> list[tuple[int, str]]:
    """Who may be chosen: everybody in good standing there, by branch and pinyin."""
    below = Scope(frozenset({organization.path})) if scope.covers(organization.path) else Scope()
    wanted = queries.Filter()
    return [(member.id, member.name) for member in queries.listed(below, wanted, limit=None)]


def gathers(scope: Scope, ids: Sequence[int], day: date) -> Iterator[tuple[str, MemberCard]]:
    """(name, card) of those members in the scope, in the order of the ids."""
    members = queries.by_ids(scope, ids)
    posts = organizations.post_labels(scope, [m.person_id for m in members.values()], day)
    branches = Scope(frozenset(branch.path for branch in _branches(members)))
    secretaries = organizations.holders(branches, day, PostKind.SECRETARY)
    above = {o.id: [a.name for a in organizations.ancestors(scope, o)] for o in _branches(members)}
    for member in (members[key] for key in ids if key in members):
        secretary = secretaries.get(member.organization_id)
        yield (
            member.name,
            member_card(
                member,
                day=day,
                secretary=secretary.name if secretary else "",
                post=posts.get(member.person_id, ""),
                above=above[member.organization_id],
            ),
        )


def _branches(members):
    return {m.organization_id: m.organization for m in members.values()}.values()


def _known(day) -> str:
    if isinstance(day, date):
        return f"{day.year}年{day.month}月{day.day}日"
    return str(day) if day else ""


def _years(since, day: date) -> str:
    """Whole years that have certainly passed; of a date known to the year, so much is unsure."""
    if since is None:
        return ""
    last = since.latest
    years = day.year - last.year - ((day.month, day.day) < (last.month, last.day))
    return f"{max(years, 0)}"


WORDS = {
    "filled": "填表日期", "name": "姓名", "pinyin": "姓名拼音", "born": "出生日期",
    "age": "年龄：周岁", "native_place": "籍贯",
    "id_number": "公民身份证号码：中间各位隐去", "degree": "学位", "title": "职称",
    "work": "工作岗位", "number": "工号或学号", "phone": "手机号", "landline": "固定电话",
    "address": "家庭住址", "stage": "人员类别", "standing": "党籍状态",
    "standing_on": "状态变更日期", "relation": "组织关系", "whereabouts": "外出流向",
    "lost_contact": "失联情况", "vote": "表决权", "exempt": "不作硬性要求",
    "applied": "申请入党日期", "activist": "确定积极分子日期", "prospect": "确定发展对象日期",
    "joined": "入党日期", "confirmed": "转正日期", "party_age": "党龄：转正满多少年",
    "branch": "所在党支部", "branch_code": "党支部代码", "branch_kind": "党组织类别",
    "unit_type": "所在单位类型", "branch_founded": "党支部成立日期",
    "branch_elected": "本届选举日期", "secretary": "党支部书记", "superior": "上级党组织",
    "university": "最上级党组织", "remark": "备注",
}  # fmt: skip
