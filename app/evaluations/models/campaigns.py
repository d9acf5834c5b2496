"""Tables of campaigns, who is judged and who may vote, self-evaluations, grades; never a vote."""

from datetime import date
from functools import cached_property

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.ballots.models import Box, BoxState, Level
from app.ballots.questionnaire import Questionnaire
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.organizations.models import Organization
from app.rules.ballots import Small
from app.rules.base import Labelled


class Kind(Labelled):
    MEMBER_REVIEW = "member_review", "民主评议党员"
    SECRETARY_REVIEW = "secretary_review", "书记述职评议"
    BRANCH_REVIEW = "branch_review", "党支部评议"
    TEAM_REVIEW = "team_review", "班子评议"
    MASS_REVIEW = "mass_review", "群众评议"
    PLEDGE_REVIEW = "pledge_review", "承诺群众评议"
    SATISFACTION = "satisfaction", "满意度测评"
    FREE = "free", "其他测评"


TYPED = frozenset({Kind.SATISFACTION, Kind.FREE})
"""Kinds whose matters the organiser names."""
BY_MATTER = TYPED | {Kind.PLEDGE_REVIEW}
"""Kinds that ask about matters; what is pledged is named by whoever keeps the pledges."""


class Clearing(Labelled):
    """When the list of who took part is cleared."""

    AT_COUNT = "at_count", "计票时清除"
    LATER = "later", "计票三十天后清除"


class Who(Labelled):
    """Who makes up a group of voters."""

    MEMBERS = "members", "党员"
    LEADERS = "leaders", "本级班子成员"
    HEADS = "heads", "下级党组织负责人"
    DELEGATES = "delegates", "指定的代表（党员）"
    CODES = "codes", "持投票码的人（群众、代表）"
    PAPER = "paper", "只用纸质票的人"


class State(Labelled):
    DRAFT = "draft", "筹备中"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已停止投票"
    COUNTED = "counted", "已计票"
    DESTROYED = "destroyed", "已销毁选票"


NEXT = {
    State.DRAFT: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN, State.COUNTED, State.DESTROYED}),
    State.COUNTED: frozenset(),
    State.DESTROYED: frozenset({State.COUNTED}),
}
"""Where a campaign may go; closed leads back to open only below the minimum, and what was destroyed
to a count of papers alone."""


class Campaign(Audited, Base):
    """One evaluation by one organisation in one year. Votes never touch this row.

    `base` counts the full members at opening (rule ED-10); `excess_reason` says why more than a
    third were found excellent. `matters` are what is asked about where no people or organisations
    are; `left_out` are subjects taken off the ballot; `design` is the organiser's own questions,
    None for those of the kind (see paper). `counted_on` is the day the box was opened;
    `published_on` the day its result was shown to whoever took part or was judged. A vote that
    was stopped before its last day says who did it and why (`closed_by`, `closed_why`).
    """

    __tablename__ = "evaluation_campaign"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="dates"),
        Index("ix_evaluation_campaign_organization", "organization_id", "year"),
    )
    audit_name = "评议"
    audit_secret = frozenset({"questionnaire", "design"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    kind: Mapped[Kind] = mapped_column(Code(Kind))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(100))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    minimum: Mapped[int]
    state: Mapped[State] = mapped_column(Code(State), default=State.DRAFT)
    questionnaire: Mapped[dict | None] = mapped_column(JSON)
    box_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_box.id"))
    voters: Mapped[int] = mapped_column(default=0)
    base: Mapped[int] = mapped_column(default=0)
    excess_reason: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[Level] = mapped_column(Code(Level), default=Level.ORDINARY)
    clearing: Mapped[Clearing] = mapped_column(Code(Clearing), default=Clearing.AT_COUNT)
    small: Mapped[Small] = mapped_column(Code(Small), default=Small.MERGE)
    matters: Mapped[list] = mapped_column(JSON, default=list)
    left_out: Mapped[list] = mapped_column(JSON, default=list)
    design: Mapped[dict | None] = mapped_column(JSON)
    counted_on: Mapped[date | None]
    published_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_by: Mapped[str] = mapped_column(String(100), default="")
    closed_why: Mapped[str] = mapped_column(String(300), default="")
    destroyed_why: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    box: Mapped[Box | None] = relationship()

    def standing(self, day: date) -> str:
        """How far it is on that day, in words: open is only what can be filled then."""
        if self.state is not State.OPEN or self.opens_on <= day <= self.closes_on:
            return self.state.label
        return "还没开始" if day < self.opens_on else "已过截止日"

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @cached_property
    def asked(self) -> Questionnaire:
        """The questionnaire as frozen at opening."""
        frozen = {k: v for k, v in self.questionnaire.items() if k not in {"names", "questions"}}
        return Questionnaire.load(frozen)

    @property
    def counted(self) -> bool:
        """Whether there is a result that may be shown at all."""
        return self.state is State.COUNTED

    @property
    def on_paper(self) -> bool:
        """Whether the envelopes were destroyed unopened, so that papers alone are counted."""
        return self.box is not None and self.box.state is BoxState.DESTROYED

    def takes_votes(self, day: date) -> bool:
        return self.state is State.OPEN and self.opens_on <= day <= self.closes_on


explain("ck_evaluation_campaign_dates", "closes_on", "结束日期不能早于开始日期。")
