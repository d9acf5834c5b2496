"""Papers of a round: order of speakers, comments, overall opinions, feedback (rulebook 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.printing.words import paragraphs
from app.rules.evaluations import DebriefMark

MARKS = tuple(mark.label for mark in DebriefMark)


@dataclass(frozen=True)
class SpeakerRow:
    """One place in the order; `planned` is 14:30—14:40, `used` the minutes spoken where known."""

    number: str
    branch: str
    speaker: str
    planned: str
    used: str
    remark: str


@dataclass(frozen=True)
class SpeakerOrder:
    """`minutes` a speaker has, `comment_minutes` the comment after each."""

    title: str
    organization: str
    held: date | str
    place: str
    minutes: int
    comment_minutes: int
    rows: tuple[SpeakerRow, ...]


def speaker_order(
    *,
    year: int,
    organization: str,
    held: date | str,
    place: str,
    minutes: int,
    comment_minutes: int,
    rows: Iterable[SpeakerRow],
) -> SpeakerOrder:
    """Who speaks when, with blanks for the time-keeper."""
    title = f"{year}年度党支部书记述职发言顺序和计时表"
    return SpeakerOrder(title, organization, held, place, minutes, comment_minutes, tuple(rows))


@dataclass(frozen=True)
class Comment:
    """What the superior said of one report; without text a form to write on."""

    title: str
    organization: str
    branch: str
    secretary: str
    heard: date | str
    text: tuple[str, ...]
    by: str
    day: date | str


def comment_sheet(
    *,
    year: int,
    organization: str,
    branch: str,
    secretary: str,
    heard: date | str,
    text: str,
    by: str,
    day: date | str,
) -> Comment:
    """点评意见 on one secretary's report."""
    title = f"{year}年度党支部书记述职点评意见"
    return Comment(title, organization, branch, secretary, heard, paragraphs(text), by, day)


@dataclass(frozen=True)
class OverallRow:
    """`votes` by mark or empty where nothing was counted; `overall` and `opinion` may be empty."""

    branch: str
    secretary: str
    votes: tuple[int, ...]
    overall: str
    opinion: str


@dataclass(frozen=True)
class Overall:
    title: str
    organization: str
    filled: date | str
    marks: tuple[str, ...]
    rows: tuple[OverallRow, ...]
    totals: tuple[tuple[str, int], ...]


def overall_sheet(
    *, year: int, organization: str, filled: date | str, rows: Iterable[OverallRow]
) -> Overall:
    """综合评价表 of a round, with how many have which mark."""
    rows = tuple(rows)
    totals = tuple(
        (mark, number) for mark in MARKS if (number := sum(row.overall == mark for row in rows))
    )
    title = f"{year}年度党支部书记述职评议综合评价表"
    return Overall(title, organization, filled, MARKS, rows, totals)


@dataclass(frozen=True)
class ToMend:
    """One entry of the list that the feedback hands over."""

    problem: str
    measure: str
    due: date | str


@dataclass(frozen=True)
class Feedback:
    """`reply` is what the secretary answered, empty on a slip still to be signed."""

    title: str
    organization: str
    branch: str
    secretary: str
    votes: str
    overall: str
    opinion: tuple[str, ...]
    comment: tuple[str, ...]
    to_mend: tuple[ToMend, ...]
    day: date | str
    reply: tuple[str, ...]
    confirmed: date | str


def feedback_sheet(
    *,
    year: int,
    organization: str,
    branch: str,
    secretary: str,
    votes: str,
    overall: str,
    opinion: str,
    comment: str,
    to_mend: Iterable[ToMend],
    day: date | str,
    reply: str,
    confirmed: date | str,
) -> Feedback:
    """反馈单 to one secretary."""
    return Feedback(
        f"{year}年度党支部书记述职评议反馈单", organization, branch, secretary, votes, overall,
        paragraphs(opinion), paragraphs(comment), tuple(to_mend), day, paragraphs(reply),
        confirmed,
    )  # fmt: skip
