"""A meeting's form filled in: from its record, or opened from what is due and the last one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time

from app.core.filters import full_day, hour
from app.meetings.attendance import AttendanceCode, Attendee, Mark, tally
from app.meetings.models import Meeting
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind
from app.rules.votes import ABOUT_PEOPLE, ASSEMBLY_ONLY, WRITTEN_COUNTS, Matter

TITLES = {
    MeetingKind.COMMITTEE: "支部委员会",
    MeetingKind.LIFE: "年度组织生活会",
}
PROPOSALS = {
    matter: ("讨论" if matter in ASSEMBLY_ONLY else "研究") + matter.label
    for matter in ABOUT_PEOPLE
}


@dataclass
class Item:
    """One agenda item as the form shows it; figures are None where nothing was voted. `number` is
    that of the recorded item, None for a new one."""

    number: int | None = None
    title: str = ""
    discussion: str = ""
    resolution: str = ""
    matter: str = ""
    subject_id: str = ""
    months: int | None = None
    due: int | None = None
    present: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    written: int | None = None
    secret: bool = False
    reason: str = ""


@dataclass
class Filled:
    """What stands in the form. `people` are all who may be chosen or put on the list."""

    kind: MeetingKind
    people: dict[int, Attendee]
    title: str
    held_on: date
    started_at: time | None = None
    ended_at: time | None = None
    place: str = ""
    chair_id: str = ""
    recorder_id: str = ""
    lecturer: str = ""
    guests: str = ""
    content: str = ""
    late_reason: str = ""
    hours: float | None = None
    attendance: dict[int, Mark] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    version: str = ""


POSTED = (
    "title", "held_on", "started_at", "ended_at", "place", "chair_id", "recorder_id", "lecturer",
    "hours", "guests", "content", "late_reason",
)  # fmt: skip


def opening(
    kind: MeetingKind,
    *,
    people: dict[int, Attendee],
    now: datetime,
    until: date | None = None,
    last: Meeting | None = None,
    group: Organization | None = None,
    chair_id: int | None = None,
    recorder_id: int | None = None,
    items: list[Item] | None = None,
) -> Filled:
    """A new meeting as it most likely was: today, or the last day of a period that is over.

    `now` is the wall clock without a zone. The usual hour is filled in only once it has come.
    """
    day = min(until or now.date(), now.date())
    usual = last.started_at if last else None
    begun = usual and datetime.combine(day, usual) <= now
    return Filled(
        kind=kind,
        people=people,
        title=title_of(kind, day, group),
        held_on=day,
        started_at=usual if begun else None,
        place=last.place if last else "",
        chair_id=_choice(people, last and last.chair_id, chair_id),
        recorder_id=_choice(people, last and last.recorder_id, recorder_id),
        lecturer=last.lecturer if last else "",
        hours=last.hours if last else None,
        attendance={p.id: Mark(AttendanceCode.PRESENT) for p in people.values() if p.expected},
        items=items or [Item()],
    )


def votes_about(matter: Matter, names: Mapping[int, str]) -> list[Item]:
    """One item for each person to be voted on: {person id: name}."""
    return [
        Item(
            title=f"{PROPOSALS[matter]}：{name}",
            matter=matter.value,
            subject_id=str(key),
            # A clause orders it for accepting; on the others it is the practice everywhere.
            secret=matter in WRITTEN_COUNTS,
        )
        for key, name in names.items()
    ]


def title_of(kind: MeetingKind, day: date, group: Organization | None = None) -> str:
    """2026年11月支部委员会; a life meeting is named by its year."""
    name = TITLES.get(kind, kind.label)
    if kind is MeetingKind.LIFE:
        return f"{day.year}{name}"
    return f"{day.year}年{day.month}月{name}" + (f"（{group.name}）" if group else "")


def title_on(day: date, title: str, opened: Filled, group: Organization | None = None) -> str:
    """The title as typed; one left as the form opened with it follows the day it was moved to."""
    untouched = title == title_of(opened.kind, opened.held_on, group)
    return title_of(opened.kind, day, group) if untouched else title


def of_meeting(meeting: Meeting, branch_people: dict[int, Attendee]) -> Filled:
    """The record as the form shows it; who was on the list stays, with the vote of that day."""
    listed = {
        a.person_id: Attendee(a.person_id, a.person.name, expected=True, counted=a.counted)
        for a in meeting.attendance
    }
    others = {
        key: Attendee(key, one.name, expected=False, counted=one.counted)
        for key, one in branch_people.items()
        if key not in listed
    }
    for person in (meeting.chair, meeting.recorder):
        if person.id not in listed and person.id not in others:
            others[person.id] = Attendee(person.id, person.name, expected=False, counted=False)
    names = [name for name in Filled.__dataclass_fields__ if name in _PLAIN]
    return Filled(
        kind=meeting.kind,
        people=listed | others,
        chair_id=str(meeting.chair_id),
        recorder_id=str(meeting.recorder_id),
        attendance={a.person_id: Mark(a.code, a.note) for a in meeting.attendance},
        items=[_item(item) for item in meeting.items] or [Item()],
        version=str(meeting.version),
        **{name: getattr(meeting, name) for name in names},
    )


_PLAIN = {
    "title", "held_on", "started_at", "ended_at", "place", "lecturer", "guests", "content",
    "late_reason", "hours",
}  # fmt: skip


def when_held(record: "Filled | Meeting") -> str:
    """2026年11月16日 15:00—16:10, as far as the hours are known."""
    hours = "—".join(hour(at) for at in (record.started_at, record.ended_at) if at)
    return f"{full_day(record.held_on)} {hours}".strip()


def as_text(filled: Filled) -> dict[str, str | list[str]]:
    """The whole record in words, label by label: what a revision keeps."""
    names = {key: person.name for key, person in filled.people.items()}
    subjects = {str(key): name for key, name in names.items()}
    counted = tally(filled.attendance, filled.people)
    text = {
        "名称": filled.title,
        "时间": when_held(filled),
        "地点": filled.place,
        "主持人": names[int(filled.chair_id)],
        "记录人": names[int(filled.recorder_id)],
        "主讲人": filled.lecturer,
        "学时": f"{filled.hours:g}" if filled.hours else "",
        "应到、实到": f"应到 {counted.due} 人，实到 {counted.present} 人",
        "考勤": [
            f"{names[key]} {mark.code.label}" + (f"（{mark.note}）" if mark.note else "")
            for key, mark in filled.attendance.items()
        ],
        "列席": filled.guests,
        "议题": [line for item in filled.items for line in _item_text(item, subjects)],
        "其他记录": filled.content,
        "补录原因": filled.late_reason,
    }
    return {label: words for label, words in text.items() if words}


def as_posted(filled: Filled) -> dict[str, list[str]]:
    """The form as a browser would post it: {field name: texts}, empty ones left out."""
    posted = {name: _posted(getattr(filled, name)) for name in POSTED}
    for key, mark in filled.attendance.items():
        posted[f"attendance-{key}"] = mark.code.value
        posted[f"attendance-{key}-note"] = mark.note
    for number, item in enumerate(filled.items):
        for name, value in asdict(item).items():
            posted[f"items-{number}-{name}"] = _posted(value)
    return {name: [text] for name, text in posted.items() if text}


def _posted(value):
    if value is None or value is False:
        return ""
    if value is True:
        return "y"
    if isinstance(value, time):
        return hour(value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _item(row):
    plain = {name: getattr(row, name) for name in asdict(Item())}
    about = {"matter": row.matter or "", "subject_id": str(row.subject_id or "")}
    return Item(**plain | about)


def _item_text(item, names):
    lines = [item.title, item.discussion, item.resolution and f"决议：{item.resolution}"]
    if item.matter:
        lines.append(
            f"表决{names.get(item.subject_id, '')}：应到 {item.due}，实到 {item.present}，"
            f"赞成 {item.yes}，反对 {item.no}，弃权 {item.abstain}，书面意见 {item.written}"
        )
    return [line for line in [*lines, item.reason] if line]


def _choice(people, *wanted):
    return next((str(key) for key in wanted if key in people), "")
