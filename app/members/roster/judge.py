"""Reads every person of a table and judges each row by itself and within the file.

Knows the rules of a life and an ID number; knows nobody who is on record already.
"""

from dataclasses import replace
from datetime import date

from openpyxl.utils import get_column_letter

from app.members.roster.cells import text_of
from app.members.roster.doubts import Doubt, Unreadable
from app.members.roster.fields import Field
from app.members.roster.headings import Mapping, Table
from app.members.roster.layout import Candidate, sort_rows
from app.members.roster.outcome import PersonRow, Problem, Reading, Severity
from app.members.roster.table import RosterError, Sheet
from app.members.roster.twins import mark_duplicates
from app.members.roster.values import read_value
from app.rules.dates import PartialDate, add_years
from app.rules.identity import birth_of, gender_of
from app.rules.members import Stage, check_life

# The field a reason of check_life is about, by the words it opens with.
ABOUT = {
    "申请入党": Field.APPLIED_ON,
    "确定积极分子": Field.ACTIVIST_ON,
    "入党": Field.JOINED_ON,
    "转正": Field.CONFIRMED_ON,
    "预备期": Field.CONFIRMED_ON,
    "出生": Field.BIRTH,
}
LONG_AGO = 2  # years after which somebody who joined is a full member unless the file says else


def read_people(table: Table, mapping: Mapping, *, today: date) -> Reading:
    """Raises `RosterError` when the mapping names no column of names, or people are too many."""
    if Field.NAME not in mapping.fields:
        raise RosterError("没有指定“姓名”列，请选一列作为姓名。")
    candidates, skipped = sort_rows(table, mapping)
    judge = _Judge(table.sheet, mapping, today)
    rows = mark_duplicates([judge.row(candidate) for candidate in candidates])
    return Reading(replace(table, mapping=mapping), tuple(rows), tuple(skipped))


class _Judge:
    """One sheet's mapping and the day, for row after row."""

    def __init__(self, sheet: Sheet, mapping: Mapping, today: date):
        self.sheet, self.today = sheet, today
        self.columns = [(field, index) for field, index in mapping.fields.items()]
        self.letters = {field: get_column_letter(index + 1) for field, index in self.columns}

    def row(self, candidate: Candidate) -> PersonRow:
        row, section = candidate.row, candidate.section
        cells = {field: row.cells[i] for field, i in self.columns if i < len(row.cells)}
        for field, told in section.items():
            if not text_of(cells.get(field)):
                cells[field] = told
        raw, values, problems = {}, {}, []

        def note(field, message, severity):
            letter = self.letters.get(field, "")
            problems.append(Problem(row.number, letter, field, message, severity))

        for field, cell in cells.items():
            if cell is not None:
                raw[field] = text_of(cell)
                self._read(field, cell, raw[field], values, note)
        if not values.get(Field.NAME):
            note(Field.NAME, "缺姓名，请补上。", Severity.REFUSE)
        self._judge(values, note, {problem.field for problem in problems})
        return PersonRow(row.number, raw, values, tuple(problems), row.hidden)

    def _read(self, field, cell, text, values, note):
        try:
            value = read_value(field, cell, text, self.sheet.epoch, self.sheet.typed)
        except Unreadable as error:
            note(field, str(error), Severity.REFUSE)
            return
        if isinstance(value, Doubt):
            note(field, value.why, Severity.WARN)
            value = value.value
        if value is not None:
            values[field] = value

    def _judge(self, values, note, troubled):
        self._judge_identity(values, note)
        self._judge_stage(values, note, troubled)
        life = check_life(
            birth=_surest_birth(values),
            applied=values.get(Field.APPLIED_ON),
            activist=values.get(Field.ACTIVIST_ON),
            joined=values.get(Field.JOINED_ON),
            confirmed=values.get(Field.CONFIRMED_ON),
            today=self.today,
        )
        refusals = set(life.refusals)
        for reason in life.reasons:
            field = next(
                (f for start, f in ABOUT.items() if reason.message.startswith(start)), None
            )
            note(field, f"{reason}。", Severity.REFUSE if reason in refusals else Severity.WARN)

    def _judge_identity(self, values, note):
        number = values.get(Field.ID_NUMBER)
        if number is None:
            if Field.BIRTH not in values:
                note(
                    None, "没有身份证号和出生日期，难以认定是不是同一个人，请补上。", Severity.WARN
                )
            return
        born = PartialDate.of(birth_of(number))
        given = values.setdefault(Field.BIRTH, born)
        if not _may_be(born, given):
            # Only a warning: a birth date settled from the personal file may differ from the card.
            note(Field.BIRTH, f"与身份证号中的出生日期（{born}）不一致，请核对。", Severity.WARN)
        gender = values.setdefault(Field.GENDER, gender_of(number))
        if gender is not gender_of(number):
            note(
                Field.GENDER,
                f"与身份证号不一致（号码为{gender_of(number).label}），请核对。",
                Severity.WARN,
            )

    def _judge_stage(self, values, note, troubled):
        stage, joined = values.get(Field.STAGE), values.get(Field.JOINED_ON)
        confirmed = values.get(Field.CONFIRMED_ON)
        if stage is None and Field.STAGE not in troubled:
            self._supply_stage(values, note, joined, confirmed)
        elif stage is Stage.PROBATIONARY and confirmed:
            note(Field.CONFIRMED_ON, "有转正日期，人员类别却是预备党员，请核对。", Severity.WARN)
        elif stage and not stage.in_party and joined:
            note(Field.JOINED_ON, f"有入党日期，人员类别却是{stage.label}，请核对。", Severity.WARN)

    def _supply_stage(self, values, note, joined, confirmed):
        if confirmed or (joined and add_years(joined.latest, LONG_AGO) <= self.today):
            values[Field.STAGE] = Stage.FULL
            told = "有转正日期" if confirmed else f"入党已满 {LONG_AGO} 年"
            note(Field.STAGE, f"没有人员类别；{told}，按正式党员记，请核对。", Severity.WARN)
        else:
            note(Field.STAGE, "没有人员类别，请写明正式党员、预备党员等。", Severity.REFUSE)


def _surest_birth(values) -> PartialDate | None:
    """The day from the ID number where the column agrees with it; else what the column says."""
    given, number = values.get(Field.BIRTH), values.get(Field.ID_NUMBER)
    if given and number and _may_be(PartialDate.of(birth_of(number)), given):
        return PartialDate.of(birth_of(number))
    return given


def _may_be(day: PartialDate, given: PartialDate) -> bool:
    return given.earliest <= day.earliest <= given.latest
