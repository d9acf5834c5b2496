"""Tables of members and people on the way to membership, and of roster imports."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, EncryptedJson, Moment, Partial
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.dates import PartialDate
from app.rules.members import Relation, Stage, Standing, has_vote


class Member(Audited, Base):
    """One person's place in one branch: stage and standing with their dates."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("person_id"),
        Index("ix_member_organization", "organization_id", "standing", "stage"),
    )
    audit_name = "党员"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    stage: Mapped[Stage] = mapped_column(Code(Stage))
    standing: Mapped[Standing] = mapped_column(Code(Standing), default=Standing.NORMAL)
    standing_on: Mapped[date | None]
    applied_on: Mapped[PartialDate | None] = mapped_column(Partial)
    activist_on: Mapped[PartialDate | None] = mapped_column(Partial)
    prospect_on: Mapped[PartialDate | None] = mapped_column(Partial)
    joined_on: Mapped[PartialDate | None] = mapped_column(Partial)
    confirmed_on: Mapped[PartialDate | None] = mapped_column(Partial)
    vote_suspended: Mapped[bool] = mapped_column(default=False)
    exempt: Mapped[bool] = mapped_column(default=False)
    relation: Mapped[Relation] = mapped_column(Code(Relation), default=Relation.HERE)
    remark: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    person: Mapped[Person] = relationship(innerjoin=True)
    organization: Mapped[Organization] = relationship(foreign_keys=organization_id, innerjoin=True)
    group: Mapped[Organization | None] = relationship(foreign_keys=group_id)

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def has_vote(self) -> bool:
        """Counted in 应到会: a full member in good standing whose vote is not suspended."""
        return has_vote(self.stage, self.standing, under_probation_in_party=self.vote_suspended)


class Import(Base):
    """One roster file on its way in: read, looked over, confirmed, perhaps undone.

    `table`, `choices` and `preview` hold what the file said, what the person answered and how
    each row came out; they are dropped once nobody needs them. `trail` holds, after confirmation,
    what was made and what stood there before, so that it can be undone.
    """

    __tablename__ = "import"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    account_id: Mapped[int | None]
    filename: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    counts: Mapped[dict] = mapped_column(JSON, default=dict)
    table: Mapped[list | None] = mapped_column(EncryptedJson, deferred=True)
    choices: Mapped[dict] = mapped_column(EncryptedJson, default=dict, deferred=True)
    preview: Mapped[dict | None] = mapped_column(EncryptedJson, deferred=True)
    trail: Mapped[dict | None] = mapped_column(EncryptedJson, deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship()

    @property
    def state(self) -> str:
        """open, confirmed, undone, or dropped (given up before anything was made); and of a large
        one that is being worked on piece by piece: writing, undoing."""
        if not self.undone_at and (under_way := {"writing", "undoing"} & self.counts.keys()):
            return under_way.pop()
        if self.undone_at:
            return "undone" if self.confirmed_at else "dropped"
        return "confirmed" if self.confirmed_at else "open"


explain("uq_member_person_id", "name", "这个人已经登记在一个支部，请办理转接，不要重复登记。")
