"""What a roster file holds before it means anything: sheets, rows, cells; and its limits."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from openpyxl.utils.datetime import WINDOWS_EPOCH

MAX_PEOPLE = 20_000
MAX_ROWS = MAX_PEOPLE + 200  # titles, headings, group rows and signatures around the people
MAX_COLUMNS = 100
MAX_SHEETS = 50


class RosterError(ValueError):
    """The file as a whole cannot be read; the message tells a person what would make it right."""


class Broken(NamedTuple):
    """A cell that shows something, but holds no value: a spreadsheet error, an unsaved formula."""

    why: str


class Row(NamedTuple):
    """`number` is the row number a person sees in the spreadsheet, from 1."""

    number: int
    cells: tuple
    hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """Rows that hold something; blank ones are left out.

    `typed` tells whether numbers and dates arrived as such (a workbook) or everything is text.
    """

    name: str
    rows: list[Row]
    typed: bool = True
    epoch: datetime = WINDOWS_EPOCH


def too_many_rows() -> RosterError:
    return RosterError(f"表格超过 {MAX_PEOPLE} 人，请按学院或支部分成几个文件再导入。")
