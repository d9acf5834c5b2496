"""The table of talks: two people, a day, an occasion; what was said only if they want it kept."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Encrypted
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.base import Labelled
from app.rules.talks import PairKind


class Occasion(Labelled):
    USUAL = "usual", "日常"
    BEFORE_LIFE = "before_life", "组织生活会前"
    STUDY = "study", "发展党员"
    CARE = "care", "关心帮助"
    CHANGE = "change", "岗位变动"
    REMINDER = "reminder", "提醒"
    OTHER = "other", "其他"


class Talk(Audited, Base):
    """One talk of two people; the one with the smaller number is `first`.

    `kind` is what they were to each other on the day. `gist` is empty unless somebody wanted it
    kept; it is encrypted, never printed, and only the two and the secretary read it.
    """

    __tablename__ = "talk"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="two"),
        UniqueConstraint("organization_id", "first_id", "second_id", "talked_on"),
        Index("ix_talk_organization", "organization_id", "talked_on"),
        Index("ix_talk_first", "first_id"),
        Index("ix_talk_second", "second_id"),
    )
    audit_name = "谈心谈话"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    talked_on: Mapped[date]
    kind: Mapped[PairKind] = mapped_column(Code(PairKind))
    occasion: Mapped[Occasion] = mapped_column(Code(Occasion))
    gist: Mapped[str | None] = mapped_column(Encrypted)

    organization: Mapped[Organization] = relationship(innerjoin=True)
    first: Mapped[Person] = relationship(foreign_keys=first_id, innerjoin=True)
    second: Mapped[Person] = relationship(foreign_keys=second_id, innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.first.name}、{self.second.name}（{self.talked_on.isoformat()}）"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    def other(self, person_id: int) -> Person:
        """Whom this person talked with."""
        return self.second if person_id == self.first_id else self.first


explain("uq_talk_organization_id", "others", "这两个人这一天的谈话已经记过了。")
explain("ck_talk_two", "others", "请选择另外一个人。")
