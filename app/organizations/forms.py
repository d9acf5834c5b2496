"""Shapes of input for organisations and posts; choices are passed in, already scoped."""

from wtforms import BooleanField, ValidationError
from wtforms.validators import Regexp

from app.core.forms import Choice, Count, Day, Line, Paragraphs, PortalForm
from app.rules.organizations import OrganizationKind, PostKind, UnitType


class OrganizationForm(PortalForm):
    code = Line(
        "代码",
        most=40,
        needed=True,
        description="在全校唯一，用字母、数字和短横线，例如 CS-01。",
        validators=[Regexp(r"[A-Za-z0-9._-]+$", message="只能用字母、数字、点和短横线。")],
    )
    name = Line("名称", most=60, needed=True)
    kind = Choice("类别", needed=True, pairs=[(k.value, k.label) for k in OrganizationKind])
    unit_type = Choice("单位类型", needed=True, pairs=[(u.value, u.label) for u in UnitType])
    founded_on = Day("成立日期")
    elected_on = Day("本届选举日期")
    dissolved_on = Day("撤销日期")
    units = Count("覆盖单位数", most=99, description="联合党支部填写。")
    ends_on = Day("任务结束日期", description="临时党组织填写。")
    approves = BooleanField("党委有审批预备党员的权限", default=True)
    temporary = BooleanField("临时党组织（不接收、不审批预备党员）")
    remark = Paragraphs("备注", most=500, rows=2)


class PostForm(PortalForm):
    person_id = Choice("人员", needed=True)
    kind = Choice("职务", needed=True, pairs=[(k.value, k.label) for k in PostKind])
    duty = Line("分工", most=40, description="例如组织委员、宣传委员；没有可不填。")
    started_on = Day("任职日期", needed=True)
    basis = Line("依据", most=200, description="例如选举结果批复、任命文件。")


class EndPostForm(PortalForm):
    ended_on = Day("结束日期", needed=True)

    def __init__(self, *args, started_on=None, **options):
        super().__init__(*args, **options)
        self._started_on = started_on

    def validate_ended_on(self, field):
        if self._started_on and field.data and field.data < self._started_on:
            raise ValidationError("结束日期不能早于任职日期。")


class LocalRuleForm(PortalForm):
    """`word`: on, off, or empty where the word from above is to hold."""

    word = Choice("在这里", needed=False, pairs=[("", "随上级"), ("on", "执行"), ("off", "不执行")])
    since = Day("自何日起", needed=True)
    reason = Line("理由或文件", most=200, description="例如学校哪份文件的要求。")

    def facts(self) -> dict:
        facts = super().facts()
        return facts | {"word": {"": None, "on": True, "off": False}[facts["word"]]}
