"""Records that somebody caught up with a meeting, and takes it back."""

from collections.abc import Collection
from datetime import date

from app.access.scope import Scope
from app.accounts.models import Account
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.meetings.attendance import AWAY
from app.meetings.models import Meeting
from app.meetings.study import queries
from app.meetings.study.models import MakeUp
from app.people.models import Person


def record(
    meeting: Meeting,
    person_ids: Collection[int],
    *,
    made_up_on: date,
    how: str,
    by: Account | None = None,
) -> list[MakeUp]:
    """These people, who were away, made the meeting up on that day.

    Refused for a day before the meeting or ahead, and for who was not away or has done so already.
    """
    if not person_ids:
        raise Refused("请至少选一个人。", "people")
    if made_up_on < meeting.held_on:
        raise Refused("补学日期不能早于会议日期。", "made_up_on")
    if made_up_on > clock.today():
        raise Refused("补学日期还没有到。", "made_up_on")
    allowed = {one.id: one for one in outstanding(meeting)}
    if not set(person_ids) <= allowed.keys():
        raise Refused("其中有人不需要补学或已经记过，请重新打开页面。", "people")
    rows = [
        MakeUp(
            meeting=meeting,
            person=allowed[key],
            made_up_on=made_up_on,
            how=how,
            recorded_at=clock.now(),
            recorded_by=by,
        )
        for key in person_ids
    ]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def take_back(make_up: MakeUp, *, why: str) -> None:
    """It was recorded by mistake; the trail keeps that it was."""
    audit.because(why)
    db.session.delete(make_up)
    db.session.flush()


def outstanding(meeting: Meeting) -> list[Person]:
    """The people who were away from the meeting and have not made it up, in the list's order."""
    done = queries.of_meeting(Scope(frozenset({meeting.organization.path})), meeting)
    return [a.person for a in meeting.attendance if a.code in AWAY and a.person_id not in done]
