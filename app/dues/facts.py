"""What duties rest on, set-based: a fixed number of statements for any number of organisations."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select

from app.core.db import db
from app.dues.models import DuesBase, DuesDisclosure, DuesReduction, DuesRequest
from app.dues.queries.payers import IN_PARTY
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.dates import PartialDate
from app.rules.dues.using import RequestState, Told
from app.rules.members import Standing
from app.rules.organizations import OrganizationKind


class Unfixed(NamedTuple):
    """Members without a base of the year: who were members when it began, and who came later, the
    first of them on which day."""

    old: int = 0
    new: int = 0
    first: PartialDate | None = None


class Waiting(NamedTuple):
    """What waits for one committee's answer: how many, since when."""

    number: int
    since: date


def kept(ids: Collection[int] | None = None) -> dict[int, tuple[str, date]]:
    """{branch id: (path, the day its first base was fixed)}: where dues are kept in the portal."""
    query = (
        select(Organization.id, Organization.path, func.min(DuesBase.fixed_on))
        .join(DuesBase, DuesBase.organization_id == Organization.id)
        .group_by(Organization.id, Organization.path)
    )
    if ids is not None:
        query = query.where(Organization.id.in_(ids))
    return {key: (path, _date(day)) for key, path, day in db.session.execute(query)}


def unfixed(ids: Collection[int], year: int, until: date, day: date) -> dict[int, Unfixed]:
    """{branch id: its members without a base of the year}; who was accepted by `until` is old."""
    last = PartialDate.of(until)
    fixed = select(DuesBase.id).where(
        DuesBase.person_id == Member.person_id,
        DuesBase.year == year,
        DuesBase.void_on.is_(None),
    )
    old = or_(Member.joined_on.is_(None), Member.joined_on <= last)
    query = (
        select(
            Member.organization_id,
            func.count().filter(old),
            func.count().filter(~old),
            func.min(Member.joined_on).filter(~old),
        )
        .where(
            Member.organization_id.in_(ids),
            Member.stage.in_(IN_PARTY),
            Member.standing == Standing.NORMAL,
            or_(Member.joined_on.is_(None), Member.joined_on <= PartialDate.of(day)),
            ~fixed.exists(),
        )
        .group_by(Member.organization_id)
    )
    return {key: Unfixed(*rest) for key, *rest in db.session.execute(query)}


def told(ids: Collection[int], years: Collection[int]) -> set[tuple[int, int, Told]]:
    """(organisation id, year, what was told of it)."""
    query = select(DuesDisclosure.organization_id, DuesDisclosure.year, DuesDisclosure.told).where(
        DuesDisclosure.organization_id.in_(ids), DuesDisclosure.year.in_(years)
    )
    return {tuple(row) for row in db.session.execute(query)}


def asked_of(committees: Sequence[Organization]) -> dict[int, Waiting]:
    """{organisation id: requests for money that wait for its answer}."""
    query = (
        select(DuesRequest.superior_id, func.count(), func.min(DuesRequest.asked_on))
        .where(
            DuesRequest.superior_id.in_([one.id for one in committees]),
            DuesRequest.state == RequestState.ASKED,
        )
        .group_by(DuesRequest.superior_id)
    )
    return {key: Waiting(number, _date(day)) for key, number, day in db.session.execute(query)}


def reductions_for(committees: Sequence[Organization]) -> dict[int, Waiting]:
    """{committee id: reductions of branches whose nearest committee it is}."""
    query = (
        select(Organization.path, func.count(), func.min(DuesReduction.asked_on))
        .join(DuesReduction.organization)
        .where(DuesReduction.state == RequestState.ASKED)
        .group_by(Organization.path)
    )
    rows = [(path, number, _date(day)) for path, number, day in db.session.execute(query)]
    if not rows:
        return {}
    lines = {path: _line(path) for path, *_ in rows}
    paths = {one for line in lines.values() for one in line}
    query = select(Organization.path, Organization.id).where(
        Organization.path.in_(paths), Organization.kind == OrganizationKind.COMMITTEE
    )
    known, asked = dict(db.session.execute(query).all()), {one.id for one in committees}
    found: dict[int, Waiting] = {}
    for path, number, day in rows:
        nearest = next((known[one] for one in reversed(lines[path]) if one in known), None)
        if nearest in asked:
            before = found.get(nearest, Waiting(0, day))
            found[nearest] = Waiting(before.number + number, min(before.since, day))
    return found


def _line(path) -> list[str]:
    """The paths above, from the root down."""
    steps = path.strip("/").split("/")[:-1]
    return ["/" + "/".join(steps[: n + 1]) + "/" for n in range(len(steps))]


def _date(value) -> date:
    """SQLite gives the least of two dates as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
