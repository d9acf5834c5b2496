"""Shapes of input for a round: its days and notes, the comparison check, the branch's opinion."""

from types import SimpleNamespace

from wtforms import SelectChoice, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import Choices, Day, Line, Paragraphs, PortalForm
from app.rules.analysis import SECTIONS

_SECTIONS = {section.key: section for section in SECTIONS}


def _section(key):
    section = _SECTIONS[key]
    return Paragraphs(section.title, description=section.hint, most=10_000, rows=5)


class OpenForm(PortalForm):
    due_on = Day("什么时候交齐", needed=True, description="支部自己定，一般在组织生活会前一周。")


class NotesForm(PortalForm):
    due_on = Day("什么时候交齐", needed=True)
    study_on = Day("会前学习日期")
    study_note = Line("学习内容", most=300)
    opinions_on = Day("征求意见日期")
    opinions_note = Paragraphs(
        "征求到的意见",
        most=5000,
        rows=4,
        description="只写意见，不写是谁提的。只有本支部的支委看得到。",
    )


class CheckForm(PortalForm):
    past = _section("past")
    belief = _section("belief")
    purpose = _section("purpose")
    conduct = _section("conduct")
    duty = _section("duty")
    integrity = _section("integrity")
    problems = _section("problems")
    effort = _section("effort")


class OpinionForm(PortalForm):
    opinion = Paragraphs("支部意见", most=3000, rows=4, description="清空后保存，就是撤回意见。")


class Problems(Choices):
    """One box to tick for each problem, told by its place."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, problems) -> None:
        """The problems that may still be listed."""
        self.choices = [SelectChoice(place, text) for place, text in problems]

    def pre_validate(self, _form):
        if not set(self.data or ()) <= {choice.value for choice in self.choices}:
            raise ValidationError("问题已有变动，请重新打开页面再勾选。")

    @property
    def texts(self) -> list[str]:
        """The problems ticked, in their order."""
        return [one.label for one in self.choices if one.value in set(self.data or ())]


class ProblemsForm(PortalForm):
    chosen = Problems("问题", coerce=int)
    due_on = Day("完成时限", needed=True)
    measure = Paragraphs("整改措施", most=2000, rows=2)


def shown(check) -> SimpleNamespace | None:
    """A check as its form shows it: a text for each section, and the version."""
    return check and SimpleNamespace(version=check.version, **check.texts)
