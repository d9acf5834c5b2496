"""Every SELECT on activities and what belongs to them. The scope comes first, always."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from app.access.scope import Scope
from app.activities.models import SUBJECT, Activity
from app.core import clock
from app.core.db import db
from app.funds import queries as funds
from app.funds.models import Request
from app.meetings.calls.models import Call, Called
from app.meetings.calls.rooms import KIND
from app.meetings.models import Meeting, MeetingStatus
from app.organizations.models import Organization
from app.rules.activities import ActivityState, per_head, state_of
from app.rules.funds.kinds import RequestState
from app.venues import queries as venues
from app.venues.models import Booking

GONE = {RequestState.WITHDRAWN}
OVER = GONE | {RequestState.SETTLED}


@dataclass(frozen=True)
class Chain:
    """An activity with everything that hangs on it."""

    activity: Activity
    booking: Booking | None
    record: Meeting | None
    requests: Sequence[Request]

    @property
    def state(self) -> ActivityState:
        return state_of(
            cancelled=self.activity.call.cancelled,
            recorded=self.record is not None,
            open_money=any(one.state not in OVER for one in self.requests),
            begins=self.activity.call.begins,
            now=clock.wall(),
        )

    @property
    def asked(self) -> int:
        """What was estimated, in fen."""
        return sum(one.amount for one in self.requests if one.state not in GONE)

    @property
    def spent(self) -> int:
        return sum(one.spent for one in self.requests)

    @property
    def came(self) -> int:
        return self.record.present if self.record else 0

    @property
    def each(self) -> int | None:
        """Cost per head in fen, once people are known to have come."""
        return per_head(self.spent, self.came)


def listed(scope: Scope, year: int, limit: int, start: int = 0) -> list[Chain]:
    """The activities of branches in scope in that year, the latest first, one more than `limit` if
    there is; five statements however many."""
    query = _in(scope).where(Call.held_on.between(date(year, 1, 1), date(year, 12, 31)))
    query = query.order_by(Call.held_on.desc(), Activity.id.desc()).limit(limit + 1).offset(start)
    return _chains(scope, db.session.scalars(query).all())


def one(scope: Scope, activity_id: int) -> Chain | None:
    found = db.session.scalar(_in(scope).where(Activity.id == activity_id))
    return _chains(scope, [found])[0] if found else None


def of_call(scope: Scope, call_id: int) -> int | None:
    """The number of the activity that the notice belongs to."""
    query = select(Activity.id).join(Activity.organization)
    return db.session.scalar(
        query.where(Activity.call_id == call_id, scope.clause(Organization.path))
    )


def _chains(scope, activities):
    calls = [one.call_id for one in activities]
    if not calls:
        return []
    bookings = venues.of_subject(scope, KIND, calls)
    records = _records(scope, calls)
    requests = funds.of_subjects(scope, SUBJECT, [one.id for one in activities])
    return [
        Chain(one, bookings.get(one.call_id), records.get(one.call_id), requests.get(one.id, ()))
        for one in activities
    ]


def _records(scope, calls):
    """{call id: its record that counts}."""
    query = (
        select(Meeting)
        .join(Meeting.organization)
        .where(
            Meeting.call_id.in_(calls),
            Meeting.status == MeetingStatus.SUBMITTED,
            scope.clause(Organization.path),
        )
        .order_by(Meeting.id)
    )
    return {one.call_id: one for one in db.session.scalars(query)}


def _in(scope: Scope):
    return (
        select(Activity)
        .join(Activity.organization)
        .join(Activity.call)
        .options(
            contains_eager(Activity.organization).joinedload(Organization.parent),
            contains_eager(Activity.call).selectinload(Call.called).joinedload(Called.person),
            contains_eager(Activity.call).selectinload(Call.leaves),
            selectinload(Activity.made_by),
        )
        .where(scope.clause(Organization.path))
    )
