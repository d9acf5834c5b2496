"""Every change of a reception day: announced, who came, held; a matter followed as an opinion."""

from datetime import date, time

from app.affairs import actions
from app.affairs.models import RaisedOpinion, ReceptionDay, Visit
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person

MOST_SUBJECT = 60


def announce(
    branch: Organization,
    *,
    held_on: date,
    started_at: time,
    ended_at: time | None,
    place: str,
    receiver: Person,
) -> ReceptionDay:
    """Say when and where who receives; a day gone by may be entered later."""
    day = ReceptionDay(
        organization=branch, held_on=held_on, started_at=started_at, ended_at=ended_at,
        place=place, receiver=receiver,
    )  # fmt: skip
    db.session.add(day)
    db.session.flush()
    return day


def note(day: ReceptionDay, *, visitor: str, people: int, matter: str, said: str) -> Visit:
    """Somebody came: with or without a name, with what, and what was said to it at once."""
    _begun(day)
    visit = Visit(day=day, visitor=visitor or None, people=people, matter=matter, said=said or None)
    day.done = True
    db.session.add(visit)
    db.session.flush()
    return visit


def held(day: ReceptionDay) -> None:
    """It was held, whether or not anybody came."""
    _begun(day)
    day.done = True
    db.session.flush()


def follow(visit: Visit) -> RaisedOpinion:
    """The matter is followed as an opinion of the branch, once."""
    if visit.opinion_id is not None:
        raise Refused("这件事已经转为意见办理。")
    opinion = actions.raise_received(
        visit.day.organization, held_on=visit.day.held_on,
        subject=visit.matter.splitlines()[0].rstrip("。")[:MOST_SUBJECT], text=visit.matter,
    )  # fmt: skip
    visit.opinion_id = opinion.id
    db.session.flush()
    return opinion


def _begun(day):
    if day.held_on > clock.today():
        raise Refused("接访的日子还没有到。", "matter")
