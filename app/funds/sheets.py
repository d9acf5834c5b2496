"""Papers of funds as they are printed (rulebook 8.11): plain values, amounts already in words."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BudgetRow:
    name: str
    kind: str
    source: str
    amount: str
    remark: str


@dataclass(frozen=True)
class Section:
    """One book of a budget: work funds and dues stand apart, each with its sum."""

    title: str
    rows: tuple[BudgetRow, ...]
    total: str


@dataclass(frozen=True)
class BudgetSheet:
    """经费预算表 of one organisation and year."""

    title: str
    organization: str
    sections: tuple[Section, ...]
    total: str
    note: tuple[str, ...]
    adjustments: tuple[str, ...]
    decision: str
    filled: date | str


@dataclass(frozen=True)
class EstimateRow:
    text: str
    amount: str


@dataclass(frozen=True)
class RequestSheet:
    """经费申请表 of one request; what has not happened yet is blank."""

    title: str
    organization: str
    subject: str
    day: date | str
    place: str
    participants: str
    line: str
    purpose: str
    content: tuple[str, ...]
    effect: tuple[str, ...]
    estimate: tuple[EstimateRow, ...]
    amount: str
    in_words: str
    applicant: str
    decision: tuple[str, ...]
    approval: tuple[str, ...]
    settled: str
    filled: date | str


@dataclass(frozen=True)
class LedgerRow:
    """One entry; `decided` is the meeting that decided, `purpose` 支出类别."""

    day: date | str
    voucher: str
    source: str
    summary: str
    purpose: str
    income: str
    expense: str
    balance: str
    decided: str
    handler: str
    witness: str
    approver: str
    attachments: str
    remark: str


@dataclass(frozen=True)
class LedgerSheet:
    """支出明细（台账） of one book, in the order it was written."""

    title: str
    organization: str
    rows: tuple[LedgerRow, ...]
    income: str
    expense: str
    balance: str
    filled: date | str


@dataclass(frozen=True)
class StatementRow:
    name: str
    planned: str
    adjusted: str
    carried: str
    given: str
    spent: str
    share: str
    rest: str
    end: str


@dataclass(frozen=True)
class StatementSection:
    """One book of the final accounts, with what was spent for what."""

    title: str
    rows: tuple[StatementRow, ...]
    total: StatementRow
    purposes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CostRow:
    """What one activity cost."""

    title: str
    day: date | str
    spent: str
    people: str
    per_head: str


@dataclass(frozen=True)
class StatementSheet:
    """决算表; `picture` is budget against use, in greys."""

    title: str
    organization: str
    sections: tuple[StatementSection, ...]
    costs: tuple[CostRow, ...]
    picture: str
    state: str
    filled: date | str
