"""Who would stand on a ballot and who would vote, looked up as the record stands today."""

from collections.abc import Sequence
from datetime import date

from app.access.scope import Scope
from app.core.errors import Refused
from app.evaluations import paper, queries
from app.evaluations.models import BY_MATTER, Campaign, Judged, Kind, Who
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.rules.evaluations import gets_grade
from app.rules.organizations import OrganizationKind, PostKind

SELF_LEFT_OUT = frozenset({Kind.MEMBER_REVIEW, Kind.SECRETARY_REVIEW})
"""Where people judge each other, so that nobody judges himself."""


def foreseen(campaign: Campaign, today: date, *, all_of_them: bool = False) -> list[Judged]:
    """Who would stand on the ballot if it were opened today; `all_of_them` with those left out."""
    found = _SUBJECTS[campaign.kind](campaign, today)
    kept = [one for one in found if all_of_them or one.subject not in campaign.left_out]
    for position, one in enumerate(kept, 1):
        if campaign.kind not in BY_MATTER:
            one.position = position
    return kept


def roster(campaign: Campaign, today: date) -> dict[int, str]:
    """Who would vote by account, each in the first group that takes him: {person_id: group}."""
    whole, found = _whole(campaign.organization), {}
    for group in queries.groups(whole, campaign):
        for person_id in _PEOPLE[group.who](campaign, group, today):
            found.setdefault(person_id, group.code)
    if campaign.kind is Kind.SECRETARY_REVIEW and is_branch(campaign):
        for one in foreseen(campaign, today):
            found.pop(one.person_id, None)
    return found


def questionnaire_of(campaign: Campaign, judged: Sequence[Judged]):
    """The ballot on these subjects."""
    return paper.questionnaire(
        paper.questions_of(campaign),
        [one.subject for one in judged],
        own_left_out=campaign.kind in SELF_LEFT_OUT and not _own_is_only(campaign),
        remark=paper.with_remark(campaign),
    )


def _own_is_only(campaign):
    return campaign.kind is Kind.SECRETARY_REVIEW and is_branch(campaign)


def _members(campaign, _today):
    return [
        _judged(campaign, n, m.person.name, person_id=m.person_id,
                graded=gets_grade(m.stage, m.standing))
        for n, m in enumerate(_people(campaign), 1)
    ]  # fmt: skip


def _secretaries(campaign, today):
    whole = _whole(campaign.organization)
    holders = organizations.holders(whole, today, PostKind.SECRETARY)
    branches = [b for b in organizations.branches(whole, today) if b.id in holders]
    branches.sort(key=lambda b: (holders[b.id].strokes or "", holders[b.id].name))
    found = [
        _judged(campaign, n, holders[b.id].name, person_id=holders[b.id].id, place=b.name)
        for n, b in enumerate(branches, 1)
    ]
    if not found:
        raise Refused("支部没有登记在任书记，请先在组织里登记。")
    return found


def _branches(campaign, today):
    return [
        _judged(campaign, n, b.name, organization_id=b.id)
        for n, b in enumerate(organizations.branches(_whole(campaign.organization), today), 1)
    ]


def _itself(campaign, _today):
    own = campaign.organization
    what = f"{own.name}领导班子" if campaign.kind is Kind.TEAM_REVIEW else own.name
    return [_judged(campaign, 1, what, organization_id=own.id)]


def _matters(campaign, _today):
    return [_judged(campaign, n, matter) for n, matter in enumerate(campaign.matters, 1)]


_SUBJECTS = {
    Kind.MEMBER_REVIEW: _members,
    Kind.SECRETARY_REVIEW: _secretaries,
    Kind.BRANCH_REVIEW: _branches,
    Kind.TEAM_REVIEW: _itself,
    Kind.MASS_REVIEW: _itself,
    Kind.PLEDGE_REVIEW: _matters,
    Kind.SATISFACTION: _matters,
    Kind.FREE: _matters,
}


def _leaders(campaign, _group, today):
    posts = organizations.posts(_whole(campaign.organization), campaign.organization, today)
    return [post.person_id for post in posts]


def _heads(campaign, _group, today):
    own = campaign.organization
    holders = organizations.holders(_whole(own), today, PostKind.SECRETARY)
    return [person.id for place, person in holders.items() if place != own.id]


def _named(campaign, group, _today):
    """Delegates who are still members in good standing."""
    named = queries.delegates(_whole(campaign.organization), campaign)
    chosen = {one.person_id for one in named if one.group == group.code}
    return [m.person_id for m in _people(campaign) if m.person_id in chosen] if chosen else []


_PEOPLE = {
    Who.MEMBERS: lambda campaign, _group, _today: [m.person_id for m in _people(campaign)],
    Who.LEADERS: _leaders,
    Who.HEADS: _heads,
    Who.DELEGATES: _named,
    Who.CODES: lambda _campaign, _group, _today: [],
    Who.PAPER: lambda _campaign, _group, _today: [],
}


def _judged(campaign, position, name, **facts):
    return Judged(
        campaign_id=campaign.id, position=position, name=name[:60], **({"graded": False} | facts)
    )


def _people(campaign):
    return queries.people(_whole(campaign.organization), campaign.organization)


def is_branch(campaign: Campaign) -> bool:
    """Whether a branch judges its own, and not a committee those below."""
    return campaign.organization.kind is OrganizationKind.BRANCH


def _whole(organization: Organization) -> Scope:
    return Scope(frozenset({organization.path}))
