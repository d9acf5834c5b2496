"""Tables of venues, by what they are about."""

from app.venues.models.bookings import Booking, Waiting
from app.venues.models.register import Inspection, OpeningSpan, Venue, VenuePhoto, VenueShare

__all__ = ["Booking", "Inspection", "OpeningSpan", "Venue", "VenuePhoto", "VenueShare", "Waiting"]
