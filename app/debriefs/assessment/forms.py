"""Shapes of input for assessments: who, which items with which weights, marks, objections."""

import re

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectChoice,
    StringField,
)
from wtforms.validators import ValidationError

from app.core.forms import Choice, Choices, Count, Day, Line, Paragraphs, PortalForm
from app.rules.assessment import GRADES, Evidence, Subject

MOST_ITEMS = 8
USUAL = (("述职评议", 50, Evidence.DEBRIEF), ("党支部综合评价", 50, Evidence.RECORD))
"""EV-08's halves: a proposal on a blank form, for the committee to change."""


class Branches(Choices):
    """The teams or people that are assessed."""

    def offer(self, pairs) -> None:
        """What may be ticked, already scoped by the caller."""
        self.choices = [SelectChoice(value, label) for value, label in pairs]

    def pre_validate(self, _form):
        if not self.data:
            raise ValidationError("请至少选一个。")
        if not set(self.data) <= {choice.value for choice in self.choices}:
            raise ValidationError("请从列出的对象中选择。")


class AssessmentForm(PortalForm):
    branches = Branches("考核对象", coerce=str)


class ItemForm(Form):
    key = HiddenField()
    title = Line("考核项目", most=60)
    weight = Count("权重（%）", most=100)
    evidence = Choice("旁边列出的依据", pairs=[(e.value, e.label) for e in Evidence])

    @property
    def is_blank(self) -> bool:
        """Neither title nor weight was typed: the row is left out."""
        return not self.title.data and self.weight.data is None


class ItemsForm(PortalForm):
    capped = BooleanField("述职综合评价不是“好”的，考核不能评为优秀")
    uncapped_why = Line("不执行的原因", most=300, description="勾选上面一项的不填。")
    items = FieldList(FormField(ItemForm), "考核项目", max_entries=MOST_ITEMS)

    def complete(self) -> bool:
        """Whether every row that was begun has a title and a weight; else it is said there."""
        whole = True
        for row in self.filled:
            for field in (row.title, row.weight):
                if field.data in {None, ""} and not field.errors:
                    field.errors = ["请填写这一项。"]
                    whole = False
        return whole

    @property
    def filled(self) -> list[ItemForm]:
        return [entry.form for entry in self.items.entries if not entry.form.is_blank]

    def rows(self) -> list[tuple]:
        """What was typed, ready for actions.weigh."""
        return [
            (
                int(row.key.data) if (row.key.data or "").isdecimal() else None,
                row.title.data,
                row.weight.data,
                Evidence(row.evidence.data),
            )
            for row in self.filled
        ]

    def fill(self, items) -> None:
        """The items as they are, and a blank row or two below."""
        for item in items:
            self.items.append_entry(
                {"key": item.id, "title": item.title, "weight": item.weight,
                 "evidence": item.evidence.value}
            )  # fmt: skip
        self.grow()

    def grow(self) -> None:
        """One more blank row, as far as there is room."""
        if len(self.items.entries) < MOST_ITEMS:
            self.items.append_entry({"evidence": Evidence.NOTHING.value})


class MarkField(StringField):
    """A mark from 0 to 100 in steps of a half; blank is none yet."""

    def process_formdata(self, valuelist):
        text, self.data = (valuelist[0] if valuelist else "").strip(), None
        if not text:
            return
        if not re.fullmatch(r"[0-9]{1,3}(\.[05])?", text) or float(text) > 100:
            raise ValueError("请填 0 到 100 的数，可以有半分。")
        self.data = float(text)

    def _value(self):
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else f"{self.data:g}"


class _EntryForm(PortalForm):
    grade = Choice("考核等次", default="")
    remark = Paragraphs("评语", most=2000, rows=3, description="结果反馈以后，被考核的人看得到。")


def entry_form(entry, items) -> PortalForm:
    """Marks for each item (mark_7), the grade and the remark, filled with what is there."""
    given = {mark.item_id: mark.mark for mark in entry.marks}
    fields = {
        f"mark_{item.id}": MarkField(f"{item.title}（{item.weight}%）", default=given.get(item.id))
        for item in items
    }
    form = type("EntryForm", (_EntryForm,), fields)(
        data={"grade": entry.grade.value if entry.grade else "", "remark": entry.remark,
              "version": str(entry.version)}
    )  # fmt: skip
    grades = [(g.value, g.label) for g in GRADES[entry.assessment.subject]]
    form.grade.offer([("", "还没有定"), *grades])
    return form


class ShowForm(PortalForm):
    objections_until = Day(
        "异议期到哪一天", needed=True, description="到这一天为止，被考核的人可以提出异议。"
    )


class ObjectionForm(PortalForm):
    text = Paragraphs("异议和理由", most=2000, needed=True, rows=4)


class AnswerForm(PortalForm):
    upheld = Choice(
        "异议是否成立", needed=True,
        pairs=[("", "请选择"), ("no", "不成立，维持结果"), ("yes", "成立，重新评定")],
    )  # fmt: skip
    answer = Paragraphs("答复", most=2000, needed=True, rows=4)


SUBJECTS = [(one.value, f"党支部{one.label}" if one is Subject.TEAM else "党支部书记")
            for one in Subject]  # fmt: skip
