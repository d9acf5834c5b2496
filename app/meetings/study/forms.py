"""Shape of input for a make-up: who, when, how."""

from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import Choices, Day, Line, PortalForm


class MakeUpForm(PortalForm):
    people = Choices(
        "谁补了学", coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    made_up_on = Day("补学日期", needed=True)
    how = Line("方式", most=100, needed=True, description="例如：自学材料、听录音、个别传达。")

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.people.choices = [(one.id, one.name) for one in people]

    def validate_people(self, field):
        if not field.data:
            raise ValidationError("请至少选一个人。")
