"""Papers of opinions and reception days (rulebook 12, SD0-5): plain values, no records."""

from dataclasses import dataclass
from datetime import date

HEADINGS = [
    "序号",
    "收到",
    "来源",
    "提出人",
    "主要内容",
    "承办人",
    "答复期限",
    "答复",
    "反馈",
    "状态",
]
WIDTHS = [6, 14, 10, 12, 40, 12, 14, 14, 14, 12]


@dataclass(frozen=True)
class VisitRow:
    """One visit; `followed` says what became of the matter."""

    visitor: str
    people: int | str
    matter: str
    said: str
    followed: str


@dataclass(frozen=True)
class ReceptionRecord:
    """One reception day. `span` is from when to when."""

    organization: str
    held: date | str
    span: str
    place: str
    receiver: str
    rows: tuple[VisitRow, ...]
    people: int | str


@dataclass(frozen=True)
class OpinionReply:
    """What was raised and what is answered; without a name where it was raised without one."""

    organization: str
    raised: str
    origin: str
    author: str
    subject: str
    text: tuple[str, ...]
    helper: str
    due: date | str
    answer: tuple[str, ...]
    answered: date | str
    told: date | str
    response: str


@dataclass(frozen=True)
class LedgerRow:
    raised: str
    origin: str
    author: str
    subject: str
    helper: str
    due: date | str
    answered: date | str
    told: date | str
    state: str


@dataclass(frozen=True)
class OpinionLedger:
    """`totals` are state and count."""

    organization: str
    filled: date | str
    rows: tuple[LedgerRow, ...]
    totals: tuple[tuple[str, int], ...]
