"""Files as the plain cases that the rules read: of a few people, or of everybody in scope."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from app.access.scope import Scope
from app.core.db import db
from app.development.models import File
from app.development.rows import Gathered, gather, read_date
from app.members.models import Member
from app.organizations.models import Organization
from app.rules.dates import PartialDate
from app.rules.development.case import (
    Case,
    Deed,
    Helper,
    Move,
    Notice,
    NoticeKind,
    Review,
    ReviewKind,
    Training,
    Votes,
)
from app.rules.development.steps import Step
from app.rules.life import EventKind, Punishment
from app.rules.members import Stage, Standing

CHUNK = 2_000  # file ids a round: what fits in memory with all that lies in them
_STEPS = {step.value: step for step in Step}
_NOTICES = {kind.value: kind for kind in NoticeKind}
_REVIEWS = {kind.value: kind for kind in ReviewKind}


class Found(NamedTuple):
    """One file among many."""

    file_id: int
    member_id: int
    organization_id: int
    case: Case


def of_files(scope: Scope, file_ids: Collection[int]) -> dict[int, Case]:
    """{file id: case} of those in scope; five statements whatever their number."""
    return {one.file_id: one.case for one in built(gather(scope, File.id.in_(list(file_ids))))}


def of_file(file: File) -> Case:
    """The case of one file that is already in hand."""
    db.session.flush()
    return of_files(Scope(frozenset({file.member.organization.path})), [file.id])[file.id]


def all_cases(scope: Scope, path: str | None = None, *, opened: bool = False) -> Iterator[Found]:
    """Everybody in scope, or at and below the organisation of that path, by file id; five
    statements for every two thousand file ids. `opened` leaves closed files out."""
    within = scope
    if path is not None:
        within = Scope(frozenset({path})) if scope.covers(path) else Scope()
    least, most = db.session.execute(select(func.min(File.id), func.max(File.id))).one()
    for first in range(least or 0, (most or -1) + 1, CHUNK):
        chosen = File.id.between(first, first + CHUNK - 1)
        if opened:
            chosen &= File.closed_on.is_(None)
        yield from built(gather(within, chosen))


def of_members(scope: Scope, member_ids: Collection[int]) -> dict[int, Case]:
    """{member id: case} of the open files of these members."""
    within = File.member_id.in_(list(member_ids)) & File.closed_on.is_(None)
    return {one.member_id: one.case for one in built(gather(scope, within))}


def open_file_ids(scope: Scope, organization_ids: Collection[int]) -> list[int]:
    """The open files of people of these organisations."""
    query = select(File.id).join(File.member).join(Member.organization)
    query = query.where(
        File.closed_on.is_(None),
        Member.organization_id.in_(list(organization_ids)),
        scope.clause(Organization.path),
    )
    return list(db.session.scalars(query.order_by(File.id)))


def built(rows: Gathered) -> Iterator[Found]:
    """The cases of rows already gathered."""
    for file in rows.files:
        yield Found(file.id, file.member_id, file.organization_id, case_of(file, rows))


def case_of(file, rows: Gathered) -> Case:
    """One file's case out of the rows of many."""
    leaves = defaultdict(list)
    for leaf in rows.leaves.get(file.id, ()):
        leaves[leaf.what].append(leaf)
    papers = frozenset(leaf.code for leaf in leaves["paper"])
    notices = map(_notice, leaves["notice"])
    return Case(
        name=file.name,
        birth=file.birth,
        stage=file.stage,
        standing=file.standing,
        deeds=tuple(_deeds(rows.steps.get(file.id, ()))),
        helpers=tuple(_helpers(file, rows.helpers.get(file.id, ()))),
        reviews=tuple(Review(_REVIEWS[one.code], read_date(one.on)) for one in leaves["review"]),
        notices=tuple(notices if leaves["notice"] else _counted(rows.notices.get(file.id, ()))),
        trainings=tuple(Training(read_date(one.on), one.number) for one in leaves["training"]),
        moves=tuple(_moves(leaves["move"])),
        papers=papers or None,
        floating=file.floating,
        leaves_on=file.leaves_on,
        has_committee=file.has_committee,
        temporary_branch=file.temporary,
        local=rows.local.get(file.organization_id, frozenset()),
    )


def deed_of(row) -> Deed:
    """A step as it stands in a row, its votes already the meeting's where it has one."""
    return Deed(
        step=_STEPS[row.step],
        on=row.taken_on,
        turn=row.turn,
        until=row.until_on,
        agreed_on=row.agreed_on,
        submitted_on=row.submitted_on,
        outcome=row.outcome,
        organ=row.organ,
        by=tuple(row.done_by.split("、")) if row.done_by else (),
        votes=_votes(row) if _counted_out(row) else None,
        days=row.days,
        hours=row.hours,
        months=row.months,
        reason=row.reason,
    )


def _deeds(steps):
    """A failed vote may match two items of one meeting: the first is its own."""
    last = None
    for row in steps:
        if row.id != last:
            yield deed_of(row)
        last = row.id


def _counted_out(row) -> bool:
    """Figures that lack one of these say nothing: old papers often tell the result alone."""
    return bool(row.due) and row.present is not None and row.yes is not None


def _votes(row):
    return Votes(
        row.due,
        row.present,
        row.yes,
        row.no or 0,
        row.abstain or 0,
        row.written or 0,
        None if row.secret is None else bool(row.secret),
    )


def _helpers(file, rows):
    of_helper = defaultdict(list)
    for row in rows:
        of_helper[row.id].append(row)
    return (_helper(file, found) for found in of_helper.values())


def _helper(file, rows) -> Helper:
    """A contact or introducer with what the registry knows of that person: `rows` are the same
    helper once for each move and punishment."""
    row = rows[0]
    full = None if row.member_id is None else row.stage is Stage.FULL
    return Helper(
        role=row.role,
        name=row.name,
        since=row.since_on,
        until=row.until_on,
        full=full,
        full_since=row.confirmed_on if full else None,
        left_on=_left_on(row, file, rows),
        punishments=tuple(
            Punishment(e.punishment, e.happened_on, e.until, e.ended_on)
            for e in rows
            if e.kind is EventKind.PUNISHED
        ),
    )


def _left_on(row, file, events):
    """The day on which the helper left the branch where the person's file is, or the Party."""
    if row.member_id is None:
        return None
    if row.standing is not Standing.NORMAL and row.standing_on:
        return PartialDate.of(row.standing_on)
    if row.organization_id == file.organization_id:
        return None
    left = [
        e.happened_on
        for e in events
        if e.kind is EventKind.LEFT and e.left_id == file.organization_id
    ]
    return left[-1] if left else None


def _notice(leaf):
    posted, until = date.fromisoformat(leaf.on), date.fromisoformat(leaf.content)
    places = 2 if leaf.contact_opinion else 1
    return Notice(_NOTICES[leaf.code], posted, until, places, leaf.number)


def _counted(rows):
    """The same out of a page's rows, one for each opinion."""
    found = {}
    for row in rows:
        known, unsettled = found.get(row.id, (row, 0))
        unsettled += row.opinion_id is not None and row.settled_on is None
        found[row.id] = known, unsettled
    for row, unsettled in found.values():
        places = 2 if row.second_place else 1
        yield Notice(row.kind, row.posted_on, row.until_on, places, unsettled)


def _moves(leaves):
    """Leaving and coming make one move; whoever left and came nowhere is outside."""
    source = None
    for leaf in leaves:
        if leaf.code == EventKind.LEFT:
            if source:
                yield Move(read_date(source.on), source.content)
            source = leaf
        else:
            yield Move(read_date(leaf.on), source.content if source else "", leaf.content)
            source = None
    if source:
        yield Move(read_date(source.on), source.content)
