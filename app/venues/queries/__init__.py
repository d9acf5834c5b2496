"""Every SELECT about venues, by what it is about. The scope comes first, always."""

from app.venues.queries.bookings import (
    between,
    booking,
    came_free,
    free,
    in_line,
    of_organizations,
    of_subject,
    series,
    taken,
    to_answer,
    to_note,
    waiting,
    waiting_one,
)
from app.venues.queries.register import (
    inspection,
    inspections,
    inspections_of,
    kept,
    listed,
    one,
    photo,
    photos,
)
from app.venues.queries.using import use, uses_of

__all__ = [
    "between",
    "booking",
    "came_free",
    "free",
    "in_line",
    "inspection",
    "inspections",
    "inspections_of",
    "kept",
    "listed",
    "of_organizations",
    "of_subject",
    "one",
    "photo",
    "photos",
    "series",
    "taken",
    "to_answer",
    "to_note",
    "use",
    "uses_of",
    "waiting",
    "waiting_one",
]
