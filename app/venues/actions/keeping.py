"""Every change of the register: venues, who shares them, opening times, pictures."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.access.scope import Scope
from app.core import audit, clock
from app.core.db import db, renew
from app.core.errors import Refused
from app.core.uploads import Upload
from app.organizations.models import Organization
from app.rules.venues import (
    Span,
)
from app.venues import queries
from app.venues.models import (
    Booking,
    OpeningSpan,
    Venue,
    VenuePhoto,
    VenueShare,
)

MOST_PHOTOS = 12


def register(organization: Organization, **facts) -> Venue:
    """Enter a venue of an organisation."""
    venue = Venue(organization=organization, **facts)
    db.session.add(venue)
    db.session.flush()
    return venue


def edit(venue: Venue, **facts) -> None:
    """Change the facts of the register."""
    for name, value in facts.items():
        setattr(venue, name, value)
    db.session.flush()


def share(venue: Venue, organizations: Sequence[Organization]) -> None:
    """Say who else may book it; an organisation stands for everything below it."""
    wanted = {one.id: one for one in organizations}
    if wanted.keys() != {one.organization_id for one in venue.shares}:
        renew(venue)
    venue.shares = [one for one in venue.shares if one.organization_id in wanted]
    known = {one.organization_id for one in venue.shares}
    venue.shares += [
        VenueShare(organization=one) for key, one in wanted.items() if key not in known
    ]
    db.session.flush()


def set_opening(venue: Venue, since: date, spans: Mapping[int, Span | None]) -> list[Booking]:
    """Open it at these times from that day on; the coming bookings that now lie outside."""
    if since < clock.today() and any(one.since <= clock.today() for one in venue.opening):
        raise Refused("新的开放时间请从今天或以后算起。", "since")
    venue.opening = [one for one in venue.opening if one.since < since]
    db.session.flush()
    for weekday in range(7):
        span = spans.get(weekday)
        row = OpeningSpan(since=since, weekday=weekday)
        row.opens, row.closes = span or (None, None)
        venue.opening.append(row)
    db.session.flush()
    coming = queries.between(_own(venue), since, date(since.year + 2, 12, 31), [venue.id])
    return venue.left_outside(since, coming)


def retire(venue: Venue, *, why: str) -> None:
    """It is no longer used; refused while somebody still counts on it."""
    if venue.retired_on:
        raise Refused("这个场所已经停用。", "why")
    today = clock.today()
    if queries.between(_own(venue), today, date(today.year + 5, 12, 31), [venue.id]):
        raise Refused("还有没到日子的预约，请先取消或者改到别处。", "why")
    audit.because(why)
    venue.retired_on, venue.retired_why = today, why
    db.session.flush()


def add_photo(venue: Venue, upload: Upload, present: int) -> VenuePhoto:
    if not upload.media_type.startswith("image/"):
        raise Refused("请选择 jpg 或者 png 图片。", "photo")
    if present >= MOST_PHOTOS:
        raise Refused(f"最多 {MOST_PHOTOS} 张照片，请先删去旧的。", "photo")
    row = VenuePhoto(venue=venue, **upload.facts(clock.now()))
    db.session.add(row)
    db.session.flush()
    return row


def remove_photo(photo: VenuePhoto) -> None:
    """Take it off the page; that it was there stays on record."""
    photo.removed_at = photo.removed_at or clock.now()
    db.session.flush()


def _own(venue):
    return Scope(frozenset({venue.organization.path}))
