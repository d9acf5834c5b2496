"""Shapes of input for courses and their results."""

from wtforms import BooleanField, ValidationError

from app.core.forms import Choice, Count, Day, Line, PortalForm
from app.development.models.courses import CourseKind, CourseLevel


class CourseForm(PortalForm):
    organization_id = Choice("举办党委", needed=True)
    kind = Choice("种类", needed=True, pairs=[(k.value, k.label) for k in CourseKind])
    level = Choice("级别", needed=True, pairs=[(one.value, one.label) for one in CourseLevel])
    name = Line("名称", most=100, needed=True, description="例如2026年第二期发展对象培训班。")
    started_on = Day("开始日期", needed=True)
    ended_on = Day("结束日期", needed=True)
    days = Count("天数")
    hours = Count("学时")
    place = Line("地点", most=100)
    online = BooleanField("线上（视频）举办")

    def validate_ended_on(self, field):
        if field.data and self.started_on.data and field.data < self.started_on.data:
            raise ValidationError("结束日期不能早于开始日期。")

    def validate_hours(self, field):
        if not field.data and not self.days.data:
            raise ValidationError("请填写天数或学时。")

    def facts(self) -> dict:
        facts = super().facts()
        return facts | {
            "kind": CourseKind(facts["kind"]),
            "level": CourseLevel(facts["level"]),
            "days": facts["days"] or 0,
            "hours": facts["hours"] or 0,
        }
