"""What is owed, asked for: from kept rows where there are any of the day, else worked out."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.access.scope import Scope
from app.core.db import db
from app.findings.engine import OWED, Finding, State, owed
from app.findings.keeping import COLUMNS, fresh, read, summed
from app.findings.models import Kept, KeptFinding
from app.organizations.models import Organization
from app.rules import registry
from app.rules.organizations import OrganizationKind

_COLUMNS = [KeptFinding.__table__.c[name] for name in COLUMNS]


class Tally(NamedTuple):
    """One organisation that owes something: see models.Kept for what is told of it."""

    organization_id: int
    path: str
    late: int
    soon: int
    open: int
    first_late: date | None
    first_soon: date | None
    off: str
    near: str

    def duties(self, state: State) -> list[str]:
        """What is late, or near its day, by name."""
        names = self.off if state is State.LATE else self.near
        return names.split("\n") if names else []

    def first(self, state: State) -> date | None:
        return self.first_late if state is State.LATE else self.first_soon


@dataclass(frozen=True)
class Exceptions:
    """What is late (or near its day) in a subtree. `all` counts the organisations looked at,
    `late` and `soon` those with something so, `duties` them by duty; `rows` is one page of the
    `shown`, the one with the earliest last day first; the findings of each are in the order of
    `by_urgency`."""

    all: int
    late: int
    soon: int
    duties: list[tuple[str, int]]
    rows: list[tuple[Organization, list[Finding]]]
    shown: int
    tallies: list[Tally]


def of_organizations(
    scope: Scope, organizations: Sequence[Organization], day: date
) -> dict[int, list[Finding]]:
    """{organization_id: what is owed, most urgent first}; those out of scope are left out."""
    found = instances(scope, organizations, day, OWED)
    return {key: owed(findings) for key, findings in found.items()}


def instances(
    scope: Scope, organizations: Sequence[Organization], day: date, states: Collection[State]
) -> dict[int, list[Finding]]:
    """{organization_id: instances in these states}; one statement where rows are kept."""
    ours = {one.id: one for one in organizations if scope.covers(one.path)}
    found = {key: [] for key in ours}
    kept = set()
    of_kept = and_(
        KeptFinding.organization_id == Kept.organization_id, KeptFinding.state.in_(states)
    )
    query = (
        select(Kept.organization_id, *_COLUMNS)
        .outerjoin(KeptFinding, of_kept)
        .where(Kept.organization_id.in_(ours), Kept.day == day)
        .order_by(KeptFinding.id)
    )
    for key, *row in db.session.execute(query) if ours else ():
        kept.add(key)
        if row[0] is not None:
            found[key] += read([row])
    if missing := [one for key, one in ours.items() if key not in kept]:
        for key, told in fresh(missing, day).items():
            found[key] = [one for one in told if one.state in states]
    return found


def exceptions(
    scope: Scope,
    day: date,
    *,
    state: State = State.LATE,
    duty: str = "",
    limit: int = 20,
    offset: int = 0,
) -> Exceptions:
    """What is late in the subtree that day, or near its day, of one duty or of all."""
    look = _look(scope, day)
    off = [(one, names) for one in look.tallies if (names := one.duties(state))]
    duties = Counter(name for _, names in off for name in names)
    chosen = [one for one, names in off if not duty or duty in names]
    first = _first(scope, day, look, state, duty)
    chosen.sort(key=lambda one: (first.get(one.organization_id) or one.first(state), one.path))
    return Exceptions(
        len(look.tallies),
        sum(bool(one.off) for one in look.tallies),
        sum(bool(one.near) for one in look.tallies),
        sorted(duties.items(), key=lambda one: (-one[1], one[0])),
        look.rows(chosen[offset : offset + limit], state, duty),
        len(chosen),
        look.tallies,
    )


def owing(
    scope: Scope, day: date, state: State, duty: str = ""
) -> list[tuple[Organization, list[Finding]]]:
    """Everybody in the subtree who is late, or near the day, with that duty or with any."""
    look = _look(scope, day)
    chosen = [one for one in look.tallies if one.duties(state)]
    return look.rows([one for one in chosen if not duty or duty in one.duties(state)], state, duty)


def year_counts(scope: Scope, day: date) -> list[tuple[str, date, date, State, int]]:
    """(duty, first day, last day, state, organisations) of everything that recurs this year in
    the subtree."""
    worked = _look(scope, day).worked.values()
    counted = Counter(
        (one.title, one.since, one.due, one.state) for told in worked for one in told if one.line
    )
    query = (
        select(*_recurs, func.count())
        .join(Kept, Kept.organization_id == KeptFinding.organization_id)
        .where(KeptFinding.line != "", Kept.day == day, scope.clause(KeptFinding.path))
        .group_by(*_recurs)
    )
    for title, since, due, state, number in db.session.execute(query):
        counted[title, since, due, state] += number
    return [(*key, number) for key, number in sorted(counted.items())]


_recurs = (KeptFinding.title, KeptFinding.since, KeptFinding.due, KeptFinding.state)


@dataclass(frozen=True)
class _Look:
    """One look at a subtree: a tally for every organisation in it, and every instance of those
    of which no rows were kept."""

    tallies: list[Tally]
    worked: dict[int, list[Finding]]

    def rows(self, chosen: Sequence[Tally], state: State, duty: str):
        """[(organisation, its findings in that state)] of these, in their order; one statement.
        `duty` narrows it."""
        ids = [one.organization_id for one in chosen]
        of_kept = and_(
            KeptFinding.organization_id == Organization.id,
            KeptFinding.state == state,
            Organization.id.not_in(self.worked),
        )
        query = (
            select(Organization, *_COLUMNS)
            .outerjoin(KeptFinding, of_kept)
            .options(joinedload(Organization.parent))
            .where(Organization.id.in_(ids))
            .order_by(KeptFinding.id)
        )
        organizations, found = {}, {key: list(self.worked.get(key, ())) for key in ids}
        for organization, *row in db.session.execute(query) if ids else ():
            organizations[organization.id] = organization
            if row[0] is not None:
                found[organization.id] += read([row])
        rows = [(organizations[key], _narrowed(found[key], state, duty)) for key in ids]
        return [(one, findings) for one, findings in rows if findings]


def _first(scope, day, look, state, duty) -> dict[int, date]:
    """{organisation id: the earliest last day of what it owes in that state}, of one duty or of
    all; of a duty by one more statement, for the tallies tell of all duties together."""
    if not duty:
        return {one.organization_id: one.first(state) for one in look.tallies}
    untitled = KeptFinding.title == ""
    named = [row["id"] for row in registry.as_rows() if row["title"] == duty]
    query = (
        select(KeptFinding.organization_id, func.min(KeptFinding.due))
        .join(Kept, Kept.organization_id == KeptFinding.organization_id)
        .where(
            KeptFinding.state == state,
            Kept.day == day,
            scope.clause(KeptFinding.path),
            or_(
                KeptFinding.title == duty,
                and_(untitled, KeptFinding.rule_id.in_(named)),
                and_(
                    untitled,
                    KeptFinding.rule_id == "",
                    or_(
                        KeptFinding.what == duty,
                        KeptFinding.what.startswith(f"{duty}：", autoescape=True),
                    ),
                ),
            ),
        )
        .group_by(KeptFinding.organization_id)
    )
    found = dict(db.session.execute(query).all())
    for key, instances in look.worked.items():
        days = [one.due for one in instances if one.state is state and one.duty == duty]
        found |= {key: min(days)} if days else {}
    return found


def _narrowed(instances, state, duty):
    told = owed(one for one in instances if one.state is state)
    return [one for one in told if not duty or one.duty == duty]


def _look(scope, day) -> _Look:
    """One statement where everything is kept."""
    kept = and_(Kept.organization_id == Organization.id, Kept.day == day)
    columns = (getattr(Kept, name) for name in Tally._fields[2:])
    query = (
        select(Organization.id, Organization.path, *columns)
        .outerjoin(Kept, kept)
        .where(
            scope.clause(Organization.path),
            Organization.kind != OrganizationKind.GROUP,
            or_(Organization.founded_on.is_(None), Organization.founded_on <= day),
            or_(Organization.dissolved_on.is_(None), Organization.dissolved_on > day),
        )
    )
    rows = [Tally(*row) for row in db.session.execute(query)]
    missing = _organizations([row.organization_id for row in rows if row.off is None])
    worked = fresh(list(missing.values()), day)
    made = [Tally(**summed(missing[key], found)) for key, found in worked.items()]
    return _Look([row for row in rows if row.off is not None] + made, worked)


def _organizations(ids) -> dict[int, Organization]:
    """{id: organisation} with what they belong to, in the order of the tree; of any scope."""
    if not ids:
        return {}
    query = select(Organization).options(joinedload(Organization.parent))
    rows = db.session.scalars(query.where(Organization.id.in_(ids)).order_by(Organization.path))
    return {one.id: one for one in rows}
