"""Shapes of input for meetings: the record, its agenda, the attendance list, files, reasons."""

import re

from flask import current_app
from flask_wtf.file import MultipleFileField
from markupsafe import Markup
from wtforms import BooleanField, Field, FieldList, Form, FormField, HiddenField
from wtforms.validators import ValidationError

from app.core.errors import Refused
from app.core.forms import (
    Choice,
    Clock,
    Count,
    Day,
    Halves,
    Line,
    Paragraphs,
    PortalForm,
    clean_line,
)
from app.meetings.attendance import AttendanceCode, Mark
from app.meetings.judging import MATTERS, Unfit
from app.rules.meetings import MeetingKind
from app.rules.votes import ABOUT_PEOPLE, Matter

MOST_ITEMS = 30
MOST_NOTE = 100
MOST_HOURS = 24
CODES = {code.value: code for code in AttendanceCode}
ONE_MARK = re.compile(r"(\d{1,9})(-note)?")


class AttendanceField(Field):
    """The list: one select and one note a person, named attendance-<person id>[-note].

    Data is {person id: Mark}; a person with an empty select is not on the list. `unknown` says
    that a code was sent which does not exist.
    """

    def process(self, formdata, data=None, extra_filters=None):  # noqa: ARG002
        self.errors, self.process_errors, self.unknown = [], [], False
        self.data = dict(data or {})
        if formdata:
            self.data = self._read(formdata)

    def _read(self, formdata):
        marks, notes, prefix = {}, {}, f"{self.name}-"
        for name in (n for n in formdata if n.startswith(prefix)):
            match = ONE_MARK.fullmatch(name.removeprefix(prefix))
            if not match:
                continue
            if match[2]:
                notes[int(match[1])] = clean_line(formdata[name])[:MOST_NOTE]
            elif formdata[name]:
                self.unknown |= formdata[name] not in CODES
                marks[int(match[1])] = CODES.get(formdata[name], AttendanceCode.PRESENT)
        return {key: Mark(code, notes.get(key, "")) for key, code in marks.items()}

    def pre_validate(self, _form):
        if self.unknown:
            raise ValidationError("考勤里有不认识的选项，请重新选择。")

    def _value(self):
        """The exceptions in words, for comparing two versions."""
        names = {key: person.name for key, person in self.people.items()}
        marks = [(names.get(k, ""), m) for k, m in self.data.items()]
        return f"共 {len(marks)} 人" + "".join(
            f"，{name}{m.code.label}{m.note}" for name, m in marks if m.code != CODES["present"]
        )

    people = {}  # noqa: RUF012 – replaced by the form with the people it was opened for


class ItemForm(Form):
    number = HiddenField()
    title = Line("议题", most=200)
    discussion = Paragraphs("讨论情况", most=20_000, rows=3)
    resolution = Paragraphs("决议", most=5_000, rows=2)
    matter = Choice("表决事项", pairs=[("", "不表决")], default="")
    subject_id = Choice("表决的是谁", default="", description="每位同志单独列一项，逐个表决。")
    months = Count("延长月数")
    due = Count("应到（有表决权）")
    present = Count("实到（有表决权）")
    yes = Count("赞成")
    no = Count("反对")
    abstain = Count("弃权")
    written = Count("书面意见")
    secret = BooleanField("无记名投票")
    reason = Line("说明（应到人数、例外的理由）", most=200)

    @property
    def is_blank(self) -> bool:
        """Nothing was typed in it: such an item is left out."""
        unsaid = {"secret", "number"}
        return not any(v for k, v in self.data.items() if k not in unsaid and v is not None)


class Agenda(FieldList):
    """The agenda items, blank ones left out of the data."""

    def _value(self):
        lines = (f"{one.form.title.data}：{one.form.resolution.data or ''}" for one in self.filled)
        return "；".join(lines)

    @property
    def filled(self):
        """The entries somebody typed into, in order."""
        return [entry for entry in self.entries if not entry.form.is_blank]


class MeetingForm(PortalForm):
    """The record. `obj` is a filled.Filled, which also brings the people to choose from."""

    title = Line("名称", most=100, needed=True)
    held_on = Day("日期", needed=True)
    started_at = Clock("开始时间")
    ended_at = Clock("结束时间")
    place = Line("地点", most=100, needed=True)
    chair_id = Choice("主持人", needed=True)
    recorder_id = Choice("记录人", needed=True)
    lecturer = Line("主讲人", most=60)
    hours = Halves("学时", most=MOST_HOURS, description="算集中学习的填，不算的不填。")
    attendance = AttendanceField("考勤")
    guests = Line("列席（外单位人员）", most=300, description="没有可不填；用顿号分开。")
    items = Agenda(FormField(ItemForm), "议题", min_entries=1, max_entries=MOST_ITEMS)
    content = Paragraphs("其他记录", most=20_000, rows=3)
    late_reason = Line("补录原因", most=200, description="会议过去 7 天以后才录入的，请写明原因。")
    why = Line("更正原因", most=200, needed=True)

    def __init__(self, *args, obj, correcting=False, **options):
        super().__init__(*args, obj=obj, **options)
        self.people = self.attendance.people = obj.people
        for field in (self.chair_id, self.recorder_id):
            field.offer([("", "请选择")] + [(p.id, p.name) for p in obj.people.values()])
        if obj.kind is not MeetingKind.PARTY_CLASS:
            del self.lecturer
        if obj.kind is MeetingKind.COMMITTEE:
            del self.hours
        if not correcting:
            del self.why
        self.kind, self.matters = obj.kind, MATTERS.get(obj.kind, ())
        self.subjects = sorted(obj.people.values(), key=lambda person: person.counted)
        self._offer_matters()

    def facts(self) -> dict:
        """The record's facts; blank agenda items are left out."""
        return super().facts() | {"items": [_item(entry.form.data) for entry in self.items.filled]}

    def add_item(self):
        """One more blank item, for the button that asks for it."""
        if len(self.items.entries) < MOST_ITEMS:
            self.items.append_entry()
            self._offer_matters()

    def _offer_matters(self):
        for entry in self.items.entries:
            entry.form.matter.offer([("", "不表决")] + [(m.value, m.label) for m in self.matters])
            entry.form.subject_id.offer([("", "不涉及")] + [(p.id, p.name) for p in self.subjects])

    def _refuse(self, refused):
        if not isinstance(refused, Unfit):
            super()._refuse(refused)
            return
        super()._refuse(Refused(refused.message))
        self.form_errors.clear()
        for problem in refused.problems:
            self._place(problem)

    def _place(self, problem):
        where = self if problem.item is None else self.items.filled[problem.item].form
        field = where._fields.get(problem.field)
        message = _with_cite(problem.reason)
        if field is None:
            self.form_errors.append(message)
        elif isinstance(field, Agenda):
            field.errors = [message]
        else:
            field.errors = [*field.errors, message]


class UploadForm(PortalForm):
    files = MultipleFileField("选择文件")


class ReasonForm(PortalForm):
    why = Line("原因", most=200, needed=True)


def _item(typed):
    """Blank for a vote that is about nobody: what was chosen and not used is left out."""
    about = typed["matter"] in ABOUT_PEOPLE and typed["subject_id"]
    extended = typed["matter"] == Matter.EXTEND
    number = str(typed["number"] or "")
    return typed | {
        "number": int(number[:9]) if number.isascii() and number.isdecimal() else None,
        "subject_id": int(typed["subject_id"]) if about else None,
        "months": typed["months"] if extended else None,
    }


def _with_cite(reason):
    """The message with its 依据 chip, where a rule stands behind it."""
    chip = current_app.jinja_env.globals["ui"].cite(str(reason.cite or ""), reason.rule_id)
    return Markup("{}。{}").format(reason.message, chip)
