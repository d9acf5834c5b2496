"""Everything that lies in files as plain rows, many files in a few statements; judges nothing.

Cases are made of these rows (see app.development.cases), and the page of a file shows them.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    and_,
    bindparam,
    case,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.sql import ColumnElement
from sqlalchemy.types import Date, TypeDecorator

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.core.types import Partial
from app.development.leaves import CHOSEN, leaves
from app.development.matters import CONFIRMATION, MATTER_OF
from app.development.models import (
    File,
    FileHelper,
    FileNotice,
    Opinion,
    StepTaken,
)
from app.meetings.models import AgendaItem, Meeting, MeetingStatus
from app.members.life.models import Event
from app.members.models import Member
from app.organizations import queries as organizations
from app.organizations.models import Organization, Post
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.development.case import Outcome
from app.rules.development.steps import Step
from app.rules.life import EventKind
from app.rules.organizations import PostKind

Rows = dict[int, list[Any]]
MOST_IDS = 30_000  # values in one statement; SQLite takes 32 766
read_date = lru_cache(maxsize=50_000)(PartialDate.parse_iso)
"""Many files share few days."""


class _Known(TypeDecorator):
    """As Partial, read once for every distinct day."""

    impl = Partial.impl
    cache_ok = True

    def process_result_value(self, value, dialect):  # noqa: ARG002
        return read_date(value) if value else None


@dataclass
class Gathered:
    """Rows by file id, except `local` by organisation id. `notices` are filled for pages only;
    otherwise they are among the leaves."""

    files: list[Any]
    steps: Rows
    helpers: Rows
    leaves: Rows
    notices: Rows
    local: dict[int, frozenset[str]]


def gather(
    scope: Scope, within: ColumnElement[bool], *, whole: bool = False, local: bool = True
) -> Gathered:
    """The rows of the files that `within` names, in five statements whatever their number.

    `whole` brings the texts too, which only a page shows, in one more; a list that judges
    nothing leaves out the `local` rules.
    """
    query = _files(whole).where(within, scope.clause(Organization.path))
    files = db.session.execute(query, {"today": clock.today()}).all()
    ids = [file.id for file in files]
    return Gathered(
        files,
        steps=_by(_steps(whole), ids),
        helpers=_by(_helpers(), ids),
        leaves=_by(leaves(whole), ids),
        notices=_by(_notices(), ids) if whole else {},
        local=_local(scope, files) if local else {},
    )


def _by(query, ids) -> Rows:
    """One statement, or as many as it takes where a database would not hear of so many ids."""
    found = defaultdict(list)
    for first in range(0, len(ids), MOST_IDS):
        for row in db.session.execute(query, {"chosen": ids[first : first + MOST_IDS]}):
            found[row.file_id].append(row)
    return found


# The statements are put together once: they are long, and every change in a file asks them twice.


def _known(column):
    return type_coerce(column, _Known).label(column.key)


@cache
def _files(whole):
    today = bindparam("today", type_=Date)
    committee = (
        select(Post.id)
        .where(
            Post.organization_id == Organization.id,
            Post.kind == PostKind.COMMITTEE_MEMBER,
            Post.started_on <= today,
            or_(Post.ended_on.is_(None), Post.ended_on >= today),
        )
        .exists()
    )
    own = [File.opened_on, File.closed_why, File.version] if whole else []
    query = select(
        File.id,
        File.member_id,
        File.closed_on,
        File.leaves_on,
        File.floating,
        Member.person_id,
        Member.organization_id,
        Member.stage,
        Member.standing,
        Person.name,
        _known(Person.birth),
        Organization.path,
        Organization.temporary,
        Organization.name.label("branch"),
        committee.label("has_committee"),
        *own,
    )
    query = query.select_from(File).join(File.member).join(Member.person).join(Member.organization)
    return query.order_by(File.id)


@cache
def _steps(whole):
    texts = [StepTaken.place, StepTaken.content, StepTaken.number] if whole else []
    item = AgendaItem
    votes = [
        case((item.id.is_(None), getattr(StepTaken, name)), else_=getattr(item, name)).label(name)
        for name in ("due", "present", "yes", "no", "abstain", "written", "secret")
    ]
    plain = ("id", "file_id", "step", "turn", "outcome", "organ", "done_by", "days", "hours")
    known = ("taken_on", "until_on", "agreed_on", "submitted_on")
    query = select(
        *(getattr(StepTaken, name) for name in (*plain, "months", "reason", "meeting_id")),
        *(_known(getattr(StepTaken, name)) for name in known),
        item.id.label("item_id"),
        Meeting.title.label("meeting"),
        *votes,
        *texts,
    )
    standing = and_(Meeting.id == StepTaken.meeting_id, Meeting.status == MeetingStatus.SUBMITTED)
    query = query.join(StepTaken.file).join(File.member).outerjoin(Meeting, standing)
    query = query.outerjoin(item, and_(item.meeting_id == Meeting.id, _is_the_vote()))
    return query.where(StepTaken.file_id.in_(CHOSEN)).order_by(StepTaken.id, item.position)


def _is_the_vote():
    """The agenda item about this person that is this step's vote."""
    confirming = StepTaken.step == Step.CONFIRMATION_VOTED
    failed = StepTaken.outcome == Outcome.FAILED
    pairs = [
        and_(StepTaken.step == step, AgendaItem.matter == matter)
        for step, matter in MATTER_OF.items()
    ]
    pairs += [
        and_(confirming, or_(failed, StepTaken.outcome == outcome), AgendaItem.matter == matter)
        for matter, outcome in CONFIRMATION.items()
    ]
    return and_(AgendaItem.subject_id == Member.person_id, or_(*pairs))


@cache
def _helpers():
    """A row for each helper and each move or punishment of that person, oldest first."""
    told = and_(Event.member_id == Member.id, Event.kind.in_((EventKind.LEFT, EventKind.PUNISHED)))
    plain = ("id", "file_id", "role", "person_id", "name", "why_ended", "reason")
    query = (
        select(
            *(getattr(FileHelper, name) for name in plain),
            _known(FileHelper.since_on),
            _known(FileHelper.until_on),
            Member.id.label("member_id"),
            Member.organization_id,
            Member.stage,
            Member.standing,
            Member.standing_on,
            _known(Member.confirmed_on),
            Event.kind,
            Event.punishment,
            _known(Event.happened_on),
            _known(Event.until),
            _known(Event.ended_on),
            Event.organization_id.label("left_id"),
        )
        .outerjoin(Member, Member.person_id == FileHelper.person_id)
        .outerjoin(Event, told)
        .where(FileHelper.file_id.in_(CHOSEN))
    )
    return query.order_by(FileHelper.id, Event.happened_on, Event.id)


@cache
def _notices():
    """A row for each notice and opinion; `opinion_id` is None where nobody said anything."""
    plain = ("id", "file_id", "kind", "posted_on", "until_on", "place", "second_place")
    said = ("received_on", "settled_on", "giver", "content", "result")
    query = select(
        *(getattr(FileNotice, name) for name in (*plain, "receiver", "contact")),
        Opinion.id.label("opinion_id"),
        *(getattr(Opinion, name) for name in said),
    ).outerjoin(Opinion, Opinion.notice_id == FileNotice.id)
    return query.where(FileNotice.file_id.in_(CHOSEN)).order_by(FileNotice.id, Opinion.id)


class _Place(NamedTuple):
    """What app.organizations.queries.local_rules asks of an organisation."""

    id: int
    path: str


def _local(scope, files) -> dict[int, frozenset[str]]:
    """The local rules that are on where these people are, in one statement."""
    return organizations.local_rules(scope, {_Place(f.organization_id, f.path) for f in files})
