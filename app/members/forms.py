"""Shapes of input for the registry; choices are passed in, already scoped."""

from wtforms import ValidationError
from wtforms.validators import Optional, Regexp

from app.core.forms import Choice, Day, KnownDate, Line, Paragraphs, PortalForm
from app.rules.members import Education, Gender, Stage
from app.rules.names import check_name, normalize_ethnic_group, normalize_name
from app.rules.organizations import PostKind


class Card:
    """A member and the person behind it as one thing to edit."""

    def __init__(self, member):
        self._member = member
        self.version = f"{member.version}.{member.person.version}"
        self.id_number = ""
        self.group_id = member.group_id or ""

    def __getattr__(self, name):
        holder = self._member if hasattr(self._member, name) else self._member.person
        return getattr(holder, name)


class MemberForm(PortalForm):
    """`follows`: stage and dates come from a development file and are not typed here."""

    name = Line("姓名", most=60, needed=True)
    gender = Choice("性别", pairs=[("", "未填"), *((g.value, g.label) for g in Gender)])
    ethnicity = Line("民族", most=20)
    birth = KnownDate("出生日期", description="可只填到月，例如 1998-07。")
    id_number = Line("身份证号", most=40)
    phone = Line(
        "电话",
        most=30,
        validators=[
            Optional(),
            Regexp(r"[0-9+() -]{5,30}$", message="只能填数字，例如 13900000000 或 010-12345678。"),
        ],
    )
    native_place = Line("籍贯", most=60)
    education = Line("学历", most=40, render_kw={"list": "educations"})
    degree = Line("学位", most=40)
    job = Line("工作单位及职务（或年级专业）", most=100)
    title = Line("职称", most=60)
    number = Line("工号或学号", most=40)
    stage = Choice("人员类别", needed=True, pairs=[(s.value, s.label) for s in Stage])
    group_id = Choice("党小组")
    applied_on = KnownDate("申请入党日期")
    activist_on = KnownDate("确定积极分子日期")
    prospect_on = KnownDate("确定发展对象日期")
    joined_on = KnownDate("入党日期", description="支部党员大会通过接收为预备党员之日。")
    confirmed_on = KnownDate("转正日期")
    remark = Paragraphs("备注", most=500, rows=2)
    reason = Line(
        "说明", most=200, description="与一般规定不一致时写明理由；也可说明这次为什么修改。"
    )

    EDUCATIONS = tuple(e.label for e in Education)
    FOLLOWING = ("stage", "applied_on", "activist_on", "prospect_on", "joined_on", "confirmed_on")

    def __init__(self, *args, follows=False, **options):
        super().__init__(*args, **options)
        self.follows = follows
        if options.get("obj"):
            self.id_number.description = "不改就留空。"
        for name in self.FOLLOWING if follows else ():
            del self[name]

    def validate_name(self, field):
        field.data = normalize_name(field.data)
        if not (verdict := check_name(field.data)):
            raise ValidationError(verdict.reasons[0].message)

    def validate_ethnicity(self, field):
        if field.data:
            if (found := normalize_ethnic_group(field.data)) is None:
                raise ValidationError("没有这个民族，请核对，例如“汉族”。")
            field.data = found

    def validate_confirmed_on(self, field):
        if field.data and "stage" in self and self.stage.data != Stage.FULL:
            raise ValidationError("填了转正日期，人员类别应是正式党员。")

    def facts(self) -> dict:
        """Typed values: empty choices become None."""
        facts = super().facts()
        facts["gender"] = Gender(facts["gender"]) if facts["gender"] else None
        if "stage" in facts:
            facts["stage"] = Stage(facts["stage"])
        facts["group_id"] = int(facts["group_id"]) if facts["group_id"] else None
        return facts


class RevealForm(PortalForm):
    reason = Line("查看理由", most=200, needed=True, description="会连同您的姓名和时间一起记下。")


class AppointForm(PortalForm):
    organization_id = Choice("在哪个组织", needed=True)
    kind = Choice("职务", needed=True, pairs=[(k.value, k.label) for k in PostKind])
    duty = Line("分工", most=40, description="例如组织委员；没有可不填。")
    started_on = Day("任职日期", needed=True)
    basis = Line("依据", most=200, description="例如选举结果批复、任命文件。")
