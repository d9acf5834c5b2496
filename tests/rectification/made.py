"""Items for tests: the usual facts of one, and one made of them."""

from datetime import date

from app.rectification import actions
from app.rectification.models import Source
from app.rules.rectification import SourceKind

OWN = Source(SourceKind.OWN, None, "")


def item(world, *, branch=None, source=OWN, **changes):
    """韩志远 is to mend it by 30 November 2026."""
    plain = {
        "problem": "会议记录不及时",
        "measure": "当月记当月的",
        "person": world.people["韩志远"],
        "due_on": date(2026, 11, 30),
    }
    return actions.raise_item(branch or world.here, source=source, **plain | changes)


def fields(world, **changes):
    """The same as the browser posts it."""
    plain = {
        "problem": "会议记录不及时",
        "measure": "当月记当月的",
        "responsible_id": str(world.people["韩志远"].id),
        "due_on": "2026-11-30",
    }
    return plain | changes
