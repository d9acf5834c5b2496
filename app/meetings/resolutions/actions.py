"""A resolution is given to somebody, by a day."""

from datetime import date

from app.core.errors import Refused
from app.meetings.models import AgendaItem, Meeting
from app.people.models import Person
from app.rectification import actions as rectification
from app.rectification.models import Item, Source
from app.rules.rectification import SourceKind


def follow(
    meeting: Meeting,
    item: AgendaItem,
    *,
    task: str,
    due_on: date,
    person: Person | None = None,
    responsible: str = "",
) -> Item:
    """Put what the meeting resolved on the branch's list. `task` says what is to be done."""
    if not meeting.counts:
        raise Refused("这条会议记录已作废，决议不用再跟。")
    if due_on < meeting.held_on:
        raise Refused("办结时限不能早于开会的那一天。", "due_on")
    return rectification.raise_item(
        meeting.organization,
        source=Source(
            SourceKind.RESOLUTION, meeting.id, meeting.title, f"/meetings/{meeting.id}", item.number
        ),
        problem=item.title,
        measure=task,
        person=person,
        responsible=responsible,
        due_on=due_on,
        raised_on=meeting.held_on,
    )
