"""Sheets as plain JSON and back, so that a file is read once and its people can be asked later."""

from datetime import date, datetime

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from app.members.roster.table import Broken, Row, Sheet
from app.rules.dates import PartialDate

DAY, KNOWN, BROKEN = "d", "p", "b"


def packed(sheets: list[Sheet]) -> list:
    """Plain lists, texts and numbers; a date, a month and a broken cell are marked pairs."""
    return [
        {
            "name": sheet.name,
            "typed": sheet.typed,
            "mac": sheet.epoch == MAC_EPOCH,
            "rows": [
                [row.number, row.hidden, [_plain(c) for c in row.cells]] for row in sheet.rows
            ],
        }
        for sheet in sheets
    ]


def unpacked(stored: list) -> list[Sheet]:
    """The inverse of `packed`; a date keeps its day, an hour is gone."""
    return [
        Sheet(
            one["name"],
            [
                Row(number, tuple(_cell(c) for c in cells), hidden)
                for number, hidden, cells in one["rows"]
            ],
            one["typed"],
            MAC_EPOCH if one["mac"] else WINDOWS_EPOCH,
        )
        for one in stored
    ]


def _plain(cell):
    if cell is None or isinstance(cell, str | int | float):
        return cell
    if isinstance(cell, Broken):
        return [BROKEN, cell.why]
    if isinstance(cell, PartialDate):
        return [KNOWN, cell.iso]
    if isinstance(cell, datetime):
        return [DAY, cell.date().isoformat()]
    return [DAY, cell.isoformat()] if isinstance(cell, date) else str(cell)


def _cell(plain):
    if not isinstance(plain, list):
        return plain
    kind, text = plain
    if kind == DAY:
        return date.fromisoformat(text)
    return Broken(text) if kind == BROKEN else PartialDate.parse_iso(text)
