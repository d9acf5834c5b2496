"""Tables of accounts, one-time invitations, and the counters that slow guessing down."""

from datetime import datetime

from flask import current_app
from flask_login import UserMixin
from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.policy import GRANTS, Can, Role
from app.access.scope import EVERYTHING, Scope
from app.core import clock
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Moment
from app.organizations.models import Organization
from app.people.models import Person


class Account(Audited, UserMixin, Base):
    """A login. Roles come from the person's posts and membership, day by day; only the
    administrator's is stored here. `epoch` rises when every open session must end."""

    links_waiting = drafts_waiting = True
    """Whether somebody may have asked for a link to it, or there may be drafts of its owner;
    whoever loads it for a request knows, and spares the workspace two statements."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("username"), UniqueConstraint("person_id"))
    audit_name = "账号"
    audit_secret = frozenset({"password_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(40))
    password_hash: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    administrator: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    epoch: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    organization: Mapped[Organization | None] = relationship()

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def audit_path(self) -> str | None:
        return self.organization.path if self.organization else None

    @property
    def roles(self) -> list[tuple[Role, str]]:
        """(role, path) pairs held today; asked once a request."""
        if not hasattr(self, "_roles"):
            self._roles = [(Role.ADMINISTRATOR, "/")] if self.administrator else []
            for source in current_app.extensions["role_sources"]:
                self._roles += source(self.person_id, clock.today())
        return self._roles

    def scope_for(self, permission: Can) -> Scope:
        """Where this account may do that, today."""
        roots = frozenset(path for role, path in self.roles if permission in GRANTS[role])
        return EVERYTHING if "/" in roots else Scope(roots)

    def may(self, permission: Can, path: str | None = None) -> bool:
        """Whether it may do that at all, or at that organisation's path."""
        scope = self.scope_for(permission)
        return bool(scope) if path is None else scope.covers(path)


class Invitation(Base):
    """A one-time link: to open an account, to set a new password, to make the first administrator.

    Only the token's hash is kept; the token itself is on the slip. `roots` is what its maker
    looked after: who holds a post beyond it, then or later, cannot use it. `asked_by` is filled
    where it sets a new password for an account that was there: its owner is told by whom, when and
    why, until `seen_at`.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("token_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    roots: Mapped[list] = mapped_column(JSON, default=list)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(100), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    seen_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person | None] = relationship()
    organization: Mapped[Organization | None] = relationship()


class EndedSession(Base):
    """A session that was logged out: a copied cookie of it opens nothing."""

    __tablename__ = "ended_session"

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


class Throttle(Base):
    """Failed logins of one account name or from one address."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(Moment)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)


explain("uq_account_username", "username", "这个登录名已被使用，请换一个。")
explain("uq_account_person_id", "username", "这个人已经有账号。")
