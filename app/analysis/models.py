"""Tables of a branch's yearly round and of the comparison checks its members hand in."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Encrypted, EncryptedJson
from app.organizations.models import Organization
from app.people.models import Person


class AnalysisRound(Audited, Base):
    """One branch's 党性分析 of one year, usually before the 组织生活会.

    `due_on` is the branch's own day for handing in. `study_on` and `opinions_on` are the two steps
    before the meeting that no other record holds. `closed_on` ends the writing.
    """

    __tablename__ = "analysis_round"
    __table_args__ = (
        UniqueConstraint("organization_id", "year"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="dates"),
    )
    audit_name = "党性分析"
    audit_secret = frozenset({"opinions_note"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    opened_on: Mapped[date]
    due_on: Mapped[date]
    closed_on: Mapped[date | None]
    study_on: Mapped[date | None]
    study_note: Mapped[str] = mapped_column(String(300), default="")
    opinions_on: Mapped[date | None]
    opinions_note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def title(self) -> str:
        return f"{self.year}年度党性分析"

    @property
    def open(self) -> bool:
        return self.closed_on is None

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.title}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


class Check(Audited, Base):
    """对照检查: what one member handed in, {key of a section: text}, and the branch's opinion.

    Read by the member and the branch's committee alone: encrypted, and hidden in the trail, which
    those above read.
    """

    __tablename__ = "analysis_check"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)
    audit_name = "对照检查"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("analysis_round.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    texts: Mapped[dict] = mapped_column(EncryptedJson)
    submitted_on: Mapped[date]
    opinion: Mapped[str | None] = mapped_column(Encrypted)
    opinion_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    round: Mapped[AnalysisRound] = relationship(innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.person.name} {self.round.year}年度"

    @property
    def audit_path(self) -> str:
        return self.round.organization.path


explain("uq_analysis_round_organization_id", "due_on", "这个支部这一年的党性分析已经开始了。")
explain("uq_analysis_check_round_id", "", "您的对照检查已经交了，请重新打开页面再改。")
