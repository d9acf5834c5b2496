"""Shapes of input for the year: plan, fixed day, breaks."""

from wtforms import Form, FormField, HiddenField

from app.core.forms import Choice, Count, Day, Line, Paragraphs, PortalForm
from app.meetings.forms import Agenda

MOST_ENTRIES = 200
MONTHS = [(str(n), f"{n}月") for n in range(1, 13)]
WEEKS = [("", "不按星期")] + [(str(n), f"第 {n} 个") for n in range(1, 5)]
WEEKDAYS = [("", "不按星期")] + [(str(n), f"星期{w}") for n, w in enumerate("一二三四五六日")]


class EntryForm(Form):
    id = HiddenField()
    what = Choice("会议", default="")
    month = Choice("月份", pairs=MONTHS, default="1")
    planned_on = Day("日期")
    topic = Line("主题", most=200)
    leader = Line("负责人", most=60)

    @property
    def is_blank(self) -> bool:
        """No meeting chosen: the line is left out."""
        return not self.what.data


class Entries(Agenda):
    """The planned meetings; lines without a meeting are left out."""

    def _value(self):
        lines = (
            f"{one.form.month.chosen} {one.form.what.chosen} {one.form.planned_on.data or ''} "
            f"{one.form.topic.data or ''}".strip()
            for one in self.filled
        )
        return "；".join(lines)


class PlanForm(PortalForm):
    """`obj` is a drafting.Drafted; `kinds` are what this branch may plan."""

    goals = Paragraphs("总体要求", most=5000, rows=3, description="可不填。印在计划表前面。")
    entries = Entries(FormField(EntryForm), "会议", max_entries=MOST_ENTRIES)

    def __init__(self, *args, kinds, **options):
        super().__init__(*args, **options)
        self.kinds = [("", "不开（去掉这一项）"), *kinds]
        self._offer()

    def shown(self, row) -> dict:
        """Choices stand in the entries, which a fresh form of its own does not know yet."""
        fresh = type(self)(formdata=None, obj=row, kinds=self.kinds[1:])
        return {"goals": fresh.goals.data or "", "entries": fresh.entries._value()}

    def add_entry(self):
        """One more blank line, for the button that asks for it."""
        if len(self.entries.entries) < MOST_ENTRIES:
            self.entries.append_entry({})
            self._offer()

    def _offer(self):
        for entry in self.entries.entries:
            entry.form.what.offer(self.kinds)


class ThemeDayForm(PortalForm):
    week = Choice("第几个", pairs=WEEKS, default="")
    weekday = Choice("星期几", pairs=WEEKDAYS, default="")
    day = Count("或者每月几日", most=31, description="两种方式填一样；没有这一天的月份用月末。")

    def facts(self) -> dict:
        typed = super().facts()
        numbers = {name: int(typed[name]) if typed[name] else None for name in ("week", "weekday")}
        return typed | numbers


class BreakForm(PortalForm):
    name = Line("名称", most=40, needed=True, description="例如：2027年寒假")
    first_on = Day("开始", needed=True)
    last_on = Day("结束", needed=True)
