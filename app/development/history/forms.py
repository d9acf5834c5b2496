"""Shapes of input for a history import; organisations are passed in."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, ValidationError

from app.core.forms import Choice, Line, PortalForm


class UploadForm(PortalForm):
    organization_id = Choice("导入到", needed=True)
    file = FileField(
        "历史材料表",
        description=(
            "一人一行的 .xlsx，不超过 20 MB。文件本身不留存，读到的内容加密保存，最多 30 天。"
        ),
        validators=[FileRequired("请选择一个文件。")],
        render_kw={"accept": ".xlsx,.csv"},
    )

    def validate_file(self, field):
        if not (field.data.filename or "").lower().endswith((".xlsx", ".csv")):
            raise ValidationError("只能导入 .xlsx 或 .csv。请在 Excel 或 WPS 里另存为 .xlsx 再试。")


class ConfirmForm(PortalForm):
    as_is = BooleanField("照原样录入")
    reason = Line("说明", most=200)
