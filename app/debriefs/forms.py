"""Shapes of input for yearly reports: their sections, promises, submission, why one is returned."""

from wtforms import FieldList, Form, FormField, HiddenField

from app.core.forms import Choice, Day, Line, Paragraphs, PortalForm
from app.rules.reports import SECTIONS

MOST_PROMISES = 12
_SECTIONS = {section.key: section for section in SECTIONS}


def _section(key):
    section = _SECTIONS[key]
    return Paragraphs(section.title, description=section.hint, most=20_000, rows=12)


class DebriefForm(PortalForm):
    rectification = _section("rectification")
    performance = _section("performance")
    more_1 = Paragraphs("其他部分", most=20_000, rows=8)
    more_2 = Paragraphs("其他部分", most=20_000, rows=8)
    more_3 = Paragraphs("其他部分", most=20_000, rows=8)
    problems = _section("problems")
    plans = _section("plans")

    def follow(self, outline) -> None:
        """Keep the sections of that outline and call the added ones what the committee does."""
        asked = {section.key: section for section in outline}
        for name in [name for name in self.facts() if name not in asked]:
            del self[name]
        for key, section in asked.items():
            self[key].label.text, self[key].description = section.title, section.hint


class PromiseForm(Form):
    number = HiddenField()
    problem = Line("针对的问题", most=300)
    measure = Paragraphs("整改措施", most=1000, rows=2)
    responsible = Line("责任人", most=60)
    due_on = Day("完成时限")

    @property
    def is_blank(self) -> bool:
        """Neither problem, measure nor day was typed: such a row is left out."""
        return not any((self.problem.data, self.measure.data, self.due_on.data))


class PromisesForm(PortalForm):
    """The measures for the year to come, one row each; rows without a word are left out."""

    promises = FieldList(FormField(PromiseForm), "整改措施", max_entries=MOST_PROMISES)

    def complete(self) -> bool:
        """Whether every row that was begun says what, who and by when; else it is said there."""
        whole = True
        for row in self.filled:
            for field in (row.problem, row.measure, row.responsible, row.due_on):
                if not field.data and not field.errors:
                    field.errors = ["请填写这一项。"]
                    whole = False
        return whole

    @property
    def filled(self) -> list[PromiseForm]:
        return [entry.form for entry in self.promises.entries if not entry.form.is_blank]

    def rows(self) -> list[dict]:
        """What was typed, ready for actions.promise."""
        return [
            {
                "number": int(kept) if (kept := str(row.number.data or "")).isdecimal() else None,
                "problem": row.problem.data,
                "measure": row.measure.data,
                "responsible": row.responsible.data,
                "due_on": row.due_on.data,
            }
            for row in self.filled
        ]

    def add(self, rows: int, responsible: str) -> None:
        """That many blank rows below the others, as far as there is room."""
        for _ in range(min(rows, MOST_PROMISES - len(self.promises.entries))):
            self.promises.append_entry({"responsible": responsible})


class SubmitForm(PortalForm):
    note = Line(
        "说明", most=300, description="有和通常要求不一致的地方，写明原因；原因随报告一起保存。"
    )


class ReturnForm(PortalForm):
    field = Choice("退回的部分", default="")
    reason = Line("退回原因", most=300, needed=True, description="写明需要补充或修改什么。")


class ConfirmForm(PortalForm):
    reply = Paragraphs(
        "表态和整改打算", most=2000, needed=True, rows=4,
        description="对上级的点评和综合评价怎么看，准备怎么改。",
    )  # fmt: skip
