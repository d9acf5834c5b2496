"""Shapes of input: an activity with everything it needs, money for it, its end."""

from wtforms import FieldList, Form, FormField

from app.core.fields import Choice, Halves, Line, Paragraphs, Yuan
from app.core.forms import PortalForm
from app.funds.actions import Part
from app.meetings.calls.forms import CallForm
from app.rules.activities import ActivityKind
from app.rules.funds.kinds import Purpose

MOST_HOURS = 24
ROWS = 3
PURPOSES = [(one.value, one.label) for one in Purpose]


class EstimateRow(Form):
    text = Line("项目", most=100)
    amount = Yuan("金额（元）")


class MoneyFields:
    """Which line pays, for what, and the estimate; an activity without money leaves them blank."""

    line_id = Choice("从哪项经费列支", pairs=(("", "不花钱"),))
    purpose = Choice("用途", pairs=PURPOSES, default=Purpose.MEETING.value)
    parts = FieldList(FormField(EstimateRow), "概算", min_entries=ROWS, max_entries=30)

    @property
    def estimate(self) -> list[Part]:
        return [
            Part(row.form.text.data or "活动支出", row.form.amount.data)
            for row in self.parts.entries
            if row.form.amount.data is not None
        ]

    def fits(self) -> bool:
        """Whether line and estimate belong together; told at the estimate where not."""
        if any(row.form.errors for row in self.parts.entries):
            return False  # what is wrong there is told there
        typed = any(row.form.amount.data or row.form.text.data for row in self.parts.entries)
        if self.line_id.data and not self.estimate:
            self.line_id.errors = [*self.line_id.errors, "请写概算的金额；不花钱的选“不花钱”。"]
        elif typed and not self.line_id.data:
            self.line_id.errors = [*self.line_id.errors, "写了概算，请选从哪项经费列支。"]
        return not self.line_id.errors


class ActivityForm(MoneyFields, CallForm):
    hours = Halves("预计学时", most=MOST_HOURS)

    def validate(self, *args, **options):
        good = super().validate(*args, **options)
        return self.fits() and good


class MoneyForm(MoneyFields, PortalForm):
    def validate(self, *args, **options):
        good = super().validate(*args, **options)
        return self.fits() and good


class TellForm(PortalForm):
    hours = Halves("预计学时", most=MOST_HOURS)
    summary = Paragraphs("活动小结", most=2000, rows=4, description="记录里有的不用再写。")


class CallOffForm(PortalForm):
    why = Line("为什么取消", most=200, needed=True)


KINDS = list(ActivityKind)
