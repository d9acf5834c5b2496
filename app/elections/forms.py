"""Shapes of input for the steps of an election; a ballot has no form, see voting."""

from wtforms import BooleanField, SelectChoice, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import NEEDED, Choice, Choices, Count, Day, Line, Paragraphs, PortalForm
from app.elections.actions.counts import Written, as_named
from app.elections.actions.voting import NAME_MOST
from app.elections.models import Method
from app.rules.elections.nominating import Exclusion
from app.rules.elections.terms import ElectionKind


class People(Choices):
    """One box to tick for each person."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label, **options):
        super().__init__(label, coerce=int, **options)
        self.choices = []

    def offer(self, pairs) -> None:
        """Who may be ticked: (person id, name) pairs, already scoped by the caller."""
        self.choices = [SelectChoice(value, label) for value, label in pairs]

    def pre_validate(self, _form):
        if not set(self.data or ()) <= {choice.value for choice in self.choices}:
            raise ValidationError("请从列出的人中选择。")


class Figure(Count):
    """A whole number that must be given."""

    def pre_validate(self, _form):
        if self.data is None and not self.errors:
            raise ValidationError(NEEDED)


class StartForm(PortalForm):
    kind = Choice("选举种类", needed=True, pairs=[(k.value, k.label) for k in ElectionKind])
    reason = Paragraphs(
        "说明", most=300, rows=2, description="补选写明缺额情况；临时党支部须写明理由。"
    )


class PlanForm(PortalForm):
    planned_on = Day("拟召开选举大会的日期", needed=True)
    seats = Count("应选委员名额", most=11, description="填 0：不设委员会，由大会直接选举书记。")
    deputies = Choice("副书记", pairs=[("0", "不设"), ("1", "设 1 名")])
    secretary = BooleanField("选举书记", default=True)
    asked_on = Day("请示日期", needed=True)
    number = Line("请示文号", most=60, description="没有文号可以不填。")
    reason = Paragraphs("理由", most=300, rows=2, description="提前、延期或者名额不在常例的填写。")


class NomineesForm(PortalForm):
    committee_member = People("委员候选人预备人选")
    secretary = Choice("书记候选人预备人选")
    deputy = Choice("副书记候选人预备人选")
    asked_on = Day("请示日期", needed=True)
    number = Line("请示文号", most=60)
    reason = Paragraphs("理由", most=300, rows=2, description="书记人选党龄不满一年的填写。")


class LeftOutForm(PortalForm):
    person_id = Choice("党员", needed=True)
    kind = Choice("情形", needed=True, pairs=[(k.value, k.label) for k in Exclusion])
    note = Line("说明", most=100, description="选“其他情形”的必须写明。")


class PublishForm(PortalForm):
    published_on = Day("公布日期", needed=True)


class TellersForm(PortalForm):
    scrutineers = People("监票人")
    tellers = People("计票人")


class RoundForm(PortalForm):
    method = Choice("投票方式", needed=True, pairs=[(m.value, m.label) for m in Method])
    held_on = Day("日期", needed=True)
    place = Line("地点", most=100)
    present = People("到会的选举人")


class CountForm(PortalForm):
    """Figures of the ballots; those of each name, one row a name, are read by `read_votes`."""

    handed_out = Figure("发出选票")
    collected = Figure("收回选票")
    invalid = Count("其中无效票")
    written = Paragraphs(
        "另选他人",
        most=1000,
        rows=2,
        description="每行一人：姓名和票数，例如“张三 2”。没有可以不填。",
    )


class FewerForm(PortalForm):
    consent = Figure("同意减少名额的选举人")


class FirstMeetingForm(PortalForm):
    first_meeting_on = Day("会议日期", needed=True)
    convener_id = Choice("主持人")


class ReportForm(PortalForm):
    asked_on = Day("报告日期", needed=True)
    number = Line("报告文号", most=60)


class DecideForm(PortalForm):
    outcome = Choice("答复", needed=True, pairs=[("agreed", "同意"), ("returned", "退回补正")])
    decided_on = Day("日期", needed=True)
    reply_number = Line("批复文号", most=60)
    comment = Paragraphs("退回的原因", most=300, rows=2)


class VoidForm(PortalForm):
    why = Line("为什么作废", most=300, needed=True)


class CancelForm(PortalForm):
    why = Line("为什么取消", most=200, needed=True)


def read_votes(fields, tallies) -> tuple[dict[int, tuple], dict[int, str]]:
    """({tally id: (yes, no, abstain)}, {tally id: what would have to change}); a blank yes or no
    is nought, a blank abstain the rest. `fields` is a getter such as request.form.get."""
    votes, faults = {}, {}
    for one in tallies:
        typed = [(fields(f"{mark}-{one.id}") or "").strip() for mark in ("yes", "no", "abstain")]
        if any(text and not (text.isdecimal() and len(text) <= 5) for text in typed):
            faults[one.id] = "请填整数。"
            typed = ["", "", ""]
        yes, no, abstain = (int(text) if text else None for text in typed)
        votes[one.id] = (yes or 0, no or 0, abstain)
    return votes, faults


def read_written(text: str) -> list[Written]:
    """The lines of `written`; ValueError with the line that cannot be read."""
    found = []
    for line in (text or "").splitlines():
        if not line.strip():
            continue
        *name, number = line.replace("：", " ").replace("票", "").split() or [""]
        if not name or not number.isdecimal() or len(as_named("".join(name))) > NAME_MOST:
            raise ValueError(line.strip())
        found.append(Written(as_named("".join(name)), int(number)))
    return found
