"""Everything on record about one person's way, as the papers ask for it; decides nothing."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from app.access.scope import Scope
from app.core import clock
from app.development import cases, queries
from app.development.actions.requests import approver
from app.development.models import File
from app.development.rows import Gathered, gather
from app.development.sheets.parts import UNSAID, Opinion, Person, Vote
from app.meetings import queries as meetings
from app.meetings.models import Meeting
from app.organizations.models import Organization
from app.printing.words import paragraphs, when
from app.rules.dates import PartialDate
from app.rules.development.case import Case, NoticeKind, Organ, Outcome
from app.rules.development.steps import Step

Known = date | str


@dataclass
class Dossier:
    """One file with its rows. `meetings` are those that decided a step, by id."""

    file: File
    case: Case
    rows: Gathered
    meetings: dict[int, Meeting]
    superior: Organization | None = None
    submitted: dict[Step, date] = field(default_factory=dict)
    today: date = field(default_factory=clock.today)

    @property
    def name(self) -> str:
        return self.file.member.name

    @property
    def branch(self) -> str:
        return self.file.member.organization.long_name

    @cached_property
    def person(self) -> Person:
        one = self.file.member.person
        return Person(
            name=one.name,
            sex=one.gender.label if one.gender else "",
            ethnicity=one.ethnicity,
            born=month(one.birth),
            native_place=one.native_place,
            education=one.education,
            work=one.job,
        )

    def taken(self, step: Step) -> Any | None:
        """The row of the step as it was taken last."""
        rows = [row for row in self.rows.steps.get(self.file.id, ()) if row.step == step]
        return max(rows, key=lambda row: row.turn, default=None)

    def day(self, step: Step) -> Known:
        row = self.taken(step)
        return known(row.taken_on) if row else ""

    def said(self, step: Step, text: str) -> Opinion:
        """What was decided at a step, with its day; blank while it was not taken."""
        row = self.taken(step)
        if row is None:
            return UNSAID
        return Opinion((text,), known(row.taken_on))

    def meeting(self, step: Step) -> Meeting | None:
        row = self.taken(step)
        return row and self.meetings.get(row.meeting_id)

    def vote(self, step: Step) -> Vote | None:
        row = self.taken(step)
        if row is None or not row.due:
            return None
        return Vote(
            due=row.due,
            present=row.present or 0,
            carried=row.outcome is not Outcome.FAILED,
            yes=row.yes or 0,
            no=row.no or 0,
            abstain=row.abstain or 0,
            written=row.written or 0,
        )

    def body(self, step: Step) -> str:
        """Which of the branch's meetings decided."""
        row = self.taken(step)
        decided = row and row.organ is Organ.ASSEMBLY
        return "支部党员大会" if decided or not self.case.has_committee else "支部委员会会议"

    def leaves(self, what: str) -> list[Any]:
        return [leaf for leaf in self.rows.leaves.get(self.file.id, ()) if leaf.what == what]

    def helpers(self, role) -> list[Any]:
        """Contacts or introducers, each once, in the order they were named."""
        rows = {row.id: row for row in self.rows.helpers.get(self.file.id, ()) if row.role == role}
        return list(rows.values())

    def notice(self, kind: NoticeKind) -> tuple[Any, list[Any]] | None:
        """The latest notice of a kind with the opinions received during it."""
        rows = [row for row in self.rows.notices.get(self.file.id, ()) if row.kind == kind]
        if not rows:
            return None
        return rows[-1], [
            row for row in rows if row.id == rows[-1].id and row.opinion_id is not None
        ]

    def asked(self, step: Step) -> date:
        """The day on which the superior was asked for a step; today while it was not."""
        return self.submitted.get(step, self.today)

    @property
    def recipient(self) -> str:
        return self.superior.name if self.superior else ""


@dataclass(frozen=True)
class Filling:
    """One paper of a file: its printed form, title, and how it is filled.

    A `joint` paper speaks of several people of one branch at once: `fill` takes all dossiers and
    answers one sheet; otherwise it takes one dossier. `from_step` is when there is something to
    print. A `discreet` paper repeats what people said during a notice.
    """

    form: str
    title: str
    fill: Callable[[Any], object]
    from_step: Step = Step.APPLY
    joint: bool = False
    discreet: bool = False

    def fits(self, one: Dossier) -> bool:
        """Whether there is something to print for that person yet."""
        return one.taken(self.from_step) is not None

    def sheets(self, chosen: Sequence[Dossier]) -> list[object]:
        return [self.fill(chosen)] if self.joint else [self.fill(one) for one in chosen]


def dossiers(scope: Scope, file_ids: Collection[int]) -> list[Dossier]:
    """The dossiers of these files within scope, by file id, in a fixed number of statements."""
    rows = gather(scope, File.id.in_(list(file_ids)), whole=True)
    built = {one.file_id: one.case for one in cases.built(rows)}
    files = queries.files(scope, built)
    held = {row.meeting_id for steps in rows.steps.values() for row in steps if row.meeting_id}
    found = {one.id: one for one in meetings.several(scope, held)}
    above = {one.id: approver(one) for one in {file.member.organization for file in files}}
    asked = queries.submitted(scope, built)
    return [
        Dossier(
            file, built[file.id], rows, found, above[file.member.organization_id], asked[file.id]
        )
        for file in files
    ]


def known(on: PartialDate | date | None) -> Known:
    """A day to be printed; what is known to the month only stays a month."""
    if isinstance(on, PartialDate):
        return on.earliest if on.day else str(on)
    return on or ""


def month(birth: PartialDate | None) -> str:
    """出生年月, whatever more is known."""
    if birth is None:
        return ""
    return f"{birth.year}年{birth.month}月" if birth.month else f"{birth.year}年"


def exact(on: Known) -> date | None:
    return on if isinstance(on, date) else None


def told(text: str) -> tuple[str, ...]:
    return paragraphs(text or "")


def names(text: str) -> tuple[str, ...]:
    """Several people in one field: 郑一诺、韩志远."""
    return tuple(part for part in (text or "").replace("，", "、").split("、") if part)


def period(first: Known, last: Known) -> str:
    """2026年9月5日至2026年9月7日, as far as it is known."""
    return "至".join(when(day) for day in (first, last) if day)
