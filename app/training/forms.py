"""Shapes of input: the class with its sessions, reasons, picked people, results."""

from wtforms import BooleanField, Form, FormField
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import (
    Choice,
    Choices,
    Clock,
    Count,
    Day,
    Halves,
    Line,
    Paragraphs,
    PortalForm,
)
from app.meetings.forms import Agenda
from app.rules.training import ClassKind, Counting, Span, Target, session_hours
from app.training.actions import Lesson

MOST_SESSIONS, MOST_PEOPLE, MOST_HOURS = 40, 2000, 24


def _pairs(enum):
    return [(one.value, one.label) for one in enum]


class SessionForm(Form):
    held_on = Day("日期")
    span = Choice("时长", pairs=_pairs(Span), default=Span.HALF.value)
    starts_at = Clock("开始")
    ends_at = Clock("结束")
    topic = Line("内容", most=200)
    teacher = Line("授课人", most=100)
    place = Line("地点", most=100)
    hours = Halves("学时", most=MOST_HOURS, description="不填按折算办法算。")

    @property
    def is_blank(self) -> bool:
        """Nothing was typed in it: it is left out."""
        return not (self.held_on.data or self.topic.data or self.teacher.data)


class Sessions(Agenda):
    """The sessions; blank ones are left out."""

    def _value(self):
        return "；".join(
            f"{one.form.held_on.data or ''} {one.form.topic.data or ''}" for one in self.filled
        )


class ClassForm(PortalForm):
    organization_id = Choice("举办单位", needed=True)
    kind = Choice("种类", needed=True, pairs=_pairs(ClassKind))
    target = Choice("培训对象", needed=True, pairs=_pairs(Target))
    title = Line("名称", most=100, needed=True, description="例如：2026年下半年党支部书记培训班。")
    started_on = Day("开班日期", needed=True)
    ended_on = Day("结束日期", needed=True)
    enrol_until = Day("报名截止", needed=True)
    capacity = Count("名额", most=MOST_PEOPLE, needed=True)
    place = Line("地点", most=100)
    contact = Line("联系人和电话", most=100)
    online = BooleanField("线上（网络）举办")
    partner_id = Choice("交流对方（本系统内）", default="")
    partner = Line("交流对方（外单位）", most=100)
    purpose = Paragraphs("培训内容和要求", most=3000, rows=4, description="印在通知里，一行一段。")
    sessions = Sessions(FormField(SessionForm), "课次", max_entries=MOST_SESSIONS)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.is_submitted() and not self.sessions.entries:
            self.sessions.append_entry({})
            self.sessions.append_entry({})

    def add(self) -> None:
        """One more blank session, for the button that asks for it."""
        if len(self.sessions.entries) < MOST_SESSIONS:
            self.sessions.append_entry({})

    def validate(self, **options) -> bool:
        """Whether every session that was begun is whole; says at each field what it lacks."""
        whole = super().validate(**options)
        for entry in self.sessions.filled:
            whole = _whole(entry.form) and whole
        return whole

    def shown(self, row) -> dict:
        """The row's values, with what may be chosen."""
        fresh = type(self)(formdata=None, obj=row)
        for name in ("organization_id", "partner_id"):
            if name in self and name in fresh:
                fresh[name].choices = self[name].choices
        texts = {
            name: field.chosen if isinstance(field, Choice) else field._value()
            for name, field in fresh._fields.items()
            if hasattr(field, "_value") or isinstance(field, Choice)
        }
        return {name: texts[name] for name in self.facts() if name in texts}

    def leave_counted(self, counting: Counting) -> None:
        """Hours that follow from the span stay empty, so that they follow it when it changes."""
        for typed in (one.form for one in self.sessions.entries):
            span = Span(typed.span.data) if typed.span.data in set(Span) else Span.HOURS
            counted = session_hours(span, typed.starts_at.data, typed.ends_at.data, counting)
            if typed.hours.data == counted:
                typed.hours.data = None

    @property
    def lessons(self) -> list[Lesson]:
        """The sessions as the action takes them."""
        return [
            Lesson(
                typed.held_on.data,
                Span(typed.span.data),
                typed.topic.data,
                typed.starts_at.data,
                typed.ends_at.data,
                typed.teacher.data or "",
                typed.place.data or "",
                typed.hours.data,
            )
            for typed in (one.form for one in self.sessions.filled)
        ]

    def facts(self) -> dict:
        facts = super().facts()
        facts.pop("sessions")
        partner = facts.get("partner_id")
        return facts | {
            "kind": ClassKind(facts["kind"]) if facts["kind"] in set(ClassKind) else facts["kind"],
            "target": Target(facts["target"])
            if facts["target"] in set(Target)
            else facts["target"],
            "partner_id": int(partner) if partner else None,
        }


class WhyForm(PortalForm):
    why = Line("原因", most=200, needed=True)


class PeopleForm(PortalForm):
    """People picked from a list that was offered."""

    people = Choices(
        "人员", coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class InviteMissingForm(PortalForm):
    class_id = Choice("邀请到哪个班", needed=True)


def _whole(typed):
    lacking = [
        (typed.held_on, "请写日期。"),
        (typed.topic, "请写内容。"),
    ]
    if typed.span.data == Span.HOURS.value and not typed.hours.data:
        lacking += [(typed.starts_at, "请写开始时间。"), (typed.ends_at, "请写结束时间。")]
    fine = not any(field.errors for field in typed)
    for field, message in lacking:
        if not field.data and not field.errors:
            field.errors, fine = [message], False
    starts, ends = typed.starts_at, typed.ends_at
    if starts.data and ends.data and ends.data <= starts.data and not ends.errors:
        ends.errors, fine = ["结束时间应晚于开始时间。"], False
    return fine
