"""Shapes of input for the book: movements, requests, reductions, large gifts, yearly telling."""

from wtforms import BooleanField

from app.core.fields import Yuan
from app.core.forms import Choice, Day, Line, Paragraphs, PortalForm
from app.dues.actions.books import Decision
from app.dues.forms import MOST, months_of, pairs
from app.rules.dues.using import Move, Purpose, Told

NONE = [("", "—")]


class DecidedForm(PortalForm):
    """A form that names the collective decision: a recorded meeting, or its day and words."""

    meeting = Choice("集体讨论的会议", default="", description="在这里有记录的会议直接选。")
    decided_on = Day("会议日期", description="没有选上面的会议时填写。")
    decision = Line("会议名称", most=120, description="例如：9月2日党委会。")

    def offer_meetings(self, meetings) -> None:
        """(number, day, title) of recorded meetings that may be named."""
        self.known = {str(number): (day, title) for number, day, title in meetings}
        self.meeting.offer(
            NONE + [(number, f"{day:%Y-%m-%d} {title}") for number, day, title in meetings]
        )

    @property
    def decided(self) -> Decision:
        if self.meeting.data in self.known:
            day, title = self.known[self.meeting.data]
            return Decision(day, title[:120], int(self.meeting.data))
        return Decision(self.decided_on.data, self.decision.data or "")


class MoveForm(DecidedForm):
    """One movement; which fields it has follows from what it is."""

    amount = Yuan("金额（元）", needed=True)
    happened_on = Day("日期", needed=True)
    counterpart = Choice("下拨给", default="")
    purpose = Choice("用途", pairs=NONE + pairs(Purpose), default="")
    request = Choice("使用哪笔下拨款", default="", description="专款专用；不是用下拨款的不选。")
    summary = Line("事由", most=200)
    voucher = Line("凭证号", most=60)

    FIELDS = {  # noqa: RUF012
        Move.OPENING: ("amount", "happened_on", "summary"),
        Move.INTEREST: ("amount", "happened_on", "summary", "voucher"),
        Move.UP: ("amount", "happened_on", "summary", "voucher"),
        Move.DOWN: (
            "amount", "happened_on", "counterpart", "summary", "meeting", "decided_on", "decision",
            "voucher",
        ),
        Move.USED: (
            "amount", "happened_on", "purpose", "request", "summary", "meeting", "decided_on",
            "decision", "voucher",
        ),
    }  # fmt: skip

    def shows(self, move: Move):
        """The fields of that movement, for the page."""
        return [self[name] for name in self.FIELDS[move]]


class RequestForm(DecidedForm):
    amount = Yuan("请求金额（元）", needed=True)
    purpose = Choice("用途", pairs=pairs(Purpose), needed=True)
    summary = Line("事由", most=200, needed=True)


class GrantForm(DecidedForm):
    granted = Yuan("同意的金额（元）", description="不同意的空着，在下面写原因。")
    answer = Line("批复意见", most=300)


class ReductionForm(PortalForm):
    first_month = Choice("从哪个月起", needed=True)
    last_month = Choice("到哪个月", needed=True)
    amount = Yuan("减免以后每月交（元）", needed=True, most=MOST, description="免交填 0。")
    hardship = Paragraphs("困难情况", most=1000, rows=3, needed=True)
    decided_on = Day("支部研究日期", needed=True)
    decision = Line("支部研究的会议", most=120, needed=True)

    def __init__(self, *args, year: int, **options):
        super().__init__(*args, **options)
        for field in (self.first_month, self.last_month):
            field.offer(months_of(year))


class AnswerForm(PortalForm):
    agreed = BooleanField("同意")
    answer = Line("批复意见", most=300, description="不同意的写明原因。")


class GiftForm(PortalForm):
    person_id = Choice("谁", needed=True)
    amount = Yuan("金额（元）", needed=True)
    given_on = Day("交纳日期", needed=True)
    note = Line("备注", most=200)


class FollowGiftForm(PortalForm):
    passed_on = Day("上缴日期")
    receipt = Line("中央组织部收据号", most=60)
    receipt_on = Day("收据交给本人的日期")


class TellForm(PortalForm):
    told = Choice("登记什么", needed=True)
    done_on = Day("日期", needed=True)
    how = Line("在哪里、怎样", most=200, needed=True)

    def offer(self, kinds: list[Told]) -> None:
        self.told.offer((one.value, one.label) for one in kinds)
