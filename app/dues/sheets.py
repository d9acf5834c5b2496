"""Dues as they are printed (rulebook 8.11): plain values, no records; amounts in fen."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BaseRow:
    """One member's base of the year. `base` and `rate` are empty where no income is asked for."""

    name: str
    payer: str
    parts: str
    base: str
    rate: str
    monthly: str
    since: str
    remark: str


@dataclass(frozen=True)
class Bases:
    """党费核定表."""

    title: str
    organization: str
    rows: tuple[BaseRow, ...]
    people: int
    total: str
    filled: date | str


@dataclass(frozen=True)
class RegisterRow:
    """One member's twelve months; `months` say the amount and its day."""

    name: str
    payer: str
    base: str
    rate: str
    monthly: str
    months: tuple[str, ...]
    back: str
    total: str


@dataclass(frozen=True)
class Register:
    """党费收缴登记表; `sums` are the twelve months' totals."""

    title: str
    organization: str
    rows: tuple[RegisterRow, ...]
    sums: tuple[str, ...]
    total: str
    filled: date | str


@dataclass(frozen=True)
class UsedRow:
    purpose: str
    amount: str


@dataclass(frozen=True)
class Notice:
    """党费公示表: sums of a year for the members; nobody's own figures."""

    title: str
    organization: str
    year: int
    people: int
    paid_people: int
    due: str
    paid: str
    up: str
    returned: str
    used: str
    rows: tuple[UsedRow, ...]
    balance: str
    published: date | str
    months: str = ""


@dataclass(frozen=True)
class EntryRow:
    """One movement of the book with the decision behind it."""

    day: date | str
    kind: str
    summary: str
    income: str
    outgo: str
    decision: str
    handler: str
    voucher: str


@dataclass(frozen=True)
class Report:
    """党费收支报告: the book of one year."""

    title: str
    organization: str
    year: int
    opening: str
    collected: str
    rows: tuple[EntryRow, ...]
    used: tuple[UsedRow, ...]
    income: str
    outgo: str
    balance: str
    filled: date | str
