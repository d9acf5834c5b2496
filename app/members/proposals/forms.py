"""Shapes of a proposed correction and of the answer to it."""

from app.core.forms import Choice, Line, PortalForm
from app.members.forms import MemberForm

ACCEPT, DECLINE = "accept", "decline"


class ProposalForm(MemberForm):
    """The card's own field with the card's own checks, and why."""

    def keep(self, name: str) -> None:
        """Leave the one field and the reason."""
        kept = {name, "reason", "csrf_token", "version", "once"}
        for other in [other for other in self._fields if other not in kept]:
            del self[other]
        self.reason.label.text = "为什么要更正"
        self.reason.description = "例如：户口簿上是3月，登记成了5月。"


class AnswerForm(PortalForm):
    verdict = Choice(
        "处理", needed=True, pairs=[("", "请选择"), (ACCEPT, "采纳"), (DECLINE, "不采纳")]
    )
    answer = Line("答复", most=200, default="", description="本人会看到；不采纳时要写明原因。")
