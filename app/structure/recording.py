"""How an act is written down: who decided, who recorded it, and each organisation's part in it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from app.access.scope import EVERYTHING
from app.core import clock
from app.core.db import db
from app.organizations import actions as organizations
from app.organizations import queries as tree
from app.organizations.models import Organization, Post
from app.rules.acts import ActKind, Part
from app.rules.organizations import OrganizationKind
from app.structure.models import Act, ActPart


def superior_of(organization: Organization) -> Organization | None:
    """Who decides on its set-up: the nearest committee above, else what is right above."""
    above = tree.ancestors(EVERYTHING, organization)
    committees = [one for one in above if one.kind is OrganizationKind.COMMITTEE]
    return next(reversed(committees or above), None)


def write(
    kind: ActKind,
    parts: Iterable[tuple],
    *,
    on: date,
    superior: Organization | None = None,
    facts: dict | None = None,
    by: int | None = None,
    **paper: Any,
) -> Act:
    """Store the act: `parts` are (organisation, part, before, after), the main one first; `by` is
    the account that records it, `paper` its basis, number, reason and note."""
    made = [
        ActPart(organization=one, part=part, before=before, after=after)
        for one, part, before, after in parts
    ]
    act = Act(
        kind=kind,
        done_on=on,
        superior=superior or superior_of(made[0].organization),
        facts=facts or {},
        recorded_by_id=by,
        recorded_at=clock.now(),
        parts=made,
        **paper,
    )
    db.session.add(act)
    db.session.flush()
    return act


def close(organization: Organization, on: date, posts: Iterable[Post]) -> tuple:
    """The organisation is no more from that day on, its posts have ended; as a part of an act."""
    before = {"dissolved_on": None, "posts": end(posts, on)}
    organizations.edit(organization, dissolved_on=on)
    return organization, Part.CLOSED, before, {"dissolved_on": on.isoformat()}


def end(posts: Iterable[Post], on: date) -> list[list]:
    """End these posts with the day before; [post id, its end until now] of each, for the record."""
    posts = list(posts)
    before = [[one.id, one.ended_on and one.ended_on.isoformat()] for one in posts]
    organizations.end_posts(posts, ended_on=on - timedelta(days=1))
    return before
