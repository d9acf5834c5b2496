"""The rounds of an election: who is due, and the figures announced; never a vote.

A vote goes into a box of app.ballots or onto paper.
"""

from datetime import date
from functools import cached_property

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.ballots.models import Box
from app.ballots.questionnaire import Questionnaire
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.elections.models.elections import Election, OfElection
from app.rules.base import Labelled
from app.rules.organizations import PostKind


class Method(Labelled):
    """How a round is voted: in the portal's secret box, or on paper and counted by hand."""

    BOX = "box", "系统无记名投票"
    PAPER = "paper", "纸质选票"


class RoundState(Labelled):
    OPEN = "open", "投票中"
    CLOSED = "closed", "已停止投票"
    COUNTED = "counted", "已计票"
    VOID = "void", "已作废"


class Round(OfElection, Base):
    """One vote on one post: the list of voters is frozen when it opens, figures stand once it is
    counted. `number` tells the rounds on a post apart, void ones too; `turn` is what people count.
    `again`: among people whose equal votes had left the last round open (EL-16). A void round keeps
    its figures, if it was counted, with who made it void, when and why."""

    __tablename__ = "election_round"
    __table_args__ = (
        UniqueConstraint("election_id", "post", "number"),
        CheckConstraint("present >= 0 AND present <= due", name="present"),
    )
    audit_name = "选举投票"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    post: Mapped[PostKind] = mapped_column(Code(PostKind))
    number: Mapped[int]
    seats: Mapped[int]
    again: Mapped[bool] = mapped_column(default=False)
    method: Mapped[Method] = mapped_column(Code(Method))
    state: Mapped[RoundState] = mapped_column(Code(RoundState), default=RoundState.OPEN)
    held_on: Mapped[date]
    due: Mapped[int]
    present: Mapped[int]
    handed_out: Mapped[int | None]
    collected: Mapped[int | None]
    invalid: Mapped[int | None]
    box_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_box.id"))
    questionnaire: Mapped[dict | None] = mapped_column(JSON)
    void_on: Mapped[date | None]
    void_by: Mapped[str] = mapped_column(String(100), default="")
    void_why: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    election: Mapped[Election] = relationship(back_populates="rounds", innerjoin=True)
    box: Mapped[Box | None] = relationship()
    tallies: Mapped[list["Tally"]] = relationship(order_by="Tally.position", back_populates="round")

    @property
    def audit_label(self) -> str:
        return f"{self.election.organization.name} {self.label}"

    @property
    def turn(self) -> int:
        """Which vote on the post it is: rounds before it that became void are not counted."""
        before = (
            one
            for one in self.election.rounds
            if one is not self and one.post is self.post and one.number < self.number
        )
        return 1 + sum(one.state is not RoundState.VOID for one in before)

    @property
    def label(self) -> str:
        """委员选举第 2 次投票."""
        return f"{self.post.label}选举第 {self.turn} 次投票"

    @property
    def counted(self) -> bool:
        return self.state is RoundState.COUNTED

    @property
    def void(self) -> bool:
        return self.state is RoundState.VOID

    @property
    def has_figures(self) -> bool:
        """Whether it was counted, be it void since."""
        return self.collected is not None

    @property
    def under_way(self) -> bool:
        """Opened and neither counted nor void."""
        return self.state in {RoundState.OPEN, RoundState.CLOSED}

    @property
    def valid(self) -> int | None:
        return None if self.collected is None else self.collected - (self.invalid or 0)

    @cached_property
    def asked(self) -> Questionnaire:
        """The ballot as frozen at opening."""
        return Questionnaire.load(self.questionnaire)


class RoundVoter(Base):
    """Who is due in a round, and whether present; whether they voted is known to the box alone."""

    __tablename__ = "election_voter"
    __table_args__ = (Index("ix_election_voter_person", "person_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("election_round.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    present: Mapped[bool]


class Tally(Audited, Base):
    """Somebody on a round's ballot, or named on it by voters (`written`), and the votes got; None
    until counted. `position` is the ballot's order. A written name that is no voter of the branch
    has no person."""

    __tablename__ = "election_tally"
    __table_args__ = (UniqueConstraint("round_id", "position"),)
    audit_name = "选举得票"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("election_round.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    written: Mapped[bool] = mapped_column(default=False)
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]

    round: Mapped[Round] = relationship(back_populates="tallies", innerjoin=True)

    @property
    def audit_path(self) -> str:
        return self.round.election.organization.path

    @property
    def subject(self) -> str:
        """Its name on the ballot."""
        return str(self.person_id)


explain("ck_election_round_present", "present", "实到人数不能多于应到人数。")
explain("uq_election_round_election_id", "", "这一轮投票刚刚已经开始，请刷新页面。")
