"""Shapes of input for an import; organisations, branches and columns are passed in."""

from flask_wtf.file import FileField, FileRequired
from wtforms import ValidationError

from app.core.forms import Choice, Line, PortalForm, clean_line
from app.members.importing.judging import CREATE, MAP, SKIP
from app.members.roster.fields import Field
from app.rules.organizations import UnitType

LONGEST_CELL = 500


class UploadForm(PortalForm):
    organization_id = Choice("导入到", needed=True)
    file = FileField(
        "名册文件",
        description=(
            ".xlsx 或 .csv，不超过 20 MB、2 万人。文件本身不留存，读到的内容加密保存，最多 30 天。"
        ),
        validators=[FileRequired("请选择一个文件。")],
        render_kw={"accept": ".xlsx,.csv"},
    )

    def validate_file(self, field):
        if not (field.data.filename or "").lower().endswith((".xlsx", ".csv")):
            raise ValidationError("只能导入 .xlsx 或 .csv。请在 Excel 或 WPS 里另存为 .xlsx 再试。")


class ConfirmForm(PortalForm):
    reason = Line("说明", most=200, description="可不填；会和每个人的修改记录放在一起。")


def version_of(posted) -> int:
    """The version of the import that the page showed; 0 when it says none."""
    text = posted.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def columns_of(posted, width: int) -> dict[str, str | None]:
    """What each column was chosen for: index → field, or None to leave the column out."""
    fields = {field.value for field in Field}
    chosen = {}
    for index in range(width):
        value = posted.get(f"column-{index}")
        if value is not None:
            chosen[str(index)] = value if value in fields else None
    return chosen


def heading_of(posted) -> int | None:
    """The heading's row number, if one was typed."""
    text = posted.get("heading", "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def answers_of(posted, names: list[str], branch_ids: set[int]) -> dict[str, dict]:
    """What is to become of each unknown branch, in the order the page listed them."""
    answers, units = {}, {unit.value for unit in UnitType}
    for position, name in enumerate(names):
        verb, _, branch = posted.get(f"place-{position}", "").partition(":")
        unit = posted.get(f"unit-{position}", "")
        if verb == MAP and branch.isdecimal() and int(branch) in branch_ids:
            answers[name] = {"verb": MAP, "id": int(branch)}
        elif verb == CREATE and unit in units:
            answers[name] = {"verb": CREATE, "unit": unit}
        elif verb == SKIP:
            answers[name] = {"verb": SKIP}
    return answers


def cells_of(posted, fields: list[Field]) -> dict[str, str]:
    """Typed cells by field; a field that the page did not show is left out."""
    typed = {field.value: clean_line(posted.get(f"cell-{field.value}")) for field in fields}
    return {name: text[:LONGEST_CELL] for name, text in typed.items() if text is not None}
