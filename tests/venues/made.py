"""Rooms for tests: one of the branch, one of the college that is shared, bookings of them."""

from datetime import date, time

from app.rules.venues import Span
from app.venues import actions
from app.venues.actions import Asked

DAY = date(2026, 11, 18)
AFTERNOON, LATER = Span(time(15), time(17)), Span(time(17), time(18))
OPEN = dict.fromkeys(range(5), Span(time(8), time(21)))


def room(world, **facts):
    """The branch's own room, for 30."""
    usual = {"name": "党员活动室", "place": "思源楼 204", "capacity": 30}
    return actions.register(world.here, **usual | facts)


def hall(world, **facts):
    """The college's, shared with everything below it and booked by asking."""
    usual = {"name": "党员之家", "place": "致远楼 101", "capacity": 120, "approval": True}
    made = actions.register(world.college, **usual | facts)
    actions.share(made, [world.college])
    return made


def booked(world, venue, day=DAY, span=AFTERNOON, *, by=None, people=20, **facts):
    """The branch has it for a meeting, unless somebody else is named."""
    return actions.book(
        venue, by or world.here, world.people["周敏"], day, span, Asked("支部学习", people, **facts)
    )
