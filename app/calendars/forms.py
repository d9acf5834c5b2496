"""The shape of a year's arrangement as it is typed, pasted or uploaded."""

from flask_wtf.file import FileField
from wtforms import ValidationError

from app.calendars import reading
from app.core.forms import Line, Paragraphs, PortalForm


class ArrangementForm(PortalForm):
    """`days` holds what was read, once the form has been validated."""

    text = Paragraphs(
        "放假和调休上班的日子",
        most=8000,
        rows=9,
        description="可以直接粘贴国务院办公厅通知的正文，例如“2月15日至23日放假调休。2月14日上班。”",
    )
    file = FileField("或上传 .xlsx、.csv", description="每行一天：日期，放假或上班。")
    source = Line("来源", most=200, description="例如国办发明电〔2026〕7号。")

    def __init__(self, *args, year: int, **options):
        super().__init__(*args, **options)
        self._year, self.days = year, None

    def validate_file(self, field):
        uploaded = field.data
        if not uploaded or not uploaded.filename:
            return
        try:
            text = reading.read_file(uploaded.read(), uploaded.filename)
            self.days = reading.read_text(text, self._year)
        except reading.Unreadable as fault:
            raise ValidationError(str(fault)) from None

    def validate_text(self, field):
        if self.file.data and self.file.data.filename:
            return
        try:
            self.days = reading.read_text(field.data or "", self._year)
        except reading.Unreadable as fault:
            raise ValidationError(str(fault)) from None
