"""Pledges as they are printed (rulebook 8.9): plain values, no records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.printing.words import paragraphs


@dataclass(frozen=True)
class MatterRow:
    """One thing pledged, as the letter shows it."""

    heading: str
    text: str
    measure: str
    due: date | str
    responsible: str


@dataclass(frozen=True)
class Letter:
    """承诺书 of one member (`personal`), or of an organisation, which has no name and post."""

    title: str
    personal: bool
    organization: str
    name: str
    post: str
    year: int
    rows: tuple[MatterRow, ...]
    opinion: tuple[str, ...]
    reviewed: date | str
    published: date | str
    filled: date | str


@dataclass(frozen=True)
class BoardRow:
    """One pledger on the board; `matters` are in their order, `state` says how they are kept."""

    name: str
    post: str
    matters: tuple[str, ...]
    dues: tuple[str, ...]
    state: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """公示栏: what is shown inside the branch; `own` is the organisation's, first."""

    title: str
    organization: str
    own: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    filled: date | str


@dataclass(frozen=True)
class LedgerRow:
    """One matter in the ledger; `kept` is 完成情况, `result` the evaluation of its pledge."""

    name: str
    text: str
    due: date | str
    responsible: str
    progress: tuple[str, ...]
    kept: str
    why: str
    result: str


@dataclass(frozen=True)
class Ledger:
    title: str
    organization: str
    rows: tuple[LedgerRow, ...]
    filled: date | str
    people: int


@dataclass(frozen=True)
class CommentRecord:
    """点评记录 of one comment."""

    title: str
    organization: str
    name: str
    commenter: str
    day: date | str
    way: str
    judgement: tuple[str, ...]
    achievements: tuple[str, ...]
    problems: tuple[str, ...]
    direction: tuple[str, ...]
    mend: date | str


@dataclass(frozen=True)
class FeedbackRow:
    opinion: str
    source: str
    responsible: str
    result: str
    day: date | str
    way: str
    confirmed: str


@dataclass(frozen=True)
class FeedbackSlip:
    """反馈单: the counted evaluation, where it may be shown, and each opinion with its answer."""

    title: str
    organization: str
    name: str
    figures: str
    rows: tuple[FeedbackRow, ...]
    filled: date | str


def comment_record(
    *,
    year: int,
    organization: str,
    name: str,
    commenter: str,
    day: date | str,
    way: str,
    judgement: str = "",
    achievements: str = "",
    problems: str = "",
    direction: str = "",
    mend: date | str = "",
) -> CommentRecord:
    """The record of one comment from its texts."""
    return CommentRecord(
        f"{year}年公开承诺点评记录",
        organization,
        name,
        commenter,
        day,
        way,
        paragraphs(judgement),
        paragraphs(achievements),
        paragraphs(problems),
        paragraphs(direction),
        mend,
    )


def letter(
    *,
    organization: str,
    year: int,
    rows: Iterable[MatterRow],
    personal: bool = True,
    name: str = "",
    post: str = "",
    opinion: str = "",
    reviewed: date | str = "",
    published: date | str = "",
    filled: date | str = "",
) -> Letter:
    """The letter of a member, or of the organisation itself where it is not `personal`."""
    title = f"{year}年{'党员' if personal else '党组织'}公开承诺书"
    return Letter(
        title,
        personal,
        organization,
        name,
        post,
        year,
        tuple(rows),
        paragraphs(opinion),
        reviewed,
        published,
        filled,
    )
