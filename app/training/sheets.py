"""Training as it is printed (rulebook 8.12): plain values, no records."""

from dataclasses import dataclass
from datetime import date

from app.printing.letters import Letter


@dataclass(frozen=True)
class SessionRow:
    day: date | str
    span: str
    topic: str
    teacher: str
    place: str
    hours: str


@dataclass(frozen=True)
class Notice:
    """培训班通知. `period` and `until` are in words; `sessions` the annex."""

    title: str
    title_lines: tuple[str, ...]
    organizer: str
    addressees: str
    kind: str
    target: str
    period: str
    place: str
    capacity: int | str
    until: str
    hours: str
    purpose: tuple[str, ...]
    contact: str
    partner: str
    sessions: tuple[SessionRow, ...]
    day: date | str


def notice_title(of: str) -> dict:
    """The title of the notice of a class of that name, and its lines."""
    letter = Letter("", "", (), "", title_parts=("关于举办", of, "的通知"))
    return {"title": f"关于举办{of}的通知", "title_lines": letter.title_lines}


@dataclass(frozen=True)
class RosterRow:
    name: str
    sex: str
    branch: str
    post: str
    state: str
    result: str
    certificate: str


@dataclass(frozen=True)
class Roster:
    """学员名册."""

    title: str
    organizer: str
    period: str
    rows: tuple[RosterRow, ...]
    filled: date | str


@dataclass(frozen=True)
class SignIn:
    """签到表 of one class: a column to sign in for each session, at most a page's width of them.
    `marks` are in the order of `sessions`; empty before the class."""

    title: str
    organizer: str
    place: str
    sessions: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]
    filled: date | str


@dataclass(frozen=True)
class EntryRow:
    """One line of the register of a year; `day` without the year."""

    day: str
    title: str
    host: str
    form: str
    place: str
    teacher: str
    hours: str
    result: str
    proof: str


@dataclass(frozen=True)
class Proof:
    """学时证明 of one person and year, the register behind it. `standard` is in words, because for
    some there is none; `ending` are the last four of the ID number, where they are known."""

    number: str
    name: str
    ending: str
    organization: str
    year: int
    hours: str
    classes: int
    standard: str
    rows: tuple[EntryRow, ...]
    code: str
    address: str
    day: date | str


@dataclass(frozen=True)
class Certificate:
    """结业证书 of one trainee."""

    number: str
    name: str
    organization: str
    title: str
    organizer: str
    first: date | str
    last: date | str
    hours: str
    result: str
    code: str
    address: str
    day: date | str


@dataclass(frozen=True)
class StatisticsRow:
    branch: str
    name: str
    since: date | str
    first: str
    second: str
    practice: str
    induction: str
    note: str


@dataclass(frozen=True)
class Statistics:
    """书记培训情况统计表 of one organisation and half-year; `figures` are words for its head line,
    `picture` the coverage as a data: address, empty without one."""

    title: str
    organization: str
    figures: str
    rows: tuple[StatisticsRow, ...]
    picture: str
    filled: date | str
