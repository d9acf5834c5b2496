"""Tables of what is followed: the item with who and by when, and the notes of its progress."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.organizations.models import Organization
from app.people.models import Person
from app.rules.rectification import ItemState, SourceKind

ENDED = frozenset({ItemState.ACCEPTED, ItemState.DROPPED})


class Source(NamedTuple):
    """Where an item comes from, in plain values: a kind, the number of the thing, its name and its
    address on this site. `part` tells parts of one thing apart, such as items of one agenda."""

    kind: SourceKind
    id: int | None
    title: str
    address: str = ""
    part: int = 0


class Item(Audited, Base):
    """One problem or resolution of one organisation, with who mends it by when.

    `responsible` is how the paper names them; `responsible_id` is set where it is one person of
    the portal. `done_on`, `accepted_on` and `ended_why` belong to the state.
    """

    __tablename__ = "rectification_item"
    __table_args__ = (
        CheckConstraint("state NOT IN ('done', 'accepted') OR done_on IS NOT NULL", name="done"),
        CheckConstraint("done_on IS NULL OR done_on >= raised_on", name="dates"),
        Index("ix_rectification_item_organization", "organization_id", "state", "due_on"),
        Index("ix_rectification_item_source", "source_kind", "source_id"),
    )
    audit_name = "整改事项"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    source_kind: Mapped[SourceKind] = mapped_column(Code(SourceKind))
    source_id: Mapped[int | None]
    source_part: Mapped[int] = mapped_column(default=0)
    source_title: Mapped[str] = mapped_column(String(200), default="")
    source_address: Mapped[str] = mapped_column(String(200), default="")
    problem: Mapped[str] = mapped_column(Text)
    goal: Mapped[str] = mapped_column(Text, default="")
    measure: Mapped[str] = mapped_column(Text, default="")
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    responsible: Mapped[str] = mapped_column(String(60), default="")
    raised_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[ItemState] = mapped_column(Code(ItemState), default=ItemState.OPEN)
    done_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    accepted_by: Mapped[str] = mapped_column(String(100), default="")
    accepted_note: Mapped[str] = mapped_column(String(300), default="")
    ended_why: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    organization: Mapped[Organization] = relationship(innerjoin=True)
    person: Mapped[Person | None] = relationship()
    notes: Mapped[list["Progress"]] = relationship(
        order_by="Progress.told_on, Progress.id", back_populates="item"
    )

    @property
    def audit_label(self) -> str:
        return self.problem[:60]

    @property
    def audit_path(self) -> str:
        return self.organization.path

    @property
    def open(self) -> bool:
        return self.state is ItemState.OPEN

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be done about it by anybody."""
        return self.state in ENDED


class Progress(Audited, Base):
    """What was told of an item on a day, and by whom."""

    __tablename__ = "rectification_progress"
    __table_args__ = (Index("ix_rectification_progress_item", "item_id", "told_on"),)
    audit_name = "整改进展"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("rectification_item.id"))
    told_on: Mapped[date]
    told_by: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Text)

    item: Mapped[Item] = relationship(back_populates="notes", innerjoin=True)

    @property
    def audit_label(self) -> str:
        return self.text[:60]

    @property
    def audit_path(self) -> str:
        return self.item.organization.path


explain("ck_rectification_item_dates", "done_on", "办结日期不能早于提出的那一天。")
