"""Shapes of input for answers to findings; choices are passed in."""

from app.core.forms import Choice, Paragraphs, PortalForm
from app.findings.models import AnswerKind


class AnswerForm(PortalForm):
    kind = Choice("怎么办", needed=True)
    record = Choice("补办的记录", default="", description="选“已迟办”时填：期限过后开的那一次。")
    reason = Paragraphs(
        "说明", most=500, rows=3, description="不适用的写明原因；请求帮助的写明需要什么。"
    )

    def __init__(self, *args, records=(), **options):
        super().__init__(*args, **options)
        kinds = [one for one in AnswerKind if one is not AnswerKind.DONE_LATE or records]
        self.kind.offer([("", "请选择"), *((one.value, one.label) for one in kinds)])
        if records:
            self.record.offer([("", "请选择"), *records])
        else:
            del self.record


class ReplyForm(PortalForm):
    word = Choice("答复", needed=True, pairs=[("yes", "同意"), ("no", "不同意，仍要办")])
    text = Paragraphs("说明", most=500, rows=3)

    def __init__(self, *args, helps=False, **options):
        super().__init__(*args, **options)
        if helps:
            del self.word
