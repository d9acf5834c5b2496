"""Shapes of input: an opinion and each step of its way, a reception day and who came."""

from wtforms.validators import ValidationError

from app.affairs.letters import MOST_SUBJECT, MOST_TEXT
from app.core.fields import Choice, Clock, Count, Day, Line, Paragraphs
from app.core.forms import PortalForm


def receivers(above) -> list[tuple[str, str]]:
    """Who can be written to, as pairs for a choice."""
    asked = [("above", f"{above.name}（意见涉及书记本人，书记看不到）")] if above else []
    return [("branch", "支部书记"), *asked]


class OpinionForm(PortalForm):
    to = Choice("交给谁", default="branch")
    subject = Line(
        "主要说什么", most=MOST_SUBJECT, needed=True,
        description="一句话，例如：活动室周末能不能开门。",
    )  # fmt: skip
    text = Paragraphs("具体意见", most=MOST_TEXT, rows=6, needed=True)

    def offer(self, above) -> None:
        """To the secretary; about the secretary to whoever is above, if there is anybody."""
        self.to.offer(receivers(above))


class AssignForm(PortalForm):
    person_id = Choice("由谁办理", needed=True)
    due_on = Day("答复期限", needed=True)
    due_reason = Line("期限较长的原因", most=300)


class AnswerForm(PortalForm):
    text = Paragraphs("答复", most=MOST_TEXT, rows=4, needed=True)


class WhyForm(PortalForm):
    why = Line("原因", most=300, needed=True)


class PublishForm(PortalForm):
    question = Paragraphs(
        "公开的问题", most=500, rows=2, needed=True,
        description="用自己的话概括，不写人名，不照抄原文，免得让人猜到是谁提的。",
    )  # fmt: skip
    answer = Paragraphs("公开的答复", most=2000, rows=3, needed=True)


class RespondForm(PortalForm):
    settled = Choice("是不是解决了", pairs=(("yes", "解决了"), ("no", "还没有解决")), needed=True)
    text = Paragraphs("还想说的", most=MOST_TEXT, rows=3)


class ItemForm(PortalForm):
    problem = Paragraphs(
        "问题", most=1000, rows=2, needed=True, description="用自己的话写，整改台账上级也看得到。"
    )
    due_on = Day("完成时限", needed=True)


class ReceptionForm(PortalForm):
    held_on = Day("日期", needed=True)
    started_at = Clock("开始")
    ended_at = Clock("结束")
    place = Line("地点", most=100, needed=True)
    receiver_id = Choice("接访人", needed=True)

    def validate_started_at(self, field):
        if field.data is None:
            raise ValidationError("请填写几点开始。")


class VisitForm(PortalForm):
    visitor = Line("来访人", most=60, description="可以不写姓名。")
    people = Count("人数", most=500, default=1)
    matter = Paragraphs("反映的事", most=MOST_TEXT, rows=3, needed=True)
    said = Paragraphs("当场答复", most=MOST_TEXT, rows=2)
