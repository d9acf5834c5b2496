"""The paper and the table of activities: plain values, no records."""

from dataclasses import dataclass
from datetime import date

HEADINGS = [
    "序号", "日期", "党支部", "类别", "活动", "地点", "通知人数", "实到人数", "学时",
    "概算（元）", "支出（元）", "人均（元）", "状态",
]  # fmt: skip
WIDTHS = [6, 14, 26, 12, 36, 24, 10, 10, 8, 12, 12, 12, 10]


@dataclass(frozen=True)
class CostRow:
    """One request: what it is for, estimated, spent; amounts as they are told."""

    text: str
    asked: str
    spent: str
    state: str


@dataclass(frozen=True)
class ActivitySheet:
    """One activity from plan to settlement. `span` is from when to when."""

    organization: str
    title: str
    kind: str
    held: date | str
    span: str
    place: str
    called: int | str
    came: int | str
    foreseen: str
    hours: str
    agenda: tuple[str, ...]
    summary: tuple[str, ...]
    costs: tuple[CostRow, ...]
    asked: str
    spent: str
    each: str
    state: str
    by: str
