"""Every change of a meeting: submit, correct (the earlier text is kept), withdraw, attach."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from app.access.scope import Scope
from app.accounts.models import Account
from app.core import audit, clock
from app.core.db import db
from app.core.errors import Refused
from app.core.uploads import Upload
from app.findings import queries as findings
from app.meetings import filled, judging, listeners, people, queries
from app.meetings.attendance import Attendee, Mark, tally
from app.meetings.calls import rooms
from app.meetings.facts import ADDRESS
from app.meetings.judging import Problem, Unfit
from app.meetings.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Meeting,
    MeetingRevision,
    MeetingStatus,
)
from app.organizations.models import Organization
from app.rules.base import Reason
from app.rules.meetings import MeetingKind

MOST_FILES = 20
NUMBERS = 1000  # more than the items of one agenda: each version's new items have numbers apart
TWICE = "这一天已有同名的记录，不用再记一遍；如确是另一次会，请在名称里区分开"


def submit(
    branch: Organization,
    kind: MeetingKind,
    *,
    attendance: Mapping[int, Mark],
    items: list[Mapping],
    held_on: date,
    chair_id: int,
    recorder_id: int,
    group: Organization | None = None,
    by: Account | None = None,
    **facts,
) -> Meeting:
    """Record a meeting of a branch. `attendance` is {person id: mark}; `items` are mappings
    with the fields of `filled.Item`; further facts are the meeting's own columns.

    Raises judging.Unfit with every reason against it, and what a listener has against its votes.
    """
    kind = MeetingKind(kind)
    branch_people = people.of_branch(_scope(branch), branch, kind, held_on, group)
    now = clock.now()
    facts = facts | {"held_on": held_on, "chair_id": int(chair_id), "recorder_id": int(recorder_id)}
    _check(branch, kind, branch_people, attendance, items, facts, now)
    meeting = Meeting(
        organization=branch, group=group, kind=kind, submitted_at=now, submitted_by=by
    )
    _write(meeting, branch_people, attendance, _numbered(items), facts)
    db.session.add(meeting)
    db.session.flush()
    twin = queries.twin(_scope(branch), meeting)
    if twin and twin.title == meeting.title:
        raise Unfit([Problem("title", Reason(TWICE))])
    rooms.note_use(meeting)
    listeners.tell(meeting)
    return meeting


def correct(
    meeting: Meeting,
    *,
    attendance: Mapping[int, Mark],
    items: list[Mapping],
    why: str,
    by: Account | None = None,
    **facts,
) -> None:
    """Change a submitted record; its text so far is kept with who, when and why.

    Whether it was entered late is judged by the day it was first submitted.
    """
    scope, branch = _scope(meeting.organization), meeting.organization
    branch_people = people.of_branch(scope, branch, meeting.kind, meeting.held_on, meeting.group)
    before = filled.of_meeting(meeting, branch_people)
    facts = facts | {name: int(facts[name]) for name in ("chair_id", "recorder_id")}
    _check(branch, meeting.kind, before.people, attendance, items, facts, meeting.submitted_at)
    now = clock.now()
    db.session.add(
        MeetingRevision(
            meeting_id=meeting.id,
            text=filled.as_text(before),
            version=meeting.version,
            fields=filled.as_posted(before),
            why=why,
            made_at=now,
            made_by=by,
        )
    )
    audit.because(why)
    meeting.items.clear()
    meeting.attendance.clear()
    db.session.flush()
    meeting.revised_at = now
    numbers = {item.number for item in before.items}
    items = _numbered(items, numbers, meeting.version * NUMBERS)
    _write(meeting, before.people, attendance, items, facts)
    db.session.flush()
    rooms.note_use(meeting)
    listeners.tell(meeting)


def withdraw(meeting: Meeting, *, why: str) -> None:
    """Declare a record void, for one entered twice or by mistake; it stays readable.

    Refused while the branch says by it that something was done late.
    """
    if meeting.status is MeetingStatus.WITHDRAWN:
        raise Refused("这条记录已经作废。", "why")
    branch = meeting.organization
    if said := findings.shown_by(_scope(branch), branch.id, f"{ADDRESS}{meeting.id}"):
        raise Refused(f"这次会已说明为“{said.what}”的补办。先在待办里撤回那条说明，再作废。", "why")
    audit.because(why)
    meeting.status = MeetingStatus.WITHDRAWN
    db.session.flush()
    listeners.tell(meeting)


def attach(meeting: Meeting, uploads: list[Upload]) -> list[Attachment]:
    """Add checked files; their bytes are on disk before the rows that name them."""
    present = [
        a for a in queries.attachments(_scope(meeting.organization), meeting) if not a.removed_at
    ]
    if len(present) + len(uploads) > MOST_FILES:
        raise Refused(f"一次会议最多 {MOST_FILES} 个附件，已有 {len(present)} 个。", "files")
    rows = [Attachment(meeting=meeting, **upload.facts(clock.now())) for upload in uploads]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def remove_attachment(attachment: Attachment, *, why: str) -> None:
    """Take a file off the meeting's page; that it was there stays on record."""
    if attachment.removed_at:
        raise Refused("这个附件已经移除。", "why")
    audit.because(why)
    attachment.removed_at = clock.now()
    attachment.removed_why = why
    db.session.flush()


def _check(branch, kind, branch_people, attendance, items, facts, moment):
    names = {key: one.name for key, one in branch_people.items()}
    found = judging.problems(
        kind=kind,
        now=clock.here(moment).replace(tzinfo=None),
        lifetime=(branch.founded_on, branch.dissolved_on),
        people=branch_people,
        attendance=attendance,
        items=items,
        held_on=facts["held_on"],
        started_at=facts.get("started_at"),
        ended_at=facts.get("ended_at"),
        content=facts.get("content", ""),
        chair=names.get(facts["chair_id"], ""),
        recorder=names.get(facts["recorder_id"], ""),
        late_reason=facts.get("late_reason", ""),
    )
    if found:
        raise Unfit(found)


def _numbered(items, kept=frozenset(), after=0):
    """The items, each with its number: its own if it is one of the kept, else one never used."""
    free, numbered = set(kept), []
    for place, item in enumerate(items, 1):
        number = item.get("number")
        if number in free:
            free.discard(number)
        else:
            number = after + place
        numbered.append(dict(item) | {"number": number})
    return numbered


def _write(meeting, branch_people: Mapping[int, Attendee], attendance, items, facts):
    for name, value in facts.items():
        setattr(meeting, name, value)
    counts = tally(attendance, branch_people)
    meeting.due, meeting.present = counts.due, counts.present
    ordered = [key for key in branch_people if key in attendance]
    meeting.attendance = [
        Attendance(
            person_id=key,
            position=position,
            code=attendance[key].code,
            note=attendance[key].note,
            counted=branch_people[key].counted,
        )
        for position, key in enumerate(ordered)
    ]
    meeting.items = [
        AgendaItem(position=position, **_item(item, counts)) for position, item in enumerate(items)
    ]


def _item(item, counts):
    row = asdict(filled.Item()) | dict(item)
    row["subject_id"] = row["subject_id"] or None
    if not row["matter"]:
        return row | dict.fromkeys(judging.VOTES) | {"matter": None, "secret": False}
    return row | judging.whole_vote(item, counts)


def _scope(organization):
    return Scope(frozenset({organization.path}))
