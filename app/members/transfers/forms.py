"""Shapes of input for transfers; branches and committees are passed in."""

from wtforms import BooleanField, ValidationError

from app.core.forms import Choice, Day, KnownDate, Line, Paragraphs, PortalForm
from app.members.forms import MemberForm
from app.rules.transfers import USUAL_DAYS

_REASON = "与通常做法不一致时写明理由。"


class InsideForm(PortalForm):
    to_id = Choice("转到哪个党支部", needed=True)
    dues_until = KnownDate("党费交至", description="例如 2026-10。")
    reason = Line("说明", most=200, default="", description="例如：换了教研室，毕业留校。")


class OutsideForm(PortalForm):
    place = Line(
        "转往的党组织", most=100, needed=True, default="", description="介绍信的抬头，写全称。"
    )
    issuer_id = Choice("由哪个党委开具", needed=True)
    dues_until = KnownDate("党费交至", description="例如 2026-10。")
    graduate = BooleanField("毕业生（接收单位 1 个月内寄回回执）")
    reason = Line("说明", most=200, default="")


class ReceiveForm(PortalForm):
    on = Day("接收日期", needed=True)
    group_id = Choice("编入党小组")


class AnswerForm(PortalForm):
    answer = Paragraphs("理由", most=300, rows=2, default="")


class LetterForm(PortalForm):
    issued_on = Day("开具日期", needed=True)
    valid_until = Day("有效期至", needed=True, description=f"通常 {USUAL_DAYS} 天，可以改。")
    reason = Line("理由", most=200, default="", description=_REASON)


class SettleForm(PortalForm):
    on = Day("对方接收日期", needed=True, description="以回执上写的为准。")


class ReceiptForm(PortalForm):
    on = Day("寄回日期", needed=True)


class ComingForm(MemberForm):
    """A person who comes with a letter: the letter, and the card as far as it is needed now."""

    place = Line(
        "原党组织", most=100, needed=True, default="", description="介绍信由谁开具，写全称。"
    )
    letter = Line("介绍信编号", most=60, needed=True, default="")
    issued_on = Day("开具日期")
    valid_until = Day("有效期至")
    received_on = Day("接收日期", needed=True)
    dues_until = KnownDate("党费交至")

    LETTER = ("place", "letter", "issued_on", "valid_until", "received_on", "dues_until")
    PERSON = (
        "name", "gender", "birth", "id_number", "phone", "job", "number", "stage", "group_id",
        "joined_on", "confirmed_on",
    )  # fmt: skip

    def keep(self) -> None:
        """Leave what the letter tells; the rest of the card can follow."""
        kept = {*self.LETTER, *self.PERSON, "reason", "csrf_token", "version", "once"}
        for name in [name for name in self._fields if name not in kept]:
            del self[name]
        self.id_number.description = "填了就能认出以前从这里转出去的人。"

    def validate_stage(self, field):
        if field.data not in {"probationary", "full"}:
            raise ValidationError("介绍信只为党员开具，请选择预备党员或正式党员。")
