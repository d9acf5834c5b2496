"""Every SELECT on venues, their pictures and checks. The scope comes first."""

from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.access.scope import Scope
from app.core.db import db
from app.organizations.models import Organization
from app.venues.models import Inspection, Venue, VenuePhoto, VenueShare


def listed(scope: Scope, *, retired: bool = False) -> list[Venue]:
    """Venues that somebody of this scope may use, its own first; three statements."""
    query = _visible(scope).options(
        selectinload(Venue.opening), selectinload(Venue.shares).joinedload(VenueShare.organization)
    )
    if not retired:
        query = query.where(Venue.retired_on.is_(None))
    return list(db.session.scalars(query.order_by(Organization.path, Venue.name)))


def one(scope: Scope, venue_id: int) -> Venue | None:
    """A venue that somebody of this scope may use."""
    query = _visible(scope).options(
        selectinload(Venue.opening), selectinload(Venue.shares).joinedload(VenueShare.organization)
    )
    return db.session.scalar(query.where(Venue.id == venue_id))


def kept(scope: Scope, venue_id: int) -> Venue | None:
    """A venue of an organisation in scope, for whoever keeps it."""
    query = _visible(scope).options(
        selectinload(Venue.opening), selectinload(Venue.shares).joinedload(VenueShare.organization)
    )
    return db.session.scalar(query.where(Venue.id == venue_id, scope.clause(Organization.path)))


def photos(scope: Scope, venue: Venue) -> list[VenuePhoto]:
    query = select(VenuePhoto).join(VenuePhoto.venue).join(Venue.organization)
    query = query.where(may_use(scope), Venue.id == venue.id, VenuePhoto.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(VenuePhoto.id)))


def photo(scope: Scope, photo_id: int) -> VenuePhoto | None:
    query = (
        select(VenuePhoto)
        .join(VenuePhoto.venue)
        .join(Venue.organization)
        .options(contains_eager(VenuePhoto.venue).contains_eager(Venue.organization))
        .where(may_use(scope), VenuePhoto.id == photo_id)
    )
    return db.session.scalar(query)


def inspections(scope: Scope, year: int, limit: int = 1000) -> list[Inspection]:
    """Checks of organisations in scope in that year, by organisation and day."""
    query = _inspections(scope).where(
        Inspection.checked_on.between(date(year, 1, 1), date(year, 12, 31))
    )
    order = (Organization.path, Inspection.checked_on, Inspection.id)
    return list(db.session.scalars(query.order_by(*order).limit(limit)))


def inspection(scope: Scope, inspection_id: int) -> Inspection | None:
    return db.session.scalar(_inspections(scope).where(Inspection.id == inspection_id))


def inspections_of(scope: Scope, venue: Venue) -> list[Inspection]:
    """Checks of one venue, the latest first."""
    query = _inspections(scope).where(Inspection.venue_id == venue.id)
    return list(db.session.scalars(query.order_by(Inspection.checked_on.desc(), Inspection.id)))


def _visible(scope: Scope) -> Select:
    return (
        select(Venue)
        .join(Venue.organization)
        .options(contains_eager(Venue.organization))
        .where(may_use(scope))
    )


def may_use(scope: Scope):
    """Kept by an organisation in scope or above it, or shared with one in it or above it."""
    above = {path for root in scope.roots for path in _line(root)}
    shared = (
        select(VenueShare.venue_id)
        .join(VenueShare.organization)
        .where(or_(scope.clause(Organization.path), Organization.path.in_(above)))
    )
    return or_(scope.clause(Organization.path), Organization.path.in_(above), Venue.id.in_(shared))


def _inspections(scope: Scope) -> Select:
    return (
        select(Inspection)
        .join(Inspection.organization)
        .options(
            contains_eager(Inspection.organization).joinedload(Organization.parent),
            joinedload(Inspection.venue),
        )
        .where(scope.clause(Organization.path))
    )


def _line(path):
    """The paths from the root down to the organisation itself."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
