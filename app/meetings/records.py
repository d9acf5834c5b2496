"""Meeting records as features below know them: what may be returned, what shows a late duty."""

from app.access.scope import Scope
from app.findings.demands.records import Record
from app.findings.engine import Finding
from app.meetings import queries
from app.organizations.models import Organization
from app.rules.meetings import MeetingKind

FIELDS = (
    "名称", "日期", "时间", "地点", "主持人", "记录人", "考勤", "议题", "表决", "决议", "附件",
)  # fmt: skip
MOST = 30


def returnable(scope: Scope, meeting_id: int) -> Record | None:
    """The record of that number, if it stands."""
    meeting = queries.one(scope, meeting_id)
    if meeting is None or not meeting.counts:
        return None
    return Record(
        subject_of(meeting.id),
        meeting.organization,
        meeting.title,
        f"/meetings/{meeting.id}",
        FIELDS,
    )


def late_records(
    scope: Scope, organization: Organization, finding: Finding
) -> list[tuple[str, str]]:
    """(address, title) of meetings of the same kind and group held after the duty's last day."""
    _, kind, *group = finding.line.split("/")
    found = queries.held_after(
        scope,
        organization,
        MeetingKind(kind),
        finding.due,
        group_id=int(group[0]) if group else None,
    )
    return [
        (f"/meetings/{one.id}", f"{one.held_on.isoformat()} {one.title}") for one in found[:MOST]
    ]


def subject_of(meeting_id: int) -> str:
    """How demands name a meeting's record."""
    return f"meetings/{meeting_id}"
