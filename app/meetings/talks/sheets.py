"""The year's talks of a branch as they are printed (rulebook 8.4); never what was said."""

from dataclasses import dataclass
from datetime import date

HEADINGS = ["序号", "日期", "谈话人", "谈话对象", "类别", "时机"]
WIDTHS = [6, 14, 14, 14, 18, 14]


@dataclass(frozen=True)
class TalkRow:
    day: date | str
    first: str
    second: str
    kind: str
    occasion: str


@dataclass(frozen=True)
class Reach:
    """One kind of pairs: how many are owed, how many are there, and who is still to come."""

    kind: str
    owed: int
    done: int
    still: tuple[str, ...] = ()


@dataclass(frozen=True)
class TalkRegister:
    title: str
    organization: str
    filled: date | str
    reaches: tuple[Reach, ...]
    rows: tuple[TalkRow, ...]
