"""Tables of what is kept of findings, and of what organisations answered to them.

Kept rows follow from other records and are made anew from them at any time: they are not audited.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, TreePath
from app.findings.engine import State
from app.organizations.models import Organization
from app.rules.base import Labelled


class Kept(Base):
    """That an organisation's findings are kept as of `day`, how many of them are owed, the
    earliest last day of them, and by name what is late (`off`) and near its day (`near`), a line
    each."""

    __tablename__ = "finding_kept"
    __table_args__ = (Index("ix_finding_kept_path", "path", "day"), {"info": {"kept": True}})

    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    path: Mapped[str] = mapped_column(TreePath)
    day: Mapped[date]
    late: Mapped[int]
    soon: Mapped[int]
    open: Mapped[int]
    first_late: Mapped[date | None]
    first_soon: Mapped[date | None]
    off: Mapped[str] = mapped_column(Text)
    near: Mapped[str] = mapped_column(Text)


class KeptFinding(Base):
    """One instance of one duty of one organisation; the fields are those of engine.Finding."""

    __tablename__ = "finding"
    __table_args__ = (
        Index("ix_finding_organization", "organization_id", "state"),
        Index("ix_finding_state", "state", "path"),
        {"info": {"kept": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    path: Mapped[str] = mapped_column(TreePath)
    rule_id: Mapped[str] = mapped_column(String(20))
    cite: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(String(120))
    line: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(100))
    period: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    since: Mapped[date]
    due: Mapped[date]
    state: Mapped[State] = mapped_column(Code(State))
    press_label: Mapped[str] = mapped_column(String(40))
    press_url: Mapped[str] = mapped_column(String(300))
    press_needs: Mapped[str | None] = mapped_column(String(40))
    record_url: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(index=True)
    superior: Mapped[bool] = mapped_column(default=False)


class AnswerKind(Labelled):
    DONE_LATE = "done_late", "已迟办"
    NOT_APPLICABLE = "not_applicable", "不适用"
    HELP = "help", "请求帮助"


class AnswerState(Labelled):
    WAITING = "waiting", "等上级确认"
    STANDING = "standing", "已说明"
    AGREED = "agreed", "上级已确认"
    REFUSED = "refused", "上级未同意"
    WITHDRAWN = "withdrawn", "已撤回"


class Answer(Audited, Base):
    """What an organisation said of one instance of a duty; both sides see it.

    A reason suffices where the rule is only usual; where it binds, the superior has to agree that
    it does not apply here. `record_url` leads to the record of what was done late.
    """

    __tablename__ = "finding_answer"
    __table_args__ = (UniqueConstraint("organization_id", "subject"),)
    audit_name = "待办说明"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    subject: Mapped[str] = mapped_column(String(120))
    rule_id: Mapped[str] = mapped_column(String(20))
    what: Mapped[str] = mapped_column(String(200))
    kind: Mapped[AnswerKind] = mapped_column(Code(AnswerKind))
    state: Mapped[AnswerState] = mapped_column(Code(AnswerState))
    reason: Mapped[str] = mapped_column(Text, default="")
    record_url: Mapped[str] = mapped_column(String(300), default="")
    record_title: Mapped[str] = mapped_column(String(200), default="")
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_on: Mapped[date | None]
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    made_by: Mapped[Account | None] = relationship(foreign_keys=made_by_id)
    replied_by: Mapped[Account | None] = relationship(foreign_keys=replied_by_id)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.what}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def settles(self) -> bool:
        """Whether the duty is owed no longer by it."""
        accepted = self.state in {AnswerState.STANDING, AnswerState.AGREED}
        return accepted and self.kind is not AnswerKind.HELP

    @property
    def waits(self) -> bool:
        """Whether the superior is to say something."""
        asked = self.kind is AnswerKind.HELP and self.state is AnswerState.STANDING
        return self.state is AnswerState.WAITING or (asked and not self.replied_on)


explain("uq_finding_answer_organization_id", "", "这一件刚刚已有说明，请重新打开页面。")
