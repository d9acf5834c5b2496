"""ED-04: probationers, and members within a year of 转正, who have not had a concentrated training.

Set-based: one statement for who they are, one for what they completed, whatever the branches.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, union_all

from app.core.db import db
from app.members.hours import sources
from app.members.models import Member
from app.rules.dates import PartialDate, add_years
from app.rules.members import Stage, Standing
from app.rules.secretaries import newcomer


class Missing(NamedTuple):
    """How many people of a branch, since when the first, and by when the most urgent."""

    people: int
    since: date
    due: date


def short(branch_ids: Collection[int], day: date) -> dict[int, Missing]:
    """{branch id: its newcomers without a training in the span they are in}; branches without any
    have no entry."""
    people = _people(branch_ids, day)
    done = _completed({one.person_id for one in people}, day) if people else {}
    found = defaultdict(list)
    for one in people:
        span = newcomer(_day(one.joined_on), _day(one.confirmed_on), one.stage, day)
        if span and not any(span[0] <= when <= day for when in done.get(one.person_id, ())):
            found[one.organization_id].append(span)
    return {
        key: Missing(len(spans), min(first for first, _ in spans), min(last for _, last in spans))
        for key, spans in found.items()
    }


def _people(branch_ids, day):
    since = PartialDate.of(add_years(day, -1))
    query = select(
        Member.person_id, Member.organization_id, Member.stage, Member.joined_on,
        Member.confirmed_on,
    ).where(
        Member.organization_id.in_(branch_ids),
        Member.standing == Standing.NORMAL,
        Member.exempt.is_(False),
        (Member.stage == Stage.PROBATIONARY)
        | ((Member.stage == Stage.FULL) & (Member.confirmed_on >= since)),
    )  # fmt: skip
    return db.session.execute(query).all()


def _completed(people, day) -> dict[int, list[date]]:
    """{person id: the days of concentrated trainings of the last three years}."""
    narrowed = select(Member.person_id).where(Member.person_id.in_(people))
    rows = union_all(*[one.rows(narrowed, add_years(day, -3), day) for one in sources()])
    rows = rows.subquery("completed")
    found = defaultdict(list)
    query = select(rows.c.person_id, rows.c.held_on).where(rows.c.concentrated > 0)
    for person_id, when in db.session.execute(query):
        found[person_id].append(when if isinstance(when, date) else date.fromisoformat(when))
    return found


def _day(partial):
    return partial.earliest if partial else None
