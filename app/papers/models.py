"""The table of Word templates: whose, for which form, since when, replaced when."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Moment
from app.organizations.models import Organization

_IN_USE = text("activated_at IS NOT NULL AND ended_at IS NULL")


class PaperTemplate(Audited, Base):
    """One uploaded file, kept for good: tried (not activated), in use, or ended.

    The bytes lie in the row, so that a template and its history are one backup and one commit;
    they are at most app.printing.docx.MOST_BYTES.
    """

    __tablename__ = "paper_template"
    __table_args__ = (
        Index("ix_paper_template_organization", "organization_id", "form"),
        Index(
            "uq_paper_template_in_use",
            "organization_id",
            "form",
            unique=True,
            sqlite_where=_IN_USE,
            postgresql_where=_IN_USE,
        ),
    )
    audit_name = "表格模板"
    audit_secret = frozenset({"data"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    form: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(100))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    placeholders: Mapped[list] = mapped_column(JSON, default=list)
    edition: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by_id: Mapped[int | None]
    added_by: Mapped[str] = mapped_column(String(100), default="")
    activated_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship()

    @property
    def in_use(self) -> bool:
        return self.activated_at is not None and self.ended_at is None

    @property
    def state(self) -> str:
        """待启用, 使用中, 已停用 or, never activated, 未启用."""
        if self.ended_at:
            return "已停用" if self.activated_at else "未启用"
        return "使用中" if self.activated_at else "待启用"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_paper_template_in_use", "file", "别人刚启用了另一份模板，请重新打开再看。")
