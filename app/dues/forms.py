"""Shapes of input: settings, bases and the calculator, payments, talks, counter-entries."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, ValidationError

from app.core.fields import Yuan
from app.core.forms import Choice, Day, Line, Paragraphs, PortalForm
from app.dues.models.imports import Kind
from app.rules.dues.months import Handed, Start, index, name
from app.rules.dues.payers import Employer, Part, Payer, counted, deducted
from app.rules.dues.reckoning import Rounding, Unit, Way

MOST_ROWS = 400
MOST = 10_000_000_00
"""Ten million yuan a month: beyond it is a slip of the pen."""


def pairs(enum):
    return [(one.value, one.label) for one in enum]


def months_of(year):
    return [(index(year, month), f"{month}月") for month in range(1, 13)]


class SettingForm(PortalForm):
    unit = Choice("取到", pairs=pairs(Unit))
    way = Choice("取整方法", pairs=pairs(Way))
    employer = Choice("工资按哪类单位", pairs=pairs(Employer))
    start = Choice("预备党员从何时起交", pairs=pairs(Start))
    follows_pay = BooleanField(
        "工资变动的当月起改基数（2008 年规定第十条）；不选的，年内一般不变动"
    )

    def facts(self) -> dict:
        """As the columns take them."""
        typed = super().facts()
        return typed | {
            "unit": Unit(typed["unit"]),
            "way": Way(typed["way"]),
            "employer": Employer(typed["employer"]),
            "start": Start(typed["start"]),
        }


class IncomeForm(PortalForm):
    """The parts of one income. `payer` and `employer` stand in the address, so that the page shows
    the parts that count; the amounts never do."""

    post = Yuan(Part.POST.label, most=MOST)
    grade = Yuan(Part.GRADE.label, most=MOST)
    merit = Yuan(Part.MERIT.label, most=MOST, description="奖励性绩效不填。")
    duty = Yuan(Part.DUTY.label, most=MOST)
    level = Yuan(Part.LEVEL.label, most=MOST)
    allowances = Yuan(Part.ALLOWANCES.label, most=MOST, description="改革性补贴不填。")
    fixed = Yuan(Part.FIXED.label, most=MOST)
    variable = Yuan(Part.VARIABLE.label, most=MOST, description="不定期、不普遍发放的奖金不填。")
    paid = Yuan(Part.PAID.label, most=MOST)
    net = Yuan(Part.NET.label, most=MOST)
    pension = Yuan(Part.PENSION.label, most=MOST, description="津贴补贴不填。")
    set = Yuan(Part.SET.label, most=MOST, description="0.2 元至 1 元。")
    tax = Yuan(Part.TAX.label, most=MOST)
    insurance = Yuan(Part.INSURANCE.label, most=MOST)
    annuity = Yuan(Part.ANNUITY.label, most=MOST)
    total = Yuan(Part.TOTAL.label, most=MOST, description="填了这一项，上面各项只作记录。")

    def __init__(self, *args, payer: Payer, employer: Employer, **options):
        super().__init__(*args, **options)
        self.payer, self.employer = payer, employer

    @property
    def counted(self):
        """Fields of what counts, for the page."""
        return [self[part.value] for part in counted(self.payer, self.employer)]

    @property
    def deducted(self):
        return [self[part.value] for part in deducted(self.payer)]

    @property
    def parts(self) -> dict[Part, int]:
        """What was typed of the parts that belong to such a payer."""
        asked = (*counted(self.payer, self.employer), *deducted(self.payer), Part.TOTAL)
        asked = () if not counted(self.payer, self.employer) else asked
        return {part: self[part.value].data for part in asked if self[part.value].data is not None}


class BaseForm(IncomeForm):
    first_month = Choice("从哪个月起", needed=True)
    quarterly = BooleanField("按季交纳")
    consent = Line("支部同意按季交纳的会议", most=100, description="例如：3月5日支委会。")
    reason = Line("原因", most=200, description="年内变动或更正时填写。")

    def __init__(self, *args, year: int, **options):
        super().__init__(*args, **options)
        self.first_month.offer(months_of(year))


class CalculatorForm(IncomeForm):
    unit = Choice("取到", pairs=pairs(Unit), default=Unit.FEN.value)
    way = Choice("取整方法", pairs=pairs(Way), default=Way.HALF_UP.value)

    @property
    def rounding(self) -> Rounding:
        return Rounding(Unit(self.unit.data), Way(self.way.data))


class CollectedForm(Form):
    """One member's payment for the month: ticked, with what differs from the usual."""

    person_id = HiddenField()
    took = BooleanField("已交")
    amount = Yuan("金额", most=MOST)
    handed = Choice("谁交来", pairs=pairs(Handed), default=Handed.SELF.value)
    handed_by = Line("代交人", most=60)
    note = Line("备注", most=200)


class CollectForm(PortalForm):
    """Everybody of a month on one page; who is not behind is ticked, exceptions are typed."""

    paid_on = Day("交纳日期", needed=True)
    rows = FieldList(FormField(CollectedForm), max_entries=MOST_ROWS)

    def offer(self, people) -> None:
        """A row for each (person id, fen due, whether ticked), unless rows were posted."""
        if not self.rows.entries:
            for number, due, took in people:
                self.rows.append_entry({"person_id": number, "took": took, "amount": due})


class PayForm(PortalForm):
    """A member's payment for one month; the amount left blank is what is due."""

    month = Choice("哪个月的", needed=True)
    amount = Yuan("金额", most=MOST, description="空着就是应交数。")
    paid_on = Day("交纳日期", needed=True)
    handed = Choice("谁交来", pairs=pairs(Handed), default=Handed.SELF.value)
    handed_by = Line("代交人", most=60, description="亲属或其他党员代交的，写姓名。")
    note = Line("备注", most=200, description="与应交不同、补交超过 6 个月的，写原因。")

    def offer(self, months) -> None:
        self.month.offer((month, name(month)) for month in months)


class CounterForm(PortalForm):
    why = Line("为什么冲正", most=200, needed=True)


class StopForm(PortalForm):
    month = Choice("从哪个月起不再在这里交", needed=True)
    why = Line("原因", most=200, needed=True, description="例如：3月5日转出。")

    def offer(self, months) -> None:
        self.month.offer((month, name(month)) for month in months)


class TalkForm(PortalForm):
    talked_on = Day("谈话日期", needed=True)
    talker = Line("谈话人", most=60, needed=True)
    reason = Paragraphs("没有交的原因", most=1000, rows=2, needed=True)
    until = Day("限期改正", needed=True)


class UploadForm(PortalForm):
    kind = Choice("导入什么", pairs=pairs(Kind), needed=True)
    file = FileField(
        "文件",
        description=".xlsx 或 .csv，第一行是表头。文件本身不留存，读到的内容加密保存，最多 30 天。",
        validators=[FileRequired("请选择一个文件。")],
        render_kw={"accept": ".xlsx,.csv"},
    )

    def validate_file(self, field):
        if not (field.data.filename or "").lower().endswith((".xlsx", ".csv")):
            raise ValidationError("只能导入 .xlsx 或 .csv。请在 Excel 或 WPS 里另存为 .xlsx 再试。")
