"""The rooms a notice may choose from: every room the person may book, and whether it is free."""

from flask_login import current_user

from app.access.policy import Can
from app.rules.venues import Span
from app.venues import queries
from app.venues.models import Venue


def offer_rooms(form) -> dict[str, Venue]:
    """Offer them in `form.venue_id`; once day and hours are typed, those free then come first and
    are told so. {what is chosen: venue}."""
    scope = current_user.scope_for(Can.VENUES_BOOK)
    found = queries.listed(scope)
    day, starts, ends = (form[name].data for name in ("held_on", "started_at", "ended_at"))
    free = set()
    if found and day and starts and ends and starts < ends:
        people = len(form.people.data or ())
        free = {one.id for one in queries.free(scope, day, Span(starts, ends), people)}
    named = [(one.id, _named(one, free)) for one in sorted(found, key=lambda v: v.id not in free)]
    form.venue_id.offer([("", "不预约"), *named])
    return {str(one.id): one for one in found}


def _named(venue, free):
    place = venue.place or venue.organization.name
    return f"{venue.name}（{place}{'，空着' if venue.id in free else ''}）"
