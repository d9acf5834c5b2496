"""What one row of the workbook tells of a person's file, as plain facts. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from app.development.history.columns import FLOATING, LEAVES_ON, Facet, Key, Part, of_helper
from app.development.history.values import Ending, HeldPaper, Span
from app.rules.dates import PartialDate, Precision
from app.rules.development.case import HelperRole, NoticeKind, Outcome, ReviewKind
from app.rules.development.steps import Step

ATTRIBUTES = {
    Facet.ON: "taken_on",
    Facet.UNTIL: "until_on",
    Facet.AGREED: "agreed_on",
    Facet.SUBMITTED: "submitted_on",
    Facet.ORGAN: "organ",
    Facet.BY: "done_by",
    Facet.DUE: "due",
    Facet.PRESENT: "present",
    Facet.YES: "yes",
    Facet.NO: "no",
    Facet.ABSTAIN: "abstain",
    Facet.WRITTEN: "written",
    Facet.SECRET: "secret",
    Facet.DAYS: "days",
    Facet.HOURS: "hours",
    Facet.MONTHS: "months",
    Facet.REASON: "reason",
    Facet.NUMBER: "number",
    Facet.PLACE: "place",
}
"""A step's fact → the column that keeps it; the outcome stands for itself."""
NAMED_IN = {HelperRole.CONTACT: Step.CONTACTS, HelperRole.INTRODUCER: Step.INTRODUCERS}


class ToldStep(NamedTuple):
    """`facts` are column → value; the outcome is always among them."""

    step: Step
    turn: int
    facts: dict[str, Any]


class ToldHelper(NamedTuple):
    role: HelperRole
    name: str
    since_on: PartialDate | None = None
    until_on: PartialDate | None = None


class ToldReview(NamedTuple):
    kind: ReviewKind
    on: PartialDate


class ToldNotice(NamedTuple):
    kind: NoticeKind
    posted_on: date
    until_on: date
    place: str = ""
    second_place: str = ""


class Note(NamedTuple):
    """Something to say at a column; `refuses` where the cell cannot be taken."""

    key: Key
    message: str
    refuses: bool = False


@dataclass(frozen=True)
class Told:
    steps: tuple[ToldStep, ...] = ()
    helpers: tuple[ToldHelper, ...] = ()
    reviews: tuple[ToldReview, ...] = ()
    notices: tuple[ToldNotice, ...] = ()
    papers: tuple[HeldPaper, ...] = ()
    floating: bool | None = None
    leaves_on: date | None = None
    notes: tuple[Note, ...] = field(default=(), compare=False)

    def __bool__(self):
        facts = (self.steps, self.helpers, self.reviews, self.notices, self.papers)
        return any(facts) or bool(self.floating) or self.leaves_on is not None


def told_of(values: Mapping[Key, Any], columns: Collection[Key], today: date) -> Told:
    """`columns` are all that the sheet has: a contact begins with the step that named the
    contacts only where no column could have said when."""
    notes: list[Note] = []
    steps = _as_voted(list(_steps(values, notes)))
    return Told(
        steps,
        tuple(_helpers(values, columns, steps)),
        tuple(_reviews(values)),
        tuple(_notices(values, notes)),
        tuple(_papers(values)),
        values.get(FLOATING),
        _leaves_on(values, notes),
        (*_ahead(values, today), *notes),
    )


def _steps(values, notes):
    groups: dict[tuple[Step, int], dict[Facet, Any]] = {}
    for key, value in values.items():
        if key.part is Part.STEP:
            groups.setdefault((key.step, key.turn), {})[key.facet] = value
    for (step, turn), given in sorted(groups.items()):
        first = Key(Part.STEP, str(int(step)), next(iter(given)), turn)
        facets = _spread(given)
        if Facet.ON not in facets:
            notes.append(Note(first, f"“{step.label}”没有日期，这一步没有记入，请补日期。"))
            continue
        yield ToldStep(step, turn, _facts(facets))


def _as_voted(steps: list[ToldStep]) -> tuple[ToldStep, ...]:
    """Where nobody says how the superior decided on 转正, it was as the assembly had voted."""
    voted = {
        one.turn: one.facts.get("outcome", Outcome.PASSED)
        for one in steps
        if one.step is Step.CONFIRMATION_VOTED
    }
    for one in steps:
        if one.step is Step.CONFIRMATION_APPROVED and "outcome" not in one.facts:
            one.facts["outcome"] = voted.get(one.turn, Outcome.PASSED)
        one.facts.setdefault("outcome", Outcome.PASSED)
    return tuple(steps)


def _spread(facets: Mapping[Facet, Any]) -> dict[Facet, Any]:
    """One cell of 起止 is two facts; what has a cell of its own stands above it."""
    facets = dict(facets)
    span: Span | None = facets.pop(Facet.SPAN, None)
    if span is None:
        return facets
    ends = {Facet.ON: span.since, Facet.UNTIL: span.until}
    return {facet: day for facet, day in ends.items() if day} | facets


def _facts(facets) -> dict[str, Any]:
    facets = dict(facets)
    ending: Ending | None = facets.pop(Facet.OUTCOME, None)
    facts = {ATTRIBUTES[facet]: value for facet, value in facets.items()}
    if ending is None:
        return facts
    if ending.months is not None:
        facts.setdefault("months", ending.months)
    return facts | {"outcome": ending.outcome}


def _helpers(values, columns, steps):
    days = {told.step: told.facts["taken_on"] for told in reversed(steps)}
    for role, step in NAMED_IN.items():
        since_told = any(k.what == role and k.facet is Facet.ON for k in columns)
        for key, names in values.items():
            if key.part is not Part.HELPER or key.what != role or key.facet is not Facet.NAME:
                continue
            since = values.get(of_helper(role, key.turn, Facet.ON))
            until = values.get(of_helper(role, key.turn, Facet.UNTIL))
            usual = None if since_told else days.get(step)
            for name in names:
                yield ToldHelper(role, name, since or usual, until)


def _reviews(values):
    for key, days in values.items():
        if key.part is Part.REVIEW:
            yield from (ToldReview(ReviewKind(key.what), day) for day in days)


def _notices(values, notes):
    groups: dict[tuple[str, int], dict[Facet, Any]] = {}
    for key, value in values.items():
        if key.part is Part.NOTICE:
            groups.setdefault((key.what, key.turn), {})[key.facet] = value
    for (what, turn), given in groups.items():
        first = Key(Part.NOTICE, what, next(iter(given)), turn)
        facets = _spread(given)
        if message := _unusable(facets):
            notes.append(Note(first, *message))
            continue
        since, until = facets[Facet.ON].earliest, facets[Facet.UNTIL].earliest
        places = facets.get(Facet.PLACE, ""), facets.get(Facet.SECOND, "")
        yield ToldNotice(NoticeKind(what), since, until, *places)


def _unusable(facets) -> tuple[str, bool] | None:
    """Why a notice cannot be kept: it hung from one day to another, or nothing is known of it."""
    since, until = facets.get(Facet.ON), facets.get(Facet.UNTIL)
    if since is None or until is None:
        missing = "张贴" if since is None else "截止"
        return f"公示没有{missing}日期，没有记入，请补上。", False
    if not all(day.precision is Precision.DAY for day in (since, until)):
        return "公示日期要写到日；只知道月份的没有记入，请补上。", False
    if until < since:
        return f"公示截止日期（{until}）早于张贴日期（{since}），请核对。", True
    return None


def _papers(values):
    found: dict[str, HeldPaper] = {}
    for key, value in values.items():
        if key.part is Part.PAPER:
            for paper in value if isinstance(value, tuple) and _many(value) else (value,):
                found.setdefault(paper.code, paper)
    return found.values()


def _many(value):
    return not isinstance(value, HeldPaper)


def _leaves_on(values, notes):
    day = values.get(LEAVES_ON)
    if day is None or day.precision is Precision.DAY:
        return day and day.earliest
    notes.append(Note(LEAVES_ON, "预计离开日期要写到日，没有记入。"))
    return None


def _ahead(values, today):
    """History has happened: a day still to come is a slip of the pen."""
    for key, value in values.items():
        if key == LEAVES_ON or key.part is Part.PERSON:
            continue
        days = value if isinstance(value, tuple | Span) else (value,)
        ahead = [day for day in days if isinstance(day, PartialDate) and day.earliest > today]
        if ahead:
            yield Note(key, f"{ahead[0]}还没有到，请核对。", refuses=True)
