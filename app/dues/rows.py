"""A branch's year as rows for page and paper: who, which base, and twelve months each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.dues.actions.owing import base_at
from app.dues.models import DuesBase, DuesMonth
from app.members.models import Member
from app.rules.base import Labelled
from app.rules.dues.months import Months, first_owed, in_a_row, of_year, year_and_month
from app.rules.dues.payers import Payer, proposed


class Shows(Labelled):
    """How one month of one member looks."""

    PAID = "paid", "已交"
    SHORT = "short", "差额"
    OWED = "owed", "待补"
    NOW = "now", "待交"
    AHEAD = "ahead", "未到"
    FREE = "free", "免交"
    NONE = "none", "不用交"


@dataclass(frozen=True)
class Cell:
    month: int
    shows: Shows
    due: int = 0
    paid: int = 0

    @property
    def number(self) -> int:
        return year_and_month(self.month)[1]

    @property
    def over(self) -> int:
        """Paid beyond what is due, such as before a reduction was agreed to."""
        return max(self.paid - self.due, 0)


@dataclass
class Row:
    """One member's year. `bases` stand; `proposed` is the kind a new base would begin with, `first`
    the month from which something is owed at all (None: not this year); `month` is the present
    month, or the year's nearest to it."""

    member: Member
    bases: list[DuesBase] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    proposed: Payer = Payer.WAGE
    first: int | None = None
    gone: bool = False
    in_a_row: int = 0
    now: DuesBase | None = None
    month: Cell | None = None

    @property
    def due(self) -> int:
        """Of the whole year."""
        return sum(cell.due for cell in self.cells)

    @property
    def paid(self) -> int:
        return sum(cell.paid for cell in self.cells)

    @property
    def owed(self) -> int:
        """What is 待补 by now."""
        late = (Shows.OWED, Shows.SHORT)
        return sum(cell.due - cell.paid for cell in self.cells if cell.shows in late)

    def owed_before(self, month: int) -> int:
        """What is 待补 of the months before that one."""
        late = (Shows.OWED, Shows.SHORT)
        earlier = (cell for cell in self.cells if cell.month < month and cell.shows in late)
        return sum(cell.due - cell.paid for cell in earlier)

    @property
    def asked(self) -> int:
        """Due up to and with the present month."""
        return sum(cell.due for cell in self.cells if self.month and cell.month <= self.month.month)

    @property
    def over(self) -> int:
        return sum(cell.over for cell in self.cells)

    @property
    def monthly(self) -> int | None:
        """What the present month really asks, a reduction taken off; None without a base."""
        if self.now is None or self.month is None:
            return None
        return self.month.due if self.reduced else self.now.monthly

    @property
    def reduced(self) -> bool:
        asked = self.month is not None and self.month.shows is not Shows.NONE
        return bool(self.now) and asked and self.month.due < self.now.monthly

    def quarterly_in(self, month: int) -> bool:
        """Whether the base of that month lets this member pay by the quarter."""
        base = base_at(self.bases, month)
        return bool(base and base.quarterly)

    @property
    def fixed(self) -> bool:
        return bool(self.bases)


def of_year_rows(
    members: Sequence[Member],
    left: Sequence[Member],
    bases: Iterable[DuesBase],
    months: Mapping[int, Mapping[int, DuesMonth]],
    year: int,
    now: int,
) -> list[Row]:
    """Everybody's row, those who have left last."""
    of_person: dict[int, list[DuesBase]] = {}
    for base in bases:
        of_person.setdefault(base.person_id, []).append(base)
    span = of_year(year)
    nearest = max(min(now, span.last), span.first)
    made = []
    for gone, people in ((False, members), (True, left)):
        for member in people:
            mine = of_person.get(member.person_id, [])
            held = months.get(member.person_id, {})
            cells = cells_of(held, span, now)
            late = [cell.month for cell in cells if cell.shows in (Shows.OWED, Shows.SHORT)]
            overdue = [month for month, one in held.items() if one.overdue <= now]
            made.append(
                Row(
                    member,
                    mine,
                    cells,
                    proposed(member.organization.unit_type, member.person.job),
                    first_owed(member.joined_on, year),
                    gone,
                    in_a_row(late, max(overdue, default=0)),
                    base_at(mine, nearest) or (mine or [None])[0],
                    cells[nearest - span.first],
                )
            )
    return made


def cells_of(held: Mapping[int, DuesMonth], span: Months, now: int) -> list[Cell]:
    """A cell for every month of the span."""
    return [_cell(month, held.get(month), now) for month in range(span.first, span.last + 1)]


def _cell(month, row, now):
    if row is None:
        return Cell(month, Shows.NONE)
    if row.due == 0:
        return Cell(month, Shows.FREE, 0, row.paid)
    if row.settled:
        shows = Shows.PAID
    elif row.paid:
        shows = Shows.SHORT
    elif row.overdue <= now:
        shows = Shows.OWED
    else:
        shows = Shows.NOW if month <= now else Shows.AHEAD
    return Cell(month, shows, row.due, row.paid)
