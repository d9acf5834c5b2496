"""交接清单 as plain values, for the page and for paper alike."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Row:
    """One thing: its name, what there is to say of it, and where it is in the portal."""

    name: str
    told: str = ""
    address: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one sort; `title` is its heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class HandoverList:
    """`outgoing` and `incoming` sign; either may be unknown."""

    branch: str
    day: date
    outgoing: str
    incoming: str
    groups: tuple[Group, ...]
