"""The ledger of items as it is printed (rulebook 7): plain values, no records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LedgerRow:
    """One item; `progress` has a line for each note."""

    organization: str
    source: str
    problem: str
    goal: str
    measure: str
    responsible: str
    due: date | str
    progress: tuple[str, ...]
    acceptance: str


@dataclass(frozen=True)
class Ledger:
    """`several` says that more than one organisation stands in it; `totals` are state and count."""

    title: str
    organization: str
    filled: date | str
    rows: tuple[LedgerRow, ...]
    several: bool
    totals: tuple[tuple[str, int], ...]


HEADINGS = [
    "党组织", "来源", "问题", "目标", "措施", "责任人", "时限", "进展", "验收", "状态",
]  # fmt: skip
WIDTHS = [24, 24, 40, 24, 40, 12, 14, 40, 24, 10]


def ledger(
    *,
    title: str,
    organization: str,
    filled: date | str,
    rows: Iterable[LedgerRow],
    totals: Iterable[tuple[str, int]] = (),
) -> Ledger:
    """The ledger of one organisation, or of several when their names differ."""
    rows = tuple(rows)
    several = len({row.organization for row in rows}) > 1
    return Ledger(title, organization, filled, rows, several, tuple(totals))
