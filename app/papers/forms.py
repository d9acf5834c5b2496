"""The shape of an upload."""

from flask_wtf.file import FileField, FileRequired

from app.core.forms import PortalForm


class TemplateForm(PortalForm):
    file = FileField("Word 模板（.docx）", validators=[FileRequired("请先选择文件。")])


class PressForm(PortalForm):
    """A button alone."""
