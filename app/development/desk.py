"""A file as its page shows it: the next step on top, what was done with its facts, what is off."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from app.access.scope import Scope
from app.calendars.queries import calendar
from app.core.filters import full_day
from app.development import cases
from app.development.ahead import Ahead, ahead
from app.development.models import File, RequestState
from app.development.rows import Gathered, gather
from app.rules.dates import PartialDate
from app.rules.development.case import (
    Case,
    HelperRole,
    Outcome,
    Probation,
    ReviewKind,
    Sort,
    probation,
)
from app.rules.development.faults import Fault
from app.rules.development.linter import lint
from app.rules.development.path import Path, path
from app.rules.development.steps import PAPERS, STEPS, Paper, Phase, Step

FACTS = {
    "until_on": "结束",
    "agreed_on": "上级同意（备案）",
    "submitted_on": "报送",
    "organ": "决定",
    "done_by": "承办人",
    "place": "地点",
    "number": "文号",
    "days": "天数",
    "hours": "学时",
    "months": "延长月数",
    "content": "内容",
    "reason": "理由",
}


UNTIL = {Step.TRAINING: Step.PROSPECT, Step.PROBATION: Step.CONFIRMATION_APPROVED}
REVIEWED = {Step.TRAINING: ReviewKind.ACTIVIST, Step.PROBATION: ReviewKind.PROBATIONARY}


@dataclass(frozen=True)
class Taken:
    """One turn of a step as it is shown: (label, text) pairs of what is recorded."""

    row: Any
    facts: list[tuple[str, str]]
    votes: str

    @property
    def passed(self) -> bool:
        return self.row.outcome is Outcome.PASSED


class Asked(NamedTuple):
    """What was submitted to a superior."""

    id: int
    about: Step
    state: RequestState
    committee: str
    submitted_on: date
    decided_on: date | None
    returned_why: str


@dataclass(frozen=True)
class Line:
    """One step of the way."""

    step: Step
    taken: list[Taken]
    papers: list[tuple[Paper, Any]]
    faults: list[Fault]
    request: Asked | None = None
    reviews: int = 0

    over: bool = False
    """Of a lasting step: what it led to has been reached."""

    @property
    def done(self) -> bool:
        return bool(self.taken) or self.over

    @property
    def received(self) -> bool:
        """Whether any of its papers lies in the file."""
        return any(leaf for _, leaf in self.papers)

    @property
    def sorts(self) -> list[Sort]:
        return sorted({fault.sort for fault in self.faults}, key=list(Sort).index)


@dataclass
class View:
    """Everything the page of a file shows. `file` is a plain row, not to be written."""

    file: Any
    case: Case
    rows: Gathered
    path: Path
    faults: tuple[Fault, ...]
    requests: list[Asked] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def waiting(self) -> list[Asked]:
        return [one for one in self.requests if one.state is RequestState.WAITING]

    @property
    def pressing(self) -> list[Fault]:
        """What is to be put right; steps too old to be judged are told in their place only."""
        return [fault for fault in self.faults if fault.sort is not Sort.UNSURE]

    @property
    def phases(self) -> list[tuple[Phase, list[Line]]]:
        return [
            (phase, [li for li in self.lines if STEPS[li.step].phase is phase]) for phase in Phase
        ]

    @cached_property
    def leaves(self) -> dict[str, list[Any]]:
        found = defaultdict(list)
        for leaf in self.rows.leaves.get(self.file.id, ()):
            found[leaf.what].append(leaf)
        return found

    @property
    def helpers(self) -> list[Any]:
        """Contacts and introducers, each once, with `gone` where the registry says so."""
        rows = {row.id: row for row in self.rows.helpers.get(self.file.id, ())}
        return list(zip(rows.values(), self.case.helpers, strict=True))

    @property
    def notices(self) -> list[tuple[Any, list[Any]]]:
        """(notice, its opinions), the latest first."""
        found: dict[int, tuple[Any, list[Any]]] = {}
        for row in self.rows.notices.get(self.file.id, ()):
            one = found.setdefault(row.id, (row, []))
            if row.opinion_id is not None:
                one[1].append(row)
        return list(reversed(found.values()))

    @property
    def serving(self) -> list[tuple[HelperRole, list[str]]]:
        """(role, names) of those who help now; introducers stand for contacts once named."""
        found = defaultdict(list)
        for one in self.case.helpers:
            if one.until is None:
                found[one.role].append(one.name)
        return [(role, found[role]) for role in reversed(HelperRole) if found[role]][:1]

    @staticmethod
    def review_label(leaf) -> str:
        return ReviewKind(leaf.code).label

    @staticmethod
    def paper_name(leaf) -> str:
        return PAPERS[leaf.code][1].name

    @property
    def probation(self) -> Probation | None:
        return probation(self.case) if self.case.day(Step.APPROVED) else None

    @property
    def decided(self) -> set[Step]:
        """The steps that a superior took through the portal: theirs to take back."""
        return {one.about for one in self.requests if one.state is RequestState.DECIDED} - {
            Step.PROSPECT_LISTED
        }

    @property
    def agreed(self) -> Asked | None:
        """The superior's consent to step 8, given and not yet used."""
        if self.case.last(Step.PROSPECT_LISTED):
            return None
        decided = [one for one in self.requests if one.state is RequestState.DECIDED]
        return next((one for one in decided if one.about is Step.PROSPECT_LISTED), None)

    @property
    def returned(self) -> list[Asked]:
        """What the superior sent back and nobody has submitted again."""
        latest = {one.about: one for one in reversed(self.requests)}
        return [one for one in latest.values() if one.state is RequestState.RETURNED]

    @property
    def review_first(self) -> bool:
        """Whether the next review is what is to be done first: no step can be taken yet."""
        due = any(one.due for one in self.path.lasting)
        return due and not any(one.presses and not one.early for one in self.ahead)

    @property
    def lasting_now(self) -> set[Step]:
        """The steps under way that have no day of their own."""
        return {one.step for one in self.path.lasting}

    @cached_property
    def ahead(self) -> list[Ahead]:
        """The steps that may be taken now, the one to press first."""
        return ahead(self)


def opened(scope: Scope, file_id: int, today: date) -> View | None:
    """The page of one file, in a fixed number of statements; None outside the scope."""
    rows = gather(scope, File.id == file_id, whole=True)
    if not rows.files:
        return None
    [file] = rows.files
    case, days = cases.case_of(file, rows), calendar()
    view = View(
        file,
        case,
        rows,
        path(case, today, days),
        lint(case, today, days),
    )
    view.requests = [_asked(leaf) for leaf in reversed(view.leaves["request"])]
    view.lines = _lines(view)
    return view


def _asked(leaf):
    decided = leaf.branch_opinion
    return Asked(
        leaf.id,
        Step(leaf.number),
        RequestState(leaf.code),
        leaf.contact_opinion,
        date.fromisoformat(leaf.on),
        date.fromisoformat(decided) if decided else None,
        leaf.content,
    )


def _lines(view: View) -> list[Line]:
    taken, papers, faults = defaultdict(list), {}, defaultdict(list)
    seen = set()
    for row in view.rows.steps.get(view.file.id, ()):
        if row.id not in seen:
            taken[Step(row.step)].append(Taken(row, _facts(row), _votes(row)))
        seen.add(row.id)
    for leaf in view.leaves["paper"]:
        papers[leaf.code] = leaf
    for fault in view.faults:
        faults[fault.step].append(fault)
    waiting = {one.about: one for one in reversed(view.waiting)}
    return [
        Line(
            step,
            sorted(taken[step], key=lambda one: one.row.turn),
            [(paper, papers.get(paper.code)) for paper in about.papers],
            faults[step],
            waiting.get(step),
            sum(one.kind is REVIEWED.get(step) for one in view.case.reviews),
            step in UNTIL and view.case.day(UNTIL[step]) is not None,
        )
        for step, about in STEPS.items()
    ]


def _facts(row):
    return [
        (label, _words(getattr(row, name))) for name, label in FACTS.items() if getattr(row, name)
    ]


def _words(value) -> str:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, date):
        return full_day(value)
    return getattr(value, "label", None) or str(value)


def _votes(row) -> str:
    if not row.due:
        return ""
    written = f"，其中书面意见 {row.written} 份" if row.written else ""
    return (
        f"应到 {row.due} 人，实到 {row.present} 人；赞成 {row.yes} 票，反对 {row.no or 0} 票，"
        f"弃权 {row.abstain or 0} 票{written}"
    )
