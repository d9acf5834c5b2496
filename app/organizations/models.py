"""Tables of the organisation tree and of posts; a post's dates decide who holds it today."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, TreePath
from app.people.models import Person
from app.rules.organizations import OrganizationKind, PostKind, UnitType


class Organization(Audited, Base):
    """`dissolved_on` is the first day it is no more. `units` is how many units a joint branch
    covers, `ends_on` when a temporary branch's task ends.

    `approves` matters for committees only: whether it was given the power to approve new
    members (DEV-23). `temporary` organisations neither accept nor approve."""

    __tablename__ = "organization"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("parent_id", "name"),
        UniqueConstraint("path"),
        CheckConstraint("dissolved_on IS NULL OR dissolved_on >= founded_on", name="lifetime"),
    )
    audit_name = "党组织"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    path: Mapped[str] = mapped_column(TreePath)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[OrganizationKind] = mapped_column(Code(OrganizationKind))
    unit_type: Mapped[UnitType] = mapped_column(Code(UnitType))
    founded_on: Mapped[date | None]
    registered_on: Mapped[date] = mapped_column(default=clock.today)
    dissolved_on: Mapped[date | None]
    elected_on: Mapped[date | None]
    temporary: Mapped[bool] = mapped_column(default=False, server_default=false())
    ends_on: Mapped[date | None]
    units: Mapped[int | None]
    approves: Mapped[bool] = mapped_column(default=True, server_default=true())
    remark: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    parent: Mapped["Organization | None"] = relationship(remote_side=id)

    @property
    def since(self) -> date:
        """From when it is known to be: its founding, or the day it was entered here."""
        return self.founded_on or self.registered_on

    @property
    def depth(self) -> int:
        """0 for a root, 1 below it and so on."""
        return self.path.count("/") - 2

    @property
    def long_name(self) -> str:
        """Unmistakable among branches of one name: 机械工程学院研究生党支部."""
        if self.parent is None or self.name.startswith(self.parent.stem):
            return self.name
        return self.parent.stem + self.name

    @property
    def stem(self) -> str:
        """The unit's name without the Party's word: 机械工程学院党委 → 机械工程学院."""
        return self.name.removesuffix(self.kind.label) or self.name

    def in_force(self, day: date) -> bool:
        """Whether the organisation exists on that day, as far as the record tells."""
        return (self.founded_on is None or self.founded_on <= day) and (
            self.dissolved_on is None or day < self.dissolved_on
        )


class Post(Audited, Base):
    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="dates"),
        Index("ix_post_organization", "organization_id", "ended_on"),
        Index("ix_post_person", "person_id", "ended_on"),
    )
    audit_name = "职务"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[PostKind] = mapped_column(Code(PostKind))
    duty: Mapped[str] = mapped_column(String(40), default="")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    basis: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def audit_label(self) -> str:
        return f"{self.person.name} {self.label}"

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def label(self) -> str:
        """组织委员, 书记: the duty where there is one, else the kind."""
        return self.duty or self.kind.label


class LocalRule(Audited, Base):
    """An organisation's word on a local rule, for itself and everything below it.

    `switched_on` False: here the rule is not asked although it is above. Without a row, the nearest
    organisation above that has one decides; without any, the rule is off.
    """

    __tablename__ = "local_rule"
    __table_args__ = (UniqueConstraint("organization_id", "rule_id"),)
    audit_name = "地方规定"
    audit_reaches_below = True

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    rule_id: Mapped[str] = mapped_column(String(20))
    switched_on: Mapped[bool]
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)

    @property
    def audit_label(self) -> str:
        return f"{self.organization.name} {self.rule_id}"

    @property
    def audit_path(self) -> str:
        return self.organization.path


explain("uq_organization_code", "code", "这个代码已被另一个组织使用。")
explain("uq_organization_parent_id", "name", "同一上级之下已有（或者有过）同名组织。")
explain("ck_organization_lifetime", "dissolved_on", "撤销日期不能早于成立日期。")
explain("uq_local_rule_organization_id", "", "这条规定刚刚已被别人设置，请重新打开页面。")
explain("ck_post_dates", "ended_on", "任职结束日期不能早于开始日期。")
