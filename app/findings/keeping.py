"""Keeps each organisation's findings as rows, so that a page over a thousand branches reads a few.

What an audited row tells of an organisation may change its findings and those of everything above
it. Whoever commits such a change loses these rows with the same commit; a request and a unit of
work make them anew before it. Where there are no rows of today, findings are worked out as they
are read: rows are a shorter way to the same answer, never another answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from flask import current_app
from sqlalchemy import delete, event, insert, inspect, or_, select, text
from sqlalchemy.orm import Session

from app.access.scope import Scope
from app.core import clock
from app.core.audit import TOLD, Audited
from app.core.db import before_commit, db, is_postgresql
from app.findings.answers import answered
from app.findings.engine import Finding, State, gather, owed
from app.findings.models import Kept, KeptFinding
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.organizations import OrganizationKind

MOST_AT_ONCE = 60
"""Organisations whose findings a change makes anew at once; more are left to the daily round."""
BATCH = 200
COLUMNS = [c.key for c in inspect(KeptFinding).column_attrs if c.key != "id"]
_TOUCHED = "findings_touched"


@dataclass
class Touched:
    """What a transaction has changed: organisations by id and by path, people, whole subtrees."""

    ids: set[int] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    below: set[str] = field(default_factory=set)


def touch(*, below: str) -> None:
    """Say that everything at and below that path may owe something else now: for changes that
    no audited row tells."""
    _touched(db.session()).below.add(below)


def settle() -> None:
    """Before a commit: what was touched is forgotten and, if it is not too much, made anew."""
    db.session.flush()
    touched = _taken(db.session())
    if touched is None:
        return
    changed = _forget(db.session(), touched)
    if len(changed) <= MOST_AT_ONCE:
        keep(changed, clock.today())


def keep(organization_ids: Collection[int], day: date) -> None:
    """Make the rows of these organisations anew, as of that day."""
    query = select(Organization).where(
        Organization.id.in_(list(organization_ids)),
        Organization.kind != OrganizationKind.GROUP,
        or_(Organization.dissolved_on.is_(None), Organization.dissolved_on > day),
    )
    organizations = db.session.scalars(query).all()
    ids = [one.id for one in organizations]
    for table in (Kept, KeptFinding):
        db.session.execute(delete(table).where(table.organization_id.in_(ids)))
    found = fresh(organizations, day)
    rows = [_row(one) for instances in found.values() for one in instances]
    if organizations:
        db.session.execute(
            insert(Kept), [summed(o, found[o.id]) | {"day": day} for o in organizations]
        )
    if rows:
        db.session.execute(insert(KeptFinding), rows)


def keep_everything(day: date, *, anew: bool = False) -> int:
    """The daily round: rows of that day for every organisation that has none, or for all; how
    many organisations were done. To be called within units of work, BATCH at a time."""
    query = (
        select(Organization.id)
        .outerjoin(Kept)
        .where(
            Organization.kind != OrganizationKind.GROUP,
            or_(Organization.dissolved_on.is_(None), Organization.dissolved_on > day),
        )
    )
    if not anew:
        query = query.where(or_(Kept.day.is_(None), Kept.day != day))
    ids = list(db.session.scalars(query.order_by(Organization.id)))
    _lock(db.session())
    for first in range(0, len(ids), BATCH):
        keep(ids[first : first + BATCH], day)
    return len(ids)


def fresh(organizations: Sequence[Organization], day: date) -> dict[int, list[Finding]]:
    """Every instance worked out from the records, with what was answered to it."""
    return answered(organizations, gather(organizations, day)) if organizations else {}


def summed(organization: Organization, instances: Sequence[Finding]) -> dict:
    """How many of these are owed, and by name what is late or near its day: Kept's columns."""
    told = owed(instances)
    late, soon, still = (
        [one for one in told if one.state is state]
        for state in (State.LATE, State.SOON, State.OPEN)
    )
    return {
        "organization_id": organization.id,
        "path": organization.path,
        "late": len(late),
        "soon": len(soon),
        "open": len(still),
        "first_late": min((one.due for one in late), default=None),
        "first_soon": min((one.due for one in soon), default=None),
        "off": "\n".join(dict.fromkeys(one.duty for one in late)),
        "near": "\n".join(dict.fromkeys(one.duty for one in soon)),
    }


def read(rows) -> list[Finding]:
    """Rows of `COLUMNS` as the findings they were made of."""
    return [Finding(**dict(zip(COLUMNS, row, strict=True))) for row in rows]


def _row(finding):
    row = {name: getattr(finding, name) for name in COLUMNS}
    return row | {"press_needs": finding.press_needs and finding.press_needs.value}


def _forget(session, touched) -> set[int]:
    """Drop the rows of what was touched; the ids of those organisations."""
    _lock(session)
    if touched.people:
        touched.paths |= current_app.extensions["paths_of_people"](touched.people)
    of_ids = select(Organization.path).where(Organization.id.in_(touched.ids))
    lines = _lines(touched.paths | set(session.scalars(of_ids)))
    query = select(Organization.id).where(
        or_(
            Organization.id.in_(touched.ids),
            Organization.path.in_(lines),
            Scope(frozenset(touched.below)).clause(Organization.path),
        )
    )
    ids = set(session.scalars(query))
    for table in (Kept, KeptFinding):
        below = Scope(frozenset(touched.below)).clause(table.path)  # what has moved away since
        session.execute(delete(table).where(or_(below, table.organization_id.in_(ids))))
    return ids


def _lines(paths) -> set[str]:
    """These paths and those of everything above them."""
    return {path[: end + 1] for path in paths for end, c in enumerate(path) if c == "/" and end}


def _lock(session):
    """On PostgreSQL commits overlap: one that has not seen another's change must not keep rows
    over it. SQLite's writers stand in line anyway."""
    if is_postgresql():
        session.execute(text(f"LOCK TABLE {Kept.__tablename__} IN EXCLUSIVE MODE"))


def _touched(session) -> Touched:
    return session.info.setdefault(_TOUCHED, Touched())


@event.listens_for(Session, "after_flush")
def _note(session, _flush):
    for row in chain(session.new, session.deleted, session.dirty):
        if isinstance(row, Audited) and (row not in session.dirty or session.is_modified(row)):
            _note_row(_touched(session), row, new=row in session.new)


def _note_row(touched, row, *, new):
    if isinstance(row, Person):
        if not new:
            touched.people.add(row.id)
        return
    try:
        path = row.audit_path
    except AttributeError:  # taken out of its parent's list, which has changed with it
        return
    if row.audit_reaches_below:
        touched.below.add(path or "/")
    elif path:
        touched.paths.add(path)
    for name in _organization_columns(type(row)):
        history = inspect(row).attrs[name].history
        touched.ids |= {
            key for key in (*history.added, *history.unchanged, *history.deleted) if key
        }


def _organization_columns(model):
    if model not in _ORGANIZATIONCOLUMNS:
        table = Organization.__table__
        _ORGANIZATIONCOLUMNS[model] = [
            attribute.key
            for attribute in inspect(model).column_attrs
            if any(key.column.table is table for key in attribute.columns[0].foreign_keys)
        ]
    return _ORGANIZATIONCOLUMNS[model]


_ORGANIZATIONCOLUMNS: dict[type, list[str]] = {}


@event.listens_for(Session, "before_commit")
def _never_stale(session):
    """A commit that no request and no unit of work made still leaves no row behind that lies."""
    if session.in_nested_transaction():
        return
    session.flush()
    touched = _taken(session)
    if touched is not None:
        _forget(session, touched)


@event.listens_for(Session, "after_rollback")
def _given_up(session):
    _taken(session)


def _taken(session) -> Touched | None:
    """What was touched since the last commit, and no longer kept in mind."""
    touched, told = session.info.pop(_TOUCHED, None), session.info.pop(TOLD, None)
    if told:
        touched = touched or Touched()
        touched.paths |= told
    return touched


before_commit(settle)
