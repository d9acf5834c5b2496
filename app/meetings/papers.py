"""The printed record of a meeting, built from its rows."""

from collections.abc import Mapping

from app.core import clock
from app.core.filters import full_day
from app.meetings import sheets
from app.meetings.attendance import AWAY, CAME, AttendanceCode
from app.meetings.filled import when_held
from app.meetings.judging import BODIES
from app.meetings.models import AgendaItem, Attachment, Meeting
from app.meetings.study.models import MakeUp
from app.rules.votes import VoteJudgement, judge_vote

_A = AttendanceCode


def judgement(meeting: Meeting, item: AgendaItem) -> VoteJudgement | None:
    """How a recorded vote came out by the rules of the meeting's day; None without a vote."""
    if item.matter is None:
        return None
    return judge_vote(
        item.matter,
        BODIES[meeting.kind],
        meeting.held_on,
        due=item.due,
        present=item.present,
        yes=item.yes,
        no=item.no,
        abstain=item.abstain,
        written=item.written,
    )


def record(
    meeting: Meeting,
    attachments: list[Attachment],
    made_up: Mapping[int, MakeUp] | None = None,
) -> sheets.MeetingRecord:
    """The sheet of rulebook 8.4; removed attachments are not listed. `made_up` is {person id: what
    that person, who was away, caught up with}."""
    away = [a for a in meeting.attendance if a.code in AWAY]
    caught_up = [made_up[a.person_id] for a in away if a.person_id in (made_up or {})]
    submitted = clock.here(meeting.submitted_at).date()
    lines = meeting.attendance
    observers = [a.person.name for a in lines if a.code is _A.OBSERVER]
    absent = [a for a in lines if a.code not in CAME and a.code is not _A.OBSERVER]
    items = [_item(meeting, number, item) for number, item in enumerate(meeting.items, 1)]
    if meeting.content:
        items.append(
            sheets.item(
                len(items) + 1, "会议内容" if not items else "其他", discussion=meeting.content
            )
        )
    return sheets.MeetingRecord(
        organization=meeting.organization.name + (meeting.group.name if meeting.group else ""),
        kind=meeting.kind.label,
        title=meeting.title + (f"（主讲人：{meeting.lecturer}）" if meeting.lecturer else ""),
        held=when_held(meeting),
        place=meeting.place,
        host=meeting.chair.name,
        recorder=meeting.recorder.name,
        due=meeting.due,
        present=meeting.present,
        attendees=tuple(
            a.person.name + ("（线上）" if a.code is _A.ONLINE else "")
            for a in lines
            if a.code in CAME
        ),
        observers=tuple(observers + ([meeting.guests] if meeting.guests else [])),
        absences=sheets.absences((a.person.name, _why(a)) for a in absent),
        items=tuple(items),
        filled=submitted,
        late_reason=meeting.late_reason,
        entered=submitted if meeting.late_reason else None,
        attachments=tuple(a.name for a in attachments if not a.removed_at),
        make_ups=tuple(
            f"{one.person.name}（{full_day(one.made_up_on)}，{one.how}）" for one in caught_up
        ),
        hours=f"{meeting.hours:g}" if meeting.hours else "",
    )


def _why(line):
    """公假：在外参加学术会议. A plain absence has only the reason that was written."""
    kind = "" if line.code is _A.ABSENT else line.code.label
    return "：".join(part for part in (kind, line.note) if part)


def _item(meeting, number, row):
    judged = judgement(meeting, row)
    vote = judged and sheets.Vote(
        due=row.due,
        present=row.present,
        yes=row.yes,
        no=row.no,
        abstain=row.abstain,
        written=row.written,
        outcome="通过" if judged.passed else "未通过",
        about=row.matter.label + ("，无记名" if row.secret else ""),
    )
    return sheets.item(
        number, row.title, discussion=row.discussion, resolution=row.resolution, vote=vote
    )
