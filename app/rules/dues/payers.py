"""Kinds of payers, and which parts of an income make up the base of each (DUE-05…09, 12…14)."""

from app.rules.base import Labelled
from app.rules.organizations import STUDENTS, UnitType


class Payer(Labelled):
    WAGE = "wage", "按月领工资"
    ANNUAL = "annual", "年薪制"
    SELF_EMPLOYED = "self_employed", "没有固定月收入"
    RETIRED = "retired", "离退休"
    FARMER = "farmer", "农民"
    STUDENT = "student", "学生"
    JOBLESS = "jobless", "下岗失业"
    RELIEF = "relief", "依靠抚恤或救济生活"
    ALLOWANCE = "allowance", "领取最低生活保障金"


class Employer(Labelled):
    """Whose wages are reckoned by which parts."""

    INSTITUTION = "institution", "事业单位"
    ORGAN = "organ", "机关"
    ENTERPRISE = "enterprise", "企业"


class Part(Labelled):
    """A part of an income as it is typed, in yuan a month."""

    POST = "post", "岗位工资"
    GRADE = "grade", "薪级工资"
    MERIT = "merit", "基础性绩效工资"
    DUTY = "duty", "职务工资"
    LEVEL = "level", "级别工资"
    ALLOWANCES = "allowances", "津贴补贴"
    FIXED = "fixed", "固定部分"
    VARIABLE = "variable", "活的部分"
    PAID = "paid", "当月实际薪酬"
    NET = "net", "上季度月平均纯收入"
    PENSION = "pension", "基本离退休费或基本养老金"
    SET = "set", "每月交纳"
    TOTAL = "total", "计算基数（已算好的）"
    TAX = "tax", "个人所得税"
    INSURANCE = "insurance", "五险一金（个人部分）"
    ANNUITY = "annuity", "职业（企业）年金（个人部分）"


FIXED_AMOUNT = frozenset({Payer.STUDENT, Payer.JOBLESS, Payer.RELIEF, Payer.ALLOWANCE})
"""DUE-09: they pay the same amount whatever they receive; no income is asked for."""
MOVING = frozenset({Payer.ANNUAL, Payer.SELF_EMPLOYED})
"""DUE-05, 06: their base follows the month or the quarter, so a new one needs no reason."""
DEDUCTED = (Part.TAX, Part.INSURANCE, Part.ANNUITY)
"""DUE-14: taken off where the parts were typed before tax."""
WAGES = {
    Employer.INSTITUTION: (Part.POST, Part.GRADE, Part.MERIT, Part.ALLOWANCES),
    Employer.ORGAN: (Part.DUTY, Part.LEVEL, Part.ALLOWANCES),
    Employer.ENTERPRISE: (Part.FIXED, Part.VARIABLE),
}
EXCLUDED = (
    "奖励性绩效", "住房补贴", "住房公积金", "交通补贴", "公务用车补贴", "车补", "通讯补贴",
    "通信补贴", "加班费", "误餐补贴", "取暖补贴", "取暖费", "防暑降温费", "高温补贴", "物业补贴",
    "物业费",
)  # fmt: skip
"""DUE-12, 14: what stands on a wage slip and does not count; a column of that name is left out."""

_OTHERS = {
    Payer.ANNUAL: (Part.PAID,),
    Payer.SELF_EMPLOYED: (Part.NET,),
    Payer.RETIRED: (Part.PENSION,),
    Payer.FARMER: (Part.SET,),
}
_TEACHING = ("教师", "辅导员", "讲师", "教授", "工程师", "干部", "职员", "院长", "主任")
_LEARNING = ("学生", "在读", "本科生", "研究生", "硕士生", "博士生")


def counted(payer: Payer, employer: Employer) -> tuple[Part, ...]:
    """The parts that make up the base of such a payer; none where the amount is fixed."""
    if payer in FIXED_AMOUNT:
        return ()
    return WAGES[employer] if payer is Payer.WAGE else _OTHERS[payer]


def deducted(payer: Payer) -> tuple[Part, ...]:
    """What is taken off the parts of such a payer before the rate is applied."""
    if payer is Payer.WAGE:
        return DEDUCTED
    return (Part.TAX,) if payer is Payer.ANNUAL else ()


def proposed(unit: UnitType, job: str) -> Payer:
    """The kind a member most likely is, by the branch's kind and the job on record; whoever fixes
    the base confirms it."""
    if "离休" in job or "退休" in job:
        return Payer.RETIRED
    if any(word in job for word in _TEACHING):
        return Payer.WAGE
    if unit in STUDENTS or any(word in job for word in _LEARNING):
        return Payer.STUDENT
    return Payer.RETIRED if unit is UnitType.RETIRED else Payer.WAGE
