"""The check of venues; what is off becomes an item of 整改."""

from datetime import date

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.organizations.models import Organization
from app.people.models import Person
from app.rectification import actions as rectification
from app.rectification.models import Source
from app.rules.rectification import SourceKind
from app.rules.venues import (
    Outcome,
    mend_by,
)
from app.venues import queries
from app.venues.models import (
    Inspection,
    Venue,
)

FITNESS = {Outcome.BELOW: False, Outcome.FINE: True}
"""What a check says of the room itself; the other outcomes are about its things and its use."""


def inspect(
    organization: Organization, venue: Venue | None, *, checked_on: date, checked_by: str,
    outcome: Outcome, problem: str, person: Person | None, responsible: str,
    due_on: date | None,
) -> Inspection:  # fmt: skip
    """Note a check. What is off opens an item of 整改 with who mends it by when (SD2-8, VE-02)."""
    if checked_on > clock.today():
        raise Refused("检查的日子还没有到。", "checked_on")
    if due_on and due_on < checked_on:
        raise Refused("整改期限不能早于检查日期。", "due_on")
    if venue and venue.id not in {one.id for one in queries.listed(_of(organization))}:
        raise Refused("这个场所不归它用，请选它自己的或者开放给它的。", "venue_id")
    if (outcome is Outcome.MISSING) != (venue is None):
        raise Refused("选了场所的，不能是“没有场所”；没有场所的，请选“没有场所”。", "outcome")
    row = Inspection(
        organization=organization, venue=venue, checked_on=checked_on, checked_by=checked_by,
        outcome=outcome, problem=problem,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    if outcome.off:
        if not problem.strip():
            raise Refused("请写明问题。", "problem")
        row.mend_by = due_on or mend_by(checked_on)
        row.responsible = person.name if person else responsible
        where = venue.name if venue else organization.name
        item = rectification.raise_item(
            organization,
            source=Source(
                SourceKind.VENUE, row.id, f"场所检查：{where}", f"/venues/checks/{row.id}"
            ),
            problem=f"{outcome.label}：{problem}",
            person=person,
            responsible=responsible,
            due_on=row.mend_by,
        )
        row.item_id = item.id
    if venue and outcome in FITNESS:
        venue.fit = FITNESS[outcome]
    db.session.flush()
    return row


def _of(organization):
    return Scope(frozenset({organization.path}))
