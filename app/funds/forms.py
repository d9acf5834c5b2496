"""Shapes of input: the budget, adjustments, requests, decisions, payments, settlement, manners."""

from flask_wtf.file import MultipleFileField
from wtforms import FieldList, Form, FormField

from app.core.fields import Yuan
from app.core.forms import Choice, Count, Day, Line, Paragraphs, PortalForm
from app.funds.actions import Part
from app.funds.budgeting import Planned
from app.rules.funds.checks import Manner
from app.rules.funds.kinds import LineKind, Purpose, YearEnd
from app.rules.money import yuan

MOST_LINES, MOST_PARTS = 20, 30
BUDGET_PARTS = ["预算金额", "预算条目", "编制说明"]
"""What a returned budget may be asked to change, beside one of its lines."""
REQUEST_PARTS = ["经费概算", "用途", "活动日期", "内容与方案", "列支的经费", "集体研究"]
NONE = "none"


def _pairs(enum):
    return [(one.value, one.label) for one in enum]


class Rows(FieldList):
    """Rows of a table; blank ones are left out."""

    @property
    def filled(self):
        return [entry for entry in self.entries if not entry.form.is_blank]

    def _value(self):
        return "；".join(
            f"{entry.form.told}{yuan(entry.form.amount.data or 0)}" for entry in self.filled
        )


class LineForm(Form):
    kind = Choice("类别", pairs=_pairs(LineKind), default=LineKind.WORK.value)
    name = Line("名称", most=60, description="不填就用类别的名称。")
    amount = Yuan("金额（元）")
    remark = Line("说明", most=300)

    @property
    def is_blank(self) -> bool:
        return self.amount.data is None

    @property
    def told(self) -> str:
        return self.name.data or self.kind.chosen


class BudgetForm(PortalForm):
    lines = Rows(FormField(LineForm), "预算条目", max_entries=MOST_LINES)
    note = Paragraphs("编制说明", most=1000, rows=3)

    def begin(self) -> None:
        """A blank row for each kind of money, in a fresh form."""
        for kind in LineKind:
            self.lines.append_entry({"kind": kind.value})

    def add(self) -> None:
        if len(self.lines.entries) < MOST_LINES:
            self.lines.append_entry({})

    @property
    def planned(self) -> list[Planned]:
        """The lines as the action takes them."""
        return [
            Planned(
                LineKind(one.form.kind.data),
                one.form.name.data or "",
                one.form.amount.data,
                one.form.remark.data or "",
            )
            for one in self.lines.filled
        ]


class ReturnForm(PortalForm):
    field = Choice("请改哪里")
    why = Line("原因", most=300, needed=True)


class AdjustForm(PortalForm):
    line_id = Choice("预算条目", description="要新列一条的选“新增一条”，写明类别和名称。")
    kind = Choice("新增条目的类别", pairs=_pairs(LineKind), default=LineKind.WORK.value)
    name = Line("新增条目的名称", most=60, description="不填就用类别的名称。")
    after = Yuan("调整后的金额（元）", needed=True)
    reason = Line("理由", most=300, needed=True)


class RefuseForm(PortalForm):
    why = Line("原因", most=300, needed=True)


class PartForm(Form):
    text = Line("项目", most=100)
    amount = Yuan("金额（元）")

    @property
    def is_blank(self) -> bool:
        return not self.text.data and self.amount.data is None

    @property
    def told(self) -> str:
        return self.text.data or ""


class RequestForm(PortalForm):
    """`line_id` and its purposes are offered by the page; `late` asks why it was not in time."""

    title = Line("活动或者用途", most=100, needed=True)
    line_id = Choice("列支的经费", needed=True)
    purpose = Choice(
        "支出类别",
        pairs=_pairs(Purpose),
        default=Purpose.MEETING.value,
        description="党费返还只能选前五项，其他经费选后面的。",
    )
    activity_on = Day("日期", needed=True)
    place = Line("地点", most=100)
    participants = Line("参加人员", most=200)
    content = Paragraphs("内容与方案", most=3000, rows=3)
    effect = Paragraphs("预期效果", most=1000, rows=2)
    parts = Rows(FormField(PartForm), "经费概算", max_entries=MOST_PARTS)
    late_why = Line("没有提前申请的原因", most=200, description="来不及提前 7 个工作日的填写。")

    def begin(self, rows=3) -> None:
        for _ in range(rows):
            self.parts.append_entry({})

    def add(self) -> None:
        if len(self.parts.entries) < MOST_PARTS:
            self.parts.append_entry({})

    def validate(self, **options) -> bool:
        """Whether every row that was begun has its words and its amount."""
        whole = super().validate(**options)
        for entry in self.parts.filled:
            for name, missing in (("text", "请写明项目。"), ("amount", "请填金额。")):
                field = entry.form[name]
                if not field.data and not field.errors:
                    field.errors, whole = [missing], False
        return whole

    @property
    def estimate(self) -> list[Part]:
        return [Part(one.form.text.data, one.form.amount.data) for one in self.parts.filled]

    def texts(self) -> dict:
        """What is written as it was typed."""
        names = ("title", "activity_on", "place", "participants", "content", "effect", "late_why")
        return {name: self[name].data for name in names} | {"purpose": Purpose(self.purpose.data)}


class DecideForm(PortalForm):
    item = Choice("在哪次会议研究的", description="近一年有决议的会议。")
    why = Line("没有集体研究的原因", most=300, description="选了会议的不用填；使用党费必须选会议。")


class ApproveForm(PortalForm):
    opinion = Line("审批意见", most=300, needed=True, default="同意。")


class WithdrawForm(PortalForm):
    why = Line("原因", most=300, needed=True)


class PayForm(PortalForm):
    amount = Yuan("金额（元）", needed=True)
    happened_on = Day("支付日期", needed=True)
    voucher = Line("凭证号", most=40, needed=True, description="一个凭证号一年只能记一次。")
    attachments = Count("附件张数", most=999, needed=True)
    summary = Line("摘要", most=200, needed=True)
    handler = Line("经办人", most=60, needed=True)
    witness = Line("证明人", most=60)
    remark = Line("备注", most=300)
    files = MultipleFileField("凭证照片或文件")


class SettleForm(PortalForm):
    actual = Yuan("实际花费（元）", needed=True)
    settled_on = Day("结清日期", needed=True)
    people = Count("实际参加人数", most=100_000, description="填了人数就能算人均。")
    handler = Line("经办人", most=60, needed=True)
    why = Line("差额的原因", most=300, description="比批准的多、要补付的必须写。")
    voucher = Line("补付的凭证号", most=40, description="要补付差额的填写。")
    attachments = Count("补付的附件张数", most=999)


class CancelForm(PortalForm):
    why = Line("冲正的原因", most=300, needed=True)


class MannersForm(PortalForm):
    own = Yuan("本组织批的限额（元）", needed=True, description="不超过这个数的，由申请的组织批。")
    superior = Yuan(
        "上级批的限额（元）",
        needed=True,
        description="不超过这个数的由上级批，再高由再上一级批。",
    )
    nearly = Count("用到百分之几提醒", most=100, needed=True)
    basis = Line("依据", most=200, needed=True, description="例如：党委会议 2026 年第 3 次。")
    work = Choice("党建工作经费的结余", pairs=_pairs(YearEnd))
    science = Choice("科普经费的结余", pairs=_pairs(YearEnd))
    dues = Choice("党费返还的结余", pairs=_pairs(YearEnd))
    allowance = Choice("书记待遇的结余", pairs=_pairs(YearEnd))
    other = Choice("其他经费的结余", pairs=_pairs(YearEnd))

    def fill(self, manner: Manner, basis: str) -> None:
        """Show what holds now."""
        self.own.data, self.superior.data, self.nearly.data = (
            manner.own,
            manner.superior,
            manner.nearly,
        )
        self.basis.data = basis
        for kind in LineKind:
            self[kind.value].data = manner.year_end[kind].value

    @property
    def manner(self) -> Manner:
        ends = {kind: YearEnd(self[kind.value].data) for kind in LineKind}
        return Manner(self.own.data, self.superior.data, ends, self.nearly.data)

    def shown(self, row) -> dict:
        fresh = type(self)(formdata=None)
        fresh.fill(row.manner, row.basis)
        return {
            name: field.chosen if isinstance(field, Choice) else field._value()
            for name, field in fresh._fields.items()
            if name in self.facts()
        }
