"""The form of a talk: one person, whom with, when; what was said only where it is wanted."""

from wtforms import SelectChoice, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core import clock
from app.core.forms import Choice, Choices, Day, Line, Paragraphs, PortalForm
from app.meetings.talks.models import Occasion


class Others(Choices):
    """One box to tick for each person."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, pairs) -> None:
        """Who may be chosen, already scoped by the caller."""
        self.choices = [SelectChoice(value, label) for value, label in pairs]

    def pre_validate(self, _form):
        if not self.data:
            raise ValidationError("请勾选同谁谈的。")
        if not set(self.data) <= {choice.value for choice in self.choices}:
            raise ValidationError("请从列出的人中选择。")


class TalkForm(PortalForm):
    person_id = Choice("谁", needed=True)
    others = Others("同谁谈的", coerce=int)
    talked_on = Day("日期", needed=True)
    occasion = Choice("时机", needed=True, pairs=[(one.value, one.label) for one in Occasion])
    gist = Paragraphs(
        "谈话要点",
        most=2000,
        rows=3,
        description="一般不用记。记了也只有谈话的两个人和支部书记看得到，不打印，不上报。",
    )

    def __init__(self, *args, people=(), **options):
        super().__init__(*args, **options)
        pairs = [(person.id, person.name) for person in people]
        self.person_id.offer([("", "请选择"), *pairs])
        self.others.offer(pairs)
        if not self.is_submitted() and self.talked_on.data is None:
            self.talked_on.data = clock.today()


class RemoveForm(PortalForm):
    why = Line("原因", most=200, needed=True)
