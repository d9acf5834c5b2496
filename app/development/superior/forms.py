"""Shapes of a superior's decisions: what is common to a meeting, and a row for each person."""

from wtforms import Form

from app.core.forms import Choice, Count, Day, Line, Paragraphs, PortalForm
from app.development.models import Request
from app.development.superior.queue import KINDS
from app.rules.development.case import Votes
from app.rules.development.steps import Step
from app.rules.development.superior import APPROVALS

AGREE, REFUSE, RETURN = "agree", "refuse", "return"
WORDS = {
    Step.ACTIVIST_FILED: {AGREE: "备案", RETURN: "退回"},
    Step.PROSPECT_LISTED: {AGREE: "同意", RETURN: "退回"},
    Step.PREREVIEW: {AGREE: "预审合格", REFUSE: "预审不合格", RETURN: "退回"},
    Step.SUPERIOR_TALK: {AGREE: "已谈话", RETURN: "退回"},
    Step.APPROVED: {AGREE: "批准", REFUSE: "不批准", RETURN: "退回"},
    Step.APPROVAL_FILED: {AGREE: "备案"},
    Step.CONFIRMATION_APPROVED: {AGREE: "批准", REFUSE: "不批准", RETURN: "退回"},
}
NUMBERED = frozenset(KINDS) - {Step.SUPERIOR_TALK}


class MeetingForm(PortalForm):
    """What one meeting of the committee has in common for everybody it decides on."""

    on = Day("办理日期", needed=True)
    number = Line("文号", most=60, description="例如计党发〔2026〕12号；没有可不填。")
    due = Count("应到委员")
    present = Count("实到委员")

    def __init__(self, *args, step: Step, **options):
        super().__init__(*args, **options)
        if step is Step.SUPERIOR_TALK:
            del self.on
        if step not in NUMBERED:
            del self.number
        if step not in APPROVALS:
            del self.due
            del self.present


class DecisionRow(Form):
    """One person's own decision; `messages` are refusals that belong to no field of the row."""

    outcome = Choice("决定", default="")
    step = Choice("退回补正哪一步", default="")
    reason = Line("理由、说明", most=200)
    yes = Count("赞成")
    no = Count("反对")
    abstain = Count("弃权")
    on = Day("谈话日期")
    done_by = Line("谈话人", most=200, description="党委委员或组织员。")
    place = Line("地点", most=100)
    content = Paragraphs("谈话意见", most=3000, rows=3)

    class Meta:
        locales = ("zh",)

    def __init__(self, formdata, request: Request):
        super().__init__(formdata, prefix=f"r{request.id}-")
        self.request, self.messages = request, []
        about = request.about
        self.outcome.offer([("", "先不办"), *WORDS[about].items()])
        earlier = [one for one in Step if one <= about and not one.about.lasting]
        self.step.offer(
            [("", "请选择"), *((one.value, f"{one.value} {one.label}") for one in earlier)]
        )
        if RETURN not in WORDS[about]:
            del self.step
        if about not in APPROVALS:
            del self.yes
            del self.no
            del self.abstain
        if about is not Step.SUPERIOR_TALK:
            del self.on
            del self.done_by
            del self.place
            del self.content

    @property
    def chosen(self) -> bool:
        return bool(self.outcome.data)

    @property
    def typed(self) -> bool:
        """Whether anything beside the decision was filled in."""
        return any(any(field.raw_data or ()) for field in self if field is not self.outcome)

    def votes(self, meeting: MeetingForm) -> Votes | None:
        """The committee's vote on this person; None where no figure was given."""
        if self.yes is None or (self.yes.data is None and meeting.due.data is None):
            return None
        figures = (meeting.due, meeting.present, self.yes, self.no, self.abstain)
        return Votes(*(field.data or 0 for field in figures))

    def refuse(self, message: str, field: str) -> None:
        """A refusal at its field of this row, or above the row."""
        own = {"taken_on": "on", "votes": "yes", "items": "yes"}.get(field, field)
        target = self._fields.get(own)
        if target is None:
            self.messages.append(message)
        else:
            target.errors = [*target.errors, message]


class TakeBackForm(PortalForm):
    why = Line("撤回的原因", most=200, needed=True, description="会连同您的姓名和时间一起记下。")


class OpinionForm(PortalForm):
    on = Day("审议日期", needed=True)
    opinion = Line(
        "审议意见", most=200, needed=True, description="例如：经集体讨论，同意上报审批。"
    )
