"""Shapes of input for returning a record and for answering it."""

from app.core.forms import Choice, Paragraphs, PortalForm


class ReturnForm(PortalForm):
    field = Choice("哪一项", needed=True)
    reason = Paragraphs(
        "要改什么", needed=True, most=500, rows=3, description="写清楚哪里不对、改成什么样。"
    )

    def __init__(self, *args, fields=(), **options):
        super().__init__(*args, **options)
        self.field.offer(
            [("", "请选择"), *((name, name) for name in fields), ("整条记录", "整条记录")]
        )


class ReplyToReturnForm(PortalForm):
    text = Paragraphs(
        "答复",
        needed=True,
        most=500,
        rows=2,
        description="例如：已更正开始时间；或者说明为什么不改。",
    )
