"""Tables of pledges with their matters and progress, comments, evaluations and feedback."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.pledges import (
    PUBLIC,
    CommentWay,
    FeedbackWay,
    Heading,
    OpinionSource,
    Outcome,
    PledgeState,
)

_OWN = text("person_id IS NULL")


class Pledge(Audited, Base):
    """What one member, or one organisation (without a person), pledges for a year.

    A member's pledge stays with the branch it was made in; a person makes one a year wherever.
    `post` is how the paper names the member's work; `returned_field` says what to change.
    """

    __tablename__ = "pledge"
    __table_args__ = (
        UniqueConstraint("person_id", "year"),
        Index(
            "uq_pledge_own",
            "organization_id",
            "year",
            unique=True,
            sqlite_where=_OWN,
            postgresql_where=_OWN,
        ),
        CheckConstraint(
            "state IN ('submitted', 'returned') OR reviewed_on IS NOT NULL", name="reviewed"
        ),
        Index("ix_pledge_organization", "organization_id", "year", "state"),
    )
    audit_name = "公开承诺"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int]
    post: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[PledgeState] = mapped_column(Code(PledgeState), default=PledgeState.SUBMITTED)
    submitted_on: Mapped[date]
    returned_field: Mapped[str] = mapped_column(String(40), default="")
    returned_why: Mapped[str] = mapped_column(String(300), default="")
    reviewed_on: Mapped[date | None]
    reviewed_by: Mapped[str] = mapped_column(String(100), default="")
    opinion: Mapped[str] = mapped_column(String(500), default="")
    published_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    person: Mapped[Person | None] = relationship()
    matters: Mapped[list["PledgeMatter"]] = relationship(
        order_by="PledgeMatter.position", back_populates="pledge", cascade="all, delete-orphan"
    )
    comments: Mapped[list["PledgeComment"]] = relationship(
        order_by="PledgeComment.commented_on, PledgeComment.id", back_populates="pledge"
    )
    evaluation: Mapped["PledgeEvaluation | None"] = relationship(back_populates="pledge")
    feedback: Mapped[list["PledgeFeedback"]] = relationship(
        order_by="PledgeFeedback.due_on, PledgeFeedback.id", back_populates="pledge"
    )

    @property
    def name(self) -> str:
        """Whose pledge it is, in words."""
        return self.person.name if self.person else self.organization.long_name

    @property
    def public(self) -> bool:
        return self.state in PUBLIC

    @property
    def audit_label(self) -> str:
        return f"{self.name} {self.year}年"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class PledgeMatter(Audited, Base):
    """One thing pledged, how and by when. `done_on` says that it is kept, `unfinished_why` that
    it is not; neither, that it is being worked on."""

    __tablename__ = "pledge_matter"
    __table_args__ = (
        UniqueConstraint("pledge_id", "position"),
        CheckConstraint("done_on IS NULL OR unfinished_why = ''", name="outcome"),
        Index("ix_pledge_matter_due", "due_on"),
    )
    audit_name = "承诺事项"

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"))
    position: Mapped[int]
    heading: Mapped[Heading] = mapped_column(Code(Heading))
    text: Mapped[str] = mapped_column(String(300))
    measure: Mapped[str] = mapped_column(String(1000))
    due_on: Mapped[date]
    responsible: Mapped[str] = mapped_column(String(60), default="")
    done_on: Mapped[date | None]
    unfinished_why: Mapped[str] = mapped_column(String(300), default="")

    pledge: Mapped[Pledge] = relationship(back_populates="matters", innerjoin=True)
    notes: Mapped[list["PledgeNote"]] = relationship(
        order_by="PledgeNote.told_on, PledgeNote.id",
        back_populates="matter",
        cascade="all, delete-orphan",
    )

    @property
    def outcome(self) -> Outcome:
        if self.done_on:
            return Outcome.KEPT
        return Outcome.BROKEN if self.unfinished_why else Outcome.GOING

    @property
    def audit_label(self) -> str:
        return self.text[:60]

    @property
    def audit_path(self) -> str:
        return self.pledge.organization.path


class PledgeNote(Audited, Base):
    """What was told of a matter on a day, and by whom."""

    __tablename__ = "pledge_note"
    __table_args__ = (Index("ix_pledge_note_matter", "matter_id", "told_on"),)
    audit_name = "践诺进展"

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("pledge_matter.id"))
    told_on: Mapped[date]
    told_by: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Text)

    matter: Mapped[PledgeMatter] = relationship(back_populates="notes", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.text[:60]

    @property
    def audit_path(self) -> str:
        return self.matter.pledge.organization.path


class PledgeComment(Audited, Base):
    """点评: what somebody in charge said of how a pledge is kept. `commenter` is how the paper
    names them; `mend_by` the day until which what is off is put right."""

    __tablename__ = "pledge_comment"
    __table_args__ = (Index("ix_pledge_comment_pledge", "pledge_id", "commented_on"),)
    audit_name = "承诺点评"

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"))
    commented_on: Mapped[date]
    commenter: Mapped[str] = mapped_column(String(100))
    way: Mapped[CommentWay] = mapped_column(Code(CommentWay))
    judgement: Mapped[str] = mapped_column(String(500), default="")
    achievements: Mapped[str] = mapped_column(Text, default="")
    problems: Mapped[str] = mapped_column(Text, default="")
    direction: Mapped[str] = mapped_column(Text, default="")
    mend_by: Mapped[date | None]

    pledge: Mapped[Pledge] = relationship(back_populates="comments", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.pledge.name} {self.pledge.year}年"

    @property
    def audit_path(self) -> str:
        return self.pledge.organization.path


class PledgeEvaluation(Audited, Base):
    """群众评议: the counted figures of one pledge, entered once. `campaign_id` is the number of an
    evaluation held in the portal, if it was; nothing here tells who marked what."""

    __tablename__ = "pledge_evaluation"
    __table_args__ = (
        UniqueConstraint("pledge_id"),
        CheckConstraint("satisfied + fairly + dissatisfied <= voters", name="figures"),
    )
    audit_name = "承诺评议"

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"))
    evaluated_on: Mapped[date]
    voters: Mapped[int]
    satisfied: Mapped[int]
    fairly: Mapped[int]
    dissatisfied: Mapped[int]
    counted_by: Mapped[str] = mapped_column(String(60))
    campaign_id: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    pledge: Mapped[Pledge] = relationship(back_populates="evaluation", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.pledge.name} {self.pledge.year}年"

    @property
    def audit_path(self) -> str:
        return self.pledge.organization.path


class PledgeOnBallot(Base):
    """Which matter of an evaluation held in the portal is which pledge; `position` counts from 1.
    The evaluation is named by its number: one that was never opened may be taken back."""

    __tablename__ = "pledge_on_ballot"

    campaign_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"), primary_key=True)
    position: Mapped[int]


class PledgeFeedback(Audited, Base):
    """An opinion on how a pledge is kept, who answers for it, what became of it, and that the
    pledger has been told. Opinions are noted without whose they are."""

    __tablename__ = "pledge_feedback"
    __table_args__ = (
        CheckConstraint("confirmed_on IS NULL OR told_on IS NOT NULL", name="told"),
        Index("ix_pledge_feedback_pledge", "pledge_id"),
    )
    audit_name = "承诺反馈"

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"))
    opinion: Mapped[str] = mapped_column(Text)
    source: Mapped[OpinionSource] = mapped_column(Code(OpinionSource))
    responsible: Mapped[str] = mapped_column(String(60))
    raised_on: Mapped[date]
    due_on: Mapped[date]
    result: Mapped[str] = mapped_column(Text, default="")
    told_on: Mapped[date | None]
    way: Mapped[FeedbackWay | None] = mapped_column(Code(FeedbackWay))
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str] = mapped_column(String(60), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    pledge: Mapped[Pledge] = relationship(back_populates="feedback", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.opinion[:60]

    @property
    def audit_path(self) -> str:
        return self.pledge.organization.path


explain("uq_pledge_person_id", "", "这一年的承诺已经交过了，请重新打开页面再改。")
explain("uq_pledge_own", "", "这个组织这一年的承诺已经写过了，请重新打开页面再改。")
explain("uq_pledge_evaluation_pledge_id", "", "这份承诺的评议结果已经录入，请重新打开页面再改。")
explain("ck_pledge_evaluation_figures", "voters", "三项合计不能比参评人数多。")
