"""Shapes of input for campaigns, self-evaluations and grades; a ballot has no form, see voting."""

from datetime import timedelta

from wtforms import SelectChoice, ValidationError
from wtforms.fields import IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import NEEDED, Choice, Choices, Day, Line, Paragraphs, PortalForm, clean_text
from app.evaluations.models import Kind
from app.rules.evaluations import BALLOT_GRADES, FLOOR

BEGUN_HERE = [kind for kind in Kind if kind is not Kind.PLEDGE_REVIEW]
"""Pledges are evaluated from their own page, which names them."""
USUAL_DAYS = timedelta(days=7)
WORDS = {"opinion": 2000, "feedback": 2000, "superior_opinion": 1000}


class Branches(Choices):
    """One box to tick for each branch."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, pairs) -> None:
        """The branches that may be chosen, already scoped by the caller."""
        self.choices = [SelectChoice(value, label) for value, label in pairs]

    def pre_validate(self, _form):
        if not self.data:
            raise ValidationError("请至少选一个党组织。")
        if not set(self.data) <= {choice.value for choice in self.choices}:
            raise ValidationError("请从列出的党组织中选择。")


class CampaignForm(PortalForm):
    kind = Choice("评议种类", needed=True, pairs=[(k.value, k.label) for k in BEGUN_HERE])
    branches = Branches("党组织", coerce=int)
    year = IntegerField(
        "年度",
        validators=[InputRequired(NEEDED), NumberRange(2000, 2100, message="请填写四位年份。")],
    )
    title = Line("名称", most=100, description="不填就用年度和种类。")
    opens_on = Day("开始日期", needed=True)
    closes_on = Day("结束日期", needed=True, description="当天仍可投票。票数不够时可以再延长。")
    minimum = IntegerField(
        "最少票数",
        validators=[
            InputRequired(NEEDED),
            NumberRange(FLOOR, 1000, message=f"不能低于 {FLOOR} 票，否则看得出谁投了什么。"),
        ],
        description="收到的票少于这个数就不计票、不出结果；开始后不能改。",
    )


class StopForm(PortalForm):
    why = Line("为什么提前停止", most=300, default="")


class ExtendForm(PortalForm):
    closes_on = Day("新的结束日期", needed=True)


class DatesForm(PortalForm):
    """Both days of a campaign that has not begun."""

    opens_on = Day("开始日期", needed=True)
    closes_on = Day("结束日期", needed=True)


class SelfForm(PortalForm):
    text = Paragraphs(
        "自评",
        most=5000,
        needed=True,
        rows=14,
        description="对照党员标准，写一年来的学习、工作、作用发挥，存在的问题和努力方向。",
    )


class GradesForm(PortalForm):
    """The reason is a field; the rows, one a person, are read by `read_rows`."""

    excess_reason = Paragraphs("优秀超过三分之一的理由", most=500, rows=2)


def read_rows(fields, judged) -> tuple[dict[int, dict], dict[int, str]]:
    """({judged_id: what was typed}, {judged_id: what would have to change}).

    `fields` is a getter by name, such as `request.form.get`; names are grade.17, opinion.17 …
    """
    rows, faults = {}, {}
    grades = {grade.value for grade in BALLOT_GRADES}
    for one in judged:
        row = {name: clean_text(fields(f"{name}.{one.id}") or "") for name in WORDS}
        row["grade"] = fields(f"grade.{one.id}") or ""
        if row["grade"] and row["grade"] not in grades:
            faults[one.id] = "请从四个等次中选一个。"
            row["grade"] = ""
        for name, most in WORDS.items():
            if len(row[name]) > most:
                faults[one.id] = f"最多 {most} 个字，请删减。"
        rows[one.id] = row
    return rows, faults
