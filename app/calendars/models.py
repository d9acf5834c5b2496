"""The table of yearly arrangements of holidays that an administrator has loaded."""

from datetime import date

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain

APART = "、"


class CalendarYear(Audited, Base):
    """A year's published arrangement: weekdays off and weekend days worked in exchange.

    It may name days of the year before, as the notice for 2019 did (2018-12-29). The days are
    kept as one line of ISO dates each, so that the trail shows them as they were typed.
    """

    __tablename__ = "calendar_year"
    __table_args__ = (
        UniqueConstraint("year"),
        CheckConstraint("year BETWEEN 1949 AND 2199", name="year"),
    )
    audit_name = "放假安排"
    audit_reaches_below = True

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    holidays: Mapped[str] = mapped_column(Text, default="")
    workdays: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def audit_label(self) -> str:
        return f"{self.year}年"

    @property
    def days(self) -> dict[date, bool]:
        """{day: whether it is worked}, for every day the arrangement names."""
        return dict.fromkeys(_read(self.holidays), False) | dict.fromkeys(
            _read(self.workdays), True
        )


def _read(line):
    return [date.fromisoformat(day) for day in line.split(APART) if day]


explain("uq_calendar_year_year", "year", "这一年的安排已经有了，请直接修改。")
