"""Shapes of input for acts; organisations and people to choose from are passed in, scoped."""

from wtforms import BooleanField, ValidationError
from wtforms.validators import Optional, Regexp

from app.core.forms import Choice, Choices, Count, Day, Line, Paragraphs, PortalForm
from app.rules.organizations import OrganizationKind, UnitType

_CODE = Regexp(r"[A-Za-z0-9._-]+$", message="只能用字母、数字、点和短横线。")


class ActForm(PortalForm):
    """What every act is asked: when, by what, and by which paper."""

    done_on = Day("日期", needed=True, description="批准之日；从这一天起算。")
    basis = Line(
        "依据", most=200, needed=True, description="例如党委会议、请示和批复；写到能查得到。"
    )
    number = Line("文号", most=60, default="", description="例如星科委组〔2026〕12号；没有可不填。")
    reason = Line("理由", most=200, default="", description="与一般做法不一致时写明理由。")
    note = Paragraphs("说明", most=500, rows=2, default="")

    PAPER = ("done_on", "basis", "number", "reason", "note")
    """Shown after what the act itself asks."""


def _unit():
    return Choice("单位类型", needed=True, pairs=[(u.value, u.label) for u in UnitType])


def _name(label="名称"):
    return Line(label, most=60, needed=True)


def _code(label="代码"):
    return Line(
        label,
        most=40,
        needed=True,
        description="在全校唯一，用字母、数字和短横线，例如 CS-01。",
        validators=[_CODE],
    )


class SetUpForm(ActForm):
    name = _name()
    code = _code()
    kind = Choice("类别", needed=True)
    unit_type = _unit()
    full = Count("成立时正式党员", most=9999, description="设立党支部时填写人数。")
    applied_on = Day("收到申请的日期", description="党委一般在 1 个月内批复。")
    units = Count("覆盖单位数", most=99, description="联合党支部填写，一般不超过 5 个。")
    project_months = Count("项目为期几个月", most=999, description="设在工程、工作项目上的填写。")
    temporary = BooleanField("临时党支部（班子由上级指定，不选举，任务结束即撤销）")
    ends_on = Day("任务预计结束日期", description="临时党支部填写。")
    approves = BooleanField("设立党委的：有审批预备党员的权限", default=True)

    def facts(self) -> dict:
        facts = super().facts()
        return facts | {
            "kind": OrganizationKind(facts["kind"]),
            "unit_type": UnitType(facts["unit_type"]),
        }


class RenameForm(ActForm):
    name = _name("新名称")


class MoveForm(ActForm):
    parent_id = Choice("调整到", needed=True)


class DissolveForm(ActForm):
    pass


class SecretaryForm(ActForm):
    member_id = Choice("新任书记", description="只免不任时留空，职务空缺。")


class MergeForm(ActForm):
    """Into the other branch; or, where a name is given, both into a new one."""

    other_id = Choice("另一个党支部", needed=True)
    name = Line("新支部名称", most=60, default="", description="并入对方时不填；合并新设时填写。")
    code = Line("新支部代码", most=40, default="", validators=[Optional(), _CODE])
    unit_type = Choice(
        "新支部单位类型",
        pairs=[("", "与对方相同"), *((u.value, u.label) for u in UnitType)],
    )

    def validate_name(self, field):
        if field.data and not self.code.data:
            raise ValidationError("合并新设支部，请把代码也填上。")

    def facts(self) -> dict:
        facts = super().facts()
        unit = facts["unit_type"]
        return facts | {"unit_type": UnitType(unit) if unit else None}


class SplitForm(ActForm):
    name = _name("新支部名称")
    code = _code()
    unit_type = _unit()
    units = Count("新支部覆盖单位数", most=99, description="联合党支部填写。")
    people = Choices("划到新支部的人", coerce=int)

    def facts(self) -> dict:
        facts = super().facts()
        chosen = facts.pop("people")
        return facts | {"unit_type": UnitType(facts["unit_type"]), "chosen": set(chosen or ())}


class UndoForm(PortalForm):
    reason = Line("为什么撤回", most=200, needed=True, default="")
