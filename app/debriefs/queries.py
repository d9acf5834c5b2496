"""Every SELECT on yearly reports and on the record of a year. The scope comes first, always."""

from collections import Counter, defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from app.access.scope import Scope
from app.core.db import db
from app.debriefs.facts import STEPS, Kept, Resolution, YearRecord
from app.debriefs.models import Debrief
from app.debriefs.past import Became, Past
from app.meetings import duties
from app.meetings import queries as meetings
from app.meetings.models import Meeting, MeetingStatus
from app.members.models import Member
from app.organizations.models import Organization
from app.rectification import queries as rectification
from app.rectification.models import Item
from app.rules.dates import PeriodKind
from app.rules.meetings import DueState
from app.rules.members import Standing
from app.rules.rectification import ItemState, SourceKind
from app.rules.reports import MORE, SECTIONS

_TEXTS = (*(section.key for section in SECTIONS), *MORE)
_WITHOUT_TEXTS = [defer(getattr(Debrief, key), raiseload=True) for key in _TEXTS]


def one(scope: Scope, debrief_id: int) -> Debrief | None:
    return db.session.scalar(_in(scope).where(Debrief.id == debrief_id))


def of_branch(scope: Scope, organization: Organization, year: int) -> Debrief | None:
    query = _in(scope).where(Debrief.organization_id == organization.id, Debrief.year == year)
    return db.session.scalar(query)


def of_year(scope: Scope, year: int) -> dict[int, Debrief]:
    """The year's reports by organisation, without their texts."""
    found = db.session.scalars(_in(scope).where(Debrief.year == year).options(*_WITHOUT_TEXTS))
    return {debrief.organization_id: debrief for debrief in found}


def listed(scope: Scope) -> list[Debrief]:
    """Every report in scope, newest year first, without the texts."""
    query = _in(scope).options(*_WITHOUT_TEXTS)
    return list(db.session.scalars(query.order_by(Debrief.year.desc(), Organization.path)))


def record(scope: Scope, branch: Organization, year: int, day: date) -> YearRecord:
    """The branch's year as the tables have it on `day`; nothing for a branch out of scope."""
    told = meetings.year_facts(scope, branch, year)
    last = min(day, date(year, 12, 31))
    owed = duties.of_branches([branch], day, until=last) if scope.covers(branch.path) else []
    stages, steps = _people(scope, branch, year)
    return YearRecord(
        year=year,
        day=day,
        held=told.held,
        kept=_kept(owed),
        due=told.due,
        present=told.present,
        resolutions=tuple(Resolution(*row) for row in told.resolutions),
        late=_late(scope, branch, year),
        stages=stages,
        steps=steps,
        organization_id=branch.id,
    )


def past(scope: Scope, branch: Organization, year: int) -> Past:
    """What the report of the year before found and promised, and what became of it: a report that
    was submitted, the items that came of it, and the resolutions followed in `year`."""
    before = of_branch(scope, branch, year - 1)
    told = before if before and before.submitted else None
    items = []
    if told:
        found = rectification.of_source(scope, SourceKind.DEBRIEF, [told.id], notes=True)
        items = [_became(item) for item in found.get(told.id, ())]
    return Past(
        year - 1,
        told.problems if told else "",
        told.plans if told else "",
        tuple(one for part, one in items if part),
        tuple(one for part, one in items if not part),
        _resolutions(scope, branch, year),
        told.id if told else 0,
        branch.id,
    )


def _became(item):
    last = item.notes[-1].text if item.notes else ""
    ended = item.ended_why if item.state is ItemState.DROPPED else last
    return item.source_part, Became(
        item.problem, item.measure, item.responsible, item.due_on, item.state, item.done_on, ended,
        item.id,
    )  # fmt: skip


def _resolutions(scope, branch, year):
    """{state: how many resolutions followed since the year's first day}."""
    query = (
        select(Item.state, func.count())
        .join(Item.organization)
        .where(
            Item.organization_id == branch.id,
            Item.source_kind == SourceKind.RESOLUTION,
            Item.raised_on.between(date(year, 1, 1), date(year, 12, 31)),
            scope.clause(Organization.path),
        )
        .group_by(Item.state)
    )
    return dict(db.session.execute(query).all())


def _kept(owed):
    """Periods over or already settled, by kind; of a group's meetings one a group and period."""
    by_kind = defaultdict(list)
    for duty in owed:
        if duty.state in {DueState.DONE, DueState.LATE}:
            by_kind[duty.kind].append(duty)
    return {
        kind: Kept(
            owed=len(mine),
            done=sum(duty.state is DueState.DONE for duty in mine),
            missing=tuple(_name(duty) for duty in mine if duty.state is DueState.LATE),
        )
        for kind, mine in by_kind.items()
    }


def _name(duty):
    label = duty.period.label
    short = label if duty.period.kind is PeriodKind.YEAR else label.partition("年")[2]
    return f"{duty.group.name}{short}" if duty.group else short


def _late(scope, branch, year):
    """How many meetings of the year were entered late, that is with a reason for it (OWN-02)."""
    query = (
        select(func.count())
        .select_from(Meeting)
        .join(Meeting.organization)
        .where(
            Meeting.organization_id == branch.id,
            Meeting.status == MeetingStatus.SUBMITTED,
            Meeting.held_on.between(date(year, 1, 1), date(year, 12, 31)),
            Meeting.late_reason != "",
            scope.clause(Organization.path),
        )
    )
    return db.session.scalar(query)


def _people(scope, branch, year):
    """({stage: people now}, {date's name: people who reached it in the year})."""
    dates = [getattr(Member, name) for name in STEPS]
    query = (
        select(Member.stage, *dates)
        .join(Organization, Member.organization_id == Organization.id)
        .where(
            Member.organization_id == branch.id,
            Member.standing == Standing.NORMAL,
            scope.clause(Organization.path),
        )
    )
    stages, steps = Counter(), Counter()
    for stage, *reached in db.session.execute(query):
        stages[stage] += 1
        steps.update(
            name for name, day in zip(STEPS, reached, strict=True) if day and day.year == year
        )
    return stages, steps


def _in(scope):
    return (
        select(Debrief)
        .join(Debrief.organization)
        .options(
            contains_eager(Debrief.organization).joinedload(Organization.parent),
            joinedload(Debrief.person),
        )
        .where(scope.clause(Organization.path))
    )
