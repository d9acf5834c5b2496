"""Binds the book: at once for a few records, as a job with progress for many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.access.policy import Can
from app.access.scope import Scope
from app.core.errors import Refused
from app.jobs import actions as jobs
from app.jobs.models import Job
from app.meetings import papers, queries
from app.meetings.book import sheets
from app.meetings.study import queries as study
from app.organizations import queries as organizations
from app.organizations.models import Organization
from app.printing.pdf import render_pdf
from app.rules.meetings import MeetingKind

KIND = "meeting_book"
AT_ONCE = 12  # records printed while somebody waits
BATCH = 10  # records read in one go by a job
MOST = 600


@dataclass(frozen=True)
class Wanted:
    """Which records: of a branch, a period, perhaps of one kind."""

    branch: Organization
    first: date
    last: date
    kind: MeetingKind | None = None

    @property
    def name(self) -> str:
        what = self.kind.label if self.kind else "组织生活"
        span = f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"
        return f"{what}记录-{self.branch.name}-{span}.pdf"


def ids_of(scope: Scope, wanted: Wanted) -> list[int]:
    """The records of the book, the oldest first; Refused where there are none or too many."""
    found = queries.held_between(scope, wanted.branch, wanted.first, wanted.last, wanted.kind)
    if not found:
        raise Refused("这段时间没有会议记录，请换一个时间或类别。", "until")
    if len(found) > MOST:
        raise Refused(f"一册最多 {MOST} 次会议，请分几册印。", "until")
    return found


def bind(
    scope: Scope,
    wanted: Wanted,
    ids: Sequence[int],
    printed: date,
    step: Callable[[int], None] = lambda _: None,
) -> bytes:
    """The book as a PDF; `step` is told of every few records that have been read."""
    records, days = [], []
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        meetings = {one.id: one for one in queries.several(scope, some)}
        files = queries.attachments_of(scope, some)
        made_up = study.of_meetings(scope, some)
        for key in (key for key in some if key in meetings):
            meeting = meetings[key]
            records.append(papers.record(meeting, files.get(key, []), made_up.get(key)))
            days.append(meeting.held_on)
        step(len(some))
    sheet = sheets.meeting_book(
        wanted.branch.long_name,
        records,
        days,
        first=wanted.first,
        last=wanted.last,
        kind=wanted.kind.label if wanted.kind else "",
        printed=printed,
    )
    return render_pdf(KIND, sheet)


def start(wanted: Wanted, ids: Sequence[int], *, account) -> Job:
    """Ask for the book as long work."""
    return jobs.start(
        KIND,
        f"记录成册：{wanted.branch.name}，{len(ids)} 次会议",
        {
            "organization": wanted.branch.id,
            "first": wanted.first.isoformat(),
            "last": wanted.last.isoformat(),
            "kind": wanted.kind and wanted.kind.value,
        },
        account=account,
        needs=Can.MEETINGS_VIEW,
        path=wanted.branch.path,
        back=f"/meetings/book?organization={wanted.branch.id}",
    )


def run(context, arguments: dict) -> None:
    """The job: begins afresh after an interruption, since nothing is kept before all is done."""
    branch = organizations.one(context.scope, arguments["organization"])
    if branch is None:
        raise Refused("这个支部已不在您负责的范围里。")
    kind = arguments["kind"] and MeetingKind(arguments["kind"])
    first, last = (date.fromisoformat(arguments[name]) for name in ("first", "last"))
    wanted = Wanted(branch, first, last, kind)
    ids = ids_of(context.scope, wanted)
    context.expects(len(ids) + 1, afresh=True)

    def step(count):
        context.step(count)
        if context.done == len(ids):
            context.says("记录已读完，正在排版和编页码。")

    data = bind(context.scope, wanted, ids, context.day, step)
    context.step()
    context.says("")
    context.answer(data, wanted.name, "application/pdf")
