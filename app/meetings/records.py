"""Meeting records as features below know them: what may be returned, what shows a late duty."""

from datetime import date
from itertools import chain

from app.access.scope import Scope
from app.core import clock
from app.findings.demands.records import Record
from app.findings.engine import Finding
from app.meetings import duties, queries
from app.meetings.facts import ADDRESS, claimed
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
        f"{ADDRESS}{meeting.id}",
        FIELDS,
    )


def late_records(
    scope: Scope, organization: Organization, finding: Finding
) -> list[tuple[str, str]] | None:
    """(address, title) of meetings of the same kind and group held after the duty's last day that
    settle no period of their own: others of it are left, or none was owed. None for what no
    meeting settles, such as study hours."""
    _, kind, *group = finding.line.split("/")
    if kind not in set(MeetingKind):
        return None
    taken = _taken(organization, finding)
    found = queries.held_after(
        scope,
        organization,
        MeetingKind(kind),
        finding.due,
        group_id=int(group[0]) if group else None,
    )
    return [
        (f"{ADDRESS}{one.id}", f"{one.held_on.isoformat()} {one.title}")
        for one in found
        if one.id not in taken
    ][:MOST]


def _taken(branch, finding) -> frozenset[int]:
    """Ids of the records that are the only ones of their period, or make up for another."""
    today = clock.today()
    owed = chain.from_iterable(
        duties.of_branches([branch], today, until=date(year, 12, 31))
        for year in range(finding.due.year, today.year + 1)
    )
    alone = {one.held[0].id for one in owed if one.line == finding.line and len(one.held) == 1}
    return claimed([branch.id]) | alone


def subject_of(meeting_id: int) -> str:
    """How demands name a meeting's record."""
    return f"meetings/{meeting_id}"
