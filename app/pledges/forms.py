"""Shapes of input: the pledge with its matters, review, progress, comment, figures, feedback."""

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField

from app.core.forms import Choice, Count, Day, Line, Paragraphs, PortalForm
from app.meetings.forms import Agenda
from app.pledges.actions import Written
from app.rules.pledges import (
    AGREED,
    CommentWay,
    FeedbackWay,
    Heading,
    Matter,
    OpinionSource,
    Outcome,
    faults,
    headings,
)

MOST_MATTERS = 20
PARTS = ["承诺事项", "具体措施", "完成时限", "五带头类别", "岗位"]
"""What a returned pledge may be asked to change."""


def _pairs(enum):
    return [(one.value, one.label) for one in enum]


class MatterForm(Form):
    heading = Choice("类别", default="")
    text = Line("承诺事项", most=300)
    measure = Paragraphs("具体措施", most=1000, rows=2)
    due_on = Day("完成时限")
    responsible = Line("责任人", most=60)

    @property
    def is_blank(self) -> bool:
        """Nothing was typed in it: it is left out."""
        return not (self.text.data or self.measure.data or self.due_on.data)


class Matters(Agenda):
    """The matters; blank ones are left out."""

    def _value(self):
        return "；".join(
            f"{one.form.text.data}（{one.form.due_on.data or ''}）" for one in self.filled
        )


class PledgeForm(PortalForm):
    """`personal` offers 五带头, otherwise 五个好; `year` is the one its days must lie in."""

    post = Line("岗位", most=60, description="例如：软件工程教研室副教授。")
    matters = Matters(FormField(MatterForm), "承诺事项", max_entries=MOST_MATTERS)

    def __init__(self, *args, personal, year, **options):
        super().__init__(*args, **options)
        self.personal, self.year = personal, year
        if not self.is_submitted() and not self.matters.entries:
            for heading in headings(personal=personal)[:3]:
                self.matters.append_entry({"heading": heading.value})
        self._offer()

    def add(self) -> None:
        """One more blank matter, for the button that asks for it."""
        if len(self.matters.entries) < MOST_MATTERS:
            self.matters.append_entry({})
            self._offer()

    def validate(self, **options) -> bool:
        """Whether every matter that was begun is whole; says at each field what it lacks."""
        whole = super().validate(**options)
        for entry in self.matters.filled:
            typed = entry.form
            matter = Matter(typed.text.data or "", typed.measure.data or "", typed.due_on.data)
            for fault in faults(matter, self.year):
                field = typed[fault.field]
                if not field.errors:
                    field.errors = [f"{fault.reason}。"]
                whole = False
        return whole

    def shown(self, row) -> dict:
        """The row's values; the headings stand in the matters, which a fresh form must be told."""
        fresh = type(self)(formdata=None, obj=row, personal=self.personal, year=self.year)
        return {"post": fresh.post.data or "", "matters": fresh.matters._value()}

    @property
    def written(self) -> list[Written]:
        """The matters as the action takes them."""
        return [
            Written(
                Heading(one.form.heading.data),
                one.form.text.data or "",
                one.form.measure.data or "",
                one.form.due_on.data,
                one.form.responsible.data or "",
            )
            for one in self.matters.filled
        ]

    def _offer(self):
        for entry in self.matters.entries:
            entry.form.heading.offer(_pairs(headings(personal=self.personal)))


class ApproveForm(PortalForm):
    opinion = Paragraphs("审核意见", most=500, rows=2, needed=True, default=AGREED)


class ReturnForm(PortalForm):
    field = Choice("请改哪里", pairs=[(one, one) for one in PARTS], default=PARTS[0])
    why = Line("原因", most=300, needed=True)


class ProgressForm(PortalForm):
    outcome = Choice("办得怎样", pairs=_pairs(Outcome), default=Outcome.GOING.value)
    text = Paragraphs("做了什么", most=2000, rows=2, needed=True)
    told_on = Day("日期", needed=True)
    why = Line("没有完成的原因", most=300, description="选“没有完成”时填写。")


class CommentForm(PortalForm):
    commented_on = Day("点评日期", needed=True)
    way = Choice("点评方式", pairs=_pairs(CommentWay), default=CommentWay.MEETING.value)
    commenter = Line("点评人", most=100, needed=True, description="印在点评记录上。")
    judgement = Paragraphs("总的评价", most=500, rows=2)
    achievements = Paragraphs("成绩", most=3000, rows=2)
    problems = Paragraphs("问题", most=3000, rows=2, description="一行写一个问题。")
    direction = Paragraphs("努力方向", most=3000, rows=2)
    mend_by = Day("整改期限")
    follow = BooleanField("把问题逐条列入整改台账")


class EvaluationForm(PortalForm):
    evaluated_on = Day("评议日期", needed=True)
    voters = Count("参评人数", most=5000)
    satisfied = Count("满意", most=5000)
    fairly = Count("基本满意", most=5000)
    dissatisfied = Count("不满意", most=5000)
    counted_by = Line("计票人", most=60, needed=True)
    opinion = Paragraphs(
        "群众提的意见", most=3000, rows=2, description="只写意见，不写是谁提的；没有可以不填。"
    )
    responsible = Line("由谁反馈", most=60, needed=True)

    def facts(self) -> dict:
        typed = super().facts()
        marks = ("voters", "satisfied", "fairly", "dissatisfied")
        return (
            typed | {name: typed[name] or 0 for name in marks} | {"opinion": typed["opinion"] or ""}
        )


class FigureForm(Form):
    """The counted figures of one pledge; left blank, nothing is entered for it."""

    pledge_id = HiddenField()
    voters = Count("参评人数", most=5000)
    satisfied = Count("满意", most=5000)
    fairly = Count("基本满意", most=5000)
    dissatisfied = Count("不满意", most=5000)

    @property
    def is_blank(self) -> bool:
        marks = (self.satisfied, self.fairly, self.dissatisfied)
        return all(field.data is None for field in (self.voters, *marks))

    @property
    def figures(self) -> dict:
        """What was counted; blank is nought."""
        names = ("voters", "satisfied", "fairly", "dissatisfied")
        return {name: self[name].data or 0 for name in names}


class FiguresForm(PortalForm):
    """One count of many pledges: who counted and when is the same for all."""

    evaluated_on = Day("评议日期", needed=True)
    counted_by = Line("计票人", most=60, needed=True)
    responsible = Line("由谁反馈", most=60, needed=True)
    rows = FieldList(FormField(FigureForm), max_entries=400)

    def offer(self, ids) -> None:
        """A blank row for each of these pledges, unless rows were posted."""
        if not self.rows.entries:
            for number in ids:
                self.rows.append_entry({"pledge_id": number})


class OpinionForm(PortalForm):
    opinion = Paragraphs(
        "意见", most=3000, rows=2, needed=True, description="只写意见，不写是谁提的。"
    )
    source = Choice("来自", pairs=_pairs(OpinionSource), default=OpinionSource.RECEPTION.value)
    responsible = Line("责任人", most=60, needed=True)
    raised_on = Day("提出日期", needed=True)


class AnswerForm(PortalForm):
    result = Paragraphs("处理结果", most=3000, rows=2, needed=True)
    told_on = Day("反馈日期", needed=True)
    way = Choice("反馈方式", pairs=_pairs(FeedbackWay), default=FeedbackWay.FACE.value)
