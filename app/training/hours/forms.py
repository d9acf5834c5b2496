"""Shapes of input: hours earned outside, a file of them, how hours are counted."""

from flask_wtf.file import FileField, FileRequired
from wtforms import ValidationError

from app.core.forms import Choice, Day, Halves, Line, PortalForm
from app.rules.study import MOST_HOURS, Form
from app.rules.training import ELSEWHERE, FROM_ABOVE, ClassKind


class OutsideForm(PortalForm):
    person_id = Choice("姓名", needed=True)
    held_on = Day("日期", needed=True)
    title = Line("培训名称", most=100, needed=True)
    host = Line("主办单位", most=100, needed=True)
    manner = Choice("形式", needed=True, pairs=[(one.value, one.label) for one in Form])
    place = Line("地点", most=100)
    teacher = Line("主讲", most=100)
    hours = Halves("学时", most=MOST_HOURS, needed=True)
    result = Line("考核结果", most=60)
    counts_as = Choice(
        "计作", default="", pairs=[("", "只计学时"), *((k.value, k.label) for k in ELSEWHERE)]
    )
    proof = Line(
        "证明材料", most=200, needed=True, description="例如：结业证书 2026-031，原件存支部。"
    )

    def within(self) -> None:
        """What a branch may say of itself: study hours, and a rotation of its members."""
        self.counts_as.offer(
            [("", "只计学时"), *((k.value, k.label) for k in ELSEWHERE if k not in FROM_ABOVE)]
        )
        self.counts_as.description = "书记集中培训和实践活动由上级党组织登记。"

    def facts(self) -> dict:
        facts = super().facts()
        facts.pop("person_id")
        return facts | {
            "manner": Form(facts["manner"]),
            "counts_as": ClassKind(facts["counts_as"]) if facts["counts_as"] else None,
        }


class UploadForm(PortalForm):
    file = FileField(
        "学时表",
        description=".xlsx 或 .csv，最多 2000 行。先预览，确认以后才登记。",
        validators=[FileRequired("请选择一个文件。")],
        render_kw={"accept": ".xlsx,.csv"},
    )

    def validate_file(self, field):
        if not (field.data.filename or "").lower().endswith((".xlsx", ".csv")):
            raise ValidationError("只能导入 .xlsx 或 .csv。请在 Excel 或 WPS 里另存为 .xlsx 再试。")


class CountingForm(PortalForm):
    whole_day = Halves("全天", most=24, needed=True)
    half_day = Halves("半天", most=12, needed=True)
    one_hour = Halves("每小时", most=4, needed=True)
    basis = Line("依据", most=200, description="例如：学院党委文件的名称和日期。")
