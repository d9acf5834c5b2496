"""Every change of activities: organised, changed, called off; each asks the packages below."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.accounts.models import Account
from app.activities.models import SUBJECT, Activity
from app.activities.queries import OVER, Chain
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.funds import actions as funds
from app.funds.actions import Part
from app.funds.models import Line, Request
from app.meetings.attendance import Attendee
from app.meetings.calls import actions as calls
from app.organizations.models import Organization
from app.rules.activities import ActivityKind
from app.rules.funds.kinds import Purpose
from app.venues.models import Venue


@dataclass(frozen=True)
class Money:
    """What an activity asks of a line."""

    line: Line
    purpose: Purpose
    parts: Sequence[Part]


def organize(
    branch: Organization, kind: ActivityKind, *, people: dict[int, Attendee],
    chosen: Collection[int], hours: float | None, venue: Venue | None, money: Money | None,
    by: Account, **facts,
) -> Activity:  # fmt: skip
    """Call the people, book the room, foresee the hours and ask for the money; all of it or, where
    one of them is refused, nothing. `facts` are the notice's own."""
    call = calls.send(
        branch, kind.meeting, people=people, chosen=chosen, by=by, venue=venue, **facts
    )
    activity = Activity(
        organization=branch, kind=kind, call=call, hours=hours, made_by_id=by.person_id,
        made_on=clock.today(),
    )  # fmt: skip
    db.session.add(activity)
    db.session.flush()
    if money:
        ask(activity, money, by=by.person_id)
    return activity


def ask(activity: Activity, money: Money, *, by: int | None) -> Request:
    """Ask for money for it, also later or once more."""
    call = activity.call
    if call.cancelled:
        raise Refused("活动已取消，不再申请经费。")
    if money.line.budget.organization_id != activity.organization_id:
        raise Refused("请选择本组织的经费。", "line_id")
    if not money.parts:
        raise Refused("选了经费的，至少写一项概算。", "parts")
    try:
        return funds.request(
            money.line, title=call.title, purpose=money.purpose, activity_on=call.held_on,
            parts=money.parts, by=by, place=call.place,
            participants=f"{len(call.called)} 人", content=call.agenda,
            subject_kind=SUBJECT, subject_id=activity.id, subject_title=call.title,
            subject_address=activity.address,
        )  # fmt: skip
    except Refused as refused:
        field = {"activity_on": "held_on"}.get(refused.field, refused.field)
        raise Refused(refused.message, field) from None


def tell(activity: Activity, *, hours: float | None, summary: str) -> None:
    """Change the hours foreseen, or say what came of it."""
    activity.hours, activity.summary = hours, summary
    db.session.flush()


def call_off(chain: Chain, *, why: str) -> None:
    """It will not be held: the notice is cancelled, the room given up, money not paid taken
    back. Refused once money was paid or it is on record."""
    if chain.record:
        raise Refused("已经有活动记录，不能再取消。", "why")
    paid = [one for one in chain.requests if one.spent]
    if paid:
        raise Refused(f"“{paid[0].title}”已经有支出，请先在经费里结清。", "why")
    calls.cancel(chain.activity.call, why=why)
    for one in chain.requests:
        if one.state not in OVER:
            funds.withdraw(one, why=f"活动取消：{why}"[:300])
    db.session.flush()
