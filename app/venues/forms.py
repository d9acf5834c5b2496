"""Shapes of input: the register, opening times, a booking, its answer, real use, a check."""

from wtforms import BooleanField, SelectChoice
from wtforms.validators import ValidationError

from app.core.fields import Choice, Choices, Clock, Count, Day, Line, Paragraphs
from app.core.forms import PortalForm
from app.rules.venues import Every, Facility, Outcome, Span

WEEKDAYS = "一二三四五六日"
YES_NO = (("yes", "是"), ("no", "否"))


class VenueForm(PortalForm):
    organization_id = Choice("归谁管理", needed=True)
    name = Line("名称", most=60, needed=True, description="例如：党员活动室。")
    place = Line("地址、房号", most=100, needed=True)
    area = Count("面积（平方米）", most=100_000)
    capacity = Count("容纳人数", most=10_000)
    used_since = Day("启用时间")
    keeper = Line("管理员", most=60)
    phone = Line("联系电话", most=40)
    set_up = Count("提前布置（分钟）", most=240, default=0)
    clearing = Count("用后清场（分钟）", most=240, default=0)
    approval = Choice("别的组织预约时要审核", pairs=(("no", "不用"), ("yes", "要审核")))
    facilities = Choices(
        "已有的设施", coerce=str, choices=[SelectChoice(one.value, one.label) for one in Facility]
    )
    shares = Choices(
        "还有谁可以约", coerce=int, choices=[],
        description="勾选上级或者并列的组织，它和它的下级都可以约。",
    )  # fmt: skip
    remark = Paragraphs("备注", most=1000, rows=2)

    def validate_capacity(self, field):
        if field.data == 0:
            raise ValidationError("请填 1 以上的整数；不知道的留空。")

    def facts(self) -> dict:
        found = super().facts()
        found["approval"] = found["approval"] == "yes"
        found["facilities"] = ",".join(found["facilities"] or ())
        for name in ("set_up", "clearing"):
            found[name] = found[name] or 0
        return found


class OpeningForm(PortalForm):
    since = Day("从哪天起", needed=True)

    def spans(self) -> dict[int, Span | None]:
        """{weekday: its span}, None where it is closed."""
        found = {}
        for weekday in range(7):
            opens, closes = (self[f"{name}_{weekday}"].data for name in ("opens", "closes"))
            found[weekday] = Span(opens, closes) if opens and closes else None
        return found

    def validate(self, *args, **options):
        good = super().validate(*args, **options)
        for weekday in range(7):
            opens, closes = (self[f"{name}_{weekday}"] for name in ("opens", "closes"))
            if bool(opens.data) != bool(closes.data):
                closes.errors = [*closes.errors, "开放和关闭要一起填，不开放的都空着。"]
                good = False
            elif opens.data and opens.data >= closes.data:
                closes.errors = [*closes.errors, "应晚于开放时间。"]
                good = False
        return good


for _day, _name in enumerate(WEEKDAYS):
    setattr(OpeningForm, f"opens_{_day}", Clock(f"星期{_name}开放"))
    setattr(OpeningForm, f"closes_{_day}", Clock(f"星期{_name}关闭"))


class BookingForm(PortalForm):
    organization_id = Choice("哪个组织用", needed=True)
    title = Line("做什么用", most=100, needed=True, description="例如：11月主题党日。")
    day = Day("日期", needed=True)
    starts = Clock("开始", needed=True)
    ends = Clock("结束", needed=True)
    people = Count("人数", most=10_000)
    every = Choice("重复", pairs=[(one.value, one.label) for one in Every])
    until = Day("重复到哪一天")
    skip = BooleanField("约不上的日子跳过")

    @property
    def span(self) -> Span:
        return Span(self.starts.data, self.ends.data)


class MoveForm(PortalForm):
    venue_id = Choice("场所", needed=True)
    day = Day("日期", needed=True)
    starts = Clock("开始", needed=True)
    ends = Clock("结束", needed=True)
    people = Count("人数", most=10_000)

    @property
    def span(self) -> Span:
        return Span(self.starts.data, self.ends.data)


class AnswerForm(PortalForm):
    why = Line("不同意的原因", most=200, description="同意的不用填。")


class CancelForm(PortalForm):
    why = Line("为什么取消", most=200, needed=True)
    rest = BooleanField("连同这天以后重复的一起取消")


class UseForm(PortalForm):
    minutes = Count("实际用了多少分钟", most=1440, needed=True, description="没有用上的填 0。")
    people = Count("实到人数", most=10_000, needed=True)
    intact = Choice("设备完好", pairs=(("", "没有查看"), *YES_NO))
    note = Line("备注", most=200)


class EnterUseForm(PortalForm):
    organization_id = Choice("哪个组织用的", needed=True)
    title = Line("做什么用", most=100, needed=True)
    day = Day("日期", needed=True)
    starts = Clock("开始", needed=True)
    ends = Clock("结束", needed=True)
    people = Count("实到人数", most=10_000, needed=True)
    intact = Choice("设备完好", pairs=(("", "没有查看"), *YES_NO))
    note = Line("备注", most=200)

    @property
    def span(self) -> Span:
        return Span(self.starts.data, self.ends.data)


class WhyForm(PortalForm):
    why = Line("原因", most=200, needed=True)


class CheckForm(PortalForm):
    organization_id = Choice("检查哪个组织", needed=True)
    venue_id = Choice("哪个场所")
    checked_on = Day("检查日期", needed=True)
    checked_by = Line("检查人", most=60, needed=True)
    outcome = Choice(
        "结果", needed=True,
        pairs=[("", "请选择")] + [(one.value, one.label) for one in reversed(Outcome)],
    )  # fmt: skip
    problem = Paragraphs("问题", most=1000, rows=3, description="合格的可以不填。")
    person_id = Choice("谁来整改")
    due_on = Day("整改期限", description="不填的按检查之日起 3 个月。")

    def validate_problem(self, field):
        if self.outcome.data and Outcome(self.outcome.data).off and not field.data:
            raise ValidationError("请写明问题，整改台账照此列项。")

    def validate_venue_id(self, field):
        if self.outcome.data and self.outcome.data != Outcome.MISSING.value and not field.data:
            raise ValidationError("请选择检查的是哪个场所；没有场所的，结果请选“没有场所”。")


def told(value: str) -> bool | None:
    """What 是、否 or nothing means."""
    return {"yes": True, "no": False}.get(value)
