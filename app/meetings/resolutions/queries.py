"""What follows from a meeting's resolutions. The scope comes first, always."""

from dataclasses import dataclass, field
from datetime import date

from app.access.scope import Scope
from app.meetings.models import Meeting
from app.rectification import queries as rectification
from app.rectification.models import Item
from app.rules.meetings import DueState
from app.rules.rectification import SourceKind, urgency


@dataclass(frozen=True)
class Followed:
    """The items by the number of their agenda item; `gone` are those whose agenda item a
    correction has taken out of the record."""

    by_number: dict[int, list[Item]] = field(default_factory=dict)
    gone: list[Item] = field(default_factory=list)
    urgencies: dict[int, DueState] = field(default_factory=dict)


def of_meeting(scope: Scope, meeting: Meeting, day: date) -> Followed:
    """What has become of a meeting's resolutions; one statement."""
    found = rectification.of_source(scope, SourceKind.RESOLUTION, [meeting.id])
    items = found.get(meeting.id, [])
    numbers = {one.number for one in meeting.items}
    by_number: dict[int, list[Item]] = {}
    for item in items:
        by_number.setdefault(item.source_part, []).append(item)
    return Followed(
        by_number,
        [item for item in items if item.source_part not in numbers],
        {item.id: urgency(item.state, item.due_on, day) for item in items},
    )
