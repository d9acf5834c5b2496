"""A campaign before it opens: who is judged, who votes in which group, what is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.access.scope import Scope
from app.ballots import keyfiles
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import queries
from app.evaluations.actions.people import SELF_LEFT_OUT, is_branch
from app.evaluations.models import (
    TYPED,
    Campaign,
    Delegate,
    Group,
    Kind,
    State,
    Who,
)
from app.organizations.models import Organization
from app.rules.ballots import GROUPS_MOST, check_weights
from app.rules.evaluations import check_minimum
from app.rules.organizations import OrganizationKind

ONCE_A_YEAR = frozenset({Kind.MEMBER_REVIEW, Kind.SECRETARY_REVIEW, Kind.BRANCH_REVIEW})
MATTERS_MOST, CODES_MOST = 60, 2000


@dataclass(frozen=True)
class Wanted:
    """One group as it was typed; `code` is empty for a new one."""

    code: str
    label: str
    who: Who
    weight: int
    codes: int


def prepare(organizations_, *, kind, year: int, title: str, minimum: int, opens_on, closes_on,
            matters: Sequence[str] = (), **facts) -> list[Campaign]:  # fmt: skip
    """One campaign an organisation, not open yet; `matters` are asked about where no people or
    organisations are, `facts` are further columns. Refused where the year has one of the kind
    already."""
    kind = Kind(kind)
    own_left_out = kind in SELF_LEFT_OUT
    if refusals := check_minimum(minimum - own_left_out).refusals:
        also = "；本人不评本人，所以还要多一票" if own_left_out else ""
        raise Refused(refusals[0].message + also, "minimum")
    if closes_on < opens_on:
        raise Refused("结束日期不能早于开始日期。", "closes_on")
    if kind is Kind.MEMBER_REVIEW and any(
        o.kind is not OrganizationKind.BRANCH for o in organizations_
    ):
        raise Refused("民主评议党员以党支部为单位，请选党支部。", "branches")
    if kind in ONCE_A_YEAR:
        for one in organizations_:
            if queries.of_year(_whole(one), [one.id], year, kind):
                raise Refused(f"{one.name}{year}年度已有这项评议，请从列表中打开。", "branches")
    campaigns = [
        Campaign(
            organization=one,
            kind=kind,
            year=year,
            title=title or f"{year}年度{kind.label}",
            minimum=minimum,
            opens_on=opens_on,
            closes_on=closes_on,
            state=State.DRAFT,
            matters=list(matters) or ([title or kind.label] if kind in TYPED else []),
            **facts,
        )
        for one in organizations_
    ]
    db.session.add_all(campaigns)
    db.session.flush()
    for campaign in campaigns:
        _add_groups(campaign, _usual_groups(campaign))
    return campaigns


def take_over(campaign: Campaign, before: Campaign) -> None:
    """Groups, questions and matters of an earlier campaign; people are looked up anew."""
    _check_draft(campaign)
    campaign.design, campaign.small = before.design, before.small
    campaign.level, campaign.clearing = before.level, before.clearing
    campaign.matters = list(before.matters)
    _replace_groups(campaign, [
        Wanted("", g.label, g.who, g.weight, g.codes)
        for g in queries.groups(_whole(before.organization), before)
    ])  # fmt: skip
    db.session.flush()


def arrange(campaign: Campaign, groups: Sequence[Wanted], **facts) -> None:
    """Who votes in which group with what weight; `facts` are level, clearing, small, minimum."""
    _check_draft(campaign)
    if not groups:
        raise Refused("至少要有一组人参加。", "groups")
    if len(groups) > GROUPS_MOST:
        raise Refused(f"最多分 {GROUPS_MOST} 组。", "groups")
    if any(g.codes > CODES_MOST for g in groups):
        raise Refused(f"每组最多 {CODES_MOST} 个投票码。", "groups")
    weights = {str(n): g.weight for n, g in enumerate(groups)}
    if refusals := check_weights(weights).refusals:
        raise Refused(f"{refusals[0].message}。", "groups")
    if campaign.kind is Kind.MEMBER_REVIEW and [g.who for g in groups] != [Who.MEMBERS]:
        raise Refused("民主评议党员由本支部党员参加，只设党员一组。", "groups")
    minimum = facts.get("minimum", campaign.minimum)
    if refusals := check_minimum(minimum - (campaign.kind in SELF_LEFT_OUT)).refusals:
        raise Refused(refusals[0].message, "minimum")
    for name, value in facts.items():
        setattr(campaign, name, value)
    _replace_groups(campaign, groups)
    db.session.flush()


def name_delegates(
    campaign: Campaign, group: Group, branch: Organization, people: Collection[int]
) -> None:
    """Who of a branch votes in a group of delegates, instead of those named before. Refused for
    whoever is named in another group."""
    _check_draft(campaign)
    whole = _whole(campaign.organization)
    eligible = {m.person_id: m.person for m in queries.people(whole, branch)}
    for one in queries.delegates(whole, campaign):
        if one.person_id in people and one.group != group.code:
            raise Refused(f"{one.person.name}已是另一组的代表，一个人只进一个组。", "people")
        if one.person_id in eligible and one.group == group.code:
            db.session.delete(one)
    db.session.flush()
    db.session.add_all(
        Delegate(campaign=campaign, person=eligible[one], group=group.code)
        for one in sorted(eligible.keys() & set(people))
    )
    db.session.flush()


def ask(campaign: Campaign, questions: Sequence[Mapping] | None, *, remark: bool) -> None:
    """The organiser's own questions, as `paper.designed` gave them; None for those of the kind."""
    _check_draft(campaign)
    campaign.design = None if questions is None else {
        "questions": [dict(one) for one in questions], "remark": remark
    }  # fmt: skip
    db.session.flush()


def leave_out(campaign: Campaign, subjects: Sequence[str], matters: Sequence[str] = ()) -> None:
    """Which of those foreseen do not stand on the ballot; and what matters are asked about."""
    _check_draft(campaign)
    if campaign.kind in TYPED:
        named = [m for m in dict.fromkeys(matters) if m]
        if not named:
            raise Refused("请至少写一项。", "matters")
        if len(named) > MATTERS_MOST:
            raise Refused(f"最多 {MATTERS_MOST} 项。", "matters")
        campaign.matters = named
    campaign.left_out = sorted(subjects)
    db.session.flush()


def discard(campaign: Campaign) -> None:
    """Take back a campaign that was prepared and never opened."""
    if campaign.state is not State.DRAFT:
        raise Refused("已经开始的评议不能取消。")
    whole = _whole(campaign.organization)
    keyholders = queries.keyholders(whole, campaign)
    keyfiles.doom(*(one.key_name for one in keyholders))
    named = queries.delegates(whole, campaign)
    for row in (*queries.groups(whole, campaign), *keyholders, *named):
        db.session.delete(row)
    db.session.delete(campaign)
    db.session.flush()


def _usual_groups(campaign) -> list[Wanted]:
    kind = campaign.kind
    if is_branch(campaign) or kind is Kind.MEMBER_REVIEW:
        groups = [Wanted("", "党员", Who.MEMBERS, 0, 0)]
        if kind in {Kind.MASS_REVIEW, Kind.PLEDGE_REVIEW}:
            groups = [Wanted("", "群众代表", Who.CODES, 0, 20)]
        return groups
    leaders = Wanted("", "上级班子成员", Who.LEADERS, 0, 0)
    heads = Wanted("", "下级党组织负责人", Who.HEADS, 0, 0)
    others = Wanted("", "党员和群众代表", Who.CODES, 0, 20)
    if kind is Kind.SECRETARY_REVIEW or kind is Kind.BRANCH_REVIEW:
        return [leaders, heads, others]
    return [heads, others] if kind is Kind.TEAM_REVIEW else [others]


def _replace_groups(campaign, groups):
    whole = _whole(campaign.organization)
    old = queries.groups(whole, campaign)
    labels = {one.code: one.label for one in old}
    for one in old:
        db.session.delete(one)
    db.session.flush()
    _add_groups(campaign, groups)
    codes = {one.label: one.code for one in queries.groups(whole, campaign)
             if one.who is Who.DELEGATES}  # fmt: skip
    for named in queries.delegates(whole, campaign):
        if code := codes.get(labels[named.group]):
            named.group = code
        else:
            db.session.delete(named)


def _add_groups(campaign, groups):
    db.session.add_all(
        Group(
            campaign=campaign, code=f"g{number}", label=one.label, who=one.who,
            weight=one.weight, codes=one.codes if one.who is Who.CODES else 0,
        )
        for number, one in enumerate(groups, 1)
    )  # fmt: skip
    db.session.flush()


def _check_draft(campaign):
    if campaign.state is not State.DRAFT:
        raise Refused("评议已经开始，名单、分组和题目都不能再改。")


def _whole(organization: Organization) -> Scope:
    return Scope(frozenset({organization.path}))
