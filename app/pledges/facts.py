"""What duties rest on, set-based: a fixed number of statements for any number of branches."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select

from app.core.db import db
from app.members.life.models import Event
from app.members.models import Member
from app.organizations.models import Organization
from app.pledges.models import Pledge, PledgeComment, PledgeFeedback, PledgeMatter
from app.pledges.queries import IN_PARTY
from app.rules.dates import PartialDate
from app.rules.life import EventKind
from app.rules.members import Standing
from app.rules.pledges import PUBLIC, PledgeState

OVER = (PledgeState.EVALUATED, PledgeState.CLOSED)


class Asked(NamedTuple):
    """Of how many members a pledge is asked for, and how many have handed one in."""

    asked: int = 0
    written: int = 0


class Public(NamedTuple):
    """Of the published pledges of one organisation and year, how many are how far; `members` and
    `commented` are members' alone, for the organisation's own is commented on by its superior.
    `own` is the number of the organisation's own pledge if it was handed in."""

    public: int = 0
    members: int = 0
    commented: int = 0
    evaluated: int = 0
    own: int | None = None


class Below(NamedTuple):
    """Of organisations' own published pledges, how many their superior has commented on."""

    public: int = 0
    commented: int = 0


class Waiting(NamedTuple):
    """What waits in one state: the first of it, since when, how many."""

    organization_id: int
    state: PledgeState
    first: int
    since: date
    number: int


class Due(NamedTuple):
    """What one organisation has to settle by one day."""

    organization_id: int
    due_on: date
    number: int


def asked(ids: Collection[int], year: int, last: date) -> dict[int, Asked]:
    """{branch id: its members by `last`}: who joined or came later, and those of whom nothing is
    demanded (ED-32), are not asked. A pledge made in another branch that year counts."""
    until = PartialDate.of(last)
    came = select(Event.id).where(
        Event.member_id == Member.id,
        Event.organization_id == Member.organization_id,
        Event.kind == EventKind.CAME,
        Event.happened_on > until,
    )
    handed = select(Pledge.id).where(
        Pledge.person_id == Member.person_id,
        Pledge.year == year,
        Pledge.state != PledgeState.RETURNED,
    )
    query = (
        select(Member.organization_id, func.count(), func.count().filter(handed.exists()))
        .where(
            Member.organization_id.in_(ids),
            Member.stage.in_(IN_PARTY),
            Member.standing == Standing.NORMAL,
            Member.exempt.is_(False),
            or_(Member.joined_on.is_(None), Member.joined_on <= until),
            ~came.exists(),
        )
        .group_by(Member.organization_id)
    )
    return {key: Asked(*rest) for key, *rest in db.session.execute(query)}


def public(ids: Collection[int], years: Collection[int]) -> dict[tuple[int, int], Public]:
    """{(organisation id, year): how far its published pledges are}."""
    shown, personal = Pledge.state.in_(PUBLIC), Pledge.person_id.is_not(None)
    over = Pledge.state.in_(OVER)
    own = and_(Pledge.person_id.is_(None), Pledge.state != PledgeState.RETURNED)
    query = (
        select(
            Pledge.organization_id,
            Pledge.year,
            func.count().filter(shown),
            func.count().filter(shown, personal),
            func.count().filter(shown, personal, or_(_commented(), over)),
            func.count().filter(over),
            func.max(Pledge.id).filter(own),
        )
        .where(Pledge.organization_id.in_(ids), Pledge.year.in_(years))
        .group_by(Pledge.organization_id, Pledge.year)
    )
    return {(place, year): Public(*rest) for place, year, *rest in db.session.execute(query)}


def below(ids: Collection[int], years: Collection[int]) -> dict[tuple[int, int], Below]:
    """{(superior id, year): the published pledges of the organisations directly below it}."""
    query = (
        select(
            Organization.parent_id,
            Pledge.year,
            func.count(),
            func.count().filter(or_(_commented(), Pledge.state.in_(OVER))),
        )
        .join(Pledge.organization)
        .where(
            Organization.parent_id.in_(ids),
            Pledge.year.in_(years),
            Pledge.person_id.is_(None),
            Pledge.state.in_(PUBLIC),
        )
        .group_by(Organization.parent_id, Pledge.year)
    )
    return {(place, year): Below(*rest) for place, year, *rest in db.session.execute(query)}


def _commented():
    return select(PledgeComment.id).where(PledgeComment.pledge_id == Pledge.id).exists()


def waiting(ids: Collection[int]) -> list[Waiting]:
    """What waits for the branch's review, and what was agreed to and is not yet shown."""
    since = func.min(func.coalesce(Pledge.reviewed_on, Pledge.submitted_on))
    query = (
        select(Pledge.organization_id, Pledge.state, func.min(Pledge.id), since, func.count())
        .where(
            Pledge.organization_id.in_(ids),
            Pledge.state.in_([PledgeState.SUBMITTED, PledgeState.APPROVED]),
        )
        .group_by(Pledge.organization_id, Pledge.state)
    )
    return [Waiting(*row) for row in db.session.execute(query)]


def matters(ids: Collection[int], years: Collection[int], until: date) -> list[Due]:
    """Published matters that are open and due by that day, by organisation and day."""
    query = (
        select(Pledge.organization_id, PledgeMatter.due_on, func.count())
        .join(PledgeMatter.pledge)
        .where(
            Pledge.organization_id.in_(ids),
            Pledge.year.in_(years),
            Pledge.state.in_(PUBLIC),
            PledgeMatter.done_on.is_(None),
            PledgeMatter.unfinished_why == "",
            PledgeMatter.due_on <= until,
        )
        .group_by(Pledge.organization_id, PledgeMatter.due_on)
        .order_by(PledgeMatter.due_on)
    )
    return [Due(*row) for row in db.session.execute(query)]


def unanswered(ids: Collection[int]) -> list[Due]:
    """Opinions that are not yet told to the pledger and confirmed, by organisation and day."""
    query = (
        select(Pledge.organization_id, PledgeFeedback.due_on, func.count())
        .join(PledgeFeedback.pledge)
        .where(Pledge.organization_id.in_(ids), PledgeFeedback.confirmed_on.is_(None))
        .group_by(Pledge.organization_id, PledgeFeedback.due_on)
        .order_by(PledgeFeedback.due_on)
    )
    return [Due(*row) for row in db.session.execute(query)]
