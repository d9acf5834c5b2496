"""Shapes of input for rounds: what is asked, the order of speakers, and each step of a hearing."""

from wtforms import BooleanField

from app.core.forms import Choice, Clock, Count, Day, Line, Paragraphs, PortalForm
from app.rules.evaluations import DebriefMark

MOST_SPEAKERS = 500


class RoundForm(PortalForm):
    organization_id = Choice("由谁组织", needed=True)
    year = Choice("年度", needed=True)
    submit_by = Day("交报告的最后日期", needed=True)
    held_on = Day("述职会日期", description="还没定的先不填；只书面述职的不填。")
    starts_at = Clock("开始时间", description="填了才排出每人的发言时间。")
    place = Line("地点", most=100)
    minutes = Count("每人述职几分钟", most=120)
    comment_minutes = Count("每人点评几分钟", most=60)
    feedback_by = Day("综合评价和反馈的最后日期", needed=True)
    shortest = Count("最少字数", most=20_000, description="不要求的不填。")
    longest = Count("最多字数", most=20_000)
    more = Paragraphs(
        "另外要写的部分", most=600, rows=3,
        description="规定的四个部分以外，还要写什么，一行一个，最多三个；可以写成“标题：写什么”。",
    )  # fmt: skip
    requirements = Paragraphs("其他要求", most=2000, rows=3, description="写给各支部书记看。")

    def asked(self) -> dict:
        """The facts of the round, without who and when it is for."""
        facts = self.facts()
        for name in ("organization_id", "year"):
            facts.pop(name, None)
        facts["minutes"] = facts["minutes"] or 10
        facts["comment_minutes"] = facts["comment_minutes"] or 0
        return facts


class ChoiceForm(PortalForm):
    campaign_id = Choice("这次述职用哪次测评")

    def offer(self, campaigns) -> None:
        """The committee's evaluations of that year; blank is none."""
        pairs = ((one.id, f"{one.title}（{one.state.label}）") for one in campaigns)
        self.campaign_id.offer([("", "还没有选"), *pairs])

    @property
    def chosen_id(self) -> int | None:
        return int(self.campaign_id.data) if self.campaign_id.data else None


def order_form(places):
    """A form with a place and a tick for each branch of a round: position_17, written_17."""
    fields = {}
    for number, one in enumerate(places, 1):
        heard = one.hearing
        given = heard.position if heard else number
        who = f"{one.branch.long_name} {one.speaker}"
        fields[f"position_{one.branch.id}"] = Count(
            f"{who}：第几个", most=MOST_SPEAKERS, default=given
        )
        fields[f"written_{one.branch.id}"] = BooleanField(
            "书面述职", default=bool(heard and heard.written)
        )
    return type("OrderForm", (PortalForm,), fields)()


def order_rows(form, places) -> list[tuple]:
    """[(branch, position, in writing)] as it was filled in."""
    return [
        (p.branch, form[f"position_{p.branch.id}"].data, form[f"written_{p.branch.id}"].data)
        for p in places
    ]


class DeliverForm(PortalForm):
    delivered_on = Day("述职日期", needed=True)
    minutes = Count("用时（分钟）", most=240, description="书面述职的不填。")


class CommentForm(PortalForm):
    text = Paragraphs(
        "点评意见", most=5000, needed=True, rows=5,
        description="逐个点评：肯定什么，问题在哪里，怎么改。书记看得到。",
    )  # fmt: skip
    by = Line("点评人", most=60, needed=True)


class OverallForm(PortalForm):
    overall = Choice(
        "综合评价", needed=True, pairs=[("", "请选择"), *((m.value, m.label) for m in DebriefMark)]
    )
    opinion = Paragraphs("综合意见", most=3000, rows=4, description="反馈以后书记看得到。")


class ProblemForm(PortalForm):
    problem = Paragraphs("要整改的问题", most=1000, needed=True, rows=2)
    measure = Paragraphs("整改要求", most=1000, rows=2)
    due_on = Day("完成时限", needed=True)


class CloseForm(PortalForm):
    why = Line("没有述职的原因", most=300, description="所有支部都交了报告的不填。")
