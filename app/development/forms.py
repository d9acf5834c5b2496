"""Shapes of input for files: one form for the steps, cut to what each asks, and those beside it."""

from flask import current_app
from markupsafe import Markup
from wtforms import BooleanField

from app.core.errors import Refused
from app.core.forms import Choice, Choices, Count, Day, KnownDate, Line, Paragraphs, PortalForm
from app.development.actions.judging import Objected, field_of
from app.rules.development.case import NoticeKind, Organ, Outcome, ReviewKind
from app.rules.development.steps import Step

PASSED = [(Outcome.PASSED.value, "合格"), (Outcome.FAILED.value, "不合格")]
DATES = {
    Step.APPLY: "递交日期",
    Step.TALK: "谈话日期",
    Step.CONTACTS: "指定日期",
    Step.PROSPECT_LISTED: "列为发展对象的日期",
    Step.INTRODUCERS: "确定日期",
    Step.POLITICAL_REVIEW: "形成结论的日期",
    Step.COURSE: "开始日期",
    Step.BOOKLET: "填写日期",
    Step.ASSIGNED: "编入日期",
    Step.OATH: "宣誓日期",
    Step.CONFIRMATION_ASKED: "递交日期",
    Step.ARCHIVED: "归档日期",
}
NAMES = {
    Step.TALK: {"done_by": "谈话人", "content": "谈话内容"},
    Step.PROSPECT_LISTED: {"agreed_on": "上级同意的日期"},
    Step.POLITICAL_REVIEW: {"done_by": "审查人", "content": "审查结论"},
    Step.COURSE: {"number": "证书编号", "place": "培训班", "outcome": "考核结果"},
    Step.BOOKLET: {"done_by": "指导填写的入党介绍人"},
    Step.OATH: {"done_by": "主持人、领誓人"},
    Step.ARCHIVED: {"place": "存放处", "content": "归档情况"},
}
ASKED = {
    Step.APPLY: (),
    Step.TALK: ("done_by", "place", "content"),
    Step.CONTACTS: ("helpers",),
    Step.PROSPECT_LISTED: ("agreed_on", "number"),
    Step.INTRODUCERS: ("helpers",),
    Step.POLITICAL_REVIEW: ("outcome", "done_by", "content"),
    Step.COURSE: ("until_on", "days", "hours", "place", "number", "outcome"),
    Step.BOOKLET: ("done_by",),
    Step.ASSIGNED: ("group_id",),
    Step.OATH: ("place", "done_by"),
    Step.CONFIRMATION_ASKED: (),
    Step.ARCHIVED: ("place", "content"),
}
"""What a branch types for each step that it takes itself, besides the day and a reason."""

VOTES = ("outcome", "due", "present", "yes", "no", "abstain", "written", "secret", "months")
SUPERIOR = ("agreed_on", "outcome", "organ", "done_by", "number", "content")


class People(Choices):
    """Tick boxes of people; `hints` says by person id what speaks against somebody."""

    hints: dict = {}  # noqa: RUF012 – replaced by the form with those of its people

    def __init__(self, label, **options):
        super().__init__(label, coerce=int, validate_choice=False, **options)

    def offer(self, people, hints) -> None:
        self.choices, self.hints = [(p.person_id, p.name) for p in people], hints

    def _value(self):
        names = dict(self.choices or ())
        return "、".join(names.get(key, "") for key in self.data or ())


class FileForm(PortalForm):
    """A form whose refusals may be the linter's: each at its field, with its 依据."""

    reason = Line("理由", most=200)

    def _refuse(self, refused):
        if not isinstance(refused, Objected):
            super()._refuse(refused)
            return
        super()._refuse(Refused(refused.message))
        self.form_errors.clear()
        for fault in refused.faults:
            self._place("reason" if refused.asked else field_of(fault), fault)

    def _place(self, name, fault):
        chip = current_app.jinja_env.globals["ui"].cite(
            str(fault.reason.cite or ""), fault.reason.rule_id
        )
        asked = "如属实，请写明理由。" if name == "reason" else fault.mend and f"{fault.mend}。"
        message = Markup("{}。{}{}").format(fault.message, asked or "", chip)
        if name in self._fields:
            self[name].errors = [*self[name].errors, message]
        else:
            self.form_errors.append(message)

    @property
    def asks_why(self) -> bool:
        """Whether the field for a reason is to be seen at once."""
        return bool(self.reason.errors or self.reason.data)


class StepForm(FileForm):
    """One step. Fields that the step does not ask for are left out."""

    taken_on = KnownDate("日期", needed=True, description="旧档案只知道年月的，填到月。")
    until_on = KnownDate("结束日期")
    agreed_on = KnownDate("上级同意（备案）的日期")
    outcome = Choice("结果", pairs=PASSED, default=Outcome.PASSED.value)
    organ = Choice("决定的组织", pairs=[("", "未填"), *((o.value, o.label) for o in Organ)])
    helpers = People("请选择")
    done_by = Line("承办人", most=200, description="多人用顿号分开。")
    place = Line("地点", most=100)
    days = Count("天数", most=366)
    hours = Count("学时", most=1000)
    number = Line("文号", most=60)
    months = Count("延长月数", most=24)
    group_id = Choice("党小组", pairs=[("", "不设党小组")])
    due = Count("应到（有表决权）")
    present = Count("实到（有表决权）")
    yes = Count("赞成")
    no = Count("反对")
    abstain = Count("弃权")
    written = Count("书面意见")
    secret = BooleanField("无记名投票")
    content = Paragraphs("内容", most=10_000, rows=5)

    def __init__(self, *args, step: Step | None = None, asked=(), **options):
        super().__init__(*args, **options)
        if step is None:  # as a stale save compares it: every field
            return
        kept = {"taken_on", "reason", "version", "once", "csrf_token", *asked}
        for name in [name for name in self._fields if name not in kept]:
            del self[name]
        self.taken_on.label.text = DATES.get(step, "日期")
        for name, label in NAMES.get(step, {}).items():
            if name in self._fields:
                self[name].label.text = label
        if "outcome" in self._fields and step is Step.CONFIRMATION_VOTED:
            self.outcome.offer((o.value, o.label) for o in Outcome)

    def facts(self) -> dict:
        """By column; choices left blank are None."""
        found = super().facts()
        return found | {k: found[k] or None for k in ("organ", "outcome") if k in found}


class OpenForm(FileForm):
    member_id = Choice("人员", needed=True)
    applied_on = KnownDate("递交入党申请书的日期", needed=True)
    leaves_on = Day("预计离开本单位的日期", description="毕业、调离等，不知道可不填。")
    floating = BooleanField("流动人员（公示须在流出地、流入地同时进行）")


class FactsForm(PortalForm):
    """What is known of the person besides the steps."""

    leaves_on = Day("预计离开本单位的日期")
    floating = BooleanField("流动人员")


class HelperForm(FileForm):
    """Somebody in place of a contact or introducer who ends."""

    until_on = KnownDate("原任结束、新任开始的日期", needed=True)
    person_id = Choice("接任的正式党员", pairs=[("", "暂不指定")])
    why = Line("原因", most=200, needed=True)


class ReviewForm(FileForm):
    kind = Choice("类别", needed=True, pairs=[(k.value, k.label) for k in ReviewKind])
    reviewed_on = KnownDate("日期", needed=True)
    done_by = Line("考察人", most=200)
    content = Paragraphs("考察情况", most=10_000)
    contact_opinion = Paragraphs("培养联系人（入党介绍人）意见", most=5_000, rows=3)
    branch_opinion = Paragraphs("党支部意见", most=5_000, rows=3)


class NoticeForm(FileForm):
    kind = Choice("公示内容", needed=True, pairs=[(k.value, k.label) for k in NoticeKind])
    posted_on = Day("张贴日期", needed=True)
    until_on = Day("最后一天", description="张贴次日起算，不少于 5 个工作日；可不填，自动算出。")
    place = Line("公示地点", most=100, needed=True)
    second_place = Line("流入地（流出地）公示地点", most=100)
    receiver = Line("受理人", most=60)
    contact = Line("联系方式", most=100)


class OpinionForm(PortalForm):
    received_on = Day("收到日期", needed=True)
    giver = Line("反映人", most=60, description="匿名的可不填。")
    content = Paragraphs("反映的内容", most=5_000, needed=True, rows=3)


class SettleForm(PortalForm):
    settled_on = Day("处理日期", needed=True)
    result = Paragraphs("处理结果", most=5_000, needed=True, rows=3)


class PaperForm(PortalForm):
    received_on = Day("收到日期", needed=True)


class RequestForm(PortalForm):
    note = Paragraphs("说明", most=500, rows=2)


class WhyForm(PortalForm):
    why = Line("原因", most=200, needed=True)
