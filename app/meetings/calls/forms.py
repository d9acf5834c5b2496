"""Shapes of input for calls and leave."""

from wtforms.validators import ValidationError

from app.core.forms import Choice, Choices, Clock, Day, Line, Paragraphs, PortalForm
from app.meetings.calls.actions import LEAVE


class People(Choices):
    """Ticked people, by id; the choices are the attendees of the branch."""

    def __init__(self, label, **options):
        super().__init__(label, coerce=int, choices=[], **options)
        self.people = {}

    def offer(self, people):
        self.people = people
        self.choices = [(key, one.name) for key, one in people.items()]

    def _value(self):
        return "、".join(one.name for key, one in self.people.items() if key in (self.data or ()))

    def pre_validate(self, form):
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError("名单有变化，请重新打开页面再选。") from None


class CallForm(PortalForm):
    title = Line("名称", most=100, needed=True)
    held_on = Day("日期", needed=True)
    started_at = Clock("开始时间")
    ended_at = Clock("预计结束")
    place = Line("地点", most=100, description="预约了场所的可以不填。")
    venue_id = Choice("预约场所", pairs=(("", "不预约"),))
    agenda = Paragraphs("议程", most=4000, rows=4, description="一行一项；记会议时就是议题。")
    remark = Paragraphs("会前准备", most=2000, rows=2, description="可不填。")
    people = People("通知谁")

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.people.offer(people)

    def shown(self, row) -> dict:
        fresh = type(self)(formdata=None, obj=row, people=self.people.people)
        fresh.venue_id.choices = self.venue_id.choices
        fields = {name: fresh[name] for name in self.facts()}
        return {
            name: one._value() if hasattr(one, "_value") else getattr(one, "chosen", str(one.data))
            for name, one in fields.items()
        }

    def validate_place(self, field):
        if not field.data and not self.venue_id.data:
            raise ValidationError("请填写地点，或者选一个场所。")

    def validate_started_at(self, field):
        if field.data is None and not field.errors:
            raise ValidationError("请填写几点开始。")

    def validate_ended_at(self, field):
        if field.data and self.started_at.data and field.data <= self.started_at.data:
            raise ValidationError("结束时间应晚于开始时间。")


class LeaveForm(PortalForm):
    code = Choice(
        "请什么假", needed=True, pairs=[("", "请选择")] + [(c.value, c.label) for c in LEAVE]
    )
    reason = Line("原因", most=100, needed=True, description="只有能看会议记录的人看得到。")


class CancelForm(PortalForm):
    why = Line("为什么取消", most=200, needed=True)
