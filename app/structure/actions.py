"""Acts on one organisation: set up, rename, move, dissolve, change the secretary."""

from datetime import date, timedelta
from typing import Any

from app.access.scope import EVERYTHING, Scope
from app.accounts import queries as accounts
from app.core import audit
from app.core.errors import Refused
from app.findings import keeping
from app.members.models import Member
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.organizations.models import Organization
from app.rules.acts import ActKind, Part, check_set_up
from app.rules.organizations import OrganizationKind, PostKind, UnitType, check_secretary
from app.structure import listeners, queries
from app.structure.checking import refuse_ended, refuse_out_of_order, settle
from app.structure.models import Act
from app.structure.recording import close, end, superior_of, write


def set_up(
    parent: Organization,
    *,
    name: str,
    code: str,
    kind: OrganizationKind,
    unit_type: UnitType,
    done_on: date,
    full: int | None = None,
    temporary: bool = False,
    ends_on: date | None = None,
    units: int | None = None,
    applied_on: date | None = None,
    project_months: int | None = None,
    approves: bool = True,
    by: int | None = None,
    **paper: Any,
) -> Act:
    """Found an organisation below `parent`. `full` is how many full members a branch begins with,
    `applied_on` when it was asked for; see check_set_up for what is refused and what is asked."""
    refuse_ended(parent)
    refuse_out_of_order(done_on, parent)
    branch = kind is OrganizationKind.BRANCH
    if branch:
        if full is None:
            raise Refused("请填写成立时的正式党员人数。", "full")
        verdict = check_set_up(
            unit=unit_type, full=full, on=done_on, temporary=temporary, ends_on=ends_on,
            units=units, applied_on=applied_on, project_months=project_months,
        )  # fmt: skip
        settle(verdict, paper.get("reason", ""), _field_of(verdict))
    made = organizations.create(
        code=code, name=name, kind=kind, unit_type=unit_type, parent=parent, founded_on=done_on,
        approves=approves, temporary=branch and temporary,
        ends_on=ends_on if branch and temporary else None, units=units if branch else None,
    )  # fmt: skip
    facts = {
        "applied_on": applied_on and applied_on.isoformat(), "full": full,
        "project_months": project_months,
    }  # fmt: skip
    after = {"name": name, "parent_id": parent.id}
    known = {key: value for key, value in facts.items() if value is not None}
    return write(
        ActKind.SET_UP, [(made, Part.MADE, {}, after)], on=done_on, facts=known, by=by, **paper
    )


def rename(
    organization: Organization, name: str, *, done_on: date, by: int | None = None, **paper: Any
) -> Act:
    """It is called otherwise from that day on; records of before keep their text. Refused before
    the organisation, or the name it is entered under, is known to be."""
    refuse_ended(organization)
    if name == organization.name:
        raise Refused("名称没有变。", "name")
    refuse_out_of_order(done_on, organization)
    if done_on < organization.since:
        day = organization.since.isoformat()
        raise Refused(
            f"成立日期不详，{day}才以现在的名称登记到本系统，更名不能早于那一天；"
            "确实更早的，请先在组织页补上成立日期。",
            "done_on",
        )
    before, after = {"name": organization.name}, {"name": name}
    audit.because(paper.get("reason") or paper["basis"])
    organizations.edit(organization, name=name)
    parts = [(organization, Part.CHANGED, before, after)]
    return write(ActKind.RENAME, parts, on=done_on, by=by, **paper)


def move(
    organization: Organization,
    parent: Organization,
    *,
    done_on: date,
    by: int | None = None,
    **paper: Any,
) -> Act:
    """It stands under another parent, with everything below it. Access follows at once; records
    stay with it. What its files asked the old superior is withdrawn."""
    refuse_ended(organization, parent)
    old = organization.parent
    if old is None:
        raise Refused("最上级组织没有隶属可以调整。")
    if parent.id == old.id:
        raise Refused(f"{organization.name}现在就隶属{old.name}。", "parent_id")
    refuse_out_of_order(done_on, organization, parent)
    shared = _common(old, parent)
    audit.because(paper.get("reason") or paper["basis"])
    audit.record("调出", "党组织", organization.name, subject_id=organization.id, path=old.path)
    put(organization, parent)
    parts = [
        (organization, Part.CHANGED, {"parent_id": old.id}, {"parent_id": parent.id}),
        (old, Part.GAVE, {}, {}),
        (parent, Part.TOOK, {}, {}),
    ]
    act = write(ActKind.MOVE, parts, on=done_on, superior=shared, by=by, **paper)
    listeners.tell(organization)
    return act


def put(organization: Organization, parent: Organization) -> None:
    """It stands under that parent, and what is kept of findings under neither of its paths."""
    keeping.touch(below=organization.path)
    organizations.place(organization, parent)
    keeping.touch(below=organization.path)


def dissolve(
    organization: Organization, *, done_on: date, by: int | None = None, **paper: Any
) -> Act:
    """It is no more from that day on. Refused while people belong to it or branches stand below
    it; groups of a branch and all posts end with it, so that access ends by itself. A group's
    people stay in the branch."""
    refuse_ended(organization)
    refuse_out_of_order(done_on, organization)
    scope = Scope(frozenset({organization.path}))
    groups = queries.groups(scope, organization)
    _refuse_inhabited(scope, organization)
    ids = [organization.id, *(one.id for one in groups)]
    posts = queries.posts_in(scope, ids, done_on)
    audit.because(paper.get("reason") or paper["basis"])
    people = _leave_group(organization)
    parts = [
        close(one, done_on, [post for post in posts if post.organization_id == one.id])
        for one in (organization, *groups)
    ]
    parts[0][2]["people"] = people
    return write(ActKind.DISSOLVE, parts, on=done_on, by=by, **paper)


def change_secretary(
    organization: Organization,
    member: Member | None,
    *,
    done_on: date,
    by: int | None = None,
    **paper: Any,
) -> Act:
    """Who is secretary from that day on; None leaves the post vacant. The one before ends with the
    day before: there are never two. A party age below a year is asked about (BR-29). Nobody makes
    himself secretary: who approves what a branch asks would then ask it as well."""
    refuse_ended(organization)
    refuse_out_of_order(done_on, organization)
    scope = Scope(frozenset({organization.path}))
    held = [
        one
        for one in queries.posts_in(scope, [organization.id], done_on)
        if one.kind is PostKind.SECRETARY
    ]
    _check_change(held, member, done_on)
    account = member and accounts.of_person(EVERYTHING, member.person_id)
    if account and account.id == by:
        raise Refused("不能任命自己，请由上级党组织的其他人办理。", "member_id")
    reason = paper.get("reason", "")
    if member:
        settle(check_secretary(member.confirmed_on, done_on), reason)
    audit.because(reason or paper["basis"])
    before = {"posts": end(held, done_on), "secretary": held[0].person_id if held else None}
    after = {"secretary": member.person_id if member else None}
    if member:
        post = organizations.appoint(
            organization, member.person, kind=PostKind.SECRETARY, started_on=done_on,
            basis=paper.get("number") or paper["basis"],
        )  # fmt: skip
        after["post"] = post.id
    facts = {
        "left": held[0].person.name if held else "", "came": member.name if member else "",
    }  # fmt: skip
    parts = [(organization, Part.CHANGED, before, after)]
    return write(ActKind.SECRETARY, parts, on=done_on, facts=facts, by=by, **paper)


def _check_change(held, member, on):
    if not held and member is None:
        raise Refused("现在没有书记，请选择新任书记。", "member_id")
    if member and any(one.person_id == member.person_id for one in held):
        raise Refused(f"{member.name}现在就是书记。", "member_id")
    if any(one.started_on > on - timedelta(days=1) for one in held):
        raise Refused(f"{held[0].person.name}在这一天或之后才任职，请核对日期。", "done_on")


def _refuse_inhabited(scope, organization):
    if organization.kind is OrganizationKind.BRANCH:
        here = queries.people(scope, organization)
        if here:
            raise Refused(
                f"{organization.name}还有 {len(here)} 人，请先办理转接、合并或拆分，再撤销。"
            )
        for name in queries.in_transfer(EVERYTHING, organization.id):
            raise Refused(f"{name}的组织关系转接还没有办完，请先办完或撤销。")
        return
    below = tree.children(scope, organization)
    if below and organization.kind is not OrganizationKind.GROUP:
        raise Refused(f"{organization.name}还有 {len(below)} 个下级组织，请先调整隶属或撤销。")


def _leave_group(organization):
    """{member id: group id} of those who were in this group."""
    if organization.kind is not OrganizationKind.GROUP:
        return {}
    scope = Scope(frozenset({organization.parent.path}))
    members = [
        one for one in queries.people(scope, organization.parent)
        if one.group_id == organization.id
    ]  # fmt: skip
    for member in members:
        member.group = None
    return {str(one.id): organization.id for one in members}


def _common(one: Organization, other: Organization) -> Organization | None:
    """The committee above both that decides on what moves between them."""
    above = [*tree.ancestors(EVERYTHING, one), one]
    shared = [each for each in above if other.path.startswith(each.path)]
    return shared[-1] if shared else superior_of(other)


def _field_of(verdict):
    told = " ".join(reason.message for reason in verdict.refusals)
    return "applied_on" if "申请日期" in told else "ends_on"
